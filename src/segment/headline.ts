/**
 * What a page's article is called, where the name of the site stands in a heading before or above it:
 *
 *   <title>Two new belts - Veranda Diary</title>  <h1><a href="/">Veranda Diary</a></h1>  <h2>Two new belts</h2>
 *
 * Blocks keep their kinds: the scorer learned with the first heading that is a part of the title as the title.
 */
import type { Block } from '../document.ts';
import { hasWordOf, type Page, TAG } from '../page.ts';
import { bareTitle, isLong, lettersOf, withoutLinkSign } from './naming.ts';

/** What stands between a title and the name of the site. */
const SEPARATOR = /\s+[-–—|/·»•]+\s+|\s*[:：|｜_]\s*/;
/** A heading that says all of a title has more of it than any part, and one that a class calls the title than another. */
const WHOLE = 1000;
const NAMED = 500;
/** Stands for the host of a page that does not say where it is. */
const NOWHERE = 'http://localhost';

/** Pages with a headline; the first heading of a shop or a service is often its slogan. */
const WITH_HEADLINE = /article|posting|report|review|recipe|howto|qapage/;
/** Fewer letters are in a host by chance. */
const MIN_HOST_NAME = 3;

/** What a page says its title is, and what it says of itself and the site. */
export interface StatedTitles {
  /** Its title. */
  readonly title?: string;
  /** What it may be called in a heading: the title, with or without the name of the site. */
  readonly titles: readonly (string | undefined)[];
  readonly siteName?: string;
  /** What kind of page it is. */
  readonly type?: string;
  /** Where the page came from, or says that it belongs. */
  readonly url: string | undefined;
}

/**
 * Finds what a page's article is called: the heading that has most of what the page says its title is, of level 1 or 2,
 * or one that its class names as the title of a post;
 * else the one heading of level 1 of an article, since search engines are often told another title than readers; else
 * the title that the page states, without the name of the site.
 *
 * Of the titles of 1,243 pages of WCXB 963 are the gold one; without the second and the name of the host in the third, 899.
 */
export function findHeadline(blocks: readonly Block[], page: Page, stated: StatedTitles): string | undefined {
  const titles = stated.titles.filter((title) => title !== undefined);
  const found = findHeading(blocks, page, titles, stated);
  const heading = found && withoutLinkSign(found);
  if (stated.title === undefined) return heading ?? findLoneHeading(blocks, titles, stated);
  if (heading !== undefined && lettersOf(stated.title).includes(lettersOf(heading))) return heading;
  return (
    (heading === undefined ? findLoneHeading(blocks, titles, stated) : undefined) ??
    withoutSite(stated.title, stated)
  );
}

function findHeading(
  blocks: readonly Block[],
  page: Page,
  titles: readonly string[],
  stated: StatedTitles,
): Block | undefined {
  const share = shareIn(titles, page, stated);
  const high = bestHeading(blocks, ({ level }) => level === 1, share);
  const low = bestHeading(blocks, ({ level, element }) => level === 2 || isNamedTitle(page, element), share);
  const isBeaten =
    high === undefined ||
    (low !== undefined &&
      isPart(high.block, titles) &&
      (low.share > high.share || isInHead(high.block, page) > isInHead(low.block, page)));
  return (isBeaten ? low : high)?.block;
}

/** The one heading of level 1 of an article; undefined when there are several, or it is the name of the site. */
function findLoneHeading(
  blocks: readonly Block[],
  titles: readonly string[],
  { siteName, type, url }: StatedTitles,
): string | undefined {
  if (!WITH_HEADLINE.test(type ?? '')) return undefined;
  const headings = blocks.filter(({ kind, level }) => kind === 'heading' && level === 1);
  const [heading] = headings;
  if (headings.length !== 1 || leadsHome(heading, url) || isPart(heading, titles)) return undefined;
  const letters = lettersOf(heading.text);
  return letters === lettersOf(siteName ?? '') || !isLong(letters) ? undefined : withoutLinkSign(heading);
}

/** A title up to what sets off the name of the site: the name that it gives itself, or one that its host is made of. */
function withoutSite(title: string, { siteName, url }: StatedTitles): string {
  const cut = /^(.*\S)\s*(?:\s[-–—|·»•~]+\s|[|｜:：])\s*(\S[^|｜]*)$/s.exec(title);
  if (cut !== null && namesHost(lettersOf(cut[2]), url)) return cut[1];
  return bareTitle(title, undefined, siteName);
}

/** True for a name that the host of an address is made of: `The Mill` and `themill.org`. */
function namesHost(letters: string, url: string | undefined): boolean {
  if (letters.length < MIN_HOST_NAME || url === undefined || !URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/^www\./, '');
  return letters === lettersOf(host) || lettersOf(host.split('.').slice(0, -1).join('')).includes(letters);
}

interface BestHeading {
  readonly block: Block;
  readonly share: number;
}

/** The first of the headings of some kind that have the greatest share; undefined when none has any. */
function bestHeading(
  blocks: readonly Block[],
  isCandidate: (heading: Block) => boolean,
  shareOf: (heading: Block) => number,
): BestHeading | undefined {
  let best: BestHeading | undefined;
  for (const block of blocks) {
    if ((block.kind !== 'heading' && block.kind !== 'title') || !isCandidate(block)) continue;
    const share = shareOf(block);
    if (share > (best?.share ?? 0)) best = { block, share };
  }
  return best;
}

/** True for a heading that separators set off in a title: it may be the site's name, above a lower heading that is the title. */
function isPart({ text }: Block, titles: readonly string[]): boolean {
  const letters = lettersOf(text);
  return titles.some((title) => title.split(SEPARATOR).some((part) => lettersOf(part) === letters));
}

/** True for an element that a theme names as the title of a post: `post-title`, `entry-title`. */
function isNamedTitle(page: Page, element: number): boolean {
  return (
    hasWordOf(page, element, 'title') &&
    (['post', 'entry', 'article'] as const).some((word) => hasWordOf(page, element, word))
  );
}

/** 1 for a heading in the head of the page, where the name of the site stands; an article has a head of its own. */
function isInHead({ element }: Block, page: Page): number {
  let isHead = 0;
  for (let at = element; at !== -1; at = page.parent[at]) {
    const tag = page.tag[at];
    if (tag === TAG.article || tag === TAG.main) return 0;
    if (tag === TAG.header || (tag !== TAG.body && hasWordOf(page, at, 'header'))) isHead = 1;
  }
  return isHead;
}

/**
 * How many letters of the titles a heading has, 0 for a heading that is no title. A title element often is the heading
 * and the site's name, and sometimes a longer or a shorter heading. What leads to the site's root or is its stated name
 * is the title only where it is all of one; what is short, where it is all of one or of a part that is set off.
 */
function shareIn(
  stated: readonly string[],
  page: Page,
  { siteName, url }: StatedTitles,
): (heading: Block) => number {
  const site = lettersOf(siteName ?? '');
  const titles = stated.map(lettersOf);
  const parts = new Set(stated.flatMap((title) => title.split(SEPARATOR).map(lettersOf)));
  return (block) => {
    const heading = lettersOf(block.text);
    if (heading === '') return 0;
    if (titles.includes(heading)) return WHOLE + heading.length;
    const isOwnPart = parts.has(heading);
    if ((!isOwnPart && !isLong(heading)) || heading === site || leadsHome(block, url)) return 0;
    if (isOwnPart && isNamedTitle(page, block.element)) return NAMED + heading.length;
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
