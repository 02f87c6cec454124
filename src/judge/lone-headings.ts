/**
 * A heading stays with the text that stands under it: "Contact", "Help", "Careers" are words of menus, and the headings
 * of an article's sections; a work named in its own language is the heading of its review. In poems so does a line over a
 * stanza, and in glossaries a term over its meaning.
 */
import { hasBlankLine } from '../characters.ts';
import { type Block, type Category, type Document, type Judge, RANK, type Verdict } from '../document.ts';
import { proseIn } from './rules/zones.ts';
import { findTerms } from './terms.ts';
import { protect } from './verdict.ts';
import { beginsStanza } from './verse.ts';

/** What of these categories stands above a text of the article is no heading of it: its text goes on below. */
const NEVER: ReadonlySet<Category> = new Set<Category>([
  ...([
    'advertising',
    'related',
    'sharing',
    'comments',
    'newsletter',
    'consent',
    'paywall',
    'content',
  ] as const),
  ...(['duplicate', 'omitted', 'credit'] as const),
]);

const LONGEST_HEADING = 40;

/** The judge that speaks behind all that look at blocks one by one. */
export const judgeLoneHeadings: Judge = (document, verdicts) => {
  const taken = linesTaken(document, verdicts);
  if (taken.size === 0) return [];
  const goes = blocksThatGo(document.blocks.length, verdicts);
  const terms = findTerms(document);
  let prose: readonly boolean[] | undefined;
  const isProse = (block: number): boolean => {
    prose ??= proseIn(document);
    return prose[block];
  };
  const protects: Verdict[] = [];
  for (const [block, category] of taken) {
    const below = block + 1;
    if (below >= document.blocks.length || goes[below] === 1) continue;
    const isOfText = isHeading(document.blocks[block])
      ? isProse(below)
      : terms?.[block] === 1 || isOverStanza(document, block);
    if (!isOfText) continue;
    protects.push(
      protect(block, {
        category,
        rule: 'content/lone-heading',
        reason: 'the text under it stays',
        rank: RANK.rule,
      }),
    );
  }
  return protects;
};

/** The lines that go whole, and for nothing but what they say, though they may be headings. */
function linesTaken(document: Document, verdicts: readonly Verdict[]): ReadonlyMap<number, Category> {
  const { blocks, format } = document;
  const taken = new Map<number, Category>();
  const spared = new Set<number>();
  for (const { action, block, span, category } of verdicts) {
    if (action !== 'remove' || span !== undefined) continue;
    const isLine = format === 'text' && blocks[block].text.length <= LONGEST_HEADING;
    if (!isLine && !isHeading(blocks[block])) continue;
    if (NEVER.has(category) && !(block === 0 && isTitleOfVerse(document, verdicts))) spared.add(block);
    else taken.set(block, category);
  }
  for (const block of spared) taken.delete(block);
  return taken;
}

function isHeading({ kind }: Block): boolean {
  return kind === 'heading' || kind === 'title';
}

/** A line by itself with a stanza under it: a poem may be called as an advertisement is labelled. */
function isOverStanza(document: Document, block: number): boolean {
  const { blocks, source } = document;
  const isApart = block === 0 || hasBlankLine(source, blocks[block - 1].end, blocks[block].start);
  return isApart && beginsStanza(document, block + 1);
}

/** Whether the first line is the title of a poem: nothing else in the text is chrome but what stands over stanzas. */
function isTitleOfVerse(document: Document, verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ block }) => isOverStanza(document, block));
}

/** 1 for each block that goes whole. */
function blocksThatGo(count: number, verdicts: readonly Verdict[]): Uint8Array {
  const goes = new Uint8Array(count);
  for (const { action, block, span } of verdicts)
    if (action === 'remove' && span === undefined) goes[block] = 1;
  for (const { action, block } of verdicts) if (action === 'protect') goes[block] = 0;
  return goes;
}
