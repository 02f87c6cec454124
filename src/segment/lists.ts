/** The open lists and items: how deep an item is and what number it has. */

interface OpenItem {
  readonly ordinal: number | undefined;
  /** A block has been made of the item's text; what follows in it is a paragraph. */
  isNamed: boolean;
}

export class Lists {
  /** The next number of each open list, undefined for those without numbers. */
  private readonly next: (number | undefined)[] = [];
  private readonly items: OpenItem[] = [];

  /** Depth of nesting, from 1 also where an item stands outside a list. */
  get level(): number {
    return Math.max(1, this.next.length);
  }

  /** @param first The number of the first item; undefined for a list without numbers. */
  beginList(first: number | undefined): void {
    this.next.push(first);
  }

  endList(): void {
    this.next.pop();
  }

  /** @param value The number that the item itself states. */
  beginItem(value: number | undefined): void {
    const top = this.next.length - 1;
    const counted = this.next[top];
    const ordinal = counted === undefined ? undefined : (value ?? counted);
    if (ordinal !== undefined) this.next[top] = ordinal + 1;
    this.items.push({ ordinal, isNamed: false });
  }

  endItem(): void {
    this.items.pop();
  }

  /** The innermost item when no block has been made of it yet, which this call says is now so. */
  takeItem(): { readonly ordinal: number | undefined } | undefined {
    const item = this.items.at(-1);
    if (item === undefined || item.isNamed) return undefined;
    item.isNamed = true;
    return item;
  }
}
