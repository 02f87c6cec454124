/** What the score of a block needs where the blocks around it stay. */
import type { Document } from '../../document.ts';

/** Shorter quotes are names: of who is quoted, or of where to look. */
const MIN_QUOTE_WORDS = 5;

/**
 * Quotes between two texts that stay need nothing: those answer them, or speak of them. On the development pages most
 * that a low score took from there are in the gold texts, in forums nearly all.
 */
export function setNeedsOfQuotes(
  { blocks }: Document,
  { scores, words }: { scores: Float64Array; words: Float64Array },
  needed: Float64Array,
): void {
  const stays = (block: number): boolean =>
    block >= 0 && block < blocks.length && scores[block] >= needed[block];
  for (let first = 0; first < blocks.length; first++) {
    if (blocks[first].kind !== 'quote') continue;
    let behind = first + 1;
    while (behind < blocks.length && blocks[behind].kind === 'quote') behind++;
    if (stays(first - 1) && stays(behind)) {
      for (let block = first; block < behind; block++) if (words[block] >= MIN_QUOTE_WORDS) needed[block] = 0;
    }
    first = behind;
  }
}
