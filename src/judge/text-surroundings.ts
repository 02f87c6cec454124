/** What the text scorer knows of what stands around a block: cues, words of sites, the ends of the document. */
import { BLOCK_KINDS, type Document } from '../document.ts';
import * as column from './text-columns.ts';
import { FEATURE_COUNT } from './text-columns.ts';
import { skipMarkers } from './text-measure.ts';
import { situationOf } from './text-situation.ts';
import { MAX_TOKENS, type WordWeights, weighWords } from './text-words.ts';

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

/** Fills the columns of the distance to both ends, and of the document's situation. */
export function fillEnds(
  rows: Float32Array,
  document: Document,
  prose: Float64Array,
  cues: Uint8Array,
): void {
  const { blocks } = document;
  const count = blocks.length;
  const isText = (index: number): boolean => prose[index] > 0 && cues[index] === 0;
  let first = 0;
  while (first < count && !isText(first)) first++;
  let last = count - 1;
  while (last >= 0 && !isText(last)) last--;
  const situation = situationOf(document, cues);
  for (let index = 0; index < count; index++) {
    const row = index * FEATURE_COUNT;
    rows[row + column.FROM_START] = index;
    rows[row + column.FROM_END] = count - index;
    rows[row + column.FROM_FIRST_PROSE] = index - first;
    rows[row + column.FROM_LAST_PROSE] = index - last;
    rows[row + column.KIND] = BLOCK_KINDS.indexOf(blocks[index].kind);
    rows.set(situation, row + column.SITUATION[0]);
  }
}

/** Fills the columns of words: the block's own, its neighbours', those of windows. */
export function fillTalk(
  rows: Float32Array,
  blocks: readonly { readonly text: string }[],
  weights: WordWeights,
): void {
  const count = blocks.length;
  const tokens = new Uint32Array(MAX_TOKENS);
  const talk = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const { text } = blocks[index];
    talk[index] = weighWords(weights, text, skipMarkers(text), tokens);
  }
  const sums = prefixSums(talk.map((sum) => Math.min(MOST_TALK, Math.max(LEAST_TALK, sum))));
  for (let index = 0; index < count; index++) {
    const row = index * FEATURE_COUNT;
    rows[row + column.TALK] = talk[index];
    column.TALK_AROUND.forEach((offset, which) => {
      rows[row + column.NEAR_TALK[which]] = talk[index + offset] ?? 0;
    });
    column.TALK_WINDOWS.forEach((size, which) => {
      const from = Math.max(0, index - size);
      const to = Math.min(count, index + 1 + size);
      rows[row + column.TALK_BEFORE[which]] = (sums[index] - sums[from]) / size;
      rows[row + column.TALK_BEHIND[which]] = (sums[to] - sums[index + 1]) / size;
    });
    rows[row + column.TALK_REST] = (sums[count] - sums[index + 1]) / Math.max(1, count - index - 1);
  }
}
