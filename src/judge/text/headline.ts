/**
 * The headline of a page that became text. It stands behind the menus, where the first lines of an article's text do not
 * reach, above the line that says who wrote and when:
 *
 *   Home · News · Log in · …
 *   Five small museums worth the detour
 *   By Carol Yates, 12 May 2018
 *   You do not need a week to see the museums of the valley. …
 */
import { type Document, RANK, type Verdict } from '../../document.ts';
import { isAboveByline, isProse, looksLikeTitle } from '../../titles.ts';

/** Between a headline and the text stand no more lines, and of those that no rule removes no more than these. */
const MOST_BETWEEN = 15;
const MOST_UNKNOWN = 4;

/**
 * Finds the headline.
 * @param stays whether a block stays by its score
 * @returns its index, or -1
 */
export function findHeadline(
  document: Document,
  verdicts: readonly Verdict[],
  stays: (block: number) => boolean,
): number {
  const { blocks } = document;
  const first = blocks.findIndex((block, index) => isProse(block) && stays(index));
  if (first === -1) return -1;
  const { gone, dated } = goneBefore(first, verdicts);
  let unknown = 0;
  for (let index = first - 1; index >= Math.max(0, first - MOST_BETWEEN); index--) {
    if (gone.has(index)) continue;
    if (looksLikeTitle(blocks[index].text) && (dated.has(index + 1) || isAboveByline(blocks, index)))
      return index;
    if (++unknown > MOST_UNKNOWN) return -1;
  }
  return -1;
}

/** What rules remove in front of the text, and of that what says when and by whom it was printed. */
function goneBefore(
  first: number,
  verdicts: readonly Verdict[],
): { readonly gone: ReadonlySet<number>; readonly dated: ReadonlySet<number> } {
  const gone = new Set<number>();
  const dated = new Set<number>();
  for (const { action, rank, span, block, category } of verdicts) {
    if (action !== 'remove' || rank !== RANK.rule || span !== undefined || block > first) continue;
    gone.add(block);
    if (category === 'metadata') dated.add(block);
  }
  return { gone, dated };
}
