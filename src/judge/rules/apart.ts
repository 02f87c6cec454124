/**
 * Blocks of a page that stand apart from its text, whatever comes before and behind them: in a
 * footer, a menu, a sidebar, a form, a dialog. Rules for the head and the tail of a text go for them too.
 */
import type { Document } from '../../document.ts';
import { ELEMENT, type Page, TAG, WORD_GROUPS, type WordGroup } from '../../page.ts';

const APART_TAGS = [TAG.footer, TAG.nav, TAG.aside, TAG.form, TAG.dialog, TAG.menu, TAG.search];
const APART_GROUPS: readonly WordGroup[] = [
  ...(['navigation', 'sidebar', 'footer', 'related', 'share', 'advertising'] as const),
  ...(['newsletter', 'consent', 'overlay', 'breadcrumb', 'pagination', 'login', 'search'] as const),
];

/**
 * An element with more of the page's prose than this holds the text itself, whatever it is called:
 * some sites put a form around the whole page, or name the body after its sidebar.
 */
const MOST_PROSE = 0.3;

const isApartTag = Uint8Array.from({ length: 256 }, (_, tag) => (APART_TAGS.includes(tag) ? 1 : 0));
const [apartLow, apartHigh] = [0, 32].map((first) =>
  APART_GROUPS.map((group) => WORD_GROUPS.indexOf(group) - first)
    .filter((bit) => bit >= 0 && bit < 32)
    .reduce((bits, bit) => bits | (1 << bit), 0),
);

/**
 * Finds the blocks that stand apart: 1 for each, 0 for the others; undefined for text.
 * @param isProse for each block, whether it reads as a paragraph
 */
export function findApart({ blocks, page }: Document, isProse: readonly boolean[]): Uint8Array | undefined {
  if (page === undefined) return undefined;
  const prose = new Float64Array(page.elementCount);
  let most = 0;
  blocks.forEach(({ element, text }, i) => {
    if (!isProse[i] || element < 0) return;
    prose[element] += text.length;
    most += text.length * MOST_PROSE;
  });
  addToParents(prose, page);
  const apart = new Uint8Array(page.elementCount);
  for (let element = 0; element < page.elementCount; element++) {
    const parent = page.parent[element];
    const inherits = parent >= 0 && apart[parent] === 1;
    if (inherits || (saysApart(page, element) && prose[element] <= most)) apart[element] = 1;
  }
  const ofBlocks = new Uint8Array(blocks.length);
  for (let i = 0; i < blocks.length; i++) if (blocks[i].element >= 0) ofBlocks[i] = apart[blocks[i].element];
  return ofBlocks;
}

function saysApart({ tag, flags, wordsLow, wordsHigh }: Page, element: number): boolean {
  return (
    isApartTag[tag[element]] === 1 ||
    (flags[element] & ELEMENT.roleChrome) !== 0 ||
    (wordsLow[element] & apartLow) !== 0 ||
    (wordsHigh[element] & apartHigh) !== 0
  );
}

/** Turns what is counted of each element alone into what is counted of it and all that is in it. */
function addToParents(counts: Float64Array, { parent, elementCount }: Page): void {
  for (let element = elementCount - 1; element > 0; element--) {
    if (parent[element] >= 0) counts[parent[element]] += counts[element];
  }
}
