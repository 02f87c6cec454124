/** Which short lines of a text are its title, its headings, its byline: told by their neighbours, and only when sure. */
import { countWords, endsSentence, hasBlankLine } from '../characters.ts';
import type { Block, BlockKind } from '../document.ts';
import { BYLINE, beginsHigh, findTitle, isProse, looksLikeDate } from '../titles.ts';

const MAX_HEADING = 80;
const MAX_HEADING_WORDS = 12;
const BYLINE_BLOCKS = 8;
const MAX_BYLINE = 80;

const BYLINE_WORD =
  /^(?:\p{Lu}[\p{L}'’.-]*|and|und|y|e|et|en|og|och|de|da|do|dos|del|della|di|van|von|der|den|le|la|el|bin|al)$/u;

/**
 * Gives blocks of kind `paragraph` the kind `title`, `heading` or `byline` where that is certain.
 * @param blocks changed in place
 * @returns the title, when the text begins with one
 */
export function nameTitleAndHeadings(source: string, blocks: Block[]): string | undefined {
  const title = findTitle(blocks);
  if (title !== -1) rename(blocks, title, 'title', 1);
  for (let index = title + 1; index < Math.min(blocks.length, title + BYLINE_BLOCKS); index++) {
    if (blocks[index].kind === 'paragraph' && isByline(blocks[index].text))
      rename(blocks, index, 'byline', 0);
  }
  for (let index = 1; index + 1 < blocks.length; index++) {
    if (isHeading(source, blocks, index)) rename(blocks, index, 'heading', 2);
  }
  return title === -1 ? undefined : titleText(blocks[title].text);
}

function rename(blocks: Block[], index: number, kind: BlockKind, level: number): void {
  blocks[index] = { ...blocks[index], kind, level };
}

function titleText(text: string): string {
  return text.replace(/^#+\s+|\s+#+$/g, '').replace(/\s*[\r\n\u2028\u2029]\s*[=-]+$/, '');
}

function isByline(text: string): boolean {
  if (text.length > MAX_BYLINE || !BYLINE.test(text)) return false;
  const names = text.replace(BYLINE, '').split(/[\s,&/|]+/);
  return names.length <= 8 && names.every((name) => BYLINE_WORD.test(name));
}

/** A short line, alone between two paragraphs of prose, that does not end as a sentence does. */
function isHeading(source: string, blocks: readonly Block[], index: number): boolean {
  const { kind, text, start, end } = blocks[index];
  if (kind !== 'paragraph' || text.length > MAX_HEADING) return false;
  const before = blocks[index - 1];
  const after = blocks[index + 1];
  if (!isProse(before) || !isProse(after)) return false;
  if (!hasBlankLine(source, before.end, start) || !hasBlankLine(source, end, after.start)) return false;
  const words = countWords(text);
  const isQuestion = /[?？]$/.test(text);
  if (words < 1 || words > MAX_HEADING_WORDS || /[,;]$/.test(text) || looksLikeDate(text, words))
    return false;
  return beginsHigh(text) && (text.endsWith(':') || isQuestion || !endsSentence(text, 0, text.length));
}
