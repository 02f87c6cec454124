/** Which blocks are the page's title and its byline. */
import { CLASS, CLASS_OF, countWords, isWordCharacter } from '../characters.ts';
import type { Block, BlockKind } from '../document.ts';
import { ELEMENT, type Page, WORD_GROUPS, type WordGroup } from '../page.ts';
import { PageBlock } from './page-block.ts';

const MAX_BYLINE_WORDS = 15;
/** Letters and digits. */
const MIN_PART = 8;
/** What stands between a title and the name of the site. */
const SEPARATOR = /\s+[-–—|/·»•]+\s+|\s*[:：|｜_]\s*/;
/** A heading that says all of a title has more of it than any part. */
const WHOLE = 1000;
/** Stands for the host of a page that does not say where it is. */
const NOWHERE = 'http://localhost';

/** What a page says its title is, with or without the name of the site, and what it says of the site. */
export interface StatedTitles {
  readonly titles: readonly (string | undefined)[];
  readonly siteName: string | undefined;
  /** Where the page came from, or says that it belongs. */
  readonly url: string | undefined;
}

/**
 * Gives the kind `title` to the heading of level 1 or 2 that has most of what the page says its title is.
 * @returns The text of that heading; undefined when the page prints no such heading.
 */
export function nameTitle(blocks: Block[], stated: StatedTitles): string | undefined {
  const titles = stated.titles.filter((title) => title !== undefined);
  const share = shareIn(titles.map(lettersOf), stated);
  const high = bestHeading(blocks, 1, share);
  const low = bestHeading(blocks, 2, share);
  const isBeaten =
    high === undefined || (low && low.share > high.share && isPart(blocks[high.index], titles));
  const best = isBeaten ? low : high;
  if (best === undefined) return undefined;
  const title = withKind(blocks[best.index], 'title');
  blocks[best.index] = title;
  return withoutLinkSign(title);
}

interface BestHeading {
  readonly index: number;
  readonly share: number;
}

/** The first of the headings of a level that have the greatest share; undefined when none has any. */
function bestHeading(
  blocks: readonly Block[],
  level: number,
  shareOf: (heading: Block) => number,
): BestHeading | undefined {
  let best: BestHeading | undefined;
  for (let index = 0; index < blocks.length; index++) {
    if (blocks[index].kind !== 'heading' || blocks[index].level !== level) continue;
    const share = shareOf(blocks[index]);
    if (share > (best?.share ?? 0)) best = { index, share };
  }
  return best;
}

/** True for a heading that separators set off in a title: it may be the site's name, above a lower heading that is the title. */
function isPart({ text }: Block, titles: readonly string[]): boolean {
  const letters = lettersOf(text);
  return titles.some((title) => title.split(SEPARATOR).some((part) => lettersOf(part) === letters));
}

function withKind(block: Block, kind: BlockKind): Block {
  return new PageBlock({ ...block, kind });
}

/** The heading's text without what links it to itself: `Configuration¶`. */
function withoutLinkSign({ text, marks }: Block): string {
  const last = marks.at(-1);
  if (last?.type !== 'link' || last.end < text.length) return text;
  return lettersOf(text.slice(last.start)) === '' ? text.slice(0, last.start).trimEnd() : text;
}

/**
 * The title without the name of the site: as the page prints it, or up to the separator before the
 * site's name.
 */
export function bareTitle(title: string, printed: string | undefined, siteName: string | undefined): string {
  if (printed !== undefined && lettersOf(title).includes(lettersOf(printed))) return printed;
  if (siteName === undefined || !title.endsWith(siteName)) return title;
  return title.slice(0, -siteName.length).replace(/\s*[-–—|·»:•]\s*$/, '') || title;
}

/**
 * How many letters of the titles a heading has, 0 for a heading that is no title. A title element often is the heading
 * and the site's name, and sometimes a longer or a shorter heading. What leads to the site's root or is its stated name
 * is the title only where it is all of one.
 */
function shareIn(titles: readonly string[], { siteName, url }: StatedTitles): (heading: Block) => number {
  const site = lettersOf(siteName ?? '');
  return (block) => {
    const heading = lettersOf(block.text);
    if (heading === '') return 0;
    if (titles.includes(heading)) return WHOLE + heading.length;
    if (!isLong(heading) || heading === site || leadsHome(block, url)) return 0;
    const shares = titles.map((title) => {
      if (isLong(title) && heading.includes(title)) return WHOLE + title.length;
      return title.includes(heading) ? heading.length : 0;
    });
    return Math.max(0, ...shares);
  };
}

/** True for a heading that is wholly a link to the root of the site. */
function leadsHome({ text, marks }: Block, url: string | undefined): boolean {
  const link = marks.find(({ type }) => type === 'link');
  if (!link?.href || link.end - link.start < text.length || link.href.startsWith('#')) return false;
  const base = url !== undefined && URL.canParse(url) ? url : undefined;
  if (!URL.canParse(link.href, base ?? NOWHERE)) return false;
  const { host, pathname, search } = new URL(link.href, base ?? NOWHERE);
  return pathname === '/' && search === '' && (base === undefined || isSameHost(host, new URL(base).host));
}

function isSameHost(left: string, right: string): boolean {
  return left.replace(/^www\./, '') === right.replace(/^www\./, '');
}

/** Too long to be a part of another title by chance. A Chinese, Japanese or Korean sign says as much as two letters. */
function isLong(letters: string): boolean {
  let length = letters.length;
  for (let i = 0; i < letters.length; i++) {
    const characterClass = CLASS_OF[letters.charCodeAt(i)];
    if (characterClass >= CLASS.hangul && characterClass !== CLASS.unspaced) length++;
  }
  return length >= MIN_PART;
}

/** Letters and digits only, lower case. */
function lettersOf(text: string): string {
  let letters = '';
  for (let i = 0; i < text.length; i++) if (isWordCharacter(text.charCodeAt(i))) letters += text[i];
  return letters.toLowerCase();
}

/** Gives the kind `byline` to short paragraphs whose element names an author. */
export function nameBylines(blocks: Block[], page: Page): void {
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (block.kind !== 'paragraph' || block.text.length > 200) continue;
    if (!namesAuthor(page, block.element) && !namesAuthor(page, page.leaf[index])) continue;
    if (countWords(block.text) <= MAX_BYLINE_WORDS) blocks[index] = withKind(block, 'byline');
  }
}

function namesAuthor(page: Page, element: number): boolean {
  if (element === -1) return false;
  const isStated = (page.flags[element] & ELEMENT.author) !== 0;
  return isStated || hasWord(page, element, 'author') || hasWord(page, element, 'byline');
}

function hasWord(page: Page, element: number, group: WordGroup): boolean {
  const number = WORD_GROUPS.indexOf(group);
  const words = number < 32 ? page.wordsLow[element] : page.wordsHigh[element];
  return (words & (1 << (number & 31))) !== 0;
}
