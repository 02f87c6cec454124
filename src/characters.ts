/**
 * Classes of UTF-16 code units, looked up in one table, and what is counted with them: words in any
 * script, white space, the script of a text. Surrogates count as letters of no particular script.
 */

export const CLASS = {
  other: 0,
  space: 1,
  digit: 2,
  punctuation: 3,
  latin: 4,
  greek: 5,
  cyrillic: 6,
  hebrew: 7,
  arabic: 8,
  devanagari: 9,
  /** Letters of any other script that puts spaces between its words. */
  spaced: 10,
  hangul: 11,
  /** Thai, Lao, Khmer, Burmese, Tibetan: letters, but no spaces between words. */
  unspaced: 12,
  kana: 13,
  han: 14,
} as const;
export type CharacterClass = (typeof CLASS)[keyof typeof CLASS];

/** First and last code unit of a stretch and its class; a later row overrules an earlier one. */
const RANGES: readonly (readonly [number, number, CharacterClass])[] = [
  [0x21, 0x2f, CLASS.punctuation],
  [0x30, 0x39, CLASS.digit],
  [0x3a, 0x40, CLASS.punctuation],
  [0x41, 0x5a, CLASS.latin],
  [0x5b, 0x60, CLASS.punctuation],
  [0x61, 0x7a, CLASS.latin],
  [0x7b, 0x7e, CLASS.punctuation],
  [0xa1, 0xbf, CLASS.punctuation],
  [0xaa, 0xaa, CLASS.latin],
  [0xba, 0xba, CLASS.latin],
  [0xc0, 0x2af, CLASS.latin],
  [0xd7, 0xd7, CLASS.punctuation],
  [0xf7, 0xf7, CLASS.punctuation],
  [0x2b0, 0x36f, CLASS.spaced],
  [0x370, 0x3ff, CLASS.greek],
  [0x400, 0x52f, CLASS.cyrillic],
  [0x530, 0x58f, CLASS.spaced],
  [0x590, 0x5ff, CLASS.hebrew],
  [0x600, 0x6ff, CLASS.arabic],
  [0x660, 0x669, CLASS.digit],
  [0x6f0, 0x6f9, CLASS.digit],
  [0x700, 0x74f, CLASS.spaced],
  [0x750, 0x77f, CLASS.arabic],
  [0x780, 0x89f, CLASS.spaced],
  [0x8a0, 0x8ff, CLASS.arabic],
  [0x900, 0x97f, CLASS.devanagari],
  [0x964, 0x965, CLASS.punctuation],
  [0x966, 0x96f, CLASS.digit],
  [0x980, 0xdff, CLASS.spaced],
  [0xe00, 0xfff, CLASS.unspaced],
  [0xe50, 0xe59, CLASS.digit],
  [0x1000, 0x109f, CLASS.unspaced],
  [0x10a0, 0x10ff, CLASS.spaced],
  [0x1100, 0x11ff, CLASS.hangul],
  [0x1200, 0x177f, CLASS.spaced],
  [0x1780, 0x17ff, CLASS.unspaced],
  [0x1800, 0x1dff, CLASS.spaced],
  [0x1e00, 0x1eff, CLASS.latin],
  [0x1f00, 0x1fff, CLASS.greek],
  [0x2010, 0x2027, CLASS.punctuation],
  [0x2030, 0x205e, CLASS.punctuation],
  [0x20a0, 0x20cf, CLASS.punctuation],
  [0x2190, 0x2bff, CLASS.punctuation],
  [0x2c00, 0x2dff, CLASS.spaced],
  [0x2e00, 0x2e7f, CLASS.punctuation],
  [0x2e80, 0x2fdf, CLASS.han],
  [0x3001, 0x3004, CLASS.punctuation],
  [0x3005, 0x3007, CLASS.han],
  [0x3008, 0x303f, CLASS.punctuation],
  [0x3041, 0x30ff, CLASS.kana],
  [0x30fb, 0x30fb, CLASS.punctuation],
  [0x3100, 0x312f, CLASS.kana],
  [0x3130, 0x318f, CLASS.hangul],
  [0x3400, 0x9fff, CLASS.han],
  [0xa000, 0xabff, CLASS.spaced],
  [0xac00, 0xd7ff, CLASS.hangul],
  [0xd800, 0xdfff, CLASS.spaced],
  [0xf900, 0xfaff, CLASS.han],
  [0xfb00, 0xfb06, CLASS.latin],
  [0xfb1d, 0xfb4f, CLASS.hebrew],
  [0xfb50, 0xfdff, CLASS.arabic],
  [0xfe70, 0xfefe, CLASS.arabic],
  [0xff01, 0xff0f, CLASS.punctuation],
  [0xff10, 0xff19, CLASS.digit],
  [0xff1a, 0xff20, CLASS.punctuation],
  [0xff21, 0xff3a, CLASS.latin],
  [0xff3b, 0xff40, CLASS.punctuation],
  [0xff41, 0xff5a, CLASS.latin],
  [0xff5b, 0xff65, CLASS.punctuation],
  [0xff66, 0xff9f, CLASS.kana],
  [0xffa0, 0xffdc, CLASS.hangul],
];

/** What JavaScript's `\s` matches: U+FEFF is white space, U+0085 is not. */
const SPACES = [
  0x9, 0xa, 0xb, 0xc, 0xd, 0x20, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007,
  0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
];

/** The class of every code unit: `CLASS_OF[text.charCodeAt(i)]`. */
export const CLASS_OF: Uint8Array = buildTable();

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [first, last, characterClass] of RANGES) table.fill(characterClass, first, last + 1);
  for (const space of SPACES) table[space] = CLASS.space;
  return table;
}

/** True for the code units that `\s` matches. */
export function isSpace(codeUnit: number): boolean {
  return CLASS_OF[codeUnit] === CLASS.space;
}

/** True for letters and digits of any script. */
export function isWordCharacter(codeUnit: number): boolean {
  const characterClass = CLASS_OF[codeUnit];
  return characterClass === CLASS.digit || characterClass >= CLASS.latin;
}

/** True for letters of scripts that put spaces between their words. */
export function isSpacedLetter(codeUnit: number): boolean {
  const characterClass = CLASS_OF[codeUnit];
  return characterClass >= CLASS.latin && characterClass < CLASS.unspaced;
}

/** The code unit with A to Z as a to z. */
export function lowerAscii(codeUnit: number): number {
  return codeUnit >= 0x41 && codeUnit <= 0x5a ? codeUnit | 0x20 : codeUnit;
}

/** The stretch of the text from `start` to `end` without the white space at its ends. */
export function withoutSpaceAround(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/**
 * How many code units of a script without spaces make a word, for counting. Measured on nothing
 * finer than rule of thumb: a Chinese word has about 2 characters, a Thai one about 5. A counter
 * that needs no dictionary is worth the error; `Intl.Segmenter` is too slow for the hot path.
 */
export const UNITS_PER_WORD = { han: 2, unspaced: 5 } as const;

/**
 * Words in the code units from `start` to `end`, in any script: runs of letters and digits, and stretches of
 * unspaced scripts by their length.
 * @param enough the count stops here, for those who only ask whether there are so many
 */
export function countWordsIn(units: Uint16Array, start: number, end: number, enough = Infinity): number {
  let words = 0;
  let han = 0;
  let unspaced = 0;
  let inWord = false;
  for (let i = start; i < end; i++) {
    const characterClass = CLASS_OF[units[i]];
    if (characterClass >= CLASS.unspaced) {
      if (characterClass === CLASS.unspaced) unspaced++;
      else han++;
      inWord = false;
    } else if (characterClass >= CLASS.latin || characterClass === CLASS.digit) {
      if (!inWord && ++words >= enough) return words;
      inWord = true;
    } else if (characterClass !== CLASS.other && !isApostrophe(units[i])) {
      inWord = false;
    }
  }
  return words + Math.ceil(han / UNITS_PER_WORD.han) + Math.ceil(unspaced / UNITS_PER_WORD.unspaced);
}

/** For texts that are not very long. */
const shared = new Uint16Array(4096);

/** Words in `text`, for those who have its code units nowhere. */
export function countWords(text: string): number {
  const units = text.length <= shared.length ? shared : new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return countWordsIn(units, 0, text.length);
}

function isApostrophe(codeUnit: number): boolean {
  return codeUnit === 0x27 || codeUnit === 0x2019;
}

const SENTENCE_ENDS = new Set(Array.from('!?.…:。！？।؟۔։', (sign) => sign.charCodeAt(0)));
const CLOSING = new Set(Array.from('"\'”’»«)]}*_', (sign) => sign.charCodeAt(0)));

/** True when the stretch ends as a sentence does, closing quotes and brackets left aside. */
export function endsSentence(source: string, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && CLOSING.has(source.charCodeAt(last))) last--;
  return SENTENCE_ENDS.has(source.charCodeAt(last));
}

/** Whether a character is a lower-case or a capital letter, or of a script that has no case. */
export function caseOf(character: string): 'lower' | 'upper' | 'none' {
  if (!isWordCharacter(character.charCodeAt(0))) return 'none';
  const lower = character.toLowerCase();
  if (lower === character.toUpperCase()) return 'none';
  return lower === character ? 'lower' : 'upper';
}

/** True when a blank line stands between two positions that have only white space between them. */
export function hasBlankLine(source: string, start: number, end: number): boolean {
  let lineEnds = 0;
  for (let at = start; at < end && lineEnds < 2; at++) {
    const codeUnit = source.charCodeAt(at);
    if (codeUnit === 0x0d && source.charCodeAt(at + 1) === 0x0a) continue;
    if (codeUnit === 0x0a || codeUnit === 0x0d || codeUnit === 0x2028 || codeUnit === 0x2029) lineEnds++;
  }
  return lineEnds >= 2;
}
