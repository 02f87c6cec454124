/** What the scorer knows of a page as a whole: an article, a thread, a shop, a list. */
import { CLASS, CLASS_OF } from '../../characters.ts';
import type { Document } from '../../document.ts';
import { TAG, WORD_GROUPS, type WordGroup } from '../../page.ts';
import { PAGE_FACTS } from './columns.ts';
import { type Counted, share } from './counted.ts';

const CURRENCY = /[$€£¥₹₽]\s?\d|\d\s?(?:€|zł|kr|USD|EUR|CHF)/;
const MAX_PRICE_LENGTH = 40;

/** The kinds of page that metadata state, as numbers for the model. */
const TYPES: readonly RegExp[] = [
  /article|posting|report|blog/,
  /product/,
  /forum|qapage|question|discussion/,
  /collection|itemlist|list|search/,
  /recipe|howto|event|job|course|book|movie|video/,
  /organization|business|service|local/,
  /web(?:page|site)|website|page/,
];

type Fact = (typeof PAGE_FACTS)[number];

/** The page's facts in the order of `PAGE_FACTS`, and behind them those of `PAGE_WORDS`. */
export function readPageFacts(document: Document, counted: Counted): Float32Array {
  const { blocks, page, text, sums, containers, elementsByPath } = counted;
  const words = sums.words[0];
  const address = readAddress(document.metadata.url);
  const best = mostWordsAlike(counted);
  const prose = proseApartFrom(counted, ['comments', 'reply', 'forum']);
  let articles = 0;
  for (let element = 0; element < page.elementCount; element++) {
    if (page.tag[element] === TAG.article) articles++;
  }
  let prices = 0;
  let listWords = 0;
  let unspaced = 0;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block.text.length <= MAX_PRICE_LENGTH && text.digits[i] > 0 && CURRENCY.test(block.text)) prices++;
    if (block.kind === 'list-item') listWords += text.words[i];
    if (CLASS_OF[block.text.charCodeAt(0)] >= CLASS.unspaced) unspaced++;
  }
  const facts: Record<Fact, number> = {
    blocks: blocks.length,
    words,
    'prose share': share(sums.prose[0], words),
    'link share': share(sums.linkWords[0], words),
    'prose blocks share': sums.proseBlocks[0] / blocks.length,
    'words per prose block': share(sums.prose[0], sums.proseBlocks[0]),
    'share of words in half container': share(sums.words[containers.half], words),
    'link share of half container': share(sums.linkWords[containers.half], sums.words[containers.half]),
    'share of words in best container': share(sums.words[containers.best], words),
    'share of words in stated container': share(sums.words[containers.stated], words),
    articles,
    'images per block': sums.images[0] / blocks.length,
    'controls per block': sums.controls[0] / blocks.length,
    'has title': blocks.some((block) => block.kind === 'title') ? 1 : 0,
    type: TYPES.findIndex((pattern) => pattern.test(document.metadata.type ?? '')),
    'address depth': address.depth,
    'address digits': address.digits,
    'address hyphens': address.hyphens,
    'address length': address.length,
    'words in comments': share(wordsUnder(counted, ['comments', 'reply']), words),
    'prose outside comments': prose.outside,
    'prose before comments': prose.before,
    'words in forum': share(wordsUnder(counted, ['forum']), words),
    'words in product': share(wordsUnder(counted, ['product', 'shop']), words),
    'words in teasers': share(wordsUnder(counted, ['teaser', 'results']), words),
    'words in documentation': share(wordsUnder(counted, ['documentation']), words),
    'best alike share': best === -1 ? 0 : share(elementsByPath.words[best], words),
    'best alike count': best === -1 ? 0 : elementsByPath.members[best],
    'best alike link share':
      best === -1 ? 0 : share(elementsByPath.linkWords[best], elementsByPath.words[best]),
    'best alike words': best === -1 ? 0 : elementsByPath.words[best] / elementsByPath.members[best],
    prices: prices / blocks.length,
    'headings per block': sums.headings[0] / blocks.length,
    'list share': share(listWords, words),
    'language is spaced': 1 - unspaced / blocks.length,
  };
  return Float32Array.of(...PAGE_FACTS.map((name) => facts[name]), ...pageWords(counted));
}

/** 1 for each group that has a class word of `html` or `body`. */
function pageWords({ page }: Counted): number[] {
  let low = 0;
  let high = 0;
  for (let element = 0; element < page.elementCount; element++) {
    if (page.tag[element] !== TAG.body && page.tag[element] !== TAG.html) continue;
    low |= page.wordsLow[element];
    high |= page.wordsHigh[element];
  }
  return WORD_GROUPS.map((_, group) => (group < 32 ? low >> group : high >> (group - 32)) & 1);
}

function readAddress(url: string | undefined): {
  depth: number;
  digits: number;
  hyphens: number;
  length: number;
} {
  if (url === undefined) return { depth: -1, digits: -1, hyphens: -1, length: -1 };
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  const count = (pattern: RegExp) => path.match(pattern)?.length ?? 0;
  return {
    depth: count(/\/[^/]+/g),
    digits: count(/\d/g),
    hyphens: count(/[-_]/g),
    length: path.length,
  };
}

const MIN_ALIKE = 3;
const MIN_WORDS_ALIKE = 8;

/** Of the elements that repeat, the group that holds most words; nested ones are counted each. */
function mostWordsAlike({ elementsByPath: alike }: Counted): number {
  let best = -1;
  for (let group = 0; group < alike.count; group++) {
    if (alike.members[group] < MIN_ALIKE) continue;
    if (alike.words[group] < MIN_WORDS_ALIKE * alike.members[group]) continue;
    if (best === -1 || alike.words[group] > alike.words[best]) best = group;
  }
  return best;
}

function wordsUnder({ blocks, text, above }: Counted, groups: readonly WordGroup[]): number {
  const { low, high } = bitsOf(groups);
  let words = 0;
  for (let i = 0; i < blocks.length; i++) {
    const element = Math.max(0, blocks[i].element);
    if ((above.wordsLow[element] & low) | (above.wordsHigh[element] & high)) words += text.words[i];
  }
  return words;
}

/** Words of prose outside elements of these groups, and those of them before the first prose inside one. */
function proseApartFrom(
  { blocks, text, above }: Counted,
  groups: readonly WordGroup[],
): { outside: number; before: number } {
  const { low, high } = bitsOf(groups);
  let outside = 0;
  let before = -1;
  for (let i = 0; i < blocks.length; i++) {
    if (text.prose[i] === 0) continue;
    const element = Math.max(0, blocks[i].element);
    const isInside = ((above.wordsLow[element] & low) | (above.wordsHigh[element] & high)) !== 0;
    if (!isInside) outside += text.prose[i];
    else if (before === -1) before = outside;
  }
  return { outside, before: before === -1 ? outside : before };
}

/** The bits that elements hold for these groups. */
function bitsOf(groups: readonly WordGroup[]): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const group of groups) {
    const number = WORD_GROUPS.indexOf(group);
    if (number < 32) low |= 1 << number;
    else high |= 1 << (number - 32);
  }
  return { low, high };
}
