/**
 * Finds which of many literals a text begins with, in the time of one binary search.
 *
 * The literals are sorted. Of all that a text begins with, the longest is the last one that does
 * not sort behind the text, or a literal which that one begins with in turn. So each literal
 * knows the nearest one before it that it begins with, and a chain of these holds all answers:
 *
 *   literals   more ─── more from ─── next ─── next article
 *   text       "more from us": the last literal not behind it is "more from", its chain gives "more"
 */

export interface PrefixTable {
  /** In the order of their code units; the same literal can be there several times. */
  readonly literals: readonly string[];
  /** Index of the nearest literal before each that it begins with, or -1. */
  readonly parents: Int32Array;
  /** Length of the longest literal in characters. */
  readonly longest: number;
}

/** Builds a table over literals that are sorted by their code units. */
export function buildPrefixTable(literals: readonly string[]): PrefixTable {
  const parents = new Int32Array(literals.length).fill(-1);
  let longest = 0;
  for (let i = 0; i < literals.length; i++) {
    longest = Math.max(longest, literals[i].length);
    let parent = i - 1;
    while (parent >= 0 && !literals[i].startsWith(literals[parent])) parent = parents[parent];
    parents[i] = parent;
  }
  return { literals, parents, longest };
}

/** Calls `found` with the index of each literal that `text` begins with, the longest first. */
export function prefixesOf(table: PrefixTable, text: string, found: (literal: number) => void): void {
  const { literals, parents } = table;
  let candidate = lastNotBehind(literals, text);
  while (candidate >= 0 && !text.startsWith(literals[candidate])) candidate = parents[candidate];
  for (; candidate >= 0; candidate = parents[candidate]) found(candidate);
}

/** Calls `found` with the index of each literal that is `text`. The literals are sorted by their code units. */
export function equalsOf(literals: readonly string[], text: string, found: (literal: number) => void): void {
  for (let i = lastNotBehind(literals, text); i >= 0 && literals[i] === text; i--) found(i);
}

/** Index of the last literal that sorts before the text or is the text; -1 when there is none. */
function lastNotBehind(literals: readonly string[], text: string): number {
  let low = 0;
  let high = literals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (literals[middle] <= text) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
