/** What is counted in the text of each block, one pass over its characters. */
import { CLASS, CLASS_OF, UNITS_PER_WORD } from '../../characters.ts';
import type { Block } from '../../document.ts';
import type { Page } from '../../page.ts';

/** Per block. Words are counted as `countWords` does, in any script. */
export interface TextCounts {
  readonly words: Int32Array;
  /** Words in links, by the share of characters. */
  readonly linkWords: Float64Array;
  /** Words when the block reads like prose, otherwise 0. */
  readonly prose: Int32Array;
  readonly commas: Uint16Array;
  readonly sentences: Uint16Array;
  readonly digits: Uint16Array;
  readonly capitals: Uint16Array;
  readonly punctuation: Uint16Array;
  /** Class of the last character that is no closing quote or bracket: see `ENDING`. */
  readonly ending: Uint8Array;
  /** A hash of the text's letters and digits. */
  readonly hash: Int32Array;
}

/** How a block ends. */
const ENDING = { other: 0, sentence: 1, colon: 2, ellipsis: 3, digit: 4, comma: 5 } as const;

const MIN_PROSE_WORDS = 8;
const LONG_WORDS = 20;
const MAX_PROSE_LINK_SHARE = 0.4;

const COMMA = 1;
const STOP = 2;
const COLON = 3;
const CLOSING = 4;
const ELLIPSIS = 5;
const MARKS = buildMarks();

function buildMarks(): Uint8Array {
  const marks = new Uint8Array(0x10000);
  const set = (characters: string, mark: number) => {
    for (const character of characters) marks[character.charCodeAt(0)] = mark;
  };
  set(',;،；，、', COMMA);
  set('.!?。！？｡।؟۔', STOP);
  set(':：', COLON);
  set('"\'”’»«)]}）」』】›“', CLOSING);
  set('…', ELLIPSIS);
  return marks;
}

/** Counts all blocks of a page. */
export function countTexts(blocks: readonly Block[], page: Page): TextCounts {
  const count = blocks.length;
  const counts: TextCounts = {
    words: new Int32Array(count),
    linkWords: new Float64Array(count),
    prose: new Int32Array(count),
    commas: new Uint16Array(count),
    sentences: new Uint16Array(count),
    digits: new Uint16Array(count),
    capitals: new Uint16Array(count),
    punctuation: new Uint16Array(count),
    ending: new Uint8Array(count),
    hash: new Int32Array(count),
  };
  for (let i = 0; i < count; i++) countText(blocks[i], page.linkCharacters[i], i, counts);
  return counts;
}

function countText(block: Block, linkCharacters: number, i: number, counts: TextCounts): void {
  const { text } = block;
  const length = text.length;
  let words = 0;
  let han = 0;
  let unspaced = 0;
  let digits = 0;
  let capitals = 0;
  let punctuation = 0;
  let commas = 0;
  let sentences = 0;
  let hash = 0;
  let inWord = false;
  let mark = 0;
  let lastMark = 0;
  for (let at = 0; at < length; at++) {
    const codeUnit = text.charCodeAt(at);
    const characterClass = CLASS_OF[codeUnit];
    if (characterClass >= CLASS.latin || characterClass === CLASS.digit) {
      hash = (Math.imul(hash, 31) + codeUnit) | 0;
      if (characterClass === CLASS.digit) digits++;
      if (codeUnit >= 0x41 && codeUnit <= 0x5a) capitals++;
      if (characterClass >= CLASS.unspaced) {
        if (characterClass === CLASS.unspaced) unspaced++;
        else han++;
        inWord = false;
      } else {
        if (!inWord) words++;
        inWord = true;
      }
      mark = 0;
      lastMark = characterClass === CLASS.digit ? -1 : 0;
      continue;
    }
    if (characterClass === CLASS.space) {
      if (mark === STOP || mark === ELLIPSIS) sentences++;
      mark = 0;
      inWord = false;
      continue;
    }
    const here = MARKS[codeUnit];
    if (codeUnit !== 0x27 && codeUnit !== 0x2019) inWord = false;
    punctuation++;
    if (here === COMMA) commas++;
    if (here === STOP && codeUnit > 0xff) sentences++;
    if (here !== CLOSING) {
      lastMark = here === STOP && lastMark === STOP && codeUnit === 0x2e ? ELLIPSIS : here;
      mark = here;
    }
  }
  if (mark === STOP) sentences++;
  words += Math.ceil(han / UNITS_PER_WORD.han) + Math.ceil(unspaced / UNITS_PER_WORD.unspaced);
  const linkShare = length === 0 ? 0 : Math.min(1, linkCharacters / length);
  const isProse =
    words >= MIN_PROSE_WORDS &&
    linkShare < MAX_PROSE_LINK_SHARE &&
    (sentences > 0 || words >= LONG_WORDS) &&
    block.kind !== 'code' &&
    block.kind !== 'table';
  counts.words[i] = words;
  counts.linkWords[i] = words * linkShare;
  counts.prose[i] = isProse ? words : 0;
  counts.commas[i] = commas;
  counts.sentences[i] = sentences;
  counts.digits[i] = digits;
  counts.capitals[i] = capitals;
  counts.punctuation[i] = punctuation;
  counts.ending[i] = endingOf(lastMark);
  counts.hash[i] = hash;
}

function endingOf(mark: number): number {
  switch (mark) {
    case STOP:
      return ENDING.sentence;
    case COLON:
      return ENDING.colon;
    case ELLIPSIS:
      return ENDING.ellipsis;
    case COMMA:
      return ENDING.comma;
    case -1:
      return ENDING.digit;
    default:
      return ENDING.other;
  }
}
