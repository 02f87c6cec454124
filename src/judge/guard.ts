/**
 * Never empty by accident: when the judges would take nearly all prose out of a document, the guard
 * gives it back. What statistics took comes back first; what rules took only when that is not enough.
 */
import { countWords } from '../characters.ts';
import {
  type Block,
  type BlockKind,
  type Document,
  type Judge,
  RANK,
  type Rank,
  type Verdict,
} from '../document.ts';
import { keptBlocks } from './settle.ts';
import { protect } from './verdict.ts';

/** A block is prose from this many words on; chrome of that length is rare. */
const PROSE_WORDS = 12;

/** A document has prose from this many words in its prose blocks on. */
const DOCUMENT_WORDS = 40;

/** Less than this share of the prose left is nearly nothing, unless it is as long as a short news item. */
const NEARLY_NOTHING = 0.02;
const SHORT_ITEM_WORDS = 100;

/**
 * What the content judge scores below this, such as the company and the cookies at the foot of a page, is no
 * prose to give back: an empty shell of a page has no content. Unless there is much of it.
 */
const SCORER = 'content/score';
const CHROME_SCORE = 0.15;
const MUCH_CHROME_WORDS = 300;

/** The id of the guard's verdicts, which `clean` turns into the warning `over-removal`. */
export const GUARD_RULE = 'guard/over-removal';

/** Protects the prose of a document from which the judges would take nearly everything. */
export const judgeGuard: Judge = (document, verdicts) => {
  if (leavesHalf(document, verdicts) || keeps(SHORT_ITEM_WORDS, document, verdicts)) return [];
  const words = countProse(document, verdicts);
  const prose = sumOf(words);
  const enough = Math.min(prose * NEARLY_NOTHING, SHORT_ITEM_WORDS);
  if (prose < DOCUMENT_WORDS || keeps(enough, document, verdicts)) return [];
  for (const highest of [RANK.statistic, RANK.rule]) {
    const protects = protectProse(words, verdicts, highest);
    if (keeps(enough, document, [...verdicts, ...protects])) return protects;
  }
  return [];
};

/** The cheap test that spares nearly every text the counting of words. */
function leavesHalf({ blocks }: Document, verdicts: readonly Verdict[]): boolean {
  const touched = new Uint8Array(blocks.length);
  for (const verdict of verdicts) if (verdict.action === 'remove') touched[verdict.block] = 1;
  let all = 0;
  let untouched = 0;
  for (let index = 0; index < blocks.length; index++) {
    const { length } = blocks[index].text;
    all += length;
    if (touched[index] === 0) untouched += length;
  }
  return untouched * 2 >= all;
}

/** The words of prose of each block; those of a page that are surely chrome have none. */
function countProse(document: Document, verdicts: readonly Verdict[]): number[] {
  const words = document.blocks.map(proseWords);
  if (document.page === undefined) return words;
  const chrome = new Set<number>();
  for (const { block, rule, score } of verdicts) {
    if (rule === SCORER && score !== undefined && score < CHROME_SCORE) chrome.add(block);
  }
  if (sumOf([...chrome].map((block) => words[block])) > MUCH_CHROME_WORDS) return words;
  return words.map((count, block) => (chrome.has(block) ? 0 : count));
}

function sumOf(words: readonly number[]): number {
  return words.reduce((sum, count) => sum + count, 0);
}

function proseWords(block: Block): number {
  if (block.kind !== 'paragraph' && block.kind !== 'quote' && block.kind !== 'list-item') return 0;
  const words = countWords(block.text);
  return words >= PROSE_WORDS ? words : 0;
}

/** What stands over a text and is none: a document of which a title stays is as good as empty. */
const HEADS: ReadonlySet<BlockKind> = new Set<BlockKind>(['title', 'heading', 'byline']);

/** True when so many words of text would stay; most pages have them in their first few blocks that do. */
function keeps(enough: number, document: Document, verdicts: readonly Verdict[]): boolean {
  let words = 0;
  for (const { block, text } of keptBlocks(document, verdicts)) {
    if (HEADS.has(block.kind)) continue;
    words += countWords(text);
    if (words >= enough) return true;
  }
  return words >= enough;
}

/** A protect for every prose block that nothing above the rank `highest` removes. */
function protectProse(words: readonly number[], verdicts: readonly Verdict[], highest: Rank): Verdict[] {
  const outranked = new Set<number>();
  for (const verdict of verdicts) {
    if (verdict.action === 'remove' && verdict.rank > highest) outranked.add(verdict.block);
  }
  const protects: Verdict[] = [];
  words.forEach((count, block) => {
    if (count === 0 || outranked.has(block)) return;
    protects.push(
      protect(block, {
        category: 'content',
        rule: GUARD_RULE,
        reason: 'the judges would have taken nearly all prose out of the document',
        rank: RANK.guard,
      }),
    );
  });
  return protects;
}
