/** Everything that is counted of a page before the features of its blocks are written down. */
import type { Block, Document } from '../../document.ts';
import { type Page, TAG } from '../../page.ts';
import { FEATURE_NAMES, TAGS } from './columns.ts';
import { type Groups, groupBlocksByPath, groupElementsByPath } from './groups.ts';
import { type Containers, findContainers, type SubtreeSums, sumSubtrees } from './sums.ts';
import { countTexts, type TextCounts } from './text.ts';

export interface Counted {
  readonly blocks: readonly Block[];
  readonly page: Page;
  readonly text: TextCounts;
  readonly sums: SubtreeSums;
  readonly containers: Containers;
  readonly byPath: Groups;
  readonly elementsByPath: Groups;
  readonly above: Above;
}

/** For each element, what is true of it or of an element above it, below `body`. */
export interface Above {
  readonly wordsLow: Int32Array;
  readonly wordsHigh: Int32Array;
  readonly tags: Int32Array;
  readonly flags: Int32Array;
}

/**
 * Writes some of the columns of the blocks `from` up to `to`, those of block `from` into the first row of
 * `rows`. Columns hold 0 before. Rows are written a stretch at a time: those of a whole long page are a
 * hundred times the page, and memory that nothing was in before costs more time than what is written.
 */
export type RowWriter = (rows: Float32Array, from: number, to: number) => void;

/** How many columns a row has. */
export const FEATURES = FEATURE_NAMES.length;
/** Nothing is further away than this, as the model sees it. */
export const FAR = 60;
/** From this many words on, prose is long. */
export const LONG_PROSE = 20;
/** For each tag the bit of its group in `TAGS`. */
export const TAG_BIT = buildTagBits();

function buildTagBits(): Int32Array {
  const bits = new Int32Array(256);
  TAGS.forEach((group, bit) => {
    for (const name of group) bits[TAG[name]] |= 1 << bit;
  });
  return bits;
}

/** Everything that the features of a page's blocks are made of, counted once for the page. Linear in its size. */
export function countPage({ blocks }: Document, page: Page): Counted {
  const text = countTexts(blocks, page);
  const sums = sumSubtrees(blocks, page, text);
  const byPath = groupBlocksByPath(blocks, page, text);
  return {
    blocks,
    page,
    text,
    sums,
    containers: findContainers(blocks, page, text, sums, byPath),
    byPath,
    elementsByPath: groupElementsByPath(page, sums),
    above: lookUp(page),
  };
}

/** What the elements above each element are. Class words of `body` say something of the page, not of its blocks. */
function lookUp(page: Page): Above {
  const count = Math.max(1, page.elementCount);
  const above: Above = {
    wordsLow: new Int32Array(count),
    wordsHigh: new Int32Array(count),
    tags: new Int32Array(count),
    flags: new Int32Array(count),
  };
  for (let element = 1; element < page.elementCount; element++) {
    if (page.tag[element] === TAG.body) continue;
    const parent = Math.max(0, page.parent[element]);
    above.wordsLow[element] = above.wordsLow[parent] | page.wordsLow[element];
    above.wordsHigh[element] = above.wordsHigh[parent] | page.wordsHigh[element];
    above.tags[element] = above.tags[parent] | TAG_BIT[page.tag[element]];
    above.flags[element] = above.flags[parent] | page.flags[element];
  }
  return above;
}

/** A part of a whole; 0 when there is no whole. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** A distance, at most `FAR` either way. */
export function near(distance: number): number {
  return Math.max(-FAR, Math.min(FAR, distance));
}

/** True for headings, the title among them. */
export function isHeading(block: Block): boolean {
  return block.kind === 'heading' || block.kind === 'title';
}
