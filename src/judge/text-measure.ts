/** One pass over a block's text: what can be counted in it whatever converter wrote it. */
import { CLASS, CLASS_OF } from '../characters.ts';

/** Counts of one block; one object is used for all blocks of a document. */
export interface Measure {
  words: number;
  length: number;
  capitalWords: number;
  digits: number;
  marks: number;
  separators: number;
  commas: number;
  sentences: number;
  signs: number;
  endsAs: number;
  startsLow: number;
  /** Hash of the letters and digits, in one case: what a copy has in common. */
  hash: number;
  /** The same from the first letter on, without a number before it; 0 when there is no letter. */
  titleHash: number;
}

/** Counts of nothing, to be filled by `measure`. */
export function newMeasure(): Measure {
  return {
    words: 0,
    length: 0,
    capitalWords: 0,
    digits: 0,
    marks: 0,
    separators: 0,
    commas: 0,
    sentences: 0,
    signs: 0,
    endsAs: 0,
    startsLow: 0,
    hash: 0,
    titleHash: 0,
  };
}

export const ENDS_AS_TEXT = 0;
export const ENDS_AS_SENTENCE = 1;

/** Where the text begins behind a bullet, heading marks or an opening bracket. */
export function skipMarkers(text: string): number {
  let at = 0;
  while (at < text.length && at < 12 && MARKER.has(text.charCodeAt(at))) at++;
  return at < text.length ? at : 0;
}

const MARKER = new Set(Array.from('*-+•‣◦▪▫●○■□·–#>[ \t', (sign) => sign.charCodeAt(0)));
/** What a mark is, by code unit: looked up once instead of in four sets. */
const MARK = { comma: 1, stop: 2, separator: 3, sign: 4 } as const;
const MARK_OF = new Uint8Array(0x10000);
const name = (marks: string, mark: number): void => {
  for (const sign of marks) MARK_OF[sign.charCodeAt(0)] = mark;
};
name('|·•»›/►▸→←‹«~', MARK.separator);
name('@©®™$€£¥', MARK.sign);
name('.。．।؟!?！？…', MARK.stop);
name(',、，،;；', MARK.comma);
const CLOSING = new Set(Array.from('"\'”’»«)]}*_', (sign) => sign.charCodeAt(0)));
const HAN_PER_WORD = 2;
const UNSPACED_PER_WORD = 5;
/** Text behind this is not looked at: no feature needs it. */
const MAX_LENGTH = 2000;

/** Counts the code units of `text` from `start`. */
export function measure(into: Measure, text: string, start: number): void {
  const classOf = CLASS_OF;
  const end = Math.min(text.length, start + MAX_LENGTH);
  let words = 0;
  let capitalWords = 0;
  let digits = 0;
  let marks = 0;
  let separators = 0;
  let commas = 0;
  let sentences = 0;
  let signs = 0;
  let han = 0;
  let unspaced = 0;
  let hash = 0x811c9dc5;
  let titleHash = 0;
  let inWord = false;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    const characterClass = classOf[unit];
    if (characterClass >= CLASS.latin) {
      const isUpper = unit >= 0x41 && unit <= 0x5a;
      if (characterClass >= CLASS.unspaced) {
        if (characterClass === CLASS.unspaced) unspaced++;
        else han++;
      } else if (!inWord) {
        words++;
        if (isUpper || (unit > 0x7f && isCapital(text[at]))) capitalWords++;
      }
      inWord = true;
      const lower = isUpper ? unit + 0x20 : unit;
      hash = Math.imul(hash ^ lower, 0x01000193);
      titleHash = Math.imul((titleHash === 0 ? 0x811c9dc5 : titleHash) ^ lower, 0x01000193);
    } else if (characterClass === CLASS.digit) {
      digits++;
      if (!inWord) words++;
      inWord = true;
      hash = Math.imul(hash ^ unit, 0x01000193);
      if (titleHash !== 0) titleHash = Math.imul(titleHash ^ unit, 0x01000193);
    } else if (characterClass === CLASS.space) {
      inWord = false;
    } else {
      marks++;
      if (unit !== 0x27 && unit !== 0x2019) inWord = false;
      const mark = MARK_OF[unit];
      if (mark === 0) continue;
      if (mark === MARK.comma) commas++;
      else if (mark === MARK.separator) separators++;
      else if (mark === MARK.sign) signs++;
      else if (isSentenceEnd(text, at)) sentences++;
    }
  }
  into.words = words + Math.ceil(han / HAN_PER_WORD) + Math.ceil(unspaced / UNSPACED_PER_WORD);
  into.length = text.length - start;
  into.capitalWords = capitalWords;
  into.digits = digits;
  into.marks = marks;
  into.separators = separators;
  into.commas = commas;
  into.sentences = sentences;
  into.signs = signs;
  into.hash = hash;
  into.titleHash = titleHash;
  into.endsAs = endOf(text, start);
  into.startsLow = isSmall(text[start] ?? '') ? 1 : 0;
}

function isSentenceEnd(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return (
    at + 1 >= text.length ||
    CLASS_OF[next] === CLASS.space ||
    CLOSING.has(next) ||
    CLASS_OF[text.charCodeAt(at)] === CLASS.han ||
    text.charCodeAt(at) >= 0x3000
  );
}

/** 0 a letter or digit, 1 a full stop, 2 a question or exclamation mark, 3 a colon, 4 a comma, 5 dots, 6 something else. */
function endOf(text: string, start: number): number {
  let last = text.length - 1;
  while (last > start && CLOSING.has(text.charCodeAt(last))) last--;
  const mark = text[last] ?? '';
  if ('.。।۔'.includes(mark)) return text[last - 1] === '.' ? 5 : ENDS_AS_SENTENCE;
  if ('!?！？؟'.includes(mark)) return 2;
  if (':：'.includes(mark)) return 3;
  if (',;，；、'.includes(mark)) return 4;
  if (mark === '…') return 5;
  const characterClass = CLASS_OF[text.charCodeAt(last)];
  return characterClass === CLASS.digit || characterClass >= CLASS.latin ? ENDS_AS_TEXT : 6;
}

function isCapital(character: string): boolean {
  return character !== character.toLowerCase();
}

function isSmall(character: string): boolean {
  return character !== character.toUpperCase();
}
