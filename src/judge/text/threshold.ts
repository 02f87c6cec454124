/** Which blocks to keep of a page, given how likely each is main content. */

/**
 * The score down to which blocks are to be taken for the highest expected F1 (Lewis 1995: it is half of that F1).
 * @param words of each block
 * @returns the score of the last block to take, the F1 that is expected of that, and of taking all
 */
export function bestThreshold(
  scores: Float64Array,
  words: ArrayLike<number>,
): { readonly threshold: number; readonly expected: number; readonly expectedOfAll: number } {
  const order = Array.from(scores, (_, index) => index).sort((a, b) => scores[b] - scores[a] || a - b);
  let total = 0;
  for (let index = 0; index < scores.length; index++) total += scores[index] * words[index];
  let hits = 0;
  let taken = 0;
  let threshold = 0;
  let expected = -1;
  let expectedOfAll = 0;
  for (const index of order) {
    hits += scores[index] * words[index];
    taken += words[index];
    const f1 = (2 * hits) / (taken + total + 1e-9);
    expectedOfAll = f1;
    if (f1 > expected) {
      expected = f1;
      threshold = scores[index];
    }
  }
  return { threshold, expected: Math.max(0, expected), expectedOfAll };
}
