/** A paragraph among its like: where most of them stay, the few that score low are holes in a text. */
import type { Document } from '../../document.ts';
import type { Page } from '../../page.ts';

/** Fewer are no text that could have holes. */
const MIN_ALIKE = 3;
/** Share of their words that stays by itself. */
const LEAST_KEPT = 0.5;
/** Shorter paragraphs, and those that are mostly links, are often chrome between the others. */
const MIN_WORDS = 10;
const MAX_LINK_SHARE = 0.3;

/**
 * The blocks that would be holes: paragraphs and quotes with the same tags and class names from the root on as others,
 * half of whose words stay. Out of fold it gains and costs nothing, for such pages are hardly among the development
 * pages; of 98 pages of Readability's tests the recall rises from .969 to .972 and nothing else changes.
 * @param words of each block
 * @param stays whether a block stays by its own score
 * @returns indices of blocks, of those that stay as well
 */
export function findHoles(
  { blocks }: Document,
  page: Page,
  words: Float64Array,
  stays: (block: number) => boolean,
): number[] {
  const holes: number[] = [];
  for (const alike of paragraphsByPath(blocks, page)) {
    if (alike.length < MIN_ALIKE) continue;
    let all = 0;
    let kept = 0;
    for (const block of alike) {
      all += words[block];
      if (stays(block)) kept += words[block];
    }
    if (kept < all * LEAST_KEPT || kept === all) continue;
    for (const block of alike) {
      const linked = page.linkCharacters[block] > blocks[block].text.length * MAX_LINK_SHARE;
      if (words[block] >= MIN_WORDS && !linked) holes.push(block);
    }
  }
  return holes;
}

function paragraphsByPath(blocks: Document['blocks'], page: Page): Iterable<readonly number[]> {
  const byPath = new Map<number, number[]>();
  for (let block = 0; block < blocks.length; block++) {
    const { kind, element } = blocks[block];
    if ((kind !== 'paragraph' && kind !== 'quote') || element < 0) continue;
    const path = page.path[element];
    const found = byPath.get(path);
    if (found === undefined) byPath.set(path, [block]);
    else found.push(block);
  }
  return byPath.values();
}
