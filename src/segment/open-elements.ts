/** The stack of open elements: which of them a start tag or an end tag ends. */
import { TAG } from '../page.ts';
import { INLINE_CUSTOM, TAG_COUNT, TRAIT, TRAITS } from './tags.ts';

/** Deeper elements are not put on the stack; their text counts to the ancestor at this depth. */
export const MAX_DEPTH = 5_000;

/** An end tag does not look further up than this for its start tag: keeps broken markup linear. */
const MAX_SEARCH = 500;

/** Elements through which a new `li` ends the one before it, and likewise `dt` and `dd`. */
const TRANSPARENT_FOR_ITEMS = [TAG.address, TAG.div, TAG.p];

/** Tag numbers of the open elements. Depths are places on the stack. */
export class OpenElements {
  readonly tags: number[] = [];
  private readonly counts = new Int32Array(TAG_COUNT);
  /** Start tags that were beyond `MAX_DEPTH`. */
  private beyond = 0;
  /** Depths of the open custom elements, and hashes of their names: they share a tag number. */
  private readonly customDepths: number[] = [];
  private readonly customNames: number[] = [];

  get depth(): number {
    return this.tags.length;
  }

  /** True while an element with this tag is open. */
  has(tag: number): boolean {
    return this.counts[tag] > 0;
  }

  /** How many elements with this tag are open. */
  count(tag: number): number {
    return this.counts[tag];
  }

  /** A second `html`, `head` or `body` is no element. */
  isSecondRoot(tag: number): boolean {
    return (tag === TAG.html || tag === TAG.body || tag === TAG.head) && this.has(tag);
  }

  /** Depth of the innermost open element that begins a block; -1 when there is none. */
  get blockDepth(): number {
    for (let depth = this.tags.length - 1; depth >= 0; depth--) {
      if (TRAITS[this.tags[depth]] & TRAIT.block) return depth;
    }
    return -1;
  }

  /**
   * @param name Hash of a custom element's name.
   * @returns False when the stack is full and the element is not put on it.
   */
  push(tag: number, name = 0): boolean {
    // One more for an element whose text is not visible: a script must not turn into text.
    const limit = TRAITS[tag] & TRAIT.skip ? MAX_DEPTH + 1 : MAX_DEPTH;
    if (this.tags.length >= limit) {
      this.beyond++;
      return false;
    }
    if (isCustom(tag)) {
      this.customDepths.push(this.tags.length);
      this.customNames.push(name);
    }
    this.tags.push(tag);
    this.counts[tag]++;
    return true;
  }

  /** Takes the top element off and returns its tag. */
  pop(): number {
    const tag = this.tags.pop() ?? 0;
    this.counts[tag]--;
    if (isCustom(tag)) {
      this.customDepths.pop();
      this.customNames.pop();
    }
    return tag;
  }

  /** Gives an open element another tag. */
  retag(depth: number, tag: number): void {
    this.counts[this.tags[depth]]--;
    this.counts[tag]++;
    this.tags[depth] = tag;
  }

  /** The depth down to which a start tag ends open elements; the present depth when it ends none. */
  endedByStart(tag: number): number {
    const top = this.tags.length;
    const traits = TRAITS[tag];
    let depth = top;
    if (traits & TRAIT.endsParagraph && this.counts[TAG.p] > 0) depth = this.paragraphAbove(top);
    if (traits & TRAIT.heading && depth > 0 && TRAITS[this.tags[depth - 1]] & TRAIT.heading) return depth - 1;
    switch (tag) {
      case TAG.li:
        return this.itemAbove(depth, TAG.li, TAG.li);
      case TAG.dt:
      case TAG.dd:
        return this.itemAbove(depth, TAG.dt, TAG.dd);
      case TAG.td:
      case TAG.th:
        return this.tablePartAbove(depth, [TAG.td, TAG.th, TAG.caption]);
      case TAG.tr:
        return this.tablePartAbove(depth, [TAG.tr, TAG.caption]);
      case TAG.thead:
      case TAG.tbody:
      case TAG.tfoot:
        return this.tablePartAbove(depth, [TAG.thead, TAG.tbody, TAG.tfoot, TAG.caption]);
      case TAG.button:
        return this.counts[TAG.button] > 0 ? Math.min(depth, this.find(TAG.button)) : depth;
      case TAG.a:
        return this.inlineAbove(depth, TAG.a);
      default:
        return depth;
    }
  }

  /**
   * The depth down to which an end tag ends open elements; -1 when it is to be ignored.
   * @param name Hash of a custom element's name.
   */
  endedByEnd(tag: number, name = 0): number {
    const top = this.tags.length;
    if (top > MAX_DEPTH && this.tags[top - 1] === tag) return top - 1;
    if (this.beyond > 0) {
      this.beyond--;
      return -1;
    }
    if (tag === TAG.custom) return this.customAbove(name);
    const traits = TRAITS[tag];
    if (traits & TRAIT.heading) return this.headingAbove();
    if (this.counts[tag] === 0 || tag === TAG.body || tag === TAG.html) return -1;
    if ((traits & TRAIT.block) === 0 && (traits & TRAIT.skip) === 0) {
      const depth = this.inlineAbove(this.tags.length, tag);
      return depth < this.tags.length ? depth : -1;
    }
    const depth = this.find(tag);
    if (depth === this.tags.length) return -1;
    // A form may have been opened around what is still open: `<table><form><tr>`.
    if (tag === TAG.form && depth < this.tags.length - 1) return -1;
    return depth;
  }

  /** The depth of the innermost element with this tag that an end tag may reach; the present depth if none. */
  private find(tag: number): number {
    const top = this.tags.length;
    const isTablePart = (TRAITS[tag] & TRAIT.tablePart) !== 0;
    const lowest = Math.max(0, top - MAX_SEARCH);
    for (let depth = top - 1; depth >= lowest; depth--) {
      const here = this.tags[depth];
      if (here === tag) return depth;
      if (isTablePart && here === TAG.table) return top;
      if (!isTablePart && tag !== TAG.table && TRAITS[here] & TRAIT.barrier) return top;
      if (tag === TAG.li && TRAITS[here] & TRAIT.list) return top;
    }
    return top;
  }

  /** Of the same name: the end of a word in a sentence must not end the component that holds the page. */
  private customAbove(name: number): number {
    const lowest = Math.max(0, this.customNames.length - MAX_SEARCH);
    for (let i = this.customNames.length - 1; i >= lowest; i--) {
      if (this.customNames[i] === name)
        return this.isInReach(this.customDepths[i]) ? this.customDepths[i] : -1;
    }
    return -1;
  }

  private isInReach(depth: number): boolean {
    if (this.tags.length - depth > MAX_SEARCH) return false;
    for (let at = this.tags.length - 1; at > depth; at--) {
      if (TRAITS[this.tags[at]] & TRAIT.barrier) return false;
    }
    return true;
  }

  private paragraphAbove(top: number): number {
    for (let depth = top - 1; depth >= 0; depth--) {
      const here = this.tags[depth];
      if (here === TAG.p) return depth;
      if (TRAITS[here] & TRAIT.block) return top;
    }
    return top;
  }

  private inlineAbove(top: number, tag: number): number {
    if (this.counts[tag] === 0) return top;
    for (let depth = top - 1; depth >= 0; depth--) {
      const here = this.tags[depth];
      if (here === tag) return depth;
      if (TRAITS[here] & TRAIT.block) return top;
    }
    return top;
  }

  private itemAbove(top: number, one: number, other: number): number {
    if (this.counts[one] + this.counts[other] === 0) return top;
    const lowest = Math.max(0, top - MAX_SEARCH);
    for (let depth = top - 1; depth >= lowest; depth--) {
      const here = this.tags[depth];
      if (here === one || here === other) return depth;
      if (TRAITS[here] & TRAIT.block && !TRANSPARENT_FOR_ITEMS.includes(here)) return top;
    }
    return top;
  }

  private tablePartAbove(top: number, parts: readonly number[]): number {
    let found = top;
    const lowest = Math.max(0, top - MAX_SEARCH);
    for (let depth = top - 1; depth >= lowest; depth--) {
      const here = this.tags[depth];
      if (here === TAG.table) return found;
      if (parts.includes(here)) found = depth;
    }
    return top;
  }

  private headingAbove(): number {
    const lowest = Math.max(0, this.tags.length - MAX_SEARCH);
    for (let depth = this.tags.length - 1; depth >= lowest; depth--) {
      const traits = TRAITS[this.tags[depth]];
      if (traits & TRAIT.heading) return depth;
      if (traits & TRAIT.barrier) return -1;
    }
    return -1;
  }
}

function isCustom(tag: number): boolean {
  return tag === TAG.custom || tag === INLINE_CUSTOM;
}
