/**
 * Blocks stand one after another; lists, lists of terms, tables and quotes span several, and hold one another.
 * This finds them.
 *
 *   item "Two", code, item "Three"  →  list(item "Two", group(code), item "Three")
 *
 * where the page has the code inside the first item.
 */
import type { KeptBlock } from '../document.ts';
import type { Page } from '../page.ts';
import { beginsItem, type Holder, isBox, type Placed, readPlaces } from './holders.ts';

export type Group =
  | { readonly type: 'single'; readonly block: KeptBlock }
  | { readonly type: 'list'; readonly parts: readonly ListPart[] }
  | { readonly type: 'terms'; readonly parts: readonly TermPart[] }
  | { readonly type: 'table'; readonly rows: readonly KeptBlock[] }
  | { readonly type: 'quote'; readonly parts: readonly QuotePart[] };

/**
 * The beginning of an item, with its words or, where a quote, a table or code begins it, without; or what
 * else stands in the item of that depth before it. Depths are from 0, without gaps. Lists have the numbers of
 * their elements; without a page all are one.
 */
export type ListPart =
  | { readonly depth: number; readonly list: number; readonly item: KeptBlock }
  | { readonly depth: number; readonly list: number; readonly ordinal: number | undefined }
  | { readonly depth: number; readonly group: Group };

/** A term, or what says what it is. */
export interface TermPart {
  readonly isTerm: boolean;
  readonly groups: readonly Group[];
}

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
  return groupPlaced(
    readPlaces(
      kept.filter(({ text }) => text.trim() !== ''),
      page,
    ),
  );
}

/** Each branch takes one block at least, and goes into what holds it with fewer holders than before. */
function groupPlaced(placed: readonly Placed[]): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < placed.length; ) {
    const { block, holders } = placed[at];
    let behind = at + 1;
    const boxAt = holders.findIndex(isBox);
    const box = beginsItem(placed[at], 0) ? undefined : holders[boxAt];
    if (box?.type === 'quote') {
      while (behind < placed.length && firstBox(placed[behind], boxAt) === box) behind++;
      groups.push({ type: 'quote', parts: quoteParts(placed.slice(at, behind), boxAt) });
    } else if (box !== undefined) {
      while (behind < placed.length && firstBox(placed[behind], boxAt) === box) behind++;
      groups.push({ type: 'terms', parts: termParts(placed.slice(at, behind), boxAt) });
    } else if (block.block.kind === 'list-item' || beginsItem(placed[at], 0)) {
      const list = readList(placed, at);
      behind = list.behind;
      groups.push({ type: 'list', parts: list.parts });
    } else if (block.block.kind === 'table') {
      while (behind < placed.length && isNextRow(placed[behind - 1], placed[behind])) behind++;
      groups.push({ type: 'table', rows: placed.slice(at, behind).map((row) => row.block) });
    } else {
      groups.push({ type: 'single', block });
    }
    at = behind;
  }
  return groups;
}

/** The outermost quote or list of terms around a block, when it is the holder at that place. */
function firstBox({ holders }: Placed, place: number): Holder | undefined {
  return holders.findIndex(isBox) === place ? holders[place] : undefined;
}

function isNextRow(before: Placed, { block, holders }: Placed): boolean {
  return block.block.kind === 'table' && block.block.level > before.block.block.level && !holders.some(isBox);
}

/** The terms and definitions of one list; what stands in it beside them counts as a definition. */
function termParts(placed: readonly Placed[], listAt: number): TermPart[] {
  const parts: TermPart[] = [];
  for (let at = 0; at < placed.length; ) {
    const holder = placed[at].holders.at(listAt + 1);
    const inside: Placed[] = [];
    for (; at < placed.length && placed[at].holders.at(listAt + 1) === holder; at++) {
      const { block, holders } = placed[at];
      const isOwn = holders.length <= listAt + 2 && block.block.kind === 'list-item';
      inside.push({ block: isOwn ? asParagraph(block) : block, holders: holders.slice(listAt + 2) });
    }
    parts.push({ isTerm: holder?.type === 'term', groups: groupPlaced(inside) });
  }
  return parts;
}

function asParagraph(kept: KeptBlock): KeptBlock {
  return { ...kept, block: { ...kept.block, kind: 'paragraph' } };
}

function quoteParts(placed: readonly Placed[], quoteAt: number): QuotePart[] {
  const levels = placed.map(({ holders }) => {
    let behind = quoteAt;
    while (holders[behind]?.type === 'quote') behind++;
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

/** Where a block of a list stands: in the open item at a place among its holders, -1 for none. */
interface ListPlace {
  readonly openAt: number;
  /** The item that the block begins, `own` with its words. */
  readonly begins?: { readonly item: Holder | undefined; readonly level: number; readonly own: boolean };
}

/** Reads a list from its first item on. */
function readList(placed: readonly Placed[], first: number): { parts: ListPart[]; behind: number } {
  const places: ListPlace[] = [];
  const open = new Set<Holder>();
  for (let at = first; at < placed.length; at++) {
    const { block, holders } = placed[at];
    const openAt = holders.findLastIndex((holder) => open.has(holder));
    const itemAt = holders.findIndex((holder, i) => i > openAt && (holder.type === 'item' || isBox(holder)));
    const item = holders[itemAt];
    if (item?.type === 'item' && beginsItem(placed[at], itemAt)) {
      open.add(item);
      places.push({ openAt: itemAt, begins: { item, level: item.level, own: false } });
      continue;
    }
    const isOwn = openAt === -1 || openAt < holders.length - 1;
    const isItem =
      block.block.kind === 'list-item' && isOwn && !holders.some((h, i) => i > openAt && isBox(h));
    if (!isItem && openAt === -1) break;
    const own = holders.at(-1);
    if (isItem && own !== undefined) open.add(own);
    places.push(isItem ? { openAt, begins: { item: own, level: block.block.level, own: true } } : { openAt });
  }
  const run = placed.slice(first, first + places.length);
  return { parts: listParts(run, places), behind: first + run.length };
}

function listParts(run: readonly Placed[], places: readonly ListPlace[]): ListPart[] {
  const depthOf = depths(places.flatMap(({ begins }) => begins?.level ?? []));
  const depthIn = new Map<Holder | undefined, number>();
  const numbers: (number | undefined)[] = [];
  const parts: ListPart[] = [];
  let items = 0;
  for (let at = 0; at < run.length; ) {
    const { block, holders } = run[at];
    const { openAt, begins } = places[at];
    if (begins !== undefined) {
      const depth = depthOf[items++];
      depthIn.set(begins.item, depth);
      numbers.length = depth + 1;
      numbers[depth] = begins.own ? block.block.ordinal : numberOf(run, at, begins.item, numbers[depth]);
      const list = begins.item?.list ?? -1;
      parts.push(begins.own ? { depth, list, item: block } : { depth, list, ordinal: numbers[depth] });
      if (begins.own) {
        at++;
        continue;
      }
    }
    const holder = holders[openAt];
    const inside: Placed[] = [];
    const from = at;
    const belongs = (place: ListPlace, i: number): boolean =>
      (i === from || place.begins === undefined) && run[i].holders[place.openAt] === holder;
    for (; at < run.length && belongs(places[at], at); at++)
      inside.push(insideOf(run[at], places[at].openAt));
    for (const group of groupPlaced(inside)) parts.push({ depth: depthIn.get(holder) ?? 0, group });
  }
  return parts;
}

/** What stands in an item; words of the item behind what began it are a paragraph. */
function insideOf({ block, holders }: Placed, openAt: number): Placed {
  const isOwn = block.block.kind === 'list-item' && openAt === holders.length - 1;
  return { block: isOwn ? asParagraph(block) : block, holders: holders.slice(openAt + 1) };
}

/** The number of an ordered item that does not begin with its words. */
function numberOf(
  run: readonly Placed[],
  at: number,
  item: Holder | undefined,
  before: number | undefined,
): number | undefined {
  if (item?.isOrdered !== true) return undefined;
  for (let i = at; i < run.length && run[i].holders.includes(item); i++) {
    const { block, holders } = run[i];
    if (holders.at(-1) === item && block.block.ordinal !== undefined) return block.block.ordinal;
  }
  return (before ?? 0) + 1;
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
