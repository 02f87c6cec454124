/**
 * Says quickly that no literal of a set begins at a place. Bit fields hold the hashed first
 * characters of the literals, so that most places need one look-up and no string.
 */
import { type Literals, lengthOf } from './literals.ts';

export interface LiteralFilter {
  /** Bits of the first one, two and four characters of literals so short, or longer. */
  readonly ones: Uint32Array;
  readonly twos: Uint32Array;
  readonly fours: Uint32Array;
  /** Number of bits of each field less one; a power of two less one. */
  readonly mask: number;
  /** True when there are literals of less than four characters. */
  readonly hasShort: boolean;
}

const LEAST_BITS = 1 << 12;
/** With 32 bits for each literal, one place in 32 passes by chance. */
const BITS_PER_LITERAL = 32;

/** Builds the filter of a set of folded literals. */
export function buildFilter(literals: Literals): LiteralFilter {
  const { units, starts, count } = literals;
  let bits = LEAST_BITS;
  while (bits < count * BITS_PER_LITERAL) bits *= 2;
  const mask = bits - 1;
  const field = (): Uint32Array => new Uint32Array(bits / 32);
  const ones = field();
  const twos = field();
  const fours = field();
  let hasShort = false;
  for (let i = 0; i < count; i++) {
    const start = starts[i];
    const length = lengthOf(literals, i);
    const first = units[start];
    if (length < 4) hasShort = true;
    if (length < 2) set(ones, hash2(first, 0) & mask);
    else if (length < 4) set(twos, hash2(first, units[start + 1]) & mask);
    else set(fours, hash4(first, units[start + 1], units[start + 2], units[start + 3]) & mask);
  }
  return { ones, twos, fours, mask, hasShort };
}

/**
 * False when no literal begins at `at`; true when one may. With `step` -1 the text is read
 * backwards from there, `rest` counts the units that are left in that direction.
 */
export function mayBeginAt(
  filter: LiteralFilter,
  units: Uint16Array,
  at: number,
  rest: number,
  step: 1 | -1,
): boolean {
  const { mask } = filter;
  const first = units[at];
  if (rest >= 4) {
    const hash = hash4(first, units[at + step], units[at + 2 * step], units[at + 3 * step]);
    if (has(filter.fours, hash & mask)) return true;
  }
  if (!filter.hasShort) return false;
  if (rest >= 2 && has(filter.twos, hash2(first, units[at + step]) & mask)) return true;
  return has(filter.ones, hash2(first, 0) & mask);
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
