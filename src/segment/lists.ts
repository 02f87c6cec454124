/** The open lists and items: how deep an item is and what number it has. */
import type { PageBlock } from './page-block.ts';

interface OpenList {
  /** The number of the next item; undefined in a list without numbers. */
  next: number | undefined;
  /** From one number to the next: -1 in a list that counts down. */
  readonly step: number;
  items: number;
  /**
   * A list may count down to 1. Its first number is how many items it has, which is known when it ends: until then
   * they are numbered from 0 on, and `counted` has the blocks of those that are.
   */
  isFromEnd: boolean;
  readonly counted: PageBlock[];
}

export interface OpenItem {
  readonly ordinal: number | undefined;
  /** Takes the block of the item where its number is not known before the list ends. */
  readonly counted: PageBlock[] | undefined;
  /** A block has been made of the item's text; what follows in it is a paragraph. */
  isNamed: boolean;
}

export class Lists {
  private readonly lists: OpenList[] = [];
  private readonly items: OpenItem[] = [];

  /** Depth of nesting, from 1 also where an item stands outside a list. */
  get level(): number {
    return Math.max(1, this.lists.length);
  }

  /** A list without numbers. */
  beginList(): void {
    this.lists.push({ next: undefined, step: 1, items: 0, isFromEnd: false, counted: [] });
  }

  /** @param first The number of the first item, where the list states it. */
  beginNumberedList(first: number | undefined, isReversed: boolean): void {
    const isFromEnd = isReversed && first === undefined;
    const next = first ?? (isReversed ? 0 : 1);
    this.lists.push({ next, step: isReversed ? -1 : 1, items: 0, isFromEnd, counted: [] });
  }

  endList(): void {
    const list = this.lists.pop();
    if (list === undefined) return;
    for (const block of list.counted) block.ordinal = (block.ordinal ?? 0) + list.items;
  }

  /** @param value The number that the item itself states. */
  beginItem(value: number | undefined): void {
    const list = this.lists.at(-1);
    if (list?.next === undefined) {
      this.items.push({ ordinal: undefined, counted: undefined, isNamed: false });
      return;
    }
    if (value !== undefined) list.isFromEnd = false;
    const ordinal = value ?? list.next;
    list.next = ordinal + list.step;
    list.items++;
    this.items.push({ ordinal, counted: list.isFromEnd ? list.counted : undefined, isNamed: false });
  }

  endItem(): void {
    this.items.pop();
  }

  /** The innermost item when no block has been made of it yet, which this call says is now so. */
  takeItem(): OpenItem | undefined {
    const item = this.items.at(-1);
    if (item === undefined || item.isNamed) return undefined;
    item.isNamed = true;
    return item;
  }
}
