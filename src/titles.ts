/** Which of the first lines of a text is its title: told by its shape and the prose soon behind it. */
import { CLASS, CLASS_OF, caseOf, countWords, endsSentence } from './characters.ts';
import type { Block } from './document.ts';

/** Shorter paragraphs are not taken for prose. About a line and a half of print. */
const PROSE_LENGTH = 80;
const PROSE_WORDS = 12;
const LOOKAHEAD = 4;
const TITLE_BLOCKS = 3;
/** Of lines that do not count no more than this are passed over. */
const MOST_PASSED = 16;
const MAX_TITLE = 200;
const MIN_TITLE_WORDS = 3;

/** What a line begins with that says who wrote. */
export const BYLINE = /^(?:by|von|por|par|di|door|av|af)\s+(?=\p{Lu})/iu;
const YEAR = /\b(?:19|20)\d\d\b/;
const BREADCRUMB = /[»›]|\s>\s|^>/;
const QUOTES = new Set(Array.from('"\'“”‘’«»„', (sign) => sign.charCodeAt(0)));

/**
 * One of the first lines, with prose soon behind it. Dates and breadcrumbs may stand before, and so may the name of the
 * site: of two lines that look like titles, the one is it that a byline or a date follows.
 * @param gone 1 for each block that does not count: a date, a row of buttons, of which rules know
 * @returns its index, or -1
 */
export function findTitle(blocks: readonly Block[], gone?: Uint8Array): number {
  let first = -1;
  let left = TITLE_BLOCKS;
  const end = Math.min(blocks.length, TITLE_BLOCKS + MOST_PASSED);
  for (let index = 0; index < end && left > 0; index++) {
    if (gone?.[index] === 1) continue;
    if (isProse(blocks[index])) break;
    left--;
    const isFirst = left === TITLE_BLOCKS - 1;
    if (isFirst && isShortTitle(blocks, index)) return index;
    if (!isTitle(blocks, index, gone)) continue;
    if (isAboveByline(blocks, index)) return index;
    if (first === -1) first = index;
  }
  return first;
}

function isTitle(blocks: readonly Block[], index: number, gone: Uint8Array | undefined): boolean {
  const { kind, text } = blocks[index];
  return (
    (kind === 'paragraph' || kind === 'heading') && looksLikeTitle(text) && hasProse(blocks, index + 1, gone)
  );
}

/** Of one or two words, which could be anything: the first line is a title where the text follows, or the same line again. */
function isShortTitle(blocks: readonly Block[], index: number): boolean {
  const { kind, text } = blocks[index];
  const next = blocks[index + 1];
  if (next === undefined || (kind !== 'paragraph' && kind !== 'heading')) return false;
  if (countWords(text) >= MIN_TITLE_WORDS || !looksLikeTitle(text, 1)) return false;
  return isProse(next) || (next.text === text && hasProse(blocks, index + 2, undefined));
}

/** Whether the next line says who wrote, or when. */
export function isAboveByline(blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1]?.text ?? '';
  return BYLINE.test(next) || looksLikeDate(next, countWords(next));
}

function hasProse(blocks: readonly Block[], from: number, gone: Uint8Array | undefined): boolean {
  let left = LOOKAHEAD;
  const end = Math.min(blocks.length, from + LOOKAHEAD + MOST_PASSED);
  for (let index = from; index < end && left > 0; index++) {
    if (gone?.[index] === 1) continue;
    left--;
    if (isProse(blocks[index])) return true;
  }
  return false;
}

/** Whether a line alone has the shape of a title, of so many words at least. */
export function looksLikeTitle(text: string, least = MIN_TITLE_WORDS): boolean {
  if (text.length > MAX_TITLE || /[.;,…:]$/.test(text) || BREADCRUMB.test(text) || BYLINE.test(text))
    return false;
  const words = countWords(text);
  if (words < least) return false;
  return beginsHigh(text.replace(/^#+\s+/, '')) && !looksLikeDate(text, words);
}

/** `Monday, September 25, 2023`, `date 2023-06-20`. */
export function looksLikeDate(text: string, words: number): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at++) if (CLASS_OF[text.charCodeAt(at)] === CLASS.digit) digits++;
  return digits * 3 > text.length || (words <= 6 && digits >= 5 && YEAR.test(text));
}

/** A capital, a digit, or a letter of a script without case, quotes left aside. */
export function beginsHigh(text: string): boolean {
  let at = 0;
  while (at < text.length - 1 && QUOTES.has(text.charCodeAt(at))) at++;
  const characterClass = CLASS_OF[text.charCodeAt(at)];
  if (characterClass === CLASS.digit) return true;
  return characterClass >= CLASS.latin && caseOf(text[at]) !== 'lower';
}

/** A paragraph that is long enough, and ends as a sentence does. */
export function isProse(block: Block): boolean {
  if (block.kind !== 'paragraph' && block.kind !== 'quote') return false;
  const { text } = block;
  return (
    endsSentence(text, 0, text.length) && (text.length >= PROSE_LENGTH * 2 || countWords(text) >= PROSE_WORDS)
  );
}
