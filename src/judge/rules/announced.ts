/**
 * What a text speaks of. A guide quotes the very buttons that sites print:
 *
 *   Under old posts you will still read this sentence:
 *   Comments are closed.
 */
import { countWords } from '../../characters.ts';
import type { Category, Document } from '../../document.ts';
import type { Match } from './matches.ts';

/** What sites print within texts behind a colon of the text's own: an advertisement, related titles. */
const NEVER: ReadonlySet<Category> = new Set<Category>(['advertising', 'related', 'navigation', 'credit']);
const COLON = /[:：]$/;
/** With fewer words, what ends in a colon is a label. */
const MIN_WORDS = 5;

/**
 * Returns a function that is asked about matches in the order of their blocks: whether a paragraph that stays
 * announces the block with a colon, or announced one of the same category right before it.
 * @param isTaken whether a block goes, by what was told before
 */
export function announcedIn(
  { blocks }: Document,
  isTaken: (block: number) => boolean,
): (match: Match, block: number) => boolean {
  let last = -1;
  let announced: Category | undefined;
  return ({ rule: { category, protect } }, block) => {
    if (protect || NEVER.has(category)) return false;
    const isNext = (last === block - 1 || last === block) && announced === category;
    const before = blocks[block - 1];
    const isFirst =
      before !== undefined &&
      (before.kind === 'paragraph' || before.kind === 'list-item') &&
      COLON.test(before.text) &&
      !isTaken(block - 1) &&
      countWords(before.text) >= MIN_WORDS;
    if (!isNext && !isFirst) return false;
    last = block;
    announced = category;
    return true;
  };
}
