/** Finds the tables, lists, figures and code of a page: what makes sense only together, or with the text around it. */
import type { Block, BlockKind, Document } from '../../document.ts';
import { type Page, TAG } from '../../page.ts';

/** Blocks that stay or go together. */
export interface Structure {
  /** Of its element, as in `Page.tag`. */
  readonly tag: number;
  /** Indices of the blocks, in order; never empty. */
  readonly blocks: readonly number[];
  /**
   * The blocks around it, headings and the buttons of code passed over; both -1 when there is none, or when they do
   * not stand in one container with it: then no text runs on from one to the other.
   */
  readonly before: number;
  readonly after: number;
}

/** The kinds of block that belong to a structure of each tag. */
const MEMBERS: { readonly [tag: number]: readonly BlockKind[] | undefined } = {
  [TAG.table]: ['table', 'code'],
  [TAG.figure]: ['caption'],
  [TAG.dl]: ['list-item', 'paragraph'],
  [TAG.ul]: ['list-item'],
  [TAG.ol]: ['list-item'],
  [TAG.menu]: ['list-item'],
  [TAG.pre]: ['code'],
};

/** Beside code stand its buttons, the name of its file, its language, and the numbers of its lines. */
const BUTTON_LENGTH = 25;
const NUMBERS = /^[\d\s]+$/;
/** Of longer lists many are a layout: without the limit, forums lose .001 F1 out of fold. */
const MAX_LIST_BLOCKS = 30;

/**
 * A table's rows, the terms of a `dl` with what they mean, the items of a list with those of the
 * lists inside it, the captions of a figure, and code. Time is linear in the size of the page.
 */
export function findStructures({ blocks }: Document, page: Page): Structure[] {
  const holders = structureElements(page);
  const members = new Map<number, number[]>();
  blocks.forEach(({ kind, element }, block) => {
    const holder = holders[Math.max(0, element)];
    if (holder === -1 || MEMBERS[page.tag[holder]]?.includes(kind) !== true) return;
    const found = members.get(holder);
    if (found === undefined) members.set(holder, [block]);
    else found.push(block);
  });
  const structures: Structure[] = [];
  for (const [holder, found] of members) {
    if (isList(page.tag[holder]) && found.length > MAX_LIST_BLOCKS) continue;
    structures.push({ tag: page.tag[holder], blocks: found, ...findNeighbours(blocks, page, holder, found) });
  }
  return structures;
}

/** For each element, the element of the structure that it belongs to, or -1. */
function structureElements({ elementCount, parent, tag }: Page): Int32Array {
  const holders = new Int32Array(elementCount);
  for (let element = 0; element < elementCount; element++) {
    const above = parent[element] === -1 ? -1 : holders[parent[element]];
    const own = tag[element];
    if (own === TAG.article || own === TAG.section) holders[element] = -1;
    else if (MEMBERS[own] === undefined) holders[element] = above;
    else if (isList(own) && above !== -1 && isList(tag[above])) holders[element] = above;
    else holders[element] = element;
  }
  return holders;
}

function isList(tag: number): boolean {
  return tag === TAG.ul || tag === TAG.ol || tag === TAG.menu;
}

function findNeighbours(
  blocks: Document['blocks'],
  { parent }: Page,
  holder: number,
  members: readonly number[],
): Pick<Structure, 'before' | 'after'> {
  const none = { before: -1, after: -1 };
  const isCode = blocks[members[0]].kind === 'code';
  const isPassed = ({ kind, text }: Block): boolean =>
    kind === 'heading' || (isCode && (kind === 'code' ? NUMBERS.test(text) : text.length <= BUTTON_LENGTH));
  let before = members[0] - 1;
  while (before >= 0 && isPassed(blocks[before])) before--;
  let after = members[members.length - 1] + 1;
  while (after < blocks.length && isPassed(blocks[after])) after++;
  if (before < 0 || after === blocks.length) return none;
  // Elements stand in document order: the first ancestor that does not start behind the other block holds both.
  let container = holder;
  while (container > blocks[before].element && container > 0) container = parent[container];
  let other = blocks[after].element;
  while (other > holder) other = parent[other];
  return other === container ? { before, after } : none;
}
