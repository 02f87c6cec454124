/**
 * Folding: the form in which phrases and blocks are compared. It never changes what is printed.
 *
 * Two texts fold to the same characters when they differ only in case, white space, the dress of
 * quotes, dashes, dots and arrows, full and half width, Arabic and Persian letter variants, vowel
 * points, accents that writers drop in practice, numbers, or in what stands before the first and
 * behind the last letter ("→ Related articles:" is "related articles"). A number of any form is `0`.
 */
import { CLASS, CLASS_OF } from '../characters.ts';
import { ACTION, ACTION_OF, FOLD_OF, SPACE } from './fold-table.ts';

/** What stands in folded phrases for a slot. None of them can come out of folding a block. */
export const SLOT = { date: '\u0001', any: '\u0002', name: '\u0003' } as const;

const DOT = 0x2e;
const COPYRIGHT = 0xa9;

/** A folded text, and where in the original each of its characters came from. */
export class FoldBuffer {
  /** Folded code units; only the first `length` count. */
  units = new Uint16Array(1024);
  /** Offset in the original of each unit; one more entry than units: the end. */
  offsets = new Uint32Array(1025);
  length = 0;
  /** True when a number is in it. */
  hasNumber = false;

  /** The folded characters from `start` up to `end`, as a string. */
  slice(start = 0, end: number = this.length): string {
    return end - start < 4096
      ? String.fromCharCode.apply(null, this.units.subarray(start, end) as unknown as number[])
      : new TextDecoder('utf-16le').decode(this.units.subarray(start, end));
  }
}

/**
 * Folds a text. The same text always gives the same folding, and folding a folding changes nothing.
 * Used for phrases when packs are compiled; blocks go through `foldInto`, which keeps one buffer.
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
  if (!foldUnits(buffer, text, slots)) foldDecomposed(buffer, text, slots);
}

/** Returns false when it meets a combining accent that has to be composed first. */
function foldUnits(buffer: FoldBuffer, text: string, slots: boolean): boolean {
  reserve(buffer, text.length);
  const { units, offsets } = buffer;
  let length = 0;
  let last: number = ACTION.plain;
  let hasNumber = false;
  // A space is written when the character behind it is known: none before closing marks and
  // none beside scripts that do without.
  let space = -1;
  let i = 0;
  while (i < text.length) {
    const original = text.charCodeAt(i);
    let action = ACTION_OF[original];
    let unit = FOLD_OF[original];
    let next = i + 1;
    if (action > ACTION.unspaced) {
      if (action === ACTION.space) {
        if (slots && original > 0 && original < 4) {
          unit = original;
          action = ACTION.plain;
        }
      } else if (action === ACTION.digit) {
        next = endOfNumber(text, i);
        hasNumber = true;
      } else if (action === ACTION.emoji) {
        next = Math.min(i + 2, text.length);
        action = ACTION.space;
      } else if (action === ACTION.combining) {
        return false;
      }
      if (action === ACTION.space && space < 0) space = i;
      if (action === ACTION.space || action === ACTION.drop) {
        i = next;
        continue;
      }
    }
    if (space >= 0) {
      if (length > 0 && last !== ACTION.unspaced && (action === ACTION.plain || action === ACTION.digit)) {
        units[length] = SPACE;
        offsets[length++] = space;
      }
      space = -1;
    }
    if (unit !== DOT || length === 0 || units[length - 1] !== DOT) {
      units[length] = unit;
      offsets[length++] = i;
    }
    last = action;
    i = next;
  }
  offsets[length] = space >= 0 ? space : text.length;
  buffer.length = length;
  buffer.hasNumber = hasNumber;
  trim(buffer);
  return true;
}

function reserve(buffer: FoldBuffer, length: number): void {
  if (buffer.units.length >= length) return;
  buffer.units = new Uint16Array(length * 2);
  buffer.offsets = new Uint32Array(length * 2 + 1);
}

/** Leaves out what stands before the first and behind the last letter, digit, slot or copyright sign. */
function trim(buffer: FoldBuffer): void {
  const { units, offsets } = buffer;
  let start = 0;
  let end = buffer.length;
  while (start < end && !counts(units[start])) start++;
  while (end > start && !counts(units[end - 1])) end--;
  const originalEnd = offsets[end];
  if (start > 0) {
    units.copyWithin(0, start, end);
    offsets.copyWithin(0, start, end);
  }
  buffer.length = end - start;
  offsets[buffer.length] = originalEnd;
}

function counts(unit: number): boolean {
  const characterClass = CLASS_OF[unit];
  if (characterClass === CLASS.digit || unit === COPYRIGHT || (unit > 0 && unit < 4)) return true;
  return characterClass >= CLASS.latin;
}

/** Where the number that begins at `start` ends: `1,234`, `1 234`, `1.2K`, `12k` are one number each. */
function endOfNumber(text: string, start: number): number {
  let i = endOfDigits(text, start);
  for (;;) {
    const separator = text.charCodeAt(i);
    if (
      separator !== 0x2c &&
      separator !== DOT &&
      separator !== 0xa0 &&
      separator !== 0x202f &&
      separator !== 0x2019
    )
      break;
    const end = endOfDigits(text, i + 1);
    if (end - i - 1 === 3) i = end;
    else if (end > i + 1 && end - i <= 3 && endsInThousands(text, end)) i = end;
    else break;
  }
  return endsInThousands(text, i) ? i + 1 : i;
}

function endOfDigits(text: string, start: number): number {
  let i = start;
  while (i < text.length && CLASS_OF[text.charCodeAt(i)] === CLASS.digit) i++;
  return i;
}

function endsInThousands(text: string, at: number): boolean {
  const letter = text.charCodeAt(at) | 0x20;
  if (letter !== 0x6b && letter !== 0x6d) return false;
  const following = at + 1 < text.length ? CLASS_OF[text.charCodeAt(at + 1)] : CLASS.space;
  return following < CLASS.latin && following !== CLASS.digit;
}

/** Text with letters and accents apart, as macOS writes it: composed first, and the offsets mapped back. */
function foldDecomposed(buffer: FoldBuffer, text: string, slots: boolean): void {
  let composed = '';
  const origins: number[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    while (end < text.length && ACTION_OF[text.charCodeAt(end)] === ACTION.combining) end++;
    const letter = end - start > 1 ? text.slice(start, end).normalize('NFC') : text[start];
    for (const unit of letter) {
      if (ACTION_OF[unit.charCodeAt(0)] === ACTION.combining) continue;
      for (let i = 0; i < unit.length; i++) origins.push(start);
      composed += unit;
    }
    start = end;
  }
  origins.push(text.length);
  foldUnits(buffer, composed, slots);
  for (let i = 0; i <= buffer.length; i++) buffer.offsets[i] = origins[buffer.offsets[i]];
}
