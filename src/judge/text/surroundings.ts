/** What the text scorer knows of what stands around a block: cues, lines that return. */
import { prefixSums } from '../prefix-sums.ts';
import * as column from './columns.ts';
import { FEATURE_COUNT } from './columns.ts';

/** One block with a thousand words is not to outweigh everything in a window. */
export const MAX_WINDOW_WORDS = 60;
/** A distance that is no nearer. */
const FAR = 99;

/** Fills the columns of what rules take before and behind. */
export function fillCues(rows: Float32Array, cues: Uint8Array): void {
  const sums = prefixSums(cues);
  const all = sums[cues.length];
  let next = FAR;
  for (let index = cues.length - 1; index >= 0; index--) {
    const row = index * FEATURE_COUNT;
    const behind = all - sums[index + 1];
    rows[row + column.CUES_BEHIND] = next;
    rows[row + column.ALL_CUES_BEFORE] = sums[index];
    rows[row + column.ALL_CUES_BEHIND] = behind;
    rows[row + column.CUE_SHARE_BEHIND] = behind / Math.max(1, cues.length - index - 1);
    next = cues[index] === 1 ? 1 : Math.min(FAR, next + 1);
  }
}

const RETURN_WINDOW = 3;

/** Fills the columns of lines that return: a table of contents names the headings that are to come. */
export function fillReturns(rows: Float32Array, titles: Int32Array): void {
  const count = titles.length;
  const next = new Map<number, number>();
  const returns = new Uint8Array(count);
  for (let index = count - 1; index >= 0; index--) {
    const title = titles[index];
    if (title === 0) continue;
    const at = next.get(title);
    if (at !== undefined) returns[index] = 1;
    rows[index * FEATURE_COUNT + column.RETURNS] = at === undefined ? 0 : at - index;
    next.set(title, index);
  }
  const sums = prefixSums(returns);
  for (let index = 0; index < count; index++) {
    const from = Math.max(0, index - RETURN_WINDOW);
    const to = Math.min(count, index + 1 + RETURN_WINDOW);
    rows[index * FEATURE_COUNT + column.RETURNS_NEAR] = sums[to] - sums[from];
  }
}
