/**
 * Folding: the form in which phrases and blocks are compared. It never changes what is printed.
 *
 * Two texts fold to the same characters when they differ only in case, white space, the dress of
 * quotes, dashes, dots and arrows, full and half width, Arabic and Persian letter variants, vowel
 * points, accents that writers drop in practice, numbers, or in what stands before the first and
 * behind the last letter ("→ Related articles:" is "related articles"). A number of any form is `0`.
 */
import { CLASS, CLASS_OF } from '../characters.ts';

/** What stands in folded phrases for a slot. None of them can come out of folding a block. */
export const SLOT = { date: '\u0001', any: '\u0002', name: '\u0003' } as const;

/** The dress of a character: each letter of the first string folds to the one below it. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['‘’‚‛′`´ʼ', "''''''''"],
  ['“”„‟″「」『』《》〈〉', '"""""""""""""'],
  ['‐‑‒–—―−⁃─━﹣', '-----------'],
  ['»›→⇒▶►❯➔➜', '>>>>>>>>>'],
  ['«‹←❮', '<<<<'],
  ['•∙●▪■◦‣⋅・', '·········'],
  ['¦│┃ǀ', '||||'],
  ['…。｡', '...'],
  ['、､،', ',,,'],
  ['؛', ';'],
  ['؟', '?'],
  // Accents that capitals, headlines and hurried writers leave out.
  ['àáâãèéêìíîòóôõùúûýç', 'aaaaeeeiiioooouuuyc'],
  ['ăşșţțığ', 'assttig'],
  ['άέήίόύώϊϋΐΰς', 'αεηιουωιυιυσ'],
  ['ё', 'е'],
  [
    'ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ',
    'ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン',
  ],
  // Letters that Arabic, Persian and Urdu keyboards interchange.
  ['أإآٱ', 'اااا'],
  ['يىئې', 'یییی'],
  ['كڪ', 'کک'],
  ['ةۀ', 'هه'],
  ['ؤ', 'و'],
];

/** Dropped: soft hyphen, Arabic and Hebrew points, joiners, direction marks, variation selectors, icon fonts. */
const DROPPED: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x591, 0x5bd],
  [0x5bf, 0x5c7],
  [0x610, 0x61a],
  [0x640, 0x640],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6dc],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xe000, 0xf8ff],
  [0xfe00, 0xfe0f],
];

/** Control characters, arrows, boxes, dingbats: no more than a space. */
const SPACED: readonly (readonly [number, number])[] = [
  [0, 0x1f],
  [0x7f, 0x9f],
  [0x2190, 0x24ff],
  [0x2580, 0x2bff],
];

/** Where letters have capitals. */
const CASED: readonly (readonly [number, number])[] = [
  [0x41, 0x58f],
  [0x10a0, 0x10ff],
  [0x1e00, 0x1fff],
];

/** From an ASCII character to its full-width form. */
const FULL_WIDTH = 0xfee0;
const DOTTED_CAPITAL_I = 0x130;
const CLOSING = new Set([...':;!?,.)]'].map((mark) => mark.charCodeAt(0)));
const SPACE = 0x20;
const DROP = 0xffff;
const ZERO = 0x30;
const DOT = 0x2e;
const COPYRIGHT = 0xa9;

/** What to do with a character; those above `unspaced` need more than to be written. */
const ACTION = {
  plain: 0,
  /** Marks that some languages put a space before and others not. */
  closing: 1,
  /** Letters of a script without spaces between words: spaces beside them say nothing. */
  unspaced: 2,
  digit: 3,
  space: 4,
  drop: 5,
  emoji: 6,
  combining: 7,
} as const;

const FOLD_OF = buildTable();
const ACTION_OF = buildActions();

function buildTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const characterClass = CLASS_OF[unit];
    table[unit] = characterClass === CLASS.space ? SPACE : characterClass === CLASS.digit ? ZERO : unit;
  }
  for (const [first, last] of SPACED) table.fill(SPACE, first, last + 1);
  for (const [first, last] of CASED) {
    for (let unit = first; unit <= last; unit++) {
      if (CLASS_OF[unit] === CLASS.digit) continue;
      const lower = String.fromCharCode(unit).toLowerCase();
      if (lower.length === 1) table[unit] = lower.charCodeAt(0);
    }
  }
  table[DOTTED_CAPITAL_I] = 0x69;
  for (const [from, to] of PAIRS) {
    for (let i = 0; i < from.length; i++) table[from.charCodeAt(i)] = to.charCodeAt(i);
  }
  // Capitals of the letters that the pairs changed, and full-width forms of ASCII.
  for (const [first, last] of CASED) {
    for (let unit = first; unit <= last; unit++) table[unit] = table[table[unit]];
  }
  for (let unit = 0x21; unit < 0x7f; unit++) table[unit + FULL_WIDTH] = table[unit];
  for (const [first, last] of DROPPED) table.fill(DROP, first, last + 1);
  return table;
}

function buildActions(): Uint8Array {
  const actions = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const folded = FOLD_OF[unit];
    if (folded === DROP) actions[unit] = ACTION.drop;
    else if (folded === SPACE) actions[unit] = ACTION.space;
    else if (folded === ZERO) actions[unit] = ACTION.digit;
    else if (CLASS_OF[folded] >= CLASS.unspaced) actions[unit] = ACTION.unspaced;
    else if (CLOSING.has(folded)) actions[unit] = ACTION.closing;
  }
  actions.fill(ACTION.combining, 0x300, 0x370);
  actions.fill(ACTION.emoji, 0xd83c, 0xd83f);
  return actions;
}

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
