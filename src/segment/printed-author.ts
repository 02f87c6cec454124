/** Whom the byline of a page's article names, where the page says it nowhere else. */
import { caseOf } from '../characters.ts';
import type { Block } from '../document.ts';

/** How many blocks a byline stands from the title at most. */
const REACH = { before: 2, after: 5 };
const BY = /^\s*(?:(?:written |posted |words )?by|von|par|por|di|door|av|af)[:\s]\s*/i;
/** What stands between a name and the rest of the line: a date, a place, another author. */
const BEHIND_NAME = /\s*(?:[|·•,(\d–—]|\s(?:on|am|le|el|em|for|published|updated|posted)\s).*$/is;
const MAX_NAME = { length: 50, words: 5 };
/** Words of names that are written small. */
const SMALL = new Set(
  'de da do dos das del della di du van von der den la le el al bin ibn y e i and & und et'.split(' '),
);

/** @returns the name; undefined when no line near the title is a byline with a name. */
export function findAuthor(blocks: readonly Block[]): string | undefined {
  const title = blocks.findIndex(({ kind }) => kind === 'title');
  if (title === -1) return undefined;
  const near = blocks.slice(Math.max(0, title - REACH.before), title + REACH.after + 1);
  for (const block of near) {
    const name = block.kind === 'byline' ? nameIn(block) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

function nameIn({ text, marks }: Block): string | undefined {
  const link = marks.find(({ type, start, end }) => type === 'link' && isName(text.slice(start, end)));
  if (link !== undefined) return text.slice(link.start, link.end);
  if (!BY.test(text)) return undefined;
  const name = text.replace(BY, '').replace(BEHIND_NAME, '').trim();
  return isName(name) ? name : undefined;
}

/** Two words or more that are written as names are: a single one may be anything. */
function isName(text: string): boolean {
  const words = text.split(/\s+/);
  if (text.length > MAX_NAME.length || words.length < 2 || words.length > MAX_NAME.words) return false;
  return words.every(
    (word) => SMALL.has(word) || (/^[\p{L}.'’-]+$/u.test(word) && caseOf(word[0]) !== 'lower'),
  );
}
