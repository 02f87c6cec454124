/** The F1 of lower-cased word bags, as WCXB defines it. */

export interface Score {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
}

export type Bag = ReadonlyMap<string, number>;

const WORD = /[\p{L}\p{N}_]+/gu;

/** The lower-cased words of a text with their counts. */
export function bagOf(text: string): Bag {
  const bag = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(WORD)) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

/** How well the words of `found` are those of `gold`; two empty bags agree. */
export function scoreBags(found: Bag, gold: Bag): Score {
  let foundTotal = 0;
  let goldTotal = 0;
  let common = 0;
  for (const count of gold.values()) goldTotal += count;
  for (const [word, count] of found) {
    foundTotal += count;
    common += Math.min(count, gold.get(word) ?? 0);
  }
  if (foundTotal === 0 && goldTotal === 0) return { f1: 1, precision: 1, recall: 1 };
  const precision = foundTotal === 0 ? 0 : common / foundTotal;
  const recall = goldTotal === 0 ? 0 : common / goldTotal;
  const f1 = common === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { f1, precision, recall };
}

/** The mean of each figure. */
export function meanScore(scores: readonly Score[]): Score {
  const mean = (pick: (score: Score) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / Math.max(1, scores.length);
  return {
    f1: mean(({ f1 }) => f1),
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
  };
}
