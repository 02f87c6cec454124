/**
 * What the scorer knows of each block of a page: its text, its place, its surroundings, the page.
 * A few passes over typed arrays, nothing that depends on a language.
 */
import type { Block, Document } from '../document.ts';
import { ELEMENT, type Page, TAG, WORD_GROUPS } from '../page.ts';
import * as column from './html-columns.ts';
import { type Groups, groupBlocksByPath, groupElementsByPath } from './html-groups.ts';
import { readPageFacts } from './html-page-facts.ts';
import { type Containers, findContainers, type SubtreeSums, sumSubtrees } from './html-sums.ts';
import { CUE, countTexts, type TextCounts } from './html-text.ts';

/** Everything counted of a page before the features of its blocks are written down. */
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

const FEATURES = column.FEATURE_NAMES.length;
/** Nothing is further away than this, as the model sees it. */
const FAR = 60;
const LONG_PROSE = 20;
const TAG_BIT = buildTagBits();

function buildTagBits(): Int32Array {
  const bits = new Int32Array(256);
  column.TAGS.forEach((group, bit) => {
    for (const name of group) bits[TAG[name]] |= 1 << bit;
  });
  return bits;
}

/** The features of all blocks, a row of `FEATURE_NAMES.length` for each. */
export function computeFeatures(document: Document, page: Page): Float32Array {
  const { blocks } = document;
  const rows = new Float32Array(blocks.length * FEATURES);
  if (blocks.length === 0) return rows;
  const text = countTexts(blocks, page);
  const sums = sumSubtrees(blocks, page, text);
  const byPath = groupBlocksByPath(blocks, page, text);
  const counted: Counted = {
    blocks,
    page,
    text,
    sums,
    containers: findContainers(blocks, page, text, sums, byPath),
    byPath,
    elementsByPath: groupElementsByPath(page, sums),
    above: lookUp(page),
  };
  writeTexts(rows, document, counted);
  writePlaces(rows, counted);
  writeHeadings(rows, counted);
  writeWindows(rows, counted);
  writeNeighbours(rows, counted);
  writeAncestors(rows, counted);
  writePaths(rows, counted);
  writeContainers(rows, counted);
  writeWords(rows, counted);
  const facts = readPageFacts(document, counted);
  for (let i = 0; i < blocks.length; i++) rows.set(facts, i * FEATURES + column.PAGE);
  return rows;
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
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

const KINDS = ['paragraph', 'heading', 'title', 'byline', 'list-item', 'table', 'quote', 'code', 'caption'];

function writeTexts(rows: Float32Array, { metadata }: Document, { blocks, page, text }: Counted): void {
  const copies = new Map<number, number>();
  for (let i = 0; i < blocks.length; i++) copies.set(text.hash[i], (copies.get(text.hash[i]) ?? 0) + 1);
  const seen = new Set<number>();
  const titleWords = wordHashes(metadata.title ?? '');
  const descriptionWords = wordHashes(metadata.description ?? '');
  for (let i = 0; i < blocks.length; i++) {
    const row = i * FEATURES;
    const block = blocks[i];
    const length = block.text.length;
    const words = text.words[i];
    rows[row + column.WORDS] = words;
    rows[row + column.LENGTH] = length;
    rows[row + column.WORD_LENGTH] = share(length, words);
    rows[row + column.LINK_SHARE] = share(page.linkCharacters[i], length);
    rows[row + column.LINKS] = page.links[i];
    rows[row + column.STRONG_SHARE] = share(page.strongCharacters[i], length);
    rows[row + column.COMMAS] = share(text.commas[i], words);
    rows[row + column.COMMA_COUNT] = text.commas[i];
    rows[row + column.SENTENCES] = text.sentences[i];
    rows[row + column.WORDS_PER_SENTENCE] = words / (1 + text.sentences[i]);
    rows[row + column.DIGIT_SHARE] = share(text.digits[i], length);
    rows[row + column.CAPITAL_SHARE] = share(text.capitals[i], length);
    rows[row + column.PUNCTUATION_SHARE] = share(text.punctuation[i], length);
    rows[row + column.ENDS_AS] = text.ending[i];
    rows[row + column.BREAKS] = page.breaks[i];
    rows[row + column.MARKUP] = share(block.end - block.start, length);
    rows[row + column.KIND] = KINDS.indexOf(block.kind);
    rows[row + column.LEVEL] = block.level;
    rows[row + column.COPIES] = copies.get(text.hash[i]) ?? 1;
    rows[row + column.IS_COPY] = seen.has(text.hash[i]) ? 1 : 0;
    rows[row + column.PROSE] = text.prose[i];
    rows[row + column.HAS_YEAR] = text.cues[i] & CUE.year ? 1 : 0;
    rows[row + column.HAS_CLOCK] = text.cues[i] & CUE.clock ? 1 : 0;
    rows[row + column.HAS_SIGN] = text.cues[i] & CUE.sign ? 1 : 0;
    rows[row + column.STARTS_LOW] = text.cues[i] & CUE.startsLow ? 1 : 0;
    seen.add(text.hash[i]);
    if (words > 0 && words <= 80) {
      const own = wordHashes(block.text);
      rows[row + column.IN_TITLE] = overlap(own, titleWords);
      rows[row + column.IN_DESCRIPTION] = overlap(own, descriptionWords);
    }
  }
}

/** Hashes of the words of a text, lower case. */
function wordHashes(text: string): Set<number> {
  const hashes = new Set<number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
    hashes.add(hash);
  }
  return hashes;
}

function overlap(own: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let common = 0;
  for (const hash of own) if (other.has(hash)) common++;
  return share(common, own.size);
}

function writePlaces(rows: Float32Array, { blocks, page, text, sums, containers }: Counted): void {
  const count = blocks.length;
  let firstProse = -1;
  let lastProse = -1;
  let title = -1;
  for (let i = 0; i < count; i++) {
    if (text.prose[i] >= LONG_PROSE) {
      if (firstProse === -1) firstProse = i;
      lastProse = i;
    }
    if (blocks[i].kind === 'title' && title === -1) title = i;
  }
  if (title === -1) title = blocks.findIndex((block) => block.kind === 'heading' && block.level === 1);
  let words = 0;
  let prose = 0;
  let proseSinceTitle = 0;
  for (let i = 0; i < count; i++) {
    const row = i * FEATURES;
    rows[row + column.PLACE] = i / count;
    rows[row + column.WORDS_BEFORE] = share(words, sums.words[0]);
    rows[row + column.PROSE_BEFORE] = share(prose, sums.prose[0]);
    words += text.words[i];
    prose += text.prose[i];
    if (title !== -1 && i > title) proseSinceTitle += text.prose[i];
    rows[row + column.PROSE_AFTER] = share(sums.prose[0] - prose, sums.prose[0]);
    rows[row + column.FROM_FIRST_PROSE] = firstProse === -1 ? -FAR : near(i - firstProse);
    rows[row + column.FROM_LAST_PROSE] = lastProse === -1 ? FAR : near(i - lastProse);
    rows[row + column.FROM_TITLE] = title === -1 ? -FAR - 1 : near(i - title);
    rows[row + column.PROSE_SINCE_TITLE] =
      title === -1 || i < title ? -1 : share(proseSinceTitle, sums.prose[0]);
    rows[row + column.FROM_START] = i;
    rows[row + column.FROM_END] = count - 1 - i;
    const element = Math.max(0, blocks[i].element);
    rows[row + column.DEPTH] = page.depth[element];
    rows[row + column.DEPTH_IN_CONTAINER] = page.depth[element] - page.depth[containers.half];
  }
}

function near(distance: number): number {
  return Math.max(-FAR, Math.min(FAR, distance));
}

function isHeading(block: Block): boolean {
  return block.kind === 'heading' || block.kind === 'title';
}

function writeHeadings(rows: Float32Array, { blocks, page, text }: Counted): void {
  const count = blocks.length;
  let heading = -1;
  let from = 0;
  for (let i = 0; i <= count; i++) {
    if (i < count && !isHeading(blocks[i])) continue;
    writeSection(rows, text, heading, from, i);
    for (let inside = from; inside < i; inside++) {
      const row = inside * FEATURES;
      rows[row + column.HEADING_DISTANCE] = heading === -1 ? FAR : near(inside - heading);
      rows[row + column.HEADING_LEVEL] = heading === -1 ? 7 : blocks[heading].level || 1;
      rows[row + column.HEADING_WORDS] = heading === -1 ? -1 : text.words[heading];
      rows[row + column.HEADING_LINK_SHARE] =
        heading === -1 ? -1 : share(page.linkCharacters[heading], blocks[heading].text.length);
      rows[row + column.NEXT_HEADING] = i === count ? FAR : near(i - inside);
    }
    heading = i;
    from = i;
  }
}

function writeSection(rows: Float32Array, text: TextCounts, heading: number, from: number, to: number): void {
  let words = 0;
  let linkWords = 0;
  let prose = 0;
  for (let i = heading === -1 ? from : from + 1; i < to; i++) {
    words += text.words[i];
    linkWords += text.linkWords[i];
    prose += text.prose[i];
  }
  for (let i = from; i < to; i++) {
    const row = i * FEATURES;
    rows[row + column.SECTION_WORDS] = words;
    rows[row + column.SECTION_LINK_SHARE] = share(linkWords, words);
    rows[row + column.SECTION_PROSE] = share(prose, words);
    rows[row + column.SECTION_BLOCKS] = to - from;
  }
}

function writeWindows(rows: Float32Array, { text }: Counted): void {
  const count = text.words.length;
  const words = runningSum(text.words);
  const linkWords = runningSum(text.linkWords);
  const prose = runningSum(text.prose);
  for (let i = 0; i < count; i++) {
    let at = i * FEATURES + column.WINDOW;
    for (const [from, to] of column.WINDOWS) {
      const start = Math.max(0, Math.min(count, i + from));
      const end = Math.max(0, Math.min(count, i + to + 1));
      const all = words[end] - words[start];
      rows[at++] = all;
      rows[at++] = share(linkWords[end] - linkWords[start], all);
      rows[at++] = share(prose[end] - prose[start], all);
    }
  }
}

function runningSum(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return sums;
}

function writeNeighbours(rows: Float32Array, { blocks, text, byPath }: Counted): void {
  const count = blocks.length;
  for (let i = 0; i < count; i++) {
    let at = i * FEATURES + column.NEIGHBOUR;
    for (const offset of column.NEIGHBOURS) {
      const other = i + offset;
      if (other >= 0 && other < count) {
        rows[at] = text.words[other];
        rows[at + 1] = share(text.linkWords[other], text.words[other]);
        rows[at + 2] = isHeading(blocks[other]) ? 1 : 0;
        rows[at + 3] = byPath.of[other] === byPath.of[i] ? 1 : 0;
      } else {
        rows[at] = -1;
        rows[at + 1] = -1;
      }
      at += column.NEIGHBOUR_FACTS.length;
    }
  }
}

function writeAncestors(rows: Float32Array, { blocks, sums, elementsByPath: alike }: Counted): void {
  const facts = column.LEVEL_FACTS.length;
  for (let i = 0; i < blocks.length; i++) {
    let element = Math.max(0, blocks[i].element);
    if (sums.blocks[element] === 1) element = sums.wider[element];
    for (let level = 0; level < column.LEVELS; level++) {
      const at = i * FEATURES + column.LEVEL_BASE + level * facts;
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
      rows[at + 14] = share(i - sums.first[element], held - 1);
      element = sums.wider[element];
    }
  }
}

function writePaths(rows: Float32Array, { blocks, text, sums, containers, byPath }: Counted): void {
  const inside = new Int32Array(byPath.count);
  const from = sums.first[containers.half];
  const to = sums.last[containers.half];
  for (let i = from; i <= to; i++) inside[byPath.of[i]]++;
  for (let i = 0; i < blocks.length; i++) {
    const row = i * FEATURES;
    const group = byPath.of[i];
    rows[row + column.PATH_COUNT] = byPath.members[group];
    rows[row + column.PATH_WORDS] = share(byPath.words[group], byPath.members[group]);
    rows[row + column.PATH_LINK_SHARE] = share(byPath.linkWords[group], byPath.words[group]);
    rows[row + column.PATH_PROSE] = share(byPath.prose[group], byPath.words[group]);
    rows[row + column.PATH_SHARE] = share(byPath.words[group], sums.words[0]);
    rows[row + column.PATH_SPREAD] = (byPath.last[group] - byPath.first[group]) / text.words.length;
    rows[row + column.PATH_INSIDE] = inside[group] / byPath.members[group];
  }
}

function writeContainers(rows: Float32Array, counted: Counted): void {
  const { blocks, page, sums, containers } = counted;
  column.CONTAINERS.forEach((name, number) => {
    const container = containers[name];
    const { steps, meeting, branch } = stepsUpTo(container, page);
    const first = sums.first[container];
    const last = sums.last[container];
    for (let i = 0; i < blocks.length; i++) {
      const at = i * FEATURES + column.CONTAINER_BASE + number * column.CONTAINER_FACTS.length;
      const element = Math.max(0, blocks[i].element);
      rows[at] = container === 0 ? -1 : steps[element];
      rows[at + 1] = share(i - first, last - first);
      rows[at + 2] = i < first ? near(i - first) : i > last ? near(i - last) : 0;
      rows[at + 3] = share(sums.words[container], sums.words[meeting[element]]);
    }
    const place = (column.BRANCH_OF as readonly string[]).indexOf(name);
    if (place !== -1)
      writeBranches(rows, counted, branch, meeting, column.BRANCH_BASE + place * column.BRANCH_FACTS.length);
  });
}

/** Facts of the subtree that leaves the way to a container, or that stands directly in the container. */
function writeBranches(
  rows: Float32Array,
  { blocks, page, sums, elementsByPath: alike }: Counted,
  branch: Int32Array,
  meeting: Int32Array,
  base: number,
): void {
  const richest = richestChildren(page, sums);
  for (let i = 0; i < blocks.length; i++) {
    const at = i * FEATURES + base;
    const element = Math.max(0, blocks[i].element);
    const own = branch[element];
    const held = sums.blocks[own];
    const words = sums.words[own];
    rows[at] = words;
    rows[at + 1] = share(sums.linkWords[own], words);
    rows[at + 2] = share(sums.prose[own], words);
    rows[at + 3] = share(sums.prose[own], sums.prose[meeting[element]]);
    rows[at + 4] = held;
    rows[at + 5] = share(words, held);
    rows[at + 6] = share(sums.images[own], held);
    rows[at + 7] = share(sums.controls[own], held);
    rows[at + 8] = share(sums.headings[own], held);
    rows[at + 9] = Math.sign(sums.first[own] - sums.first[richest[meeting[element]]]);
    rows[at + 10] = alike.members[alike.of[own]];
  }
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

interface Meetings {
  /** For each element, how far it is from the way to the container; inside, 0. */
  readonly steps: Int32Array;
  /** Where its way from the root leaves the way to the container; inside, the container. */
  readonly meeting: Int32Array;
  /** The ancestor directly below that point; an element on the way is its own. */
  readonly branch: Int32Array;
}

function stepsUpTo(container: number, page: Page): Meetings {
  const count = Math.max(1, page.elementCount);
  const steps = new Int32Array(count);
  const meeting = new Int32Array(count);
  const branch = new Int32Array(count);
  const isOnWay = new Uint8Array(count);
  const isInside = new Uint8Array(count);
  for (let element = container; element > 0; element = page.parent[element]) isOnWay[element] = 1;
  isOnWay[0] = 1;
  isInside[container] = 1;
  for (let element = 0; element < page.elementCount; element++) {
    const parent = Math.max(0, page.parent[element]);
    if (isOnWay[element]) {
      meeting[element] = element;
      branch[element] = element;
      steps[element] = page.depth[container] - page.depth[element];
      continue;
    }
    branch[element] = isOnWay[parent] ? element : branch[parent];
    if (isInside[parent]) {
      isInside[element] = 1;
      meeting[element] = container;
    } else {
      meeting[element] = meeting[parent];
      steps[element] = steps[parent] + 1;
    }
  }
  return { steps, meeting, branch };
}

/** How many elements up from the text count as near. */
const NEAR_LEVELS = 3;
const FLAG_BITS = Object.entries(ELEMENT)
  .filter(([name]) => name !== 'block')
  .map(([, bit]) => bit);

function writeWords(rows: Float32Array, { blocks, page, above }: Counted): void {
  for (let i = 0; i < blocks.length; i++) {
    const row = i * FEATURES;
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
}

function writeBits(rows: Float32Array, from: number, bits: number, count: number): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const bit = 31 - Math.clz32(rest & -rest);
    if (bit < count) rows[from + bit] = 1;
  }
}
