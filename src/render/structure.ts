/**
 * Blocks stand one after another; lists, tables and quotes span several, and hold one another. This finds them.
 *
 *   item "Two", code, item "Three"  →  list(item "Two", group(code), item "Three")
 *
 * where the page has the code inside the first item.
 */
import type { KeptBlock } from '../document.ts';
import { type Page, TAG } from '../page.ts';

export type Group =
  | { readonly type: 'single'; readonly block: KeptBlock }
  | { readonly type: 'list'; readonly parts: readonly ListPart[] }
  | { readonly type: 'table'; readonly rows: readonly KeptBlock[] }
  | { readonly type: 'quote'; readonly parts: readonly QuotePart[] };

/** The beginning of an item, or what else stands in the item of that depth before it. Depths are from 0, without gaps. */
export type ListPart =
  | { readonly depth: number; readonly item: KeptBlock }
  | { readonly depth: number; readonly group: Group };

/** What stands in a quote of that depth, from 0. */
export interface QuotePart {
  readonly depth: number;
  readonly group: Group;
}

/**
 * Groups neighbours that belong together. Blocks of which nothing but white space is left are skipped.
 * @param page says what stands inside an item or a quote without being one; without it, a block's kind does
 */
export function groupBlocks(kept: readonly KeptBlock[], page?: Page): Group[] {
  const visible = kept.filter(({ text }) => text.trim() !== '');
  const holdersOf = readHolders(visible, page);
  return groupPlaced(visible.map((block) => ({ block, holders: holdersOf(block) })));
}

/** A block and what holds it: the elements of items, and `QUOTE` for each quote, outermost first. */
interface Placed {
  readonly block: KeptBlock;
  readonly holders: readonly number[];
}

const QUOTE = -1;
/** Items and quotes nested deeper are taken to stand in the last of these. */
const MAX_HOLDERS = 24;
const NO_HOLDERS: readonly number[] = [];

function readHolders(
  kept: readonly KeptBlock[],
  page: Page | undefined,
): (block: KeptBlock) => readonly number[] {
  if (page === undefined) {
    return ({ block }) =>
      block.kind === 'quote' ? Array(Math.min(block.level, MAX_HOLDERS)).fill(QUOTE) : NO_HOLDERS;
  }
  const begun = new Set<number>();
  for (const { block } of kept) if (block.kind === 'list-item') begun.add(itemAround(block.element, page));
  const holders: (readonly number[])[] = [];
  for (let element = 0; element < page.elementCount; element++) {
    const outer = holders[page.parent[element]] ?? NO_HOLDERS;
    const isQuote = page.tag[element] === TAG.blockquote;
    const holds = (isQuote || begun.has(element)) && outer.length < MAX_HOLDERS;
    holders.push(holds ? [...outer, isQuote ? QUOTE : element] : outer);
  }
  return ({ block }) => holders[block.element] ?? NO_HOLDERS;
}

/** The nearest `li`, the element itself included; -1 where there is none, or a `dd` inside it. */
function itemAround(element: number, { parent, tag }: Page): number {
  let at = element;
  while (at !== -1 && tag[at] !== TAG.li) at = tag[at] === TAG.dd ? -1 : parent[at];
  return at;
}

/** Each branch takes one block at least, and goes into what holds it with fewer holders than before. */
function groupPlaced(placed: readonly Placed[]): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < placed.length; ) {
    const { block, holders } = placed[at];
    const { kind } = block.block;
    let behind = at + 1;
    if (holders.includes(QUOTE)) {
      const quoteAt = holders.indexOf(QUOTE);
      while (behind < placed.length && placed[behind].holders.indexOf(QUOTE) === quoteAt) behind++;
      groups.push({ type: 'quote', parts: quoteParts(placed.slice(at, behind), quoteAt) });
    } else if (kind === 'list-item') {
      const list = readList(placed, at);
      behind = list.behind;
      groups.push({ type: 'list', parts: list.parts });
    } else if (kind === 'table') {
      while (behind < placed.length && isNextRow(placed[behind - 1], placed[behind])) behind++;
      groups.push({ type: 'table', rows: placed.slice(at, behind).map((row) => row.block) });
    } else {
      groups.push({ type: 'single', block });
    }
    at = behind;
  }
  return groups;
}

function isNextRow(before: Placed, { block, holders }: Placed): boolean {
  return (
    block.block.kind === 'table' && block.block.level > before.block.block.level && !holders.includes(QUOTE)
  );
}

function quoteParts(placed: readonly Placed[], quoteAt: number): QuotePart[] {
  const levels = placed.map(({ holders }) => {
    let behind = quoteAt;
    while (holders[behind] === QUOTE) behind++;
    return behind - quoteAt;
  });
  const depthOf = depths(levels);
  const parts: QuotePart[] = [];
  for (let at = 0; at < placed.length; ) {
    const depth = depthOf[at];
    const inside: Placed[] = [];
    for (; at < placed.length && depthOf[at] === depth; at++) {
      const { block, holders } = placed[at];
      inside.push({ block, holders: holders.slice(quoteAt + levels[at]) });
    }
    for (const group of groupPlaced(inside)) parts.push({ depth, group });
  }
  return parts;
}

/** Reads a list from its first item on. */
function readList(placed: readonly Placed[], first: number): { parts: ListPart[]; behind: number } {
  const places: { readonly openAt: number; readonly isItem: boolean }[] = [];
  const open = new Set<number>();
  for (let at = first; at < placed.length; at++) {
    const { block, holders } = placed[at];
    const openAt = holders.findLastIndex((holder) => open.has(holder));
    const isOwn = openAt === -1 || openAt < holders.length - 1;
    const isItem = block.block.kind === 'list-item' && isOwn && !holders.includes(QUOTE, openAt + 1);
    if (!isItem && openAt === -1) break;
    const item = holders.at(-1);
    if (isItem && item !== undefined) open.add(item);
    places.push({ openAt, isItem });
  }
  const run = placed.slice(first, first + places.length);
  return { parts: listParts(run, places), behind: first + run.length };
}

function listParts(
  run: readonly Placed[],
  places: readonly { readonly openAt: number; readonly isItem: boolean }[],
): ListPart[] {
  const depthOf = depths(run.filter((_, i) => places[i].isItem).map(({ block }) => block.block.level));
  const depthIn = new Map<number | undefined, number>();
  const parts: ListPart[] = [];
  let items = 0;
  for (let at = 0; at < run.length; ) {
    const { block, holders } = run[at];
    const { openAt, isItem } = places[at];
    if (isItem) {
      const depth = depthOf[items++];
      depthIn.set(holders.at(-1), depth);
      parts.push({ depth, item: block });
      at++;
      continue;
    }
    const holder = holders[openAt];
    const inside: Placed[] = [];
    for (; at < run.length && !places[at].isItem && run[at].holders[places[at].openAt] === holder; at++) {
      inside.push({ block: run[at].block, holders: run[at].holders.slice(places[at].openAt + 1) });
    }
    for (const group of groupPlaced(inside)) parts.push({ depth: depthIn.get(holder) ?? 0, group });
  }
  return parts;
}

/** The cells of a table row as spans of its text. */
export function cellSpans(row: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (let tab = row.indexOf('\t'); tab !== -1; tab = row.indexOf('\t', start)) {
    spans.push({ start, end: tab });
    start = tab + 1;
  }
  spans.push({ start, end: row.length });
  return spans;
}

/** Levels as depths from 0 without gaps: one may be at most one deeper than the one before it. */
function depths(levels: readonly number[]): number[] {
  const open: number[] = [];
  return levels.map((level) => {
    while (open.length > 0 && open[open.length - 1] >= level) open.pop();
    open.push(level);
    return open.length - 1;
  });
}

/** Headings: `h1` to `h6`. The title is the first. */
export function headingLevel({ block }: KeptBlock): number | undefined {
  if (block.kind === 'title') return 1;
  if (block.kind === 'heading') return Math.min(Math.max(block.level, 1), 6);
  return undefined;
}
