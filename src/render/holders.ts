/** What holds a block on its page: items of lists, quotes, lists of terms. */
import type { BlockKind, KeptBlock } from '../document.ts';
import { type Page, TAG } from '../page.ts';

export interface Holder {
  readonly type: 'item' | 'quote' | 'terms' | 'term' | 'definition';
  /** Items: depth of their list, from 1. */
  readonly level: number;
  /** Items: of a list with numbers. */
  readonly isOrdered: boolean;
  /** Items: the element of their list, -1 for those outside one. */
  readonly list: number;
}

/** A block and what holds it, outermost first. */
export interface Placed {
  readonly block: KeptBlock;
  readonly holders: readonly Holder[];
}

const QUOTE: Holder = { type: 'quote', level: 0, isOrdered: false, list: -1 };
/** Deeper holders are left out: what is in them is taken to stand in the last of these. */
const MAX_HOLDERS = 24;
const NO_HOLDERS: readonly Holder[] = [];

/** What can begin an item before its words do. */
const OPENING_KINDS: ReadonlySet<BlockKind> = new Set(['quote', 'code', 'table']);

/** Quotes and lists of terms span several blocks, whatever kind these are. */
export function isBox({ type }: Holder): boolean {
  return type === 'quote' || type === 'terms';
}

/** True when the holder at a place is an item that can begin with this block, which is not the item's words. */
export function beginsItem({ block, holders }: Placed, place: number): boolean {
  return holders[place]?.type === 'item' && OPENING_KINDS.has(block.block.kind);
}

/**
 * Blocks in reading order, each with what holds it.
 * @param page without it, the kind and level of a block say what holds it
 */
export function readPlaces(kept: readonly KeptBlock[], page: Page | undefined): Placed[] {
  if (page === undefined) {
    return kept.map((block) => {
      const depth = block.block.kind === 'quote' ? Math.min(block.block.level, MAX_HOLDERS) : 0;
      return { block, holders: depth === 0 ? NO_HOLDERS : Array<Holder>(depth).fill(QUOTE) };
    });
  }
  const items = itemsOf(kept, page);
  const holders: (readonly Holder[])[] = [];
  const listDepth = new Int32Array(page.elementCount);
  const listAt = new Int32Array(page.elementCount);
  for (let element = 0; element < page.elementCount; element++) {
    const parent = page.parent[element];
    const tag = page.tag[element];
    const outer = holders[parent] ?? NO_HOLDERS;
    listDepth[element] = (parent === -1 ? 0 : listDepth[parent]) + (LISTS.has(tag) ? 1 : 0);
    listAt[element] = LISTS.has(tag) ? element : parent === -1 ? -1 : listAt[parent];
    const type = outer.length < MAX_HOLDERS ? typeOf(tag, items.has(element), outer) : undefined;
    if (type === undefined) holders.push(outer);
    else if (type === 'quote') holders.push([...outer, { ...QUOTE }]);
    else {
      const isOrdered = type === 'item' && page.tag[parent] === TAG.ol;
      const level = Math.max(1, listDepth[element]);
      holders.push([...outer, { type, level, isOrdered, list: listAt[element] }]);
    }
  }
  return kept.map((block) => ({ block, holders: holders[block.block.element] ?? NO_HOLDERS }));
}

const LISTS: ReadonlySet<number> = new Set([TAG.ul, TAG.ol, TAG.menu, TAG.dir, TAG.dl]);

function typeOf(tag: number, isItem: boolean, outer: readonly Holder[]): Holder['type'] | undefined {
  if (tag === TAG.blockquote) return 'quote';
  if (tag === TAG.dl) return 'terms';
  const isInTerms = outer.at(-1)?.type === 'terms';
  if (tag === TAG.dt && isInTerms) return 'term';
  if (tag === TAG.dd && isInTerms) return 'definition';
  return isItem ? 'item' : undefined;
}

/** The `li` elements of which the words are kept, or that begin with something kept that can begin one. */
function itemsOf(kept: readonly KeptBlock[], page: Page): ReadonlySet<number> {
  const items = new Set<number>();
  const seen = new Set<number>();
  for (const { block } of kept) {
    const item = itemAround(block.element, page);
    if (block.kind === 'list-item' || (OPENING_KINDS.has(block.kind) && !seen.has(item))) items.add(item);
    seen.add(item);
  }
  items.delete(-1);
  return items;
}

/** The nearest `li`, the element itself included; -1 where there is none, or a `dd` or `dt` inside it. */
function itemAround(element: number, { parent, tag }: Page): number {
  let at = element;
  while (at !== -1 && tag[at] !== TAG.li) at = tag[at] === TAG.dd || tag[at] === TAG.dt ? -1 : parent[at];
  return at;
}
