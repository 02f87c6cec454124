/**
 * Finds literals anywhere in a folded block, at the beginnings of words. Most words begin no
 * literal and cost one look-up, however many literals there are.
 */
import type { FoldBuffer } from './fold.ts';
import { mayBeginAt } from './literal-filter.ts';
import { lengthOf, readLiterals } from './literals.ts';
import { buildPrefixTable, longestPrefix, type PrefixTable } from './prefix-table.ts';

export interface LiteralScanner {
  /** Each literal once. */
  readonly table: PrefixTable;
  /** Where the values of each literal begin, and one entry more. */
  readonly firstOf: Uint32Array;
  /** What belongs to the literals, in the order in which it was given. */
  readonly values: Uint32Array;
}

/** Builds the scanner of pairs of a folded literal and a value. */
export function buildScanner(entries: readonly (readonly [string, number])[]): LiteralScanner {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const literals: string[] = [];
  const firstOf: number[] = [];
  sorted.forEach(([literal], at) => {
    if (literal === literals.at(-1)) return;
    literals.push(literal);
    firstOf.push(at);
  });
  return {
    table: buildPrefixTable(readLiterals(literals.join('\n'), literals.length)),
    firstOf: Uint32Array.from([...firstOf, sorted.length]),
    values: Uint32Array.from(sorted, ([, value]) => value),
  };
}

/**
 * Literals in a folded text. One list for all texts: an object for each literal of each block would be a
 * twelfth of the garbage that cleaning a page makes.
 */
export class Hits {
  count = 0;
  /** The literal's place in the scanner's table. */
  readonly literals: number[] = [];
  /** Where it stands. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(literal: number, start: number, end: number): void {
    const hit = this.count++;
    this.literals[hit] = literal;
    this.starts[hit] = start;
    this.ends[hit] = end;
  }
}

/** Finds all literals at the beginnings of words, from left to right, of those at one place the longest first. */
export function scan({ table }: LiteralScanner, buffer: FoldBuffer, hits: Hits): void {
  const { literals, filter, parents } = table;
  const { units, length, words, wordCount } = buffer;
  hits.count = 0;
  if (literals.count === 0) return;
  for (let word = 0; word < wordCount; word++) {
    const start = words[word];
    if (!mayBeginAt(filter, units, start, length - start, 1)) continue;
    for (let at = longestPrefix(table, units, start, length); at !== -1; at = parents[at]) {
      hits.add(at, start, start + lengthOf(literals, at));
    }
  }
}
