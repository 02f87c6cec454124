/**
 * Pages written in other scripts: each word becomes a made-up word of the script, the same one each time, and
 * spaces, commas and full stops become what the script has for them. Markup and layout stay, so that what is
 * different in the result is the script's doing. The words mean nothing: no rule and no language fits them.
 */

interface Script {
  readonly word: (word: string) => string;
  /** Words follow each other without spaces. */
  readonly isUnspaced?: boolean;
  /** What stands for the Latin marks, in order. */
  readonly marks?: readonly (readonly [mark: RegExp, own: string])[];
}

/** A number from a word and the place of a character in it, spread evenly. */
function hashOf(word: string, place: number): number {
  let hash = 7 + place * 131;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x9e3779b1);
  return hash >>> 8;
}

/** So many characters from the stretch of Unicode that begins at `first`. */
function inventWord(word: string, length: number, first: number, size: number): string {
  const lower = word.toLowerCase();
  const characters = Array.from({ length }, (_, place) => first + (hashOf(lower, place) % size));
  return String.fromCharCode(...characters);
}

/** An English word takes one to three characters in a Chinese translation. */
function hanLength({ length }: string): number {
  return length <= 3 ? 1 : length <= 7 ? 2 : 3;
}

export const SCRIPTS: Readonly<Record<string, Script>> = {
  Cyrillic: {
    word: (word) =>
      [...word]
        .map((letter) => {
          const own = inventWord(letter, 1, 0x0430, 32);
          return letter === letter.toLowerCase() ? own : own.toUpperCase();
        })
        .join(''),
  },
  Arabic: {
    word: (word) => [...word].map((letter) => inventWord(letter, 1, 0x0627, 36)).join(''),
    marks: [
      [/,/g, '،'],
      [/\?/g, '؟'],
    ],
  },
  Han: {
    word: (word) => inventWord(word, hanLength(word), 0x4e00, 6000),
    isUnspaced: true,
    marks: [
      [/\. ?(?![\d\w])/g, '。'],
      [/, ?/g, '，'],
      [/\? ?/g, '？'],
      [/! ?/g, '！'],
      [/: ?(?![\d/])/g, '：'],
    ],
  },
  Thai: {
    word: (word) => inventWord(word, Math.max(1, word.length - 1), 0x0e01, 46),
    isUnspaced: true,
    // Sentences end with a space, and nothing else.
    marks: [
      [/[.,;] /g, ' '],
      [/\.$/g, ''],
    ],
  },
};

const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;
const ENTITY = /(&(?:#\d+|#x[\da-f]+|\w+);)/i;
const MARKUP = /(<script[\s\S]*?<\/script\s*>|<style[\s\S]*?<\/style\s*>|<!--[\s\S]*?-->|<[^>]*>)/i;
const TITLE_OR_DESCRIPTION = /^<meta\b.*\b(?:title|description)\b/is;
const CONTENT = /(\bcontent\s*=\s*)(?:"([^"]*)"|'([^']*)')/i;
/** Stands around made-up words while the spaces between them go. */
const EDGE = '\u0001';

/** The source of a page in the script: its text, its title and its description. */
export function writeInScript(html: string, script: Script): string {
  const isText = (place: number): boolean => place % 2 === 0;
  return html
    .split(MARKUP)
    .map((part, place) => {
      if (isText(place)) return writeText(part, script);
      if (!TITLE_OR_DESCRIPTION.test(part)) return part;
      return part.replace(
        CONTENT,
        (_, name: string, double?: string, single = '') => `${name}"${writeText(double ?? single, script)}"`,
      );
    })
    .join('');
}

/** Entities stay. */
function writeText(text: string, script: Script): string {
  return text
    .split(ENTITY)
    .map((part, place) => (place % 2 === 1 ? part : writeWords(part, script)))
    .join('');
}

function writeWords(text: string, { word, isUnspaced, marks = [] }: Script): string {
  const edge = isUnspaced ? EDGE : '';
  let written = text.replace(WORD, (latin) => edge + word(latin) + edge);
  if (isUnspaced) written = written.replaceAll(new RegExp(`${EDGE} +${EDGE}`, 'g'), '').replaceAll(EDGE, '');
  for (const [mark, own] of marks) written = written.replace(mark, own);
  return written;
}
