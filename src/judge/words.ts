/**
 * How much the words of a block are those of sites rather than of articles: "newsletter", "sign up", "related"
 * at its beginning. The weights come from a logistic regression (`tools/train/text_words.py`); words and pairs of words
 * are told apart by their hash.
 */
import { CLASS, CLASS_OF, lowerAscii } from '../characters.ts';
import { addToHash, EMPTY_HASH } from '../hash.ts';

/** Words with their weights, as the model's file holds them: little-endian arrays in base64. */
export interface WordModel {
  /** In texts in other languages words say nothing. */
  readonly languages: readonly string[];
  /** uint32 */
  readonly hashes: string;
  /** int8, in units of 1/`SCALE` */
  readonly weights: string;
}

export interface WordWeights {
  readonly languages: readonly string[];
  /** Open addressing; 0 is free. */
  readonly keys: Uint32Array;
  readonly weights: Int8Array;
}

const SCALE = 32;
/** A block's first words tell whose they are. */
const MAX_LENGTH = 160;
const MAX_WORDS = 24;
/** Two entries for each: itself, and with the word before; the first word's second says that it is the first. */
export const MAX_TOKENS: number = MAX_WORDS * 2;
const NUMBER = 0x23;
const FIRST = 0x5e5e5e5e;

/** Reads the table of a model. */
export function readWords(model: WordModel): WordWeights {
  const bytes = Buffer.from(model.hashes, 'base64');
  const hashes = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const given = new Int8Array(Buffer.from(model.weights, 'base64'));
  const size = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2));
  const keys = new Uint32Array(size);
  const weights = new Int8Array(size);
  for (let index = 0; index < hashes.length; index++) {
    let slot = hashes[index] & (size - 1);
    while (keys[slot] !== 0) slot = (slot + 1) & (size - 1);
    keys[slot] = hashes[index];
    weights[slot] = given[index];
  }
  return { languages: model.languages, keys, weights };
}

/** The sum of the weights of a block's first words, in logarithmic odds: below 0 they are a site's. */
export function weighWords(
  { keys, weights }: WordWeights,
  units: Uint16Array,
  start: number,
  end: number,
  tokens: Uint32Array,
): number {
  const mask = keys.length - 1;
  const count = readTokens(units, start, end, tokens);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const token = tokens[index];
    let slot = token & mask;
    while (keys[slot] !== 0 && keys[slot] !== token) slot = (slot + 1) & mask;
    if (keys[slot] === token) sum += weights[slot];
  }
  return sum / SCALE;
}

/**
 * Hashes the words from `start` to `end`, their pairs, and the first word as such.
 * @param into room for `MAX_TOKENS`
 * @returns how many there are
 */
export function readTokens(units: Uint16Array, start: number, behind: number, into: Uint32Array): number {
  const classOf = CLASS_OF;
  const end = Math.min(behind, start + MAX_LENGTH);
  let count = 0;
  let words = 0;
  let before = 0;
  let hash = 0;
  let isNumber = false;
  for (let at = start; at <= end && words < MAX_WORDS; at++) {
    const unit = at < end ? units[at] : 0x20;
    const characterClass = classOf[unit];
    if (characterClass >= CLASS.latin) {
      if (hash === 0 || isNumber) hash = EMPTY_HASH;
      isNumber = false;
      hash = addToHash(hash, lowerAscii(unit));
      continue;
    }
    if (characterClass === CLASS.digit) {
      if (hash === 0) {
        hash = NUMBER;
        isNumber = true;
      }
      continue;
    }
    if (hash === 0) continue;
    const word = scrambled(hash);
    into[count++] = word;
    into[count++] = scrambled(Math.imul(words === 0 ? FIRST : before, 31) ^ word);
    before = word;
    words++;
    hash = 0;
    isNumber = false;
  }
  return count;
}

/** Spreads a hash over all bits; never 0. */
function scrambled(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return mixed >>> 0 || 1;
}
