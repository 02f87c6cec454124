/**
 * Folding: the form in which phrases and blocks are compared. It never changes what is printed.
 *
 * Two texts fold to the same characters when they differ only in case, white space, the dress of
 * quotes, dashes, dots and arrows, full and half width, Arabic and Persian letter variants, vowel
 * points, accents that writers drop in practice, numbers, or in what stands before the first and
 * behind the last letter ("→ Related articles:" is "related articles"). A number of any form is `0`.
 */
import { CLASS, CLASS_OF } from '../characters.ts';
import { textOf, toUnits } from '../units.ts';
import { ACTION, ACTION_OF, FOLD_OF, SPACE } from './fold-table.ts';

/** What stands in folded phrases for a slot. None of them can come out of folding a block. */
export const SLOT = { date: '\u0001', any: '\u0002', name: '\u0003' } as const;

const LETTER: number = ACTION.letter;
const DOT = 0x2e;
const COPYRIGHT = 0xa9;

/** A folded text, and where in the original each of its characters came from. */
export class FoldBuffer {
  /** Folded code units; only the first `length` count. */
  units = new Uint16Array(1024);
  /** Offset in the original of each unit; one more entry than units: the end. */
  offsets = new Uint32Array(1025);
  length = 0;
  /**
   * Where in `units` words begin: a letter behind no letter, each number, each character of a script
   * without spaces, each mark.
   */
  words = new Uint32Array(1024);
  wordCount = 0;
  /** True when a number is in it. */
  hasNumber = false;

  /** The folded characters from `start` up to `end`, as a string. */
  slice(start = 0, end: number = this.length): string {
    return textOf(this.units, start, end);
  }
}

/**
 * Folds a text. The same text always gives the same folding, and folding a folding changes nothing.
 * Used for phrases when packs are compiled; blocks go through `foldUnits`, which keeps one buffer.
 */
export function fold(text: string): string {
  const buffer = new FoldBuffer();
  foldInto(buffer, text);
  return buffer.slice();
}

/** Folds a phrase whose slots were replaced by the characters of `SLOT`. */
export function foldPhrase(text: string): string {
  const buffer = new FoldBuffer();
  foldInto(buffer, text, true);
  return buffer.slice();
}

/** Folds `text` into `buffer`; with `slots`, the characters of `SLOT` are kept. */
export function foldInto(buffer: FoldBuffer, text: string, slots = false): void {
  foldUnits(buffer, toUnits(text), 0, text.length, slots);
}

/** Folds a stretch of code units into `buffer`, whose offsets count from `start`. */
export function foldUnits(
  buffer: FoldBuffer,
  source: Uint16Array,
  start: number,
  end: number,
  slots = false,
): void {
  if (!foldComposed(buffer, source, start, end, slots)) foldDecomposed(buffer, source, start, end, slots);
}

/** Returns false when it meets a combining accent that has to be composed first. */
function foldComposed(
  buffer: FoldBuffer,
  source: Uint16Array,
  start: number,
  end: number,
  slots: boolean,
): boolean {
  reserve(buffer, end - start);
  const { units, offsets, words } = buffer;
  let length = 0;
  let wordCount = 0;
  let last: number = ACTION.plain;
  let hasNumber = false;
  // A space is written when the character behind it is known: none before closing marks and
  // none beside scripts that do without.
  let space = -1;
  let i = start;
  while (i < end) {
    const original = source[i];
    let action = ACTION_OF[original];
    let unit = FOLD_OF[original];
    // Most characters are a letter behind a letter, most others a space between two.
    if (action === LETTER && last === LETTER && space < 0) {
      let at = i;
      for (;;) {
        units[length] = unit;
        offsets[length++] = at++ - start;
        if (at >= end) break;
        let following = source[at];
        if (ACTION_OF[following] !== LETTER) {
          if (following !== SPACE || at + 1 >= end) break;
          following = source[at + 1];
          if (ACTION_OF[following] !== LETTER) break;
          units[length] = SPACE;
          offsets[length++] = at++ - start;
          words[wordCount++] = length;
        }
        unit = FOLD_OF[following];
      }
      i = at;
      continue;
    }
    let next = i + 1;
    if (action > ACTION.unspaced) {
      if (action === ACTION.space) {
        if (slots && original > 0 && original < 4) {
          unit = original;
          action = ACTION.plain;
        }
      } else if (action === ACTION.digit) {
        next = endOfNumber(source, i, end);
        hasNumber = true;
      } else if (action === ACTION.emoji) {
        next = Math.min(i + 2, end);
        action = ACTION.space;
      } else if (action >= ACTION.combining) {
        return false;
      }
      if (action === ACTION.space && space < 0) space = i;
      if (action === ACTION.space || action === ACTION.drop) {
        i = next;
        continue;
      }
    }
    // What stands before the first letter, digit, slot or copyright sign is left out.
    if (length > 0 || counts(unit)) {
      if (space >= 0 && length > 0 && last !== ACTION.unspaced && isSpacedBefore(action)) {
        units[length] = SPACE;
        offsets[length++] = space - start;
        last = ACTION.space;
      }
      if (unit !== DOT || units[length - 1] !== DOT) {
        if (action !== ACTION.letter || last !== ACTION.letter) words[wordCount++] = length;
        units[length] = unit;
        offsets[length++] = i - start;
      }
    }
    space = -1;
    last = action;
    i = next;
  }
  offsets[length] = (space >= 0 ? space : end) - start;
  buffer.length = length;
  buffer.wordCount = wordCount;
  buffer.hasNumber = hasNumber;
  trimEnd(buffer);
  return true;
}

function reserve(buffer: FoldBuffer, length: number): void {
  if (buffer.units.length >= length) return;
  buffer.units = new Uint16Array(length * 2);
  buffer.offsets = new Uint32Array(length * 2 + 1);
  buffer.words = new Uint32Array(length * 2);
}

function isSpacedBefore(action: number): boolean {
  return action === ACTION.letter || action === ACTION.plain || action === ACTION.digit;
}

/** True for letters and digits, the copyright sign and slots: what a folded text begins and ends with. */
function counts(unit: number): boolean {
  const characterClass = CLASS_OF[unit];
  if (characterClass === CLASS.digit || unit === COPYRIGHT || (unit > 0 && unit < 4)) return true;
  return characterClass >= CLASS.latin;
}

/** Leaves out what stands behind the last letter, digit, slot or copyright sign. */
function trimEnd(buffer: FoldBuffer): void {
  const { units, words } = buffer;
  let { length, wordCount } = buffer;
  while (length > 0 && !counts(units[length - 1])) length--;
  while (wordCount > 0 && words[wordCount - 1] >= length) wordCount--;
  buffer.length = length;
  buffer.wordCount = wordCount;
}

/** Where the number that begins at `start` ends: `1,234`, `1 234`, `1.2K`, `12k` are one number each. */
function endOfNumber(source: Uint16Array, start: number, end: number): number {
  let i = endOfDigits(source, start, end);
  while (i < end) {
    const separator = source[i];
    if (
      separator !== 0x2c &&
      separator !== DOT &&
      separator !== 0xa0 &&
      separator !== 0x202f &&
      separator !== 0x2019
    )
      break;
    const after = endOfDigits(source, i + 1, end);
    if (after - i - 1 === 3) i = after;
    else if (after > i + 1 && after - i <= 3 && endsInThousands(source, after, end)) i = after;
    else break;
  }
  return endsInThousands(source, i, end) ? i + 1 : i;
}

function endOfDigits(source: Uint16Array, start: number, end: number): number {
  let i = start;
  while (i < end && CLASS_OF[source[i]] === CLASS.digit) i++;
  return i;
}

function endsInThousands(source: Uint16Array, at: number, end: number): boolean {
  if (at >= end) return false;
  const letter = source[at] | 0x20;
  if (letter !== 0x6b && letter !== 0x6d) return false;
  const following = at + 1 < end ? CLASS_OF[source[at + 1]] : CLASS.space;
  return following < CLASS.latin && following !== CLASS.digit;
}

/**
 * Text with letters and accents apart, as macOS writes it, or with several letters in one: first every letter
 * with its accents is made one character, and the offsets are mapped back.
 */
function foldDecomposed(
  buffer: FoldBuffer,
  source: Uint16Array,
  start: number,
  end: number,
  slots: boolean,
): void {
  const composed: number[] = [];
  const origins: number[] = [];
  for (let from = start; from < end; ) {
    let next = from + 1;
    while (next < end && ACTION_OF[source[next]] === ACTION.combining) next++;
    const letter = textOf(source, from, next);
    const isOne = next - from === 1 && ACTION_OF[source[from]] !== ACTION.ligature;
    for (const character of isOne ? letter : letter.normalize('NFKC')) {
      if (ACTION_OF[character.charCodeAt(0)] === ACTION.combining) continue;
      for (let i = 0; i < character.length; i++) {
        origins.push(from - start);
        composed.push(character.charCodeAt(i));
      }
    }
    from = next;
  }
  origins.push(end - start);
  foldComposed(buffer, Uint16Array.from(composed), 0, composed.length, slots);
  for (let i = 0; i <= buffer.length; i++) buffer.offsets[i] = origins[buffer.offsets[i]];
}
