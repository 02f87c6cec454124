/** What in a suspicious block is no running text of its own: quotations, addresses, measures, names, sources. */
import { CLASS, CLASS_OF } from '../../characters.ts';

/** Opening mark to the marks that may close it. German closes with what English opens with. */
const CLOSING: Readonly<Record<string, string>> = {
  '“': '”“',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '‹': '›',
  '「': '」',
  '『': '』',
  '《': '》',
  '"': '"',
  '‘': '’',
};
/** A quotation runs no longer than this; an unclosed mark quotes nothing. */
const MAX_QUOTATION = 600;
const NAMES_SHARE = 0.7;
/** Each part of a mail address is one run of characters with one beginning: lines of `@` would take cubic time. */
const ADDRESS = /\b(?:[a-z]+:\/\/|www\.)\S+|(?<![^\s@])[^\s@]+@[^\s@]+\.\S+/gi;

/** The text with its web and mail addresses cut out: their words are of no language, or of another. */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, ' ');
}

/** Numbers with their units, and names of models; dates and counts stand in sentences of every language. */
const MEASURE = /(?<![\dA-Za-z.,])(?:\d[\d.,]*[A-Za-z×°]|[A-Za-z]+\d)[\dA-Za-z.,×°-]*/g;

/** The text with its measures cut out: they are of no language either. */
export function withoutMeasures(text: string): string {
  return text.replace(MEASURE, ' ');
}

/** `[2] Brynjolfsson, Erik, und Andrew McAfee. 2016. …`, `₇ J. Poore, T. Nemecek (2018): …`, `Carlsen OCL et al.: …` */
const REFERENCES: readonly RegExp[] = [
  /^(?:\[\d{1,3}\]|\(\d{1,3}\)|[¹²³⁰-⁹₀-₉]+|\^)\s.*\b(?:1[5-9]|20)\d\d\b/su,
  /\((?:1[5-9]|20)\d\d[a-z]?\):/,
  /\bet al\.|\bdoi\s?:|\bISBN\b/,
];

/** True for a text that names a work with its year, as lists of sources do: its title is in the work's language. */
export function isReference(text: string): boolean {
  return REFERENCES.some((reference) => reference.test(text));
}

const OPENING = new RegExp(`[${Object.keys(CLOSING).join('')}]`);

/** The text with its quotations cut out. */
export function unquoted(text: string): string {
  if (!OPENING.test(text)) return text;
  let rest = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const closing = CLOSING[text[at]];
    if (closing === undefined || (text[at] === '"' && isInsideWord(text, at))) continue;
    const end = findClosing(text, at + 1, closing);
    if (end === -1) continue;
    rest += `${text.slice(from, at)} `;
    from = end + 1;
    at = end;
  }
  return rest + text.slice(from);
}

function findClosing(text: string, from: number, closing: string): number {
  const stop = Math.min(text.length, from + MAX_QUOTATION);
  for (let at = from; at < stop; at++) {
    if (!closing.includes(text[at])) continue;
    // In ’ an apostrophe has a letter on both sides.
    if (!(text[at] === '’' && isInsideWord(text, at))) return at;
  }
  return -1;
}

function isInsideWord(text: string, at: number): boolean {
  return isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(at + 1));
}

function isLetter(unit: number): boolean {
  return CLASS_OF[unit] >= CLASS.latin;
}

/** True when most words begin with a capital: a list of names, a headline in title case, a bibliography. */
export function isMostlyNames(text: string): boolean {
  let words = 0;
  let capitals = 0;
  let isWord = false;
  for (let at = 0; at < text.length; at++) {
    const letter = isLetter(text.charCodeAt(at));
    if (letter && !isWord) {
      words++;
      if (text[at].toLowerCase() !== text[at]) capitals++;
    }
    isWord = letter;
  }
  return capitals > words * NAMES_SHARE;
}
