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

/** The place of each fact: `AT['link share']`. */
const AT = Object.fromEntries(PAGE_FACTS.map((name, place) => [name, place])) as Readonly<
  Record<Fact, number>
>;

/**
 * The page's facts in the order of `PAGE_FACTS`, and behind them those of `PAGE_WORDS`. Written by several
 * functions: of one with all of them in it V8 took a third of a second to make machine code, three times.
 */
export function readPageFacts(document: Document, counted: Counted): Float32Array {
  const facts = new Float32Array(PAGE_FACTS.length + WORD_GROUPS.length);
  writeSums(facts, counted);
  writeContainers(facts, counted);
  writeBlocks(facts, counted);
  writeAddress(facts, document.metadata.url);
  writeWordsUnder(facts, counted);
  writeProse(facts, counted);
  writeMostAlike(facts, counted);
  const { type = '' } = document.metadata;
  facts[AT.type] = TYPES.findIndex((pattern) => pattern.test(type));
  facts.set(pageWords(counted), PAGE_FACTS.length);
  return facts;
}

function writeSums(facts: Float32Array, { blocks, sums }: Counted): void {
  const words = sums.words[0];
  facts[AT.blocks] = blocks.length;
  facts[AT.words] = words;
  facts[AT['prose share']] = share(sums.prose[0], words);
  facts[AT['link share']] = share(sums.linkWords[0], words);
  facts[AT['prose blocks share']] = sums.proseBlocks[0] / blocks.length;
  facts[AT['words per prose block']] = share(sums.prose[0], sums.proseBlocks[0]);
  facts[AT['images per block']] = sums.images[0] / blocks.length;
  facts[AT['controls per block']] = sums.controls[0] / blocks.length;
  facts[AT['headings per block']] = sums.headings[0] / blocks.length;
}

function writeContainers(facts: Float32Array, { page, sums, containers }: Counted): void {
  const { half, best, stated } = containers;
  const words = sums.words[0];
  facts[AT['share of words in half container']] = share(sums.words[half], words);
  facts[AT['link share of half container']] = share(sums.linkWords[half], sums.words[half]);
  facts[AT['share of words in best container']] = share(sums.words[best], words);
  facts[AT['share of words in stated container']] = share(sums.words[stated], words);
  let articles = 0;
  for (let element = 0; element < page.elementCount; element++) {
    if (page.tag[element] === TAG.article) articles++;
  }
  facts[AT.articles] = articles;
}

function writeBlocks(facts: Float32Array, { blocks, text, sums }: Counted): void {
  let prices = 0;
  let listWords = 0;
  let unspaced = 0;
  let hasTitle = 0;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block.text.length <= MAX_PRICE_LENGTH && text.digits[i] > 0 && CURRENCY.test(block.text)) prices++;
    if (block.kind === 'list-item') listWords += text.words[i];
    if (block.kind === 'title') hasTitle = 1;
    if (CLASS_OF[block.text.charCodeAt(0)] >= CLASS.unspaced) unspaced++;
  }
  facts[AT['has title']] = hasTitle;
  facts[AT.prices] = prices / blocks.length;
  facts[AT['list share']] = share(listWords, sums.words[0]);
  facts[AT['blocks in spaced scripts']] = spacedShare(unspaced / blocks.length);
}

/** Share of unspaced blocks from which on the page itself is in such a script. */
const MOSTLY_UNSPACED = 0.3;

/**
 * Links to editions in other scripts say what kind of page it is. Of pages that are themselves in an unspaced script the
 * trees have seen two, too few to learn from: they count as spaced. Taking all their blocks as likelier for it, as the
 * trees did, kept the menus of Chinese and Japanese pages.
 */
function spacedShare(unspaced: number): number {
  return unspaced >= MOSTLY_UNSPACED ? 1 : 1 - unspaced;
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

function writeAddress(facts: Float32Array, url: string | undefined): void {
  const path = url?.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  const count = (pattern: RegExp) => (path === undefined ? -1 : (path.match(pattern)?.length ?? 0));
  facts[AT['address depth']] = count(/\/[^/]+/g);
  facts[AT['address digits']] = count(/\d/g);
  facts[AT['address hyphens']] = count(/[-_]/g);
  facts[AT['address length']] = path?.length ?? -1;
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

function writeMostAlike(facts: Float32Array, counted: Counted): void {
  const best = mostWordsAlike(counted);
  if (best === -1) return;
  const { elementsByPath: alike, sums } = counted;
  facts[AT['best alike share']] = share(alike.words[best], sums.words[0]);
  facts[AT['best alike count']] = alike.members[best];
  facts[AT['best alike link share']] = share(alike.linkWords[best], alike.words[best]);
  facts[AT['best alike words']] = alike.words[best] / alike.members[best];
}

/** Facts that are the share of the words in elements with class words of these groups. */
const UNDER = (
  [
    ['words in comments', ['comments', 'reply']],
    ['words in forum', ['forum']],
    ['words in product', ['product', 'shop']],
    ['words in teasers', ['teaser', 'results']],
    ['words in documentation', ['documentation']],
  ] satisfies readonly (readonly [Fact, readonly WordGroup[]])[]
).map(([fact, groups]) => ({ fact: AT[fact], ...bitsOf(groups) }));

function writeWordsUnder(facts: Float32Array, { blocks, text, sums, above }: Counted): void {
  for (const { fact, low, high } of UNDER) {
    let words = 0;
    for (let i = 0; i < blocks.length; i++) {
      const element = Math.max(0, blocks[i].element);
      if ((above.wordsLow[element] & low) | (above.wordsHigh[element] & high)) words += text.words[i];
    }
    facts[fact] = share(words, sums.words[0]);
  }
}

const THREAD = bitsOf(['comments', 'reply', 'forum']);

/** Words of prose outside threads and comments, and those of them before the first prose inside. */
function writeProse(facts: Float32Array, { blocks, text, above }: Counted): void {
  const { low, high } = THREAD;
  let outside = 0;
  let before = -1;
  for (let i = 0; i < blocks.length; i++) {
    if (text.prose[i] === 0) continue;
    const element = Math.max(0, blocks[i].element);
    const isInside = ((above.wordsLow[element] & low) | (above.wordsHigh[element] & high)) !== 0;
    if (!isInside) outside += text.prose[i];
    else if (before === -1) before = outside;
  }
  facts[AT['prose outside comments']] = outside;
  facts[AT['prose before comments']] = before === -1 ? outside : before;
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
