/** Sums over the subtrees of a page's elements, and the containers that they point to. */
import type { Block } from '../../document.ts';
import { ELEMENT, type Page, TAG } from '../../page.ts';
import type { Groups } from './groups.ts';
import type { TextCounts } from './text.ts';

/** Per element, over the blocks in it. */
export interface SubtreeSums {
  readonly blocks: Int32Array;
  readonly words: Int32Array;
  readonly linkWords: Float64Array;
  readonly prose: Int32Array;
  readonly proseBlocks: Int32Array;
  readonly commas: Int32Array;
  readonly headings: Int32Array;
  readonly images: Int32Array;
  readonly controls: Int32Array;
  /** Index of the first and the last block in it. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** The nearest ancestor that holds more blocks; the root for itself. Wrappers are jumped over. */
  readonly wider: Int32Array;
  /** Readability's score: paragraphs give points to parents and grandparents. */
  readonly readability: Float64Array;
}

/** Adds the blocks up and finds for each element the next wider ancestor. One pass up, one down. */
export function sumSubtrees(blocks: readonly Block[], page: Page, text: TextCounts): SubtreeSums {
  const count = Math.max(1, page.elementCount);
  const { parent, tag } = page;
  const sums: SubtreeSums = {
    blocks: new Int32Array(count),
    words: new Int32Array(count),
    linkWords: new Float64Array(count),
    prose: new Int32Array(count),
    proseBlocks: new Int32Array(count),
    commas: new Int32Array(count),
    headings: new Int32Array(count),
    images: new Int32Array(count),
    controls: new Int32Array(count),
    first: new Int32Array(count).fill(blocks.length),
    last: new Int32Array(count).fill(-1),
    wider: new Int32Array(count),
    readability: new Float64Array(count),
  };
  for (let element = 0; element < page.elementCount; element++) {
    sums.images[element] = page.images[element];
    const isControl =
      tag[element] === TAG.button || tag[element] === TAG.select || tag[element] === TAG.textarea;
    sums.controls[element] = page.controls[element] + (isControl ? 1 : 0);
  }
  for (let i = 0; i < blocks.length; i++) addBlock(sums, Math.max(0, blocks[i].element), i, blocks[i], text);
  for (let element = page.elementCount - 1; element > 0; element--) {
    const above = parent[element];
    if (above !== -1) addSubtree(sums, above, element);
  }
  for (let element = 1; element < page.elementCount; element++) {
    const above = Math.max(0, parent[element]);
    sums.wider[element] = sums.blocks[above] > sums.blocks[element] ? above : sums.wider[above];
  }
  scoreLikeReadability(sums, blocks, page, text);
  return sums;
}

function addBlock(sums: SubtreeSums, element: number, i: number, block: Block, text: TextCounts): void {
  sums.blocks[element]++;
  sums.words[element] += text.words[i];
  sums.linkWords[element] += text.linkWords[i];
  sums.prose[element] += text.prose[i];
  if (text.prose[i] > 0) sums.proseBlocks[element]++;
  sums.commas[element] += text.commas[i];
  if (block.kind === 'heading' || block.kind === 'title') sums.headings[element]++;
  if (i < sums.first[element]) sums.first[element] = i;
  if (i > sums.last[element]) sums.last[element] = i;
}

function addSubtree(sums: SubtreeSums, above: number, element: number): void {
  sums.blocks[above] += sums.blocks[element];
  sums.words[above] += sums.words[element];
  sums.linkWords[above] += sums.linkWords[element];
  sums.prose[above] += sums.prose[element];
  sums.proseBlocks[above] += sums.proseBlocks[element];
  sums.commas[above] += sums.commas[element];
  sums.headings[above] += sums.headings[element];
  sums.images[above] += sums.images[element];
  sums.controls[above] += sums.controls[element];
  if (sums.first[element] < sums.first[above]) sums.first[above] = sums.first[element];
  if (sums.last[element] > sums.last[above]) sums.last[above] = sums.last[element];
}

const MIN_PARAGRAPH_LENGTH = 25;
const UNITS_PER_POINT = 100;
const MAX_LENGTH_POINTS = 3;

/** As in Readability.js, without its class words: those are features of their own. */
function scoreLikeReadability(
  sums: SubtreeSums,
  blocks: readonly Block[],
  page: Page,
  text: TextCounts,
): void {
  const { readability } = sums;
  for (let i = 0; i < blocks.length; i++) {
    const { element, text: words } = blocks[i];
    if (element === -1 || words.length < MIN_PARAGRAPH_LENGTH || text.prose[i] === 0) continue;
    const points =
      1 + text.commas[i] + Math.min(MAX_LENGTH_POINTS, Math.floor(words.length / UNITS_PER_POINT));
    let above = page.parent[element];
    for (let level = 0; level < 4 && above > 0; level++) {
      readability[above] += level === 0 ? points : level === 1 ? points / 2 : points / (level * 3);
      above = page.parent[above];
    }
  }
  for (let element = 0; element < page.elementCount; element++) {
    if (readability[element] > 0) {
      readability[element] *= 1 - sums.linkWords[element] / Math.max(1, sums.words[element]);
    }
  }
}

/** Elements that may hold the main content. 0, the root, when there is none. */
export interface Containers {
  /** Deepest element that holds half, and nine tenths, of the page's prose. */
  readonly half: number;
  readonly most: number;
  /** The element that Readability would start from. */
  readonly best: number;
  /** Of the elements that say they are the main content (`main`, `article`, roles, item properties), the one with most words. */
  readonly stated: number;
  /** The element around all blocks of the path that holds most prose. */
  readonly alike: number;
  /** The element of the title, or of the first heading of the first level. */
  readonly title: number;
}

/** Finds the candidates for the main container. */
export function findContainers(
  blocks: readonly Block[],
  page: Page,
  text: TextCounts,
  sums: SubtreeSums,
  byPath: Groups,
): Containers {
  const half = deepestWith(page, sums, 0.5);
  const most = deepestWith(page, sums, 0.9);
  let best = 0;
  let stated = 0;
  let bestScore = 0;
  let statedWords = 0;
  for (let element = 0; element < page.elementCount; element++) {
    if (sums.readability[element] > bestScore) {
      best = element;
      bestScore = sums.readability[element];
    }
    const tag = page.tag[element];
    const isStated =
      tag === TAG.main ||
      tag === TAG.article ||
      (page.flags[element] & (ELEMENT.roleMain | ELEMENT.itemBody)) !== 0;
    if (
      isStated &&
      sums.words[element] - sums.linkWords[element] >= statedWords &&
      sums.blocks[element] > 0
    ) {
      stated = element;
      statedWords = sums.words[element] - sums.linkWords[element];
    }
  }
  return {
    half,
    most,
    best,
    stated,
    alike: aroundMostAlike(blocks, page, text, byPath),
    title: titleElement(blocks),
  };
}

function titleElement(blocks: readonly Block[]): number {
  const title =
    blocks.find((block) => block.kind === 'title') ??
    blocks.find((block) => block.kind === 'heading' && block.level === 1);
  return Math.max(0, title?.element ?? 0);
}

function aroundMostAlike(blocks: readonly Block[], page: Page, text: TextCounts, byPath: Groups): number {
  let best = 0;
  for (let group = 1; group < byPath.count; group++)
    if (byPath.prose[group] > byPath.prose[best]) best = group;
  let around = -1;
  for (let i = 0; i < blocks.length; i++) {
    if (byPath.of[i] !== best || text.prose[i] === 0) continue;
    const element = Math.max(0, blocks[i].element);
    around = around === -1 ? element : commonAncestor(page, around, element);
  }
  return Math.max(0, around);
}

function commonAncestor(page: Page, one: number, other: number): number {
  let left = one;
  let right = other;
  while (left !== right) {
    if (left > right) left = Math.max(0, page.parent[left]);
    else right = Math.max(0, page.parent[right]);
  }
  return left;
}

/** Children come behind their parents, so the last element with enough prose is the deepest. */
function deepestWith(page: Page, sums: SubtreeSums, share: number): number {
  const enough = sums.prose[0] * share;
  if (enough === 0) return 0;
  let found = 0;
  for (let element = 1; element < page.elementCount; element++) {
    if (sums.prose[element] >= enough && page.depth[element] > page.depth[found]) found = element;
  }
  return found;
}
