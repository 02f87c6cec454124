/** What the shape of one line says: list markers, headings, fences, columns, code. */
import { CLASS, CLASS_OF, isSpace } from '../characters.ts';
import type { Lines } from './text-lines.ts';

/** `*`, `-`, `+` and the bullets that converters print: • ‣ ◦ ▪ ▫ ● ○ ■ □ · – */
const BULLETS = new Set([
  0x2a, 0x2d, 0x2b, 0x2022, 0x2023, 0x25e6, 0x25aa, 0x25ab, 0x25cf, 0x25cb, 0x25a0, 0x25a1, 0xb7, 0x2013,
]);
const HASH = 0x23;
const QUOTE = 0x3e;
const PIPE = 0x7c;
const BACKTICK = 0x60;
const TILDE = 0x7e;
const MAX_ORDINAL_DIGITS = 3;
const MIN_FENCE = 3;

/** True for a bullet and white space at the start of the line, with something behind them. */
export function isBullet(source: string, start: number, end: number): boolean {
  return end - start > 2 && BULLETS.has(source.charCodeAt(start)) && isSpace(source.charCodeAt(start + 1));
}

/** The number of `12. text` or `12) text`; -1 when the line has none. A list has it only beside its neighbour. */
export function ordinalOf(source: string, start: number, end: number): number {
  let at = start;
  let ordinal = 0;
  while (at < end && at - start <= MAX_ORDINAL_DIGITS) {
    const digit = source.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) break;
    ordinal = ordinal * 10 + digit;
    at++;
  }
  if (at === start || at - start > MAX_ORDINAL_DIGITS || at + 2 >= end) return -1;
  const closing = source.charCodeAt(at);
  return (closing === 0x2e || closing === 0x29) && isSpace(source.charCodeAt(at + 1)) ? ordinal : -1;
}

/** The level, 1 to 6, of a heading such as `## Text`; 0 when the line is none. */
export function hashLevel(source: string, start: number, end: number): number {
  let level = 0;
  while (level < 7 && source.charCodeAt(start + level) === HASH) level++;
  return level >= 1 && level <= 6 && start + level + 1 < end && isSpace(source.charCodeAt(start + level))
    ? level
    : 0;
}

/** How deep `> > text` is quoted; 0 when it is not. */
export function quoteDepth(source: string, start: number, end: number): number {
  if (source.charCodeAt(start) !== QUOTE) return 0;
  let depth = 0;
  let at = start;
  for (; at < end; at++) {
    if (source.charCodeAt(at) === QUOTE) depth++;
    else if (!isSpace(source.charCodeAt(at))) break;
  }
  return at < end && isSpace(source.charCodeAt(at - 1)) ? depth : 0;
}

/** The one character that the whole line is made of, three times or more (`=====`); 0 when there is none. */
export function ruleCharacter(source: string, start: number, end: number): number {
  const first = source.charCodeAt(start);
  if (end - start < 3) return 0;
  for (let at = start + 1; at < end; at++) if (source.charCodeAt(at) !== first) return 0;
  return first;
}

/** How many backticks or tildes open a fenced code block here, negative for tildes; 0 when none does. */
export function fenceLength(source: string, start: number, end: number): number {
  const mark = source.charCodeAt(start);
  if (mark !== BACKTICK && mark !== TILDE) return 0;
  let length = 0;
  while (start + length < end && source.charCodeAt(start + length) === mark) length++;
  if (length < MIN_FENCE) return 0;
  if (mark === TILDE) return -length;
  const next = source.indexOf('`', start + length);
  return next === -1 || next >= end ? length : 0;
}

/** Column separators inside a line: pipes, or else tabs, or else gaps of three spaces and more. */
export interface Columns {
  readonly separator: 'pipe' | 'tab' | 'gap' | 'none';
  readonly count: number;
}

const NO_COLUMNS: Columns = { separator: 'none', count: 0 };

/**
 * Counts what separates the columns of a line. Asked line by line from the first to the last, it searches the source once.
 * @returns a function of a line's start and end
 */
export function columnCounter(source: string): (start: number, end: number) => Columns {
  const pipe = occurrences(source, '|');
  const tab = occurrences(source, '\t');
  const gap = occurrences(source, '   ');
  return (start, end) => {
    const pipes = pipe(start, end);
    if (pipes > 0) return { separator: 'pipe', count: pipes };
    const tabs = tab(start, end);
    if (tabs > 0) return { separator: 'tab', count: tabs };
    const gaps = gap(start, end);
    return gaps > 0 ? { separator: 'gap', count: gaps } : NO_COLUMNS;
  };
}

/** Counts the places between two positions where `sign` begins; the places of a longer run of spaces are one. */
function occurrences(source: string, sign: string): (start: number, end: number) => number {
  let from = 0;
  let next = source.indexOf(sign);
  return (start, end) => {
    // A search that began no later, and found nothing before `start`, need not be made again.
    if (start < from || (next !== -1 && next < start)) {
      from = start;
      next = source.indexOf(sign, start);
    }
    if (next === -1 || next >= end) return 0;
    let count = 0;
    for (let at = next; at !== -1 && at < end; at = source.indexOf(sign, at)) {
      count++;
      at += sign.length;
      while (sign.length > 1 && source.charCodeAt(at) === 0x20) at++;
    }
    return count;
  };
}

const CODE_SIGNS = new Set(Array.from('{}[]()<>=;_$#|\\/*&+`', (sign) => sign.charCodeAt(0)));
const CODE_START =
  /^(?:\$ |> |# |\/\/|\/\*|@|import |from |def |class |return |function |var |let |const |if \(|for \(|while |public |private |<\/?\w|sudo |npm |git )/;
const CODE_END = /[;{}\\]$|\)$|=>$/;

/** True when an indented line reads like program text: it opens or closes as code does, or is dense with signs. */
export function looksLikeCode(source: string, start: number, end: number): boolean {
  const line = source.slice(start, Math.min(end, start + 200));
  if (CODE_START.test(line) || CODE_END.test(line)) return true;
  let signs = 0;
  for (let at = 0; at < line.length; at++) if (CODE_SIGNS.has(line.charCodeAt(at))) signs++;
  return signs * 12 >= line.length;
}

/** True when the line can't be joined to the one before it, because its own shape says that it begins something. */
export function beginsSomething(source: string, lines: Lines, line: number): boolean {
  const start = lines.start[line];
  const end = lines.end[line];
  // Most lines begin with a letter: they are answered by one look-up.
  if (CLASS_OF[source.charCodeAt(start)] >= CLASS.latin) return false;
  return (
    isBullet(source, start, end) ||
    ordinalOf(source, start, end) >= 0 ||
    hashLevel(source, start, end) > 0 ||
    quoteDepth(source, start, end) > 0 ||
    fenceLength(source, start, end) !== 0 ||
    source.charCodeAt(start) === PIPE ||
    ruleCharacter(source, start, end) !== 0
  );
}
