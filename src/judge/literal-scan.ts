/**
 * Finds literals anywhere in a folded block, at the beginnings of words.
 *
 * Most words begin no literal. Bit fields of hashed first characters say so with one look-up, and
 * only what is left is searched in the table: the cost of a block hardly depends on the number of rules.
 */
import { CLASS, CLASS_OF } from '../characters.ts';
import type { FoldBuffer } from '../packs/fold.ts';
import { buildPrefixTable, type PrefixTable, prefixesOf } from './prefix-table.ts';

export interface LiteralScanner {
  readonly table: PrefixTable;
  /** Bits of the first one, two and four characters of literals so short, or longer. */
  readonly ones: Uint32Array;
  readonly twos: Uint32Array;
  readonly fours: Uint32Array;
  /** Number of bits of each field less one; a power of two less one. */
  readonly mask: number;
}

const LEAST_BITS = 1 << 12;
/** Bits per literal: with 32, one word in 32 passes by chance. */
const BITS_PER_LITERAL = 32;

export function buildScanner(entries: readonly (readonly [string, number])[]): LiteralScanner {
  const table = buildPrefixTable(entries);
  let bits = LEAST_BITS;
  while (bits < table.literals.length * BITS_PER_LITERAL) bits *= 2;
  const field = (): Uint32Array => new Uint32Array(bits / 32);
  const scanner = { table, ones: field(), twos: field(), fours: field(), mask: bits - 1 };
  for (const literal of table.literals) {
    const unit = (i: number): number => literal.charCodeAt(i);
    if (literal.length >= 4) set(scanner.fours, hash4(unit(0), unit(1), unit(2), unit(3)) & scanner.mask);
    else if (literal.length >= 2) set(scanner.twos, hash2(unit(0), unit(1)) & scanner.mask);
    else set(scanner.ones, hash2(unit(0), 0) & scanner.mask);
  }
  return scanner;
}

/** Calls `found` with each value stored with a literal, and where in the folded text it begins and ends. */
export function scan(
  scanner: LiteralScanner,
  buffer: FoldBuffer,
  found: (value: number, start: number, end: number) => void,
): void {
  const { table, mask } = scanner;
  if (table.literals.length === 0) return;
  const { units, length } = buffer;
  let before: number = CLASS.space;
  for (let i = 0; i < length; i++) {
    const characterClass = CLASS_OF[units[i]];
    const begins = beginsWord(characterClass, before);
    before = characterClass;
    if (!begins) continue;
    const rest = length - i;
    const passes =
      (rest >= 4 && has(scanner.fours, hash4(units[i], units[i + 1], units[i + 2], units[i + 3]) & mask)) ||
      (rest >= 2 && has(scanner.twos, hash2(units[i], units[i + 1]) & mask)) ||
      has(scanner.ones, hash2(units[i], 0) & mask);
    if (!passes) continue;
    prefixesOf(table, buffer.slice(i, Math.min(length, i + table.longest)), (literal) => {
      const end = i + table.literals[literal].length;
      for (const value of table.values[literal]) found(value, i, end);
    });
  }
}

/** A letter behind no letter, each character of a script without spaces, and marks, which literals may begin with. */
function beginsWord(characterClass: number, before: number): boolean {
  if (characterClass === CLASS.space) return false;
  if (characterClass < CLASS.latin || characterClass >= CLASS.unspaced) return true;
  return before < CLASS.latin || before >= CLASS.unspaced;
}

function hash2(a: number, b: number): number {
  return mix(Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b));
}

function hash4(a: number, b: number, c: number, d: number): number {
  return mix(
    Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f),
  );
}

function mix(hash: number): number {
  return hash ^ (hash >>> 15) ^ (hash >>> 7);
}

function set(bits: Uint32Array, index: number): void {
  bits[index >>> 5] |= 1 << (index & 31);
}

function has(bits: Uint32Array, index: number): boolean {
  return (bits[index >>> 5] & (1 << (index & 31))) !== 0;
}
