/** Features of words: how much those of a block, and of the blocks around it, are a site's talk rather than an article's. */
import { prefixSums } from './prefix-sums.ts';
import { MAX_TOKENS, type WordWeights, weighWords } from './words.ts';

const AROUND = [-2, -1, 1, 2] as const;
const WINDOWS = [4, 10] as const;

/** The columns, in the order in which `writeTalk` fills them. */
export const TALK_FEATURES: readonly string[] = [
  'weight of its words',
  ...AROUND.map((offset) => `weight of words at ${offset}`),
  ...WINDOWS.flatMap((size) => [`weight of words, ${size} before`, `weight of words, ${size} behind`]),
  'weight of words of all behind',
];

/** One block is not to outweigh a window. */
const LEAST = -6;
const MOST = 3;

export interface Talk {
  /** The weight of each block's words. */
  readonly own: Float64Array;
  /** Sums over the blocks before each, those of no block outweighing all others. */
  readonly sums: Float64Array;
}

/**
 * Weighs the words of all blocks.
 * @param starts where each block's words begin among the units
 * @param ends where it ends
 */
export function weighBlocks(
  weights: WordWeights,
  units: Uint16Array,
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
): Talk {
  const tokens = new Uint32Array(MAX_TOKENS);
  const own = new Float64Array(starts.length);
  for (let block = 0; block < own.length; block++) {
    own[block] = weighWords(weights, units, starts[block], ends[block], tokens);
  }
  return { own, sums: prefixSums(own.map((sum) => Math.min(MOST, Math.max(LEAST, sum)))) };
}

/** Fills a block's columns, the first of which is at `at`. */
export function writeTalk(rows: Float32Array, at: number, { own, sums }: Talk, block: number): void {
  const count = own.length;
  let column = at;
  rows[column++] = own[block];
  for (const offset of AROUND) {
    const near = block + offset;
    rows[column++] = near >= 0 && near < count ? own[near] : 0;
  }
  for (const size of WINDOWS) {
    const from = Math.max(0, block - size);
    const to = Math.min(count, block + 1 + size);
    rows[column++] = (sums[block] - sums[from]) / size;
    rows[column++] = (sums[to] - sums[block + 1]) / size;
  }
  rows[column] = (sums[count] - sums[block + 1]) / Math.max(1, count - block - 1);
}
