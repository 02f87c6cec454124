/** Hashes of short texts, for tables: FNV-1a with 32 bits (Fowler, Noll and Vo; draft-eastlake-fnv). */

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** The hash of nothing: where `addToHash` starts. */
export const EMPTY_HASH = OFFSET;

/** The hash with one more code unit behind. */
export function addToHash(hash: number, codeUnit: number): number {
  return Math.imul(hash ^ codeUnit, PRIME);
}
