/**
 * Says quickly that no literal of a set begins at a place. Bit fields hold the hashed first
 * characters of the literals, so that most places need one look-up and no string.
 */

export interface LiteralFilter {
  /** Bits of the first one, two and four characters of literals so short, or longer. */
  readonly ones: Uint32Array;
  readonly twos: Uint32Array;
  readonly fours: Uint32Array;
  /** Number of bits of each field less one; a power of two less one. */
  readonly mask: number;
}

const LEAST_BITS = 1 << 12;
/** With 32 bits for each literal, one place in 32 passes by chance. */
const BITS_PER_LITERAL = 32;

/** Builds the filter of a set of folded literals. */
export function buildFilter(literals: readonly string[]): LiteralFilter {
  let bits = LEAST_BITS;
  while (bits < literals.length * BITS_PER_LITERAL) bits *= 2;
  const field = (): Uint32Array => new Uint32Array(bits / 32);
  const filter = { ones: field(), twos: field(), fours: field(), mask: bits - 1 };
  for (let i = 0; i < literals.length; i++) add(filter, literals[i]);
  return filter;
}

function add(filter: LiteralFilter, literal: string): void {
  const { mask } = filter;
  const first = literal.charCodeAt(0);
  const { length } = literal;
  if (length < 2) {
    set(filter.ones, hash2(first, 0) & mask);
  } else if (length < 4) {
    set(filter.twos, hash2(first, literal.charCodeAt(1)) & mask);
  } else {
    const hash = hash4(first, literal.charCodeAt(1), literal.charCodeAt(2), literal.charCodeAt(3));
    set(filter.fours, hash & mask);
  }
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
  if (rest >= 2 && has(filter.twos, hash2(first, units[at + step]) & mask)) return true;
  return has(filter.ones, hash2(first, 0) & mask);
}

/** Bits for whole texts, by their first two and last characters and their length. */
export interface WholeFilter {
  readonly bits: Uint32Array;
  readonly mask: number;
}

/** Builds the filter of whole texts. */
export function buildWholeFilter(literals: readonly string[]): WholeFilter {
  let size = LEAST_BITS;
  while (size < literals.length * BITS_PER_LITERAL) size *= 2;
  const bits = new Uint32Array(size / 32);
  for (let i = 0; i < literals.length; i++) {
    const literal = literals[i];
    const { length } = literal;
    const second = literal.charCodeAt(Math.min(1, length - 1));
    set(bits, hash4(literal.charCodeAt(0), second, literal.charCodeAt(length - 1), length) & (size - 1));
  }
  return { bits, mask: size - 1 };
}

/** False when the units, up to `length`, are none of the whole texts; true when they may be one. */
export function mayEqual(filter: WholeFilter, units: Uint16Array, length: number): boolean {
  const hash = hash4(units[0], units[Math.min(1, length - 1)], units[length - 1], length);
  return has(filter.bits, hash & filter.mask);
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
