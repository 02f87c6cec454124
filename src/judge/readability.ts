/** The article that Readability picks (https://github.com/mozilla/readability), for `--extractor readability`. */
import { createRequire } from 'node:module';
import { type Block, type Judge, RANK } from '../document.ts';
import { DehuskError } from '../errors.ts';
import { remove } from './verdict.ts';

interface Libraries {
  readonly jsdom: typeof import('jsdom');
  readonly readability: typeof import('@mozilla/readability');
  readonly diff: typeof import('diff');
}

let libraries: Libraries | undefined;

/** Loaded when the first page asks for it: jsdom alone takes longer to load than a page to clean. */
function loadLibraries(): Libraries {
  if (libraries === undefined) {
    const require = createRequire(import.meta.url);
    libraries = {
      jsdom: require('jsdom'),
      readability: require('@mozilla/readability'),
      diff: require('diff'),
    };
  }
  return libraries;
}

/** Readability takes quadratic time over nested elements: 1 s for 500 of them, 40 s for 3,000. No page needs a hundred. */
const MAX_DEPTH = 500;

/** Elements that begin a line of their own in what Readability returns. */
const LINES =
  'address,article,aside,blockquote,br,caption,dd,div,dl,dt,figcaption,figure,footer,h1,h2,h3,h4,h5,h6,header,hr,li,main,ol,p,pre,section,table,td,th,tr,ul';

/**
 * Removes the blocks of a page that are not in the article that Readability picks; when it finds
 * none, nothing. Says nothing of text. The title, which Readability keeps apart, stays.
 * @throws DehuskError `too-deep` when the page is nested too deeply for a DOM, `unreadable` when jsdom or
 *   Readability fail on it.
 */
export const judgeReadability: Judge = ({ page, source, url, blocks }) => {
  if (page === undefined) return [];
  if (page.depth.some((depth) => depth > MAX_DEPTH)) throw tooDeep();
  const picked = pickArticle(source, url);
  if (picked === undefined) return [];
  const kept = alignBlocks(blocks, picked);
  return [...blocks.keys()]
    .filter((block) => !kept.has(block) && blocks[block].kind !== 'title')
    .map((block) =>
      remove(block, {
        category: 'content',
        rule: 'content/readability',
        reason: 'not in the article that Readability picks',
        rank: RANK.statistic,
      }),
    );
};

/** The lines of the article, without their white space. */
function pickArticle(source: string, url: string | undefined): string[] | undefined {
  const { jsdom, readability } = loadLibraries();
  const isAddress = url !== undefined && URL.canParse(url) && /^https?:/i.test(url);
  const dom = new jsdom.JSDOM('', {
    ...(isAddress ? { url } : {}),
    virtualConsole: new jsdom.VirtualConsole(),
  });
  try {
    // A document without a window has no style sheets: Readability asks for none, and jsdom fails on some.
    const document = new dom.window.DOMParser().parseFromString(source, 'text/html');
    const article = new readability.Readability(document).parse();
    if (!article?.content) return undefined;
    const holder = document.createElement('div');
    holder.innerHTML = article.content;
    for (const element of holder.querySelectorAll(LINES)) {
      element.before('\n');
      element.prepend('\n');
      element.after('\n');
    }
    const lines = (holder.textContent ?? '').split('\n').map(squeeze);
    return lines.filter((line) => line !== '');
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(error);
    throw unreadable(error);
  } finally {
    dom.window.close();
  }
}

/** jsdom and what it stands on are not ours: a page that they fail on is a failed document, no crash. */
function unreadable(cause: unknown): DehuskError {
  const said = cause instanceof Error ? cause.message : String(cause);
  const message = `Readability can't read the page (${said}). Use --extractor scorer.`;
  return new DehuskError('unreadable', message, { cause });
}

function tooDeep(cause?: unknown): DehuskError {
  const message = 'The page is nested too deeply for Readability. Use --extractor scorer.';
  return new DehuskError('too-deep', message, { cause });
}

/** The blocks whose lines are lines of the article, in the order of both. */
function alignBlocks(blocks: readonly Block[], picked: string[]): Set<number> {
  const lines: string[] = [];
  const owner: number[] = [];
  blocks.forEach((block, index) => {
    for (const line of block.text.split(/[\n\t]/).map(squeeze)) {
      if (line === '') continue;
      lines.push(line);
      owner.push(index);
    }
  });
  const kept = new Set<number>();
  let at = 0;
  for (const { added, removed, count } of loadLibraries().diff.diffArrays(lines, picked)) {
    if (added) continue;
    for (let i = at; i < at + count; i++) if (!removed) kept.add(owner[i]);
    at += count;
  }
  return kept;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
