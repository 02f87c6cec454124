/** Finds the literals that a whole text is, in one look-up. */
import { addToHash, EMPTY_HASH } from '../hash.ts';
import { type Literals, lengthOf, standsAt } from './literals.ts';

export interface WholeTable {
  readonly literals: Literals;
  /** By hash, open addressing: one more than the index of a literal, of equal ones the last; 0 is free. */
  readonly slots: Int32Array;
}

/** Builds the table of sorted literals. */
export function buildWholeTable(literals: Literals): WholeTable {
  let size = 16;
  while (size < literals.count * 2) size *= 2;
  const slots = new Int32Array(size);
  const { units, starts, count } = literals;
  for (let i = 0; i < count; i++) {
    if (i + 1 < count && isSame(literals, i, i + 1)) continue;
    let slot = slotOf(hashOf(units, starts[i], starts[i + 1] - 1), size);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = i + 1;
  }
  return { literals, slots };
}

/** The literal that is the text from `start` to `end`, of several the last; -1 when there is none. */
export function lastEqual(
  { literals, slots }: WholeTable,
  units: Uint16Array,
  start: number,
  end: number,
): number {
  const length = end - start;
  if (length > literals.longest) return -1;
  let slot = slotOf(hashOf(units, start, end), slots.length);
  for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
    const last = slots[slot] - 1;
    if (lengthOf(literals, last) === length && standsAt(literals, last, length, units, start)) return last;
  }
  return -1;
}

/** The literal before, when it is the same; else -1. */
export function equalBefore({ literals }: WholeTable, literal: number): number {
  return literal > 0 && isSame(literals, literal - 1, literal) ? literal - 1 : -1;
}

function isSame(literals: Literals, one: number, other: number): boolean {
  const length = lengthOf(literals, one);
  return (
    length === lengthOf(literals, other) &&
    standsAt(literals, one, length, literals.units, literals.starts[other])
  );
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = EMPTY_HASH;
  for (let i = start; i < end; i++) hash = addToHash(hash, units[i]);
  return hash;
}

function slotOf(hash: number, size: number): number {
  return (hash ^ (hash >>> 15)) & (size - 1);
}
