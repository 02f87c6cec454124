/**
 * Finds which of many literals a text begins with, in a time that does not depend on how many there are.
 *
 * The literals are sorted. Of all that a text begins with, the longest is the last one that does
 * not sort behind the text, or a literal which that one begins with in turn. So each literal
 * knows the nearest one before it that it begins with, and a chain of these holds all answers:
 *
 *   literals   more ─── more from ─── next ─── next article
 *   text       "more from us": the last literal not behind it is "more from", its chain gives "more"
 *
 * Where to look for it says a hash table of the first 1, 2, 4, 8, 16 and 32 characters of all literals, each
 * with the stretch of literals that begin so. Most words begin no literal: their first 4 or 8 are not there.
 */

import { addToHash, EMPTY_HASH } from '../hash.ts';
import { buildFilter, type LiteralFilter } from './literal-filter.ts';
import { isNotBehind, type Literals, lengthOf, standsAt } from './literals.ts';

export interface PrefixTable {
  readonly literals: Literals;
  /** Says of most places in a text, at once, that nothing begins there. */
  readonly filter: LiteralFilter;
  /** Index of the nearest literal before each that it begins with, or -1. */
  readonly parents: Int32Array;
  /** By hash, open addressing: the hash of a beginning, and the literals `low` up to `high` that have it; `high` 0 is free. */
  readonly hashes: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** 1 when one of these literals ends before the next longer beginning. */
  readonly isEnd: Uint8Array;
}

const LENGTHS = [1, 2, 4, 8, 16, 32] as const;

/** Builds a table over sorted literals. */
export function buildPrefixTable(literals: Literals): PrefixTable {
  const beginnings = countBeginnings(literals);
  let size = 16;
  while (size < beginnings * 2) size *= 2;
  const table = {
    literals,
    filter: buildFilter(literals),
    parents: new Int32Array(literals.count).fill(-1),
    hashes: new Int32Array(size),
    low: new Int32Array(size),
    high: new Int32Array(size),
    isEnd: new Uint8Array(size),
  };
  const { units, starts, count } = literals;
  /** For each length, the slot of the beginning that the literal before had. */
  const open: number[] = LENGTHS.map(() => -1);
  for (let i = 0; i < count; i++) {
    let parent = i - 1;
    while (parent >= 0 && !beginsWith(literals, i, parent)) parent = table.parents[parent];
    table.parents[i] = parent;
    const length = lengthOf(literals, i);
    let hash = EMPTY_HASH;
    let at = 0;
    for (let level = 0; level < LENGTHS.length; level++) {
      const begun = LENGTHS[level];
      if (length < begun) {
        open[level] = -1;
        continue;
      }
      for (; at < begun; at++) hash = addToHash(hash, units[starts[i] + at]);
      const slot = open[level];
      const goesOn = slot !== -1 && standsAt(literals, i, begun, units, starts[table.low[slot]]);
      const own = goesOn ? slot : freeSlot(table, hash);
      if (!goesOn) {
        table.hashes[own] = hash;
        table.low[own] = i;
      }
      open[level] = own;
      table.high[own] = i + 1;
      if (level + 1 === LENGTHS.length || length < LENGTHS[level + 1]) table.isEnd[own] = 1;
    }
  }
  return table;
}

/** How many different beginnings of `LENGTHS` there are; in sorted literals the same ones stand together. */
function countBeginnings(literals: Literals): number {
  let count = 0;
  for (let i = 0; i < literals.count; i++) {
    const length = lengthOf(literals, i);
    for (const begun of LENGTHS) {
      if (begun > length) break;
      const goesOn =
        i > 0 &&
        lengthOf(literals, i - 1) >= begun &&
        standsAt(literals, i, begun, literals.units, literals.starts[i - 1]);
      if (!goesOn) count++;
    }
  }
  return count;
}

function beginsWith(literals: Literals, literal: number, other: number): boolean {
  const length = lengthOf(literals, other);
  return (
    length <= lengthOf(literals, literal) &&
    standsAt(literals, other, length, literals.units, literals.starts[literal])
  );
}

function freeSlot({ high }: PrefixTable, hash: number): number {
  let slot = slotOf(hash, high.length);
  while (high[slot] !== 0) slot = (slot + 1) & (high.length - 1);
  return slot;
}

/**
 * The longest literal that the text from `at` to `end` begins with; -1 when there is none. The others are
 * its `parents`.
 */
export function longestPrefix(table: PrefixTable, units: Uint16Array, at: number, end: number): number {
  const { literals, parents } = table;
  const slot = narrowest(table, units, at, end);
  if (slot === -1) return -1;
  let candidate = lastNotBehind(table, slot, units, at, end);
  while (candidate >= 0 && !begins(literals, candidate, units, at, end)) candidate = parents[candidate];
  return candidate;
}

/** The longest beginning of the text with literals that end before the next longer one; -1 when there is none. */
function narrowest(table: PrefixTable, units: Uint16Array, at: number, end: number): number {
  let hash = EMPTY_HASH;
  let i = at;
  let narrow = -1;
  for (let level = 0; level < LENGTHS.length; level++) {
    const behind = at + LENGTHS[level];
    if (behind > end) break;
    for (; i < behind; i++) hash = addToHash(hash, units[i]);
    const slot = findSlot(table, hash, units, at, LENGTHS[level]);
    if (slot === -1) break;
    if (table.isEnd[slot] === 1) narrow = slot;
  }
  return narrow;
}

function findSlot(
  { literals, hashes, low, high }: PrefixTable,
  hash: number,
  units: Uint16Array,
  at: number,
  length: number,
): number {
  const mask = high.length - 1;
  for (let slot = slotOf(hash, high.length); high[slot] !== 0; slot = (slot + 1) & mask) {
    if (hashes[slot] === hash && standsAt(literals, low[slot], length, units, at)) return slot;
  }
  return -1;
}

function begins(literals: Literals, literal: number, units: Uint16Array, at: number, end: number): boolean {
  const length = lengthOf(literals, literal);
  return length <= end - at && standsAt(literals, literal, length, units, at);
}

/** Index of the last literal that is not behind the text; below `low` when all of the stretch are. */
function lastNotBehind(
  { literals, low, high }: PrefixTable,
  slot: number,
  units: Uint16Array,
  at: number,
  end: number,
): number {
  let from = low[slot];
  let to = high[slot];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isNotBehind(literals, middle, units, at, end)) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

function slotOf(hash: number, size: number): number {
  return (hash ^ (hash >>> 15)) & (size - 1);
}
