/** Features: the elements above each block, those that are alike, and the main container. */
import { ELEMENT, type Page, TAG, WORD_GROUPS } from '../../page.ts';
import * as column from './columns.ts';
import { type Counted, FEATURES, near, type RowWriter, share, TAG_BIT } from './counted.ts';
import type { SubtreeSums } from './sums.ts';

/** What stands above each block, and how it lies to what may hold the main content. */
export function treeWriters(counted: Counted): RowWriter[] {
  return [ancestorWriter(counted), pathWriter(counted), ...containerWriters(counted), wordWriter(counted)];
}

const ANCESTOR_FACTS = column.LEVEL_FACTS.length;

/** The ancestors of each block, each wider than the one before. */
function ancestorWriter({ blocks, sums, elementsByPath: alike }: Counted): RowWriter {
  const writeFacts = (rows: Float32Array, at: number, element: number) => {
    const words = sums.words[element];
    const held = sums.blocks[element];
    const group = alike.of[element];
    rows[at] = words;
    rows[at + 1] = share(sums.linkWords[element], words);
    rows[at + 2] = share(sums.prose[element], sums.prose[0]);
    rows[at + 3] = share(sums.prose[element], words);
    rows[at + 4] = held;
    rows[at + 5] = share(words, held);
    rows[at + 6] = share(sums.headings[element], held);
    rows[at + 7] = share(sums.commas[element], words);
    rows[at + 8] = share(sums.images[element], held);
    rows[at + 9] = share(sums.controls[element], held);
    rows[at + 10] = alike.members[group];
    rows[at + 11] = share(alike.words[group], alike.members[group]);
    rows[at + 12] = share(alike.linkWords[group], alike.words[group]);
    rows[at + 13] = share(alike.prose[group], alike.words[group]);
  };
  return (rows, from, to) => {
    const elements = new Int32Array(to - from);
    for (let i = from; i < to; i++) {
      const own = Math.max(0, blocks[i].element);
      elements[i - from] = sums.blocks[own] === 1 ? sums.wider[own] : own;
    }
    for (let level = 0; level < column.LEVELS; level++) {
      let at = column.LEVEL_BASE + level * ANCESTOR_FACTS;
      let before = -1;
      for (let i = from; i < to; i++, at += FEATURES) {
        const element = elements[i - from];
        // Blocks that follow each other mostly stand in the same elements.
        if (element === before) rows.copyWithin(at, at - FEATURES, at - FEATURES + ANCESTOR_FACTS - 1);
        else writeFacts(rows, at, element);
        rows[at + ANCESTOR_FACTS - 1] = share(i - sums.first[element], sums.blocks[element] - 1);
        before = element;
        elements[i - from] = sums.wider[element];
      }
    }
  };
}

/** The blocks that stand at the same path of tags and classes. */
function pathWriter({ text, sums, containers, byPath }: Counted): RowWriter {
  const inside = new Int32Array(byPath.count);
  for (let i = sums.first[containers.half]; i <= sums.last[containers.half]; i++) inside[byPath.of[i]]++;
  return (rows, from, to) => {
    for (let i = from, row = 0; i < to; i++, row += FEATURES) {
      const group = byPath.of[i];
      rows[row + column.PATH_COUNT] = byPath.members[group];
      rows[row + column.PATH_WORDS] = share(byPath.words[group], byPath.members[group]);
      rows[row + column.PATH_LINK_SHARE] = share(byPath.linkWords[group], byPath.words[group]);
      rows[row + column.PATH_PROSE] = share(byPath.prose[group], byPath.words[group]);
      rows[row + column.PATH_SHARE] = share(byPath.words[group], sums.words[0]);
      rows[row + column.PATH_SPREAD] = (byPath.last[group] - byPath.first[group]) / text.words.length;
      rows[row + column.PATH_INSIDE] = inside[group] / byPath.members[group];
    }
  };
}

/** How each block lies to the elements that may hold the main content. */
function containerWriters(counted: Counted): RowWriter[] {
  const { blocks, page, sums, containers } = counted;
  const richest = richestChildren(page, sums);
  /** Several of the containers are often one element. */
  const ways = new Map<number, Way>();
  return column.CONTAINERS.flatMap((name, number) => {
    const container = containers[name];
    const way = ways.get(container) ?? wayTo(container, page);
    ways.set(container, way);
    const { steps } = way;
    const first = sums.first[container];
    const last = sums.last[container];
    const words = sums.words[container];
    const write: RowWriter = (rows, from, to) => {
      let at = column.CONTAINER_BASE + number * column.CONTAINER_FACTS.length;
      for (let i = from; i < to; i++, at += FEATURES) {
        const element = Math.max(0, blocks[i].element);
        rows[at] = container === 0 ? -1 : steps[element];
        rows[at + 1] = share(i - first, last - first);
        rows[at + 2] = i < first ? near(i - first) : i > last ? near(i - last) : 0;
        rows[at + 3] = share(words, sums.words[meetingOf(element, way, page)]);
      }
    };
    const place = (column.BRANCH_OF as readonly string[]).indexOf(name);
    if (place === -1) return [write];
    return [
      write,
      branchWriter(counted, way, richest, column.BRANCH_BASE + place * column.BRANCH_FACTS.length),
    ];
  });
}

/** Facts of the subtree that leaves the way to a container, or that stands directly in the container. */
function branchWriter(
  { blocks, page, sums, elementsByPath: alike }: Counted,
  way: Way,
  richest: Int32Array,
  base: number,
): RowWriter {
  const writeFacts = (rows: Float32Array, at: number, own: number, above: number) => {
    const held = sums.blocks[own];
    const words = sums.words[own];
    rows[at] = words;
    rows[at + 1] = share(sums.linkWords[own], words);
    rows[at + 2] = share(sums.prose[own], words);
    rows[at + 3] = share(sums.prose[own], sums.prose[above]);
    rows[at + 4] = held;
    rows[at + 5] = share(words, held);
    rows[at + 6] = share(sums.images[own], held);
    rows[at + 7] = share(sums.controls[own], held);
    rows[at + 8] = share(sums.headings[own], held);
    rows[at + 9] = Math.sign(sums.first[own] - sums.first[richest[above]]);
    rows[at + 10] = alike.members[alike.of[own]];
  };
  return (rows, from, to) => {
    let before = -1;
    for (let i = from, at = base; i < to; i++, at += FEATURES) {
      const element = Math.max(0, blocks[i].element);
      const own = way.branch[element];
      // What is on one branch meets the way in one place.
      if (own === before) rows.copyWithin(at, at - FEATURES, at - FEATURES + column.BRANCH_FACTS.length);
      else writeFacts(rows, at, own, meetingOf(element, way, page));
      before = own;
    }
  };
}

/** For each element, the child with most prose; the element itself when none has any. */
function richestChildren(page: Page, sums: SubtreeSums): Int32Array {
  const richest = new Int32Array(Math.max(1, page.elementCount));
  for (let element = 0; element < page.elementCount; element++) richest[element] = element;
  for (let element = page.elementCount - 1; element > 0; element--) {
    const parent = Math.max(0, page.parent[element]);
    const best = richest[parent];
    if (sums.prose[element] > 0 && (best === parent || sums.prose[element] >= sums.prose[best])) {
      richest[parent] = element;
    }
  }
  return richest;
}

/** How the elements of a page lie to the way from its root to a container. */
interface Way {
  /** 1 for each element on the way, the root and the container among them. */
  readonly isOnWay: Uint8Array;
  /** How far each element is from the container, as the way goes; inside it, 0. */
  readonly steps: Uint16Array;
  /** Of each element, the ancestor directly below the way; an element on the way is its own. */
  readonly branch: Int32Array;
}

function wayTo(container: number, page: Page): Way {
  const { elementCount, parent, depth } = page;
  const count = Math.max(1, elementCount);
  const isOnWay = new Uint8Array(count);
  const steps = new Uint16Array(count);
  const branch = new Int32Array(count);
  for (let element = container; element > 0; element = parent[element]) isOnWay[element] = 1;
  isOnWay[0] = 1;
  for (let element = 0; element < elementCount; element++) {
    const above = Math.max(0, parent[element]);
    if (isOnWay[element]) {
      branch[element] = element;
      steps[element] = depth[container] - depth[element];
      continue;
    }
    branch[element] = isOnWay[above] ? element : branch[above];
    const isInside = Math.max(0, parent[branch[element]]) === container;
    if (!isInside) steps[element] = steps[above] + 1;
  }
  return { isOnWay, steps, branch };
}

/** Where the way from the root to an element leaves the way to the container; inside, the container. */
function meetingOf(element: number, { isOnWay, branch }: Way, { parent }: Page): number {
  return isOnWay[element] ? element : Math.max(0, parent[branch[element]]);
}

/** How many elements up from the text count as near. */
const NEAR_LEVELS = 3;
const FLAG_BITS = Object.entries(ELEMENT)
  .filter(([name]) => name !== 'block')
  .map(([, bit]) => bit);

/** Words, tags and attributes of the elements above each block. */
function wordWriter({ blocks, page, above }: Counted): RowWriter {
  return (rows, from, to) => {
    for (let i = from, row = 0; i < to; i++, row += FEATURES) {
      const leaf = Math.max(0, page.leaf[i], blocks[i].element);
      let low = 0;
      let high = 0;
      let tags = 0;
      let element = leaf;
      for (let level = 0; level < NEAR_LEVELS && element > 0 && page.tag[element] !== TAG.body; level++) {
        low |= page.wordsLow[element];
        high |= page.wordsHigh[element];
        tags |= TAG_BIT[page.tag[element]];
        element = page.parent[element];
      }
      writeBits(rows, row + column.NEAR_WORDS, low, Math.min(32, WORD_GROUPS.length));
      writeBits(rows, row + column.NEAR_WORDS + 32, high, WORD_GROUPS.length - 32);
      writeBits(rows, row + column.FAR_WORDS, above.wordsLow[leaf], 32);
      writeBits(rows, row + column.FAR_WORDS + 32, above.wordsHigh[leaf], WORD_GROUPS.length - 32);
      writeBits(rows, row + column.NEAR_TAGS, tags, column.TAGS.length);
      writeBits(rows, row + column.FAR_TAGS, above.tags[leaf], column.TAGS.length);
      for (let flag = 0; flag < FLAG_BITS.length; flag++) {
        if (above.flags[leaf] & FLAG_BITS[flag]) rows[row + column.FLAG_BASE + flag] = 1;
      }
    }
  };
}

function writeBits(rows: Float32Array, from: number, bits: number, count: number): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const bit = 31 - Math.clz32(rest & -rest);
    if (bit < count) rows[from + bit] = 1;
  }
}
