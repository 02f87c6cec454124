/** Which blocks to keep of a document, given how likely each is main content. */

/** The score down to which blocks are to be taken, and what that gains. */
export interface Threshold {
  /** The lowest score that is taken; 0 when there are no blocks. */
  readonly threshold: number;
  /** The F1 that is expected of that, and of taking all. */
  readonly expected: number;
  readonly expectedOfAll: number;
}

/**
 * The score down to which blocks are to be taken for the highest expected F1. It is half of that F1 (Lewis 1995), which
 * is found by taking what the last F1 says, from that of everything on, until it rises no more (Dinkelbach 1967): some
 * five looks at all scores instead of sorting them.
 * @param words of each block; one that has none says nothing
 */
export function bestThreshold(scores: Float64Array, words: ArrayLike<number>): Threshold {
  let total = 0;
  for (let index = 0; index < scores.length; index++) total += scores[index] * words[index];
  let expectedOfAll = -1;
  let expected = -1;
  let threshold = 0;
  for (;;) {
    let hits = 0;
    let taken = 0;
    let least = 1;
    for (let index = 0; index < scores.length; index++) {
      const score = scores[index];
      if (score * 2 < expected) continue;
      hits += score * words[index];
      taken += words[index];
      if (score < least && words[index] > 0) least = score;
    }
    const f1 = (2 * hits) / (taken + total + 1e-9);
    if (expectedOfAll === -1) expectedOfAll = f1;
    if (!(f1 > expected)) return { threshold, expected, expectedOfAll };
    expected = f1;
    threshold = scores.length > 0 ? least : 0;
  }
}
