/**
 * Elements with a hyphen in their names. Browsers show those that they do not know as words of the sentence, and
 * components use them for whole parts of a page: which of both one is, is seen by where it stands and what is in it.
 */
import { ELEMENT, TAG } from '../page.ts';
import type { Elements } from './elements.ts';
import type { OpenElements } from './open-elements.ts';
import { INLINE_CUSTOM, TRAIT, TRAITS } from './tags.ts';

/** Those of a page. */
export class CustomElements {
  private readonly open: OpenElements;
  private readonly elements: Elements;
  /** For each open element, its index in the page. */
  private readonly elementAt: readonly number[];

  constructor(open: OpenElements, elements: Elements, elementAt: readonly number[]) {
    this.open = open;
    this.elements = elements;
    this.elementAt = elementAt;
  }

  /** The tag of one that begins: that of a word behind other words, or directly in what holds words. */
  tagOf(isBehindText: boolean): number {
    const { tags, blockDepth } = this.open;
    return isBehindText || TRAITS[tags[blockDepth]] & TRAIT.sentence ? INLINE_CUSTOM : TAG.custom;
  }

  /** Those around a block are no words of a sentence. */
  widen(): void {
    const { open } = this;
    if (!open.has(INLINE_CUSTOM)) return;
    const above = open.blockDepth;
    for (let depth = open.depth - 1; depth > above; depth--) {
      if (open.tags[depth] !== INLINE_CUSTOM) continue;
      open.retag(depth, TAG.custom);
      this.elements.flags[this.elementAt[depth]] |= ELEMENT.block;
    }
  }
}
