/** Collects the arrays of a `Page`. Arrays double when they are full. */
import { lowerAscii } from '../characters.ts';
import { addToHash, EMPTY_HASH } from '../hash.ts';
import type { Page } from '../page.ts';
import { wordGroupOf } from './class-words.ts';

type Growable = Int32Array | Uint16Array | Uint8Array;

/** Pages have about one element per 60 code units, and about one block per 700. */
const UNITS_PER_ELEMENT = 60;
const UNITS_PER_BLOCK = 700;
const LEAST = 16;

function grown<T extends Growable>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}

/** What is counted in 16 bits stops here. */
const MOST_COUNTED = 0xffff;

/** The elements of a page as they are read. */
export class Elements {
  count = 0;
  parent: Int32Array;
  tag: Uint8Array;
  depth: Uint16Array;
  flags: Uint16Array;
  wordsLow: Int32Array;
  wordsHigh: Int32Array;
  path: Int32Array;
  images: Uint16Array;
  controls: Uint16Array;
  private capacity: number;

  constructor(sourceLength: number) {
    const capacity = Math.max(LEAST, Math.ceil(sourceLength / UNITS_PER_ELEMENT));
    this.capacity = capacity;
    this.parent = new Int32Array(capacity);
    this.tag = new Uint8Array(capacity);
    this.depth = new Uint16Array(capacity);
    this.flags = new Uint16Array(capacity);
    this.wordsLow = new Int32Array(capacity);
    this.wordsHigh = new Int32Array(capacity);
    this.path = new Int32Array(capacity);
    this.images = new Uint16Array(capacity);
    this.controls = new Uint16Array(capacity);
  }

  /** Adds an element and returns its index. */
  add(tag: number, parent: number): number {
    if (this.count === this.capacity) this.grow();
    const element = this.count++;
    this.parent[element] = parent;
    this.tag[element] = tag;
    this.depth[element] = parent === -1 ? 0 : this.depth[parent] + 1;
    const above = parent === -1 ? EMPTY_HASH : this.path[parent];
    this.path[element] = addToHash(above, tag + 1);
    return element;
  }

  /** Reads the words of a class, id or role into the element's groups, and a class into its path. */
  addWords(element: number, source: string, start: number, end: number, isClass: boolean): void {
    let hash = EMPTY_HASH;
    let letters = 0;
    let before = 0;
    for (let i = start; i <= end; i++) {
      const codeUnit = i < end ? source.charCodeAt(i) : 0;
      const lower = lowerAscii(codeUnit);
      const isLetter = lower >= 0x61 && lower <= 0x7a;
      const isCamelCase = isLetter && lower !== codeUnit && before >= 0x61 && before <= 0x7a;
      if (letters > 0 && (!isLetter || isCamelCase)) {
        this.addWord(element, hash, isClass);
        hash = EMPTY_HASH;
        letters = 0;
      }
      if (isLetter) {
        hash = addToHash(hash, lower);
        letters++;
      }
      before = codeUnit;
    }
  }

  private addWord(element: number, hash: number, isClass: boolean): void {
    if (isClass) this.path[element] = addToHash(this.path[element], hash & MOST_COUNTED);
    const group = wordGroupOf(hash);
    if (group === -1) return;
    if (group < 32) this.wordsLow[element] |= 1 << group;
    else this.wordsHigh[element] |= 1 << (group - 32);
  }

  countImage(parent: number): void {
    if (this.images[parent] < MOST_COUNTED) this.images[parent]++;
  }

  countControl(parent: number): void {
    if (this.controls[parent] < MOST_COUNTED) this.controls[parent]++;
  }

  private grow(): void {
    this.capacity *= 2;
    this.parent = grown(this.parent);
    this.tag = grown(this.tag);
    this.depth = grown(this.depth);
    this.flags = grown(this.flags);
    this.wordsLow = grown(this.wordsLow);
    this.wordsHigh = grown(this.wordsHigh);
    this.path = grown(this.path);
    this.images = grown(this.images);
    this.controls = grown(this.controls);
  }
}

/** What is counted for each block, as blocks are read. */
export class BlockCounts {
  count = 0;
  leaf: Int32Array;
  linkCharacters: Int32Array;
  strongCharacters: Int32Array;
  links: Uint16Array;
  breaks: Uint16Array;

  constructor(sourceLength: number) {
    const capacity = Math.max(LEAST, Math.ceil(sourceLength / UNITS_PER_BLOCK));
    this.leaf = new Int32Array(capacity);
    this.linkCharacters = new Int32Array(capacity);
    this.strongCharacters = new Int32Array(capacity);
    this.links = new Uint16Array(capacity);
    this.breaks = new Uint16Array(capacity);
  }

  add(leaf: number, linkCharacters: number, strongCharacters: number, links: number, breaks: number): void {
    if (this.count === this.leaf.length) this.grow();
    const block = this.count++;
    this.leaf[block] = leaf;
    this.linkCharacters[block] = linkCharacters;
    this.strongCharacters[block] = strongCharacters;
    this.links[block] = Math.min(links, MOST_COUNTED);
    this.breaks[block] = Math.min(breaks, MOST_COUNTED);
  }

  /** Forgets the last block. */
  drop(): void {
    this.count--;
  }

  /** Makes one of all blocks from `first` on. */
  merge(first: number): void {
    for (let block = first + 1; block < this.count; block++) {
      this.linkCharacters[first] += this.linkCharacters[block];
      this.strongCharacters[first] += this.strongCharacters[block];
      this.links[first] = Math.min(this.links[first] + this.links[block], MOST_COUNTED);
      this.breaks[first] = Math.min(this.breaks[first] + this.breaks[block], MOST_COUNTED);
    }
    this.count = first + 1;
  }

  private grow(): void {
    this.leaf = grown(this.leaf);
    this.linkCharacters = grown(this.linkCharacters);
    this.strongCharacters = grown(this.strongCharacters);
    this.links = grown(this.links);
    this.breaks = grown(this.breaks);
  }
}

/** The collected arrays as a `Page`. */
export function toPage(elements: Elements, blocks: BlockCounts): Page {
  const { count, parent, tag, depth, flags, wordsLow, wordsHigh, path, images, controls } = elements;
  const { leaf, linkCharacters, strongCharacters, links, breaks } = blocks;
  return {
    elementCount: count,
    parent,
    tag,
    depth,
    flags,
    wordsLow,
    wordsHigh,
    path,
    images,
    controls,
    leaf,
    linkCharacters,
    strongCharacters,
    links,
    breaks,
  };
}
