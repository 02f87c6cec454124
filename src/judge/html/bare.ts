/** Whether a page names its parts. */
import type { Document } from '../../document.ts';
import { type Page, TAG } from '../../page.ts';

/** Elements that say what part of a page they are. */
const SECTIONS: ReadonlySet<number> = new Set(
  (['nav', 'header', 'footer', 'aside', 'article', 'main', 'section'] as const).map((name) => TAG[name]),
);
/** Of the pages of today in WCXB and segments, 16 of 1,728 are below. */
const LEAST_NAMED = 0.3;

/**
 * True when class names, ids, roles and elements say of few blocks what they are for, as in pages from before
 * HTML 5. A scorer that leans on these reads such pages worse than one that never saw any. One pass.
 */
export function isBare({ blocks }: Document, page: Page): boolean {
  const isNamed = new Uint8Array(Math.max(1, page.elementCount));
  // Names of `body` say something of the page, not of its blocks.
  for (let element = 1; element < page.elementCount; element++) {
    if (page.tag[element] === TAG.body) continue;
    const says =
      page.wordsLow[element] !== 0 || page.wordsHigh[element] !== 0 || SECTIONS.has(page.tag[element]);
    if (says || isNamed[page.parent[element]] === 1) isNamed[element] = 1;
  }
  let named = 0;
  for (let i = 0; i < blocks.length; i++) named += isNamed[Math.max(0, page.leaf[i], blocks[i].element)];
  return named < blocks.length * LEAST_NAMED;
}
