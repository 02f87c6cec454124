/** What the text scorer knows of where a block stands in the document, and of the document. */
import { BLOCK_KINDS, type Block } from '../../document.ts';
import { prefixSums } from '../prefix-sums.ts';
import * as column from './columns.ts';
import { FEATURE_COUNT } from './columns.ts';
import type { Measures } from './measure.ts';
import { situationOf } from './situation.ts';
import { MAX_WINDOW_WORDS } from './surroundings.ts';

const SHORT_WORDS = 4;
/** A distance that is no nearer, to either side. */
const FAR = 120;

/** Fills the columns of the distance to both ends, and of the document's situation. */
export function fillEnds(
  rows: Float32Array,
  blocks: readonly Block[],
  measures: Measures,
  prose: Float64Array,
  cues: Uint8Array,
): void {
  const count = blocks.length;
  const isText = (index: number): boolean => prose[index] > 0 && cues[index] === 0;
  let first = 0;
  while (first < count && !isText(first)) first++;
  let last = count - 1;
  while (last >= 0 && !isText(last)) last--;
  const situation = situationOf(blocks, measures, cues);
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

/** Fills the columns of a block's place among all, and of the document. */
export function fillPlaces(rows: Float32Array, words: Float64Array, prose: Float64Array): void {
  const count = words.length;
  const wordSums = prefixSums(words);
  const proseSums = prefixSums(prose);
  const total = wordSums[count];
  const proseTotal = proseSums[count];
  let short = 0;
  let signs = 0;
  for (let index = 0; index < count; index++) {
    if (words[index] <= SHORT_WORDS) short++;
    if (rows[index * FEATURE_COUNT + column.SIGNS] > 0) signs++;
  }
  for (let index = 0; index < count; index++) {
    const row = index * FEATURE_COUNT;
    rows[row + column.PLACE] = (index + 0.5) / count;
    rows[row + column.WORDS_BEFORE] = (wordSums[index] + words[index] / 2) / Math.max(1, total);
    rows[row + column.PROSE_BEFORE] = (proseSums[index] + prose[index] / 2) / Math.max(1, proseTotal);
    rows[row + column.PROSE_WORDS_BEFORE] = proseSums[index];
    rows[row + column.PROSE_WORDS_BEHIND] = proseTotal - proseSums[index + 1];
    rows[row + column.BLOCKS] = count;
    rows[row + column.TOTAL] = total;
    rows[row + column.PROSE_SHARE] = proseTotal / Math.max(1, total);
    rows[row + column.MEAN_WORDS] = total / count;
    rows[row + column.SHORT_SHARE] = short / count;
    rows[row + column.SIGN_SHARE] = signs / count;
  }
}

/**
 * The stretch of blocks in which words of prose outweigh blocks without, each of which costs `cost` words: the
 * maximum-sum subsequence of Pasternack and Roth (WWW 2009). The feature is how far a block is outside.
 */
export function fillCore(rows: Float32Array, words: Float64Array, prose: Float64Array, which: number): void {
  const cost = column.COSTS[which];
  let best = 0;
  let from = 0;
  let to = 0;
  let sum = 0;
  let start = 0;
  let total = 0;
  for (let index = 0; index < words.length; index++) {
    total += prose[index];
    sum +=
      prose[index] > 0 ? Math.min(prose[index], MAX_WINDOW_WORDS * 2) : Math.min(0, words[index] / 2 - cost);
    if (sum <= 0) {
      sum = 0;
      start = index + 1;
    } else if (sum > best) {
      best = sum;
      from = start;
      to = index + 1;
    }
  }
  let inside = 0;
  for (let index = from; index < to; index++) inside += prose[index];
  for (let index = 0; index < words.length; index++) {
    const row = index * FEATURE_COUNT;
    const distance = index < from ? index - from : index >= to ? index - to + 1 : 0;
    rows[row + column.CORE[which]] = Math.max(-FAR, Math.min(FAR, distance));
    rows[row + column.CORE_SHARE[which]] = total === 0 ? 0 : inside / total;
  }
}
