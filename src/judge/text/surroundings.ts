/** What the text scorer knows of what stands around a block: cues, lines that return, words of sites. */
import type { Block } from '../../document.ts';
import type { BlockUnits } from '../../units.ts';
import * as column from './columns.ts';
import { FEATURE_COUNT } from './columns.ts';
import type { Measures } from './measure.ts';
import { MAX_TOKENS, type WordWeights, weighWords } from './words.ts';

/** One block with a thousand words is not to outweigh everything in a window. */
export const MAX_WINDOW_WORDS = 60;
/** A distance that is no nearer. */
const FAR = 99;
/** One block is not to outweigh a window. */
const LEAST_TALK = -6;
const MOST_TALK = 3;

/** Running sums: `sums[n]` is the sum of the first n. */
export function prefixSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return sums;
}

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

/** Fills the columns of words: the block's own, its neighbours', those of windows. */
export function fillTalk(
  rows: Float32Array,
  blocks: readonly Block[],
  { units, starts: blockStarts }: BlockUnits,
  { starts }: Measures,
  weights: WordWeights,
): void {
  const count = blocks.length;
  const tokens = new Uint32Array(MAX_TOKENS);
  const talk = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const end = blockStarts[index] + blocks[index].text.length;
    talk[index] = weighWords(weights, units, starts[index], end, tokens);
  }
  const sums = prefixSums(talk.map((sum) => Math.min(MOST_TALK, Math.max(LEAST_TALK, sum))));
  for (let index = 0, row = 0; index < count; index++, row += FEATURE_COUNT) {
    rows[row + column.TALK] = talk[index];
    for (let which = 0; which < column.TALK_AROUND.length; which++) {
      const near = index + column.TALK_AROUND[which];
      rows[row + column.NEAR_TALK[which]] = near >= 0 && near < count ? talk[near] : 0;
    }
    for (let which = 0; which < column.TALK_WINDOWS.length; which++) {
      const size = column.TALK_WINDOWS[which];
      const from = Math.max(0, index - size);
      const to = Math.min(count, index + 1 + size);
      rows[row + column.TALK_BEFORE[which]] = (sums[index] - sums[from]) / size;
      rows[row + column.TALK_BEHIND[which]] = (sums[to] - sums[index + 1]) / size;
    }
    rows[row + column.TALK_REST] = (sums[count] - sums[index + 1]) / Math.max(1, count - index - 1);
  }
}
