/** Which short lines of a text are its title, its headings, its byline: told by their neighbours, and only when sure. */
import { CLASS, CLASS_OF, countWords } from '../characters.ts';
import type { Block, BlockKind } from '../document.ts';
import { caseOf, endsSentence } from './text-wrap.ts';

/** Shorter paragraphs are not taken for prose. About a line and a half of print. */
const PROSE_LENGTH = 80;
const PROSE_WORDS = 12;
const TITLE_LOOKAHEAD = 4;
const TITLE_BLOCKS = 3;
const MAX_TITLE = 200;
const MIN_TITLE_WORDS = 3;
const MAX_HEADING = 80;
const MAX_HEADING_WORDS = 12;
const BYLINE_BLOCKS = 8;
const MAX_BYLINE = 80;

const BYLINE = /^(?:by|von|por|par|di|door|av|af)\s+(?=\p{Lu})/iu;
const BYLINE_WORD =
  /^(?:\p{Lu}[\p{L}'’.-]*|and|und|y|e|et|en|og|och|de|da|do|dos|del|della|di|van|von|der|den|le|la|el|bin|al)$/u;
const YEAR = /\b(?:19|20)\d\d\b/;
const BREADCRUMB = /[»›]|\s>\s|^>/;
const QUOTES = new Set(Array.from('"\'“”‘’«»„', (sign) => sign.charCodeAt(0)));

/**
 * Gives blocks of kind `paragraph` the kind `title`, `heading` or `byline` where that is certain.
 * @param blocks changed in place
 * @returns the title, when the text begins with one
 */
export function nameTitleAndHeadings(source: string, blocks: Block[]): string | undefined {
  const title = findTitle(blocks);
  if (title !== -1) rename(blocks, title, 'title', 1);
  for (let index = title + 1; index < Math.min(blocks.length, title + BYLINE_BLOCKS); index++) {
    if (blocks[index].kind === 'paragraph' && isByline(blocks[index].text))
      rename(blocks, index, 'byline', 0);
  }
  for (let index = 1; index + 1 < blocks.length; index++) {
    if (isHeading(source, blocks, index)) rename(blocks, index, 'heading', 2);
  }
  return title === -1 ? undefined : titleText(blocks[title].text);
}

function rename(blocks: Block[], index: number, kind: BlockKind, level: number): void {
  blocks[index] = { ...blocks[index], kind, level };
}

/** One of the first lines, with prose soon behind it. Dates and breadcrumbs may stand before. */
function findTitle(blocks: readonly Block[]): number {
  for (let index = 0; index < Math.min(TITLE_BLOCKS, blocks.length); index++) {
    const { kind, text } = blocks[index];
    if (isProse(blocks[index])) return -1;
    if (kind !== 'paragraph' && kind !== 'heading') continue;
    if (looksLikeTitle(text)) return hasProse(blocks, index + 1) ? index : -1;
  }
  return -1;
}

function hasProse(blocks: readonly Block[], from: number): boolean {
  for (let index = from; index < Math.min(blocks.length, from + TITLE_LOOKAHEAD); index++) {
    if (isProse(blocks[index])) return true;
  }
  return false;
}

function looksLikeTitle(text: string): boolean {
  if (text.length > MAX_TITLE || /[.;,…:]$/.test(text) || BREADCRUMB.test(text) || BYLINE.test(text))
    return false;
  const words = countWords(text);
  if (words < MIN_TITLE_WORDS) return false;
  return beginsHigh(text.replace(/^#+\s+/, '')) && !looksLikeDate(text, words);
}

/** `Monday, September 25, 2023`, `date 2023-06-20`. */
function looksLikeDate(text: string, words: number): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at++) if (CLASS_OF[text.charCodeAt(at)] === CLASS.digit) digits++;
  return digits * 3 > text.length || (words <= 6 && digits >= 5 && YEAR.test(text));
}

function titleText(text: string): string {
  return text.replace(/^#+\s+|\s+#+$/g, '').replace(/\s*[\r\n\u2028\u2029]\s*[=-]+$/, '');
}

function isByline(text: string): boolean {
  if (text.length > MAX_BYLINE || !BYLINE.test(text)) return false;
  const names = text.replace(BYLINE, '').split(/[\s,&/|]+/);
  return names.length <= 8 && names.every((name) => BYLINE_WORD.test(name));
}

/** A short line, alone between two paragraphs of prose, that does not end as a sentence does. */
function isHeading(source: string, blocks: readonly Block[], index: number): boolean {
  const { kind, text, start, end } = blocks[index];
  if (kind !== 'paragraph' || text.length > MAX_HEADING) return false;
  const before = blocks[index - 1];
  const after = blocks[index + 1];
  if (!isProse(before) || !isProse(after)) return false;
  if (!isGap(source, before.end, start) || !isGap(source, end, after.start)) return false;
  const words = countWords(text);
  const isQuestion = /[?？]$/.test(text);
  if (words < 1 || words > MAX_HEADING_WORDS || /[,;]$/.test(text) || looksLikeDate(text, words))
    return false;
  return beginsHigh(text) && (text.endsWith(':') || isQuestion || !endsSentence(text, 0, text.length));
}

/** A capital, a digit, or a letter of a script without case, quotes left aside. */
function beginsHigh(text: string): boolean {
  let at = 0;
  while (at < text.length - 1 && QUOTES.has(text.charCodeAt(at))) at++;
  const characterClass = CLASS_OF[text.charCodeAt(at)];
  if (characterClass === CLASS.digit) return true;
  return characterClass >= CLASS.latin && caseOf(text[at]) !== 'lower';
}

function isProse(block: Block): boolean {
  if (block.kind !== 'paragraph' && block.kind !== 'quote') return false;
  const { text } = block;
  return (
    endsSentence(text, 0, text.length) && (text.length >= PROSE_LENGTH * 2 || countWords(text) >= PROSE_WORDS)
  );
}

/** True when a blank line stands between two positions that have only white space between them. */
function isGap(source: string, start: number, end: number): boolean {
  let lineEnds = 0;
  for (let at = start; at < end && lineEnds < 2; at++) {
    const codeUnit = source.charCodeAt(at);
    if (codeUnit === 0x0d && source.charCodeAt(at + 1) === 0x0a) continue;
    if (codeUnit === 0x0a || codeUnit === 0x0d || codeUnit === 0x2028 || codeUnit === 0x2029) lineEnds++;
  }
  return lineEnds >= 2;
}
