/**
 * Finds literals anywhere in a folded block, at the beginnings of words. Most words begin no
 * literal and cost one look-up, however many literals there are.
 */
import type { FoldBuffer } from './fold.ts';
import { mayBeginAt } from './literal-filter.ts';
import { lengthOf, readLiterals } from './literals.ts';
import { buildPrefixTable, longestPrefix, type PrefixTable } from './prefix-table.ts';

export interface LiteralScanner {
  readonly table: PrefixTable;
  /** What belongs to each literal of the table. */
  readonly values: Uint32Array;
}

/** Builds the scanner of pairs of a folded literal and a value. */
export function buildScanner(entries: readonly (readonly [string, number])[]): LiteralScanner {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const literals = readLiterals(sorted.map(([literal]) => literal).join('\n'), sorted.length);
  return { table: buildPrefixTable(literals), values: Uint32Array.from(sorted, ([, value]) => value) };
}

/** A literal in a folded text. */
export interface Hit {
  /** What is stored with the literal. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

const NO_HITS: readonly Hit[] = [];

/** All literals at the beginnings of words, from left to right, of those at one place the longest first. */
export function scan({ table, values }: LiteralScanner, buffer: FoldBuffer): readonly Hit[] {
  const { literals, filter, parents } = table;
  const { units, length, words, wordCount } = buffer;
  let hits: Hit[] | undefined;
  if (literals.count === 0) return NO_HITS;
  for (let word = 0; word < wordCount; word++) {
    const start = words[word];
    if (!mayBeginAt(filter, units, start, length - start, 1)) continue;
    for (let at = longestPrefix(table, units, start, length); at !== -1; at = parents[at]) {
      hits ??= [];
      hits.push({ value: values[at], start, end: start + lengthOf(literals, at) });
    }
  }
  return hits ?? NO_HITS;
}
