/** Which blocks of a page stand around its content: a German site may have an English article. */
import type { Document } from '../../document.ts';
import { type Page, TAG, type TagName, WORD_GROUPS, type WordGroup } from '../../page.ts';

/** No `form`: some servers put the whole page into one. */
const PARTS: ReadonlySet<number> = new Set(
  (['nav', 'header', 'footer', 'aside', 'dialog', 'menu'] as const satisfies readonly TagName[]).map(
    (name) => TAG[name],
  ),
);
const NAMES = [
  ...['sidebar', 'navigation', 'footer', 'related', 'latest', 'advertising', 'promotion'],
  ...['newsletter', 'consent', 'overlay', 'widget'],
] as const satisfies readonly WordGroup[];
const BITS = NAMES.map((name) => WORD_GROUPS.indexOf(name));
const LOW = BITS.reduce((bits, bit) => (bit < 32 ? bits | (1 << bit) : bits), 0);
const HIGH = BITS.reduce((bits, bit) => (bit >= 32 ? bits | (1 << (bit - 32)) : bits), 0);

/** 1 for each block in an element that is named as something else than content. One pass. */
export function findAround({ blocks }: Document, page: Page): Uint8Array {
  const isAround = new Uint8Array(Math.max(1, page.elementCount));
  for (let element = 1; element < page.elementCount; element++) {
    // Names of `body` say something of the page, not of its blocks.
    if (page.tag[element] === TAG.body) continue;
    const isPart =
      PARTS.has(page.tag[element]) ||
      (page.wordsLow[element] & LOW) !== 0 ||
      (page.wordsHigh[element] & HIGH) !== 0;
    if (isPart || isAround[page.parent[element]] === 1) isAround[element] = 1;
  }
  return Uint8Array.from(blocks, ({ element }, block) => isAround[Math.max(0, page.leaf[block], element)]);
}
