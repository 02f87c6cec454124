/**
 * Eld's way to tell a language (Nito T.M., Apache-2.0, github.com/nitotm/efficient-language-detector-js), with the
 * n-grams of its smallest model, to the same answers. The package holds the n-grams as fifty thousand objects: 28 MB in
 * each thread, 40 MB more while they are parsed. As arrays of numbers, which building dehusk makes of them, they take 1 MB.
 *
 * An n-gram is up to four bytes of a word in UTF-8, with a space in front where the word begins and one behind where it
 * ends: ` coun`, `ncil `.
 */

/** The n-grams of a model. */
export interface Ngrams {
  /** Two letters; the place of each is its number. */
  readonly languages: readonly string[];
  /** One bit for each code unit that is a letter to eld. */
  readonly letters: Uint8Array;
  /** What eld takes a byte for: itself, or a space for those that begin characters of no language that it knows. */
  readonly bytes: Uint8Array;
  /** Of each n-gram the first four characters, and the rest with its length. */
  readonly heads: Uint32Array;
  readonly tails: Uint32Array;
  /** Where its languages and their weights begin; at last their number. */
  readonly starts: Uint32Array;
  readonly languageOf: Uint8Array;
  readonly weights: Uint8Array;
}

/** No n-gram is longer. */
const LONGEST = 6;
const HEAD = 4;

/** The first four characters of an n-gram as a number. */
export function headOf(characters: ArrayLike<number>, length: number): number {
  let head = 0;
  for (let at = 0; at < HEAD && at < length; at++) head = (head << 8) | characters[at];
  return head >>> 0;
}

/** The other characters of an n-gram, with its length. */
export function tailOf(characters: ArrayLike<number>, length: number): number {
  let tail = length;
  for (let at = HEAD; at < length; at++) tail = (tail << 8) | characters[at];
  return tail;
}

/** So much of a text is looked at: code units, then bytes, up to the next space or at all. */
const MOST_UNITS = 1000;
const ENOUGH_BYTES = 350;
const MOST_BYTES = 380;
/** Bytes of a word, from one n-gram to the next one. */
const STRIDE = 3;
const MOST_OF_WORD = 70;
/** Eld keeps weights without their least value. */
const LEAST_WEIGHT = 53;
const SPACE = 0x20;

/** Returns a function that says which language eld takes a text to be in, empty when it knows none of the n-grams. */
export function createEldDetector(ngrams: Ngrams): (text: string) => string {
  const { languages, bytes, starts, languageOf, weights } = ngrams;
  const slots = slotsOf(ngrams);
  const scores = new Int32Array(languages.length);
  const isCounted = new Uint8Array(ngrams.heads.length);
  const counted: number[] = [];
  // A character in one case may be three in the other.
  const units = new Uint16Array(MOST_UNITS * 3);
  const word = new Uint8Array(MOST_BYTES + 4);
  const ngram = new Uint8Array(LONGEST);

  /** Counts what stands in the word from `from` up to `to`, once in a text. */
  function count(from: number, to: number, isLast: boolean): void {
    const length = to - from + (from === 0 ? 1 : 0) + (isLast ? 1 : 0);
    if (length > LONGEST) return;
    let at = 0;
    if (from === 0) ngram[at++] = SPACE;
    for (let next = from; next < to; next++) ngram[at++] = word[next];
    if (isLast) ngram[at] = SPACE;
    const found = findNgram(ngrams, slots, headOf(ngram, length), tailOf(ngram, length));
    if (found === -1 || isCounted[found] === 1) return;
    isCounted[found] = 1;
    counted.push(found);
    for (let i = starts[found]; i < starts[found + 1]; i++)
      scores[languageOf[i]] += weights[i] + LEAST_WEIGHT;
  }

  function countWord(length: number): void {
    if (length === 0) return;
    const end = Math.min(length, MOST_OF_WORD);
    let from = 0;
    for (; from + HEAD < end; from += STRIDE) count(from, from + HEAD, false);
    count(Math.max(0, end - HEAD), length, true);
  }

  return (text) => {
    const end = readLetters(text, ngrams, units);
    scores.fill(0);
    let length = 0;
    let size = 0;
    for (let at = 0; at < end && size <= MOST_BYTES; at++) {
      const unit = units[at];
      if (unit === SPACE) {
        countWord(length);
        length = 0;
        if (size > ENOUGH_BYTES) break;
        size++;
      } else if (unit < 0x80) {
        word[length++] = unit;
        size++;
      } else if (unit < 0x800) {
        word[length++] = bytes[0xc0 | (unit >> 6)];
        word[length++] = bytes[0x80 | (unit & 0x3f)];
        size += 2;
      } else {
        // Letters beyond U+FFFF are none to eld.
        word[length++] = bytes[0xe0 | (unit >> 12)];
        word[length++] = bytes[0x80 | ((unit >> 6) & 0x3f)];
        word[length++] = bytes[0x80 | (unit & 0x3f)];
        size += 3;
      }
    }
    countWord(length);
    for (const found of counted) isCounted[found] = 0;
    counted.length = 0;
    return languages[highest(scores)] ?? '';
  };
}

/** The first of the highest scores; -1 when none is above 0. */
function highest(scores: Int32Array): number {
  let best = -1;
  let most = 0;
  for (let language = 0; language < scores.length; language++) {
    if (scores[language] <= most) continue;
    most = scores[language];
    best = language;
  }
  return best;
}

/**
 * Reads the letters of a text in small, with one space for what is between words. An apostrophe stays, `don't`.
 * @returns how many code units there are
 */
function readLetters(text: string, { letters }: Ngrams, units: Uint16Array): number {
  const end = Math.min(text.length, MOST_UNITS);
  let count = 0;
  let isAscii = true;
  for (let at = 0; at < end; ) {
    const unit = text.charCodeAt(at);
    if (isLetter(letters, unit)) {
      if (unit >= 0x80) isAscii = false;
      units[count++] = unit;
      at++;
      continue;
    }
    let behind = at + 1;
    while (behind < end && !isLetter(letters, text.charCodeAt(behind))) behind++;
    let marks = behind;
    while (marks > at && isApostrophe(text.charCodeAt(marks - 1))) marks--;
    if (marks > at) units[count++] = SPACE;
    for (; marks < behind; marks++) {
      units[count++] = text.charCodeAt(marks);
      if (units[count - 1] >= 0x80) isAscii = false;
    }
    at = behind;
  }
  return isAscii ? lowerAscii(units, count) : lowerAll(units, count);
}

function isLetter(letters: Uint8Array, unit: number): boolean {
  return (letters[unit >> 3] & (1 << (unit & 7))) !== 0;
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x60 || unit === 0x2019;
}

function lowerAscii(units: Uint16Array, count: number): number {
  for (let at = 0; at < count; at++) if (units[at] >= 0x41 && units[at] <= 0x5a) units[at] += 0x20;
  return withoutFirstSpace(units, count);
}

/** By the language's rules, which look at the letters around a sigma. */
function lowerAll(units: Uint16Array, count: number): number {
  const lower = String.fromCharCode(...units.subarray(0, count)).toLowerCase();
  for (let at = 0; at < lower.length; at++) units[at] = lower.charCodeAt(at);
  return withoutFirstSpace(units, lower.length);
}

/** A space at the end ends the last word, as the end itself does. */
function withoutFirstSpace(units: Uint16Array, count: number): number {
  if (count === 0 || units[0] !== SPACE) return count;
  units.copyWithin(0, 1, count);
  return count - 1;
}

/** By hash, open addressing: one more than the number of an n-gram; 0 is free. */
function slotsOf({ heads, tails }: Ngrams): Uint32Array {
  let size = 16;
  while (size < heads.length * 2) size *= 2;
  const slots = new Uint32Array(size);
  for (let i = 0; i < heads.length; i++) {
    let slot = slotOf(heads[i], tails[i], size);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = i + 1;
  }
  return slots;
}

function findNgram({ heads, tails }: Ngrams, slots: Uint32Array, head: number, tail: number): number {
  let slot = slotOf(head, tail, slots.length);
  for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
    const found = slots[slot] - 1;
    if (heads[found] === head && tails[found] === tail) return found;
  }
  return -1;
}

function slotOf(head: number, tail: number, size: number): number {
  const hash = Math.imul(Math.imul(head, 0x9e3779b1) ^ tail, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & (size - 1);
}
