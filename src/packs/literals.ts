/** Sorted literals as code units, one behind the other: what is searched without making a string. */
import { toUnits } from '../units.ts';

/** In the order of their code units; the same literal can be there several times. */
export interface Literals {
  readonly units: Uint16Array;
  /** Where each literal begins, and one entry more; a separator stands behind each. */
  readonly starts: Uint32Array;
  readonly count: number;
  /** Length of the longest in characters. */
  readonly longest: number;
}

const SEPARATOR = 0x0a;

/** Reads literals that are joined by line feeds. */
export function readLiterals(joined: string, count: number): Literals {
  const units = toUnits(joined);
  const starts = new Uint32Array(count + 1);
  let longest = 0;
  let next = 1;
  for (let i = 0; i < units.length && next < count; i++) if (units[i] === SEPARATOR) starts[next++] = i + 1;
  starts[count] = units.length + 1;
  for (let i = 0; i < count; i++) longest = Math.max(longest, starts[i + 1] - 1 - starts[i]);
  return { units, starts, count, longest };
}

/** Length of a literal in characters. */
export function lengthOf({ starts }: Literals, literal: number): number {
  return starts[literal + 1] - 1 - starts[literal];
}

/** True when the first `length` units of a literal stand in `text` at `at`; both are that long. */
export function standsAt(
  { units, starts }: Literals,
  literal: number,
  length: number,
  text: Uint16Array,
  at: number,
): boolean {
  const from = starts[literal];
  for (let i = 0; i < length; i++) if (units[from + i] !== text[at + i]) return false;
  return true;
}

/** True when a literal sorts before the text from `at` to `end`, or is the text, or begins it. */
export function isNotBehind(
  literals: Literals,
  literal: number,
  text: Uint16Array,
  at: number,
  end: number,
): boolean {
  const { units, starts } = literals;
  const from = starts[literal];
  const length = lengthOf(literals, literal);
  const common = Math.min(length, end - at);
  for (let i = 0; i < common; i++) {
    const difference = units[from + i] - text[at + i];
    if (difference !== 0) return difference < 0;
  }
  return length <= end - at;
}
