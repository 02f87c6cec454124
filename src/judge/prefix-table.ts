/**
 * Finds which of many literals a text begins with, in the time of one binary search.
 *
 * The literals are sorted. Of all that a text begins with, the longest is the last one that does
 * not sort behind the text, or a literal which that one begins with in turn. So each literal
 * knows the longest other one that it begins with, and a chain of these holds all answers:
 *
 *   literals   more ─── more from ─── next ─── next article
 *   text       "more from us": the last literal not behind it is "more from", its chain gives "more"
 */

export interface PrefixTable {
  readonly literals: readonly string[];
  /** What was stored with each literal. */
  readonly values: readonly (readonly number[])[];
  /** Index of the longest other literal that each begins with, or -1. */
  readonly parents: Int32Array;
  /** Length of the longest literal in characters. */
  readonly longest: number;
}

/** Builds a table from pairs of a literal and a value; a literal can have several values. */
export function buildPrefixTable(entries: Iterable<readonly [string, number]>): PrefixTable {
  const byLiteral = new Map<string, number[]>();
  for (const [literal, value] of entries) {
    const values = byLiteral.get(literal);
    if (values === undefined) byLiteral.set(literal, [value]);
    else if (!values.includes(value)) values.push(value);
  }
  const literals = [...byLiteral.keys()].sort(compare);
  const parents = new Int32Array(literals.length).fill(-1);
  let longest = 0;
  for (let i = 0; i < literals.length; i++) {
    longest = Math.max(longest, literals[i].length);
    let parent = i - 1;
    while (parent >= 0 && !literals[i].startsWith(literals[parent])) parent = parents[parent];
    parents[i] = parent;
  }
  return { literals, values: literals.map((literal) => byLiteral.get(literal) ?? []), parents, longest };
}

/** Calls `found` with the index of each literal that `text` begins with, the longest first. */
export function prefixesOf(table: PrefixTable, text: string, found: (literal: number) => void): void {
  const { literals, parents } = table;
  let low = 0;
  let high = literals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(literals[middle], text) <= 0) low = middle + 1;
    else high = middle;
  }
  let candidate = low - 1;
  while (candidate >= 0 && !text.startsWith(literals[candidate])) candidate = parents[candidate];
  for (; candidate >= 0; candidate = parents[candidate]) found(candidate);
}

/** By code units: the same everywhere, whatever the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
