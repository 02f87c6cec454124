/** Looks up names in the source (tags, attributes, words of class names) without cutting strings out. */
import { lowerAscii } from '../characters.ts';
import { addToHash, EMPTY_HASH } from '../hash.ts';

/** The hash of a stretch of the source, ASCII letters lower-cased. */
export function hashName(source: string, start: number, end: number): number {
  let hash = EMPTY_HASH;
  for (let i = start; i < end; i++) hash = addToHash(hash, lowerAscii(source.charCodeAt(i)));
  return hash;
}

/** From the hash of a name to its number, in one open-addressed table. */
export class NameTable {
  private readonly hashes: Int32Array;
  private readonly numbers: Int16Array;
  private readonly mask: number;

  constructor(entries: Iterable<readonly [name: string, number: number]>) {
    const all = [...entries];
    const size = 2 ** Math.ceil(Math.log2(all.length * 4));
    this.mask = size - 1;
    this.hashes = new Int32Array(size);
    this.numbers = new Int16Array(size).fill(-1);
    for (const [name, number] of all) {
      const hash = hashName(name, 0, name.length);
      let slot = this.slotOf(hash);
      while (this.numbers[slot] !== -1 && this.hashes[slot] !== hash) slot = (slot + 1) & this.mask;
      this.hashes[slot] = hash;
      this.numbers[slot] = number;
    }
  }

  /** The number of the name with this hash, -1 when it is not in the table. */
  find(hash: number): number {
    let slot = this.slotOf(hash);
    while (this.numbers[slot] !== -1) {
      if (this.hashes[slot] === hash) return this.numbers[slot];
      slot = (slot + 1) & this.mask;
    }
    return -1;
  }

  private slotOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.mask;
  }
}
