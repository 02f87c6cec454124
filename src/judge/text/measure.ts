/** One pass over each block's text: what can be counted in it whatever converter wrote it. */
import { CLASS, CLASS_OF, UNITS_PER_WORD } from '../../characters.ts';
import type { Block } from '../../document.ts';
import { addToHash, EMPTY_HASH } from '../../hash.ts';
import type { BlockUnits } from '../../units.ts';

/** Counts of all blocks of a document, each in an array by block. */
export interface Measures {
  /** Where the block's text begins behind a bullet or heading marks, in the code units of the document. */
  readonly starts: Uint32Array;
  /** Code units from there on. */
  readonly lengths: Float64Array;
  readonly words: Float64Array;
  readonly capitalWords: Uint16Array;
  readonly digits: Uint16Array;
  readonly marks: Uint16Array;
  readonly separators: Uint16Array;
  readonly commas: Uint16Array;
  readonly sentences: Uint16Array;
  readonly signs: Uint16Array;
  /** How the text ends, of `END`. */
  readonly endsAs: Uint8Array;
  readonly startsLow: Uint8Array;
  /** Hash of the letters and digits, in one case: what a copy has in common. */
  readonly hashes: Int32Array;
  /** The same from the first letter on, without a number before it; 0 when there is no letter. */
  readonly titleHashes: Int32Array;
}

/** `Measures.hashes` of a text without letters and digits: that of nothing. */
export const NO_LETTERS = EMPTY_HASH;

/** How a text ends, closing quotes and brackets left aside. */
export const END = { letter: 0, stop: 1, question: 2, colon: 3, comma: 4, dots: 5, other: 6 } as const;

const MARKERS = tableOf('*-+•‣◦▪▫●○■□·–#>[ \t');
const MOST_MARKERS = 12;
/** What a mark is, by code unit: looked up once instead of in four sets. */
const MARK = { comma: 1, stop: 2, separator: 3, sign: 4 } as const;
const MARK_OF = new Uint8Array(0x10000);
const name = (table: Uint8Array, marks: string, mark: number): void => {
  for (const sign of marks) table[sign.charCodeAt(0)] = mark;
};
name(MARK_OF, '|·•»›/►▸→←‹«~', MARK.separator);
name(MARK_OF, '@©®™$€£¥', MARK.sign);
name(MARK_OF, '.。．।؟!?！？…', MARK.stop);
name(MARK_OF, ',、，،;；', MARK.comma);
const CLOSING = tableOf('"\'”’»«)]}*_');
const END_OF = new Uint8Array(0x10000);
name(END_OF, '.。।۔', END.stop);
name(END_OF, '!?！？؟', END.question);
name(END_OF, ':：', END.colon);
name(END_OF, ',;，；、', END.comma);
name(END_OF, '…', END.dots);
const FULL_STOP = 0x2e;
/** Text behind this is not looked at: no feature needs it. */
const MAX_LENGTH = 2000;

function tableOf(signs: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
}

/** From this many words on, a block that ends as a sentence does is prose. */
const PROSE_WORDS = 10;
/** A block without a closing full stop must be this long to be prose. */
const LONG_PROSE_WORDS = 25;

/** Whether the text scorer takes a block for prose. */
export function isProse({ words, endsAs }: Measures, block: number): boolean {
  if (words[block] >= LONG_PROSE_WORDS) return true;
  return words[block] >= PROSE_WORDS && (endsAs[block] === END.stop || endsAs[block] === END.question);
}

/** How many bullets, heading marks and brackets stand before the text; 0 when nothing else is there. */
export function countMarkers(units: Uint16Array, start: number, end: number): number {
  const stop = Math.min(end, start + MOST_MARKERS);
  let at = start;
  while (at < stop && MARKERS[units[at]] === 1) at++;
  return at < end ? at - start : 0;
}

/** Measures all blocks of a document. */
export function measureBlocks(blocks: readonly Block[], { units, starts }: BlockUnits): Measures {
  const count = blocks.length;
  const measures: Measures = {
    starts: new Uint32Array(count),
    lengths: new Float64Array(count),
    words: new Float64Array(count),
    capitalWords: new Uint16Array(count),
    digits: new Uint16Array(count),
    marks: new Uint16Array(count),
    separators: new Uint16Array(count),
    commas: new Uint16Array(count),
    sentences: new Uint16Array(count),
    signs: new Uint16Array(count),
    endsAs: new Uint8Array(count),
    startsLow: new Uint8Array(count),
    hashes: new Int32Array(count),
    titleHashes: new Int32Array(count),
  };
  for (let block = 0; block < count; block++) {
    const end = starts[block] + blocks[block].text.length;
    const start = starts[block] + countMarkers(units, starts[block], end);
    measures.starts[block] = start;
    measures.lengths[block] = end - start;
    measures.endsAs[block] = endOf(units, start, end);
    measures.startsLow[block] = isSmall(units[start]) ? 1 : 0;
    measureBlock(measures, block, units, start, end);
  }
  return measures;
}

function measureBlock(
  into: Measures,
  block: number,
  units: Uint16Array,
  start: number,
  behind: number,
): void {
  const classOf = CLASS_OF;
  const end = Math.min(behind, start + MAX_LENGTH);
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
  let hash = NO_LETTERS;
  let titleHash = 0;
  let inWord = false;
  for (let at = start; at < end; at++) {
    const unit = units[at];
    const characterClass = classOf[unit];
    if (characterClass >= CLASS.latin) {
      const isUpper = unit >= 0x41 && unit <= 0x5a;
      if (characterClass >= CLASS.unspaced) {
        if (characterClass === CLASS.unspaced) unspaced++;
        else han++;
      } else if (!inWord) {
        words++;
        if (isUpper || (unit > 0x7f && isCapital(unit))) capitalWords++;
      }
      inWord = true;
      const lower = isUpper ? unit + 0x20 : unit;
      hash = addToHash(hash, lower);
      titleHash = addToHash(titleHash === 0 ? NO_LETTERS : titleHash, lower);
    } else if (characterClass === CLASS.digit) {
      digits++;
      if (!inWord) words++;
      inWord = true;
      hash = addToHash(hash, unit);
      if (titleHash !== 0) titleHash = addToHash(titleHash, unit);
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
      else if (isSentenceEnd(units, at, behind)) sentences++;
    }
  }
  into.words[block] =
    words + Math.ceil(han / UNITS_PER_WORD.han) + Math.ceil(unspaced / UNITS_PER_WORD.unspaced);
  into.capitalWords[block] = capitalWords;
  into.digits[block] = digits;
  into.marks[block] = marks;
  into.separators[block] = separators;
  into.commas[block] = commas;
  into.sentences[block] = sentences;
  into.signs[block] = signs;
  into.hashes[block] = hash;
  into.titleHashes[block] = titleHash;
}

function isSentenceEnd(units: Uint16Array, at: number, end: number): boolean {
  if (at + 1 >= end) return true;
  const next = units[at + 1];
  return CLASS_OF[next] === CLASS.space || CLOSING[next] === 1 || units[at] >= 0x3000;
}

function endOf(units: Uint16Array, start: number, end: number): number {
  let last = end - 1;
  while (last > start && CLOSING[units[last]] === 1) last--;
  const mark = END_OF[units[last]];
  if (mark === END.stop) return last > start && units[last - 1] === FULL_STOP ? END.dots : END.stop;
  if (mark !== END.letter) return mark;
  const characterClass = CLASS_OF[units[last]];
  return characterClass === CLASS.digit || characterClass >= CLASS.latin ? END.letter : END.other;
}

function isCapital(unit: number): boolean {
  const character = String.fromCharCode(unit);
  return character !== character.toLowerCase();
}

function isSmall(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x61 && unit <= 0x7a;
  const character = String.fromCharCode(unit);
  return character !== character.toUpperCase();
}
