/** What kind of block the text of an element is, and of which level. */
import type { BlockKind } from '../document.ts';
import { TAG } from '../page.ts';
import type { Lists } from './lists.ts';
import type { OpenElements } from './open-elements.ts';
import { TRAIT, TRAITS } from './tags.ts';

/** What kind of block the text of an element is; elements without a kind of their own inherit it. */
const KIND_OF: Readonly<Partial<Record<number, BlockKind>>> = {
  ...Object.fromEntries([TAG.h1, TAG.h2, TAG.h3, TAG.h4, TAG.h5, TAG.h6].map((tag) => [tag, 'heading'])),
  ...Object.fromEntries([TAG.li, TAG.dd].map((tag) => [tag, 'list-item'])),
  ...Object.fromEntries([TAG.pre, TAG.listing, TAG.xmp, TAG.plaintext].map((tag) => [tag, 'code'])),
  ...Object.fromEntries([TAG.figcaption, TAG.caption].map((tag) => [tag, 'caption'])),
  ...Object.fromEntries(
    [TAG.table, TAG.td, TAG.th, TAG.dt, TAG.section, TAG.article, TAG.aside, TAG.nav, TAG.ul, TAG.ol].map(
      (tag) => [tag, 'paragraph'],
    ),
  ),
  [TAG.blockquote]: 'quote',
};

/** The kind of the text of an element with this tag; undefined when it inherits one. */
export function kindOf(tag: number): BlockKind | undefined {
  return KIND_OF[tag];
}

/** `Block.level` of a block that ends inside these elements and lists. */
export function levelOf(kind: BlockKind, open: OpenElements, lists: Lists): number {
  if (kind === 'list-item') return lists.level;
  if (kind === 'quote') return open.count(TAG.blockquote);
  if (kind !== 'heading') return 0;
  for (let depth = open.depth - 1; depth >= 0; depth--) {
    const tag = open.tags[depth];
    if (TRAITS[tag] & TRAIT.heading) return tag - TAG.h1 + 1;
  }
  return 1;
}
