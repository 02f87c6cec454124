/** The lines of a text that are not blank, as a structure of arrays. */
import { CLASS, CLASS_OF } from '../characters.ts';

/**
 * Line ends are LF, CR LF, CR, and Unicode's LINE SEPARATOR and PARAGRAPH SEPARATOR (U+2028, U+2029).
 * NEXT LINE (U+0085) is none: it is not white space for JavaScript, so it would be in no block.
 * Form feed and vertical tab are white space inside a line.
 */
function isLineEnd(codeUnit: number): boolean {
  return codeUnit === 0x0a || codeUnit === 0x0d || codeUnit === 0x2028 || codeUnit === 0x2029;
}

const TAB_WIDTH = 4;
const MAX_INDENT = 0xffff;

/** Lines without their white space at both ends; index `i` of every array is the same line. */
export interface Lines {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Columns of white space before `start`, a tab up to the next multiple of four. */
  readonly indent: Uint16Array;
  /** How many blank lines stand before the line, from 2 on 2; nothing before the first line counts as one. */
  readonly gap: Uint8Array;
  /** Whether single blank lines were there and do not count. */
  readonly isDoubleSpaced: boolean;
}

/** The lines of a text that is printed double-spaced, as if its single blank lines were not there. */
export function withoutSingleGaps(lines: Lines): Lines {
  const gap = lines.gap.map((blank, line) => (line === 0 ? blank : Math.max(0, blank - 1)));
  return { ...lines, gap, isDoubleSpaced: true };
}

/**
 * Reads the lines that hold more than white space.
 * @param source any text; positions are UTF-16 code units of it
 */
export function readLines(source: string): Lines {
  const classOf = CLASS_OF;
  const space = CLASS.space;
  const hasOnlyLineFeeds = !source.includes('\r') && !source.includes('\u2028') && !source.includes('\u2029');
  let capacity = Math.max(16, source.length >> 5);
  let start = new Int32Array(capacity);
  let end = new Int32Array(capacity);
  let indent = new Uint16Array(capacity);
  let gap = new Uint8Array(capacity);
  let count = 0;
  let blanks = 1;
  let at = 0;
  while (at < source.length) {
    const stop = hasOnlyLineFeeds ? nextLineFeed(source, at) : nextLineEnd(source, at);
    let first = at;
    let last = stop;
    let columns = 0;
    for (; first < stop && classOf[source.charCodeAt(first)] === space; first++) {
      columns += source.charCodeAt(first) === 0x09 ? TAB_WIDTH - (columns % TAB_WIDTH) : 1;
    }
    while (last > first && classOf[source.charCodeAt(last - 1)] === space) last--;
    if (last > first) {
      if (count === capacity) {
        capacity *= 2;
        start = enlarged(start, new Int32Array(capacity));
        end = enlarged(end, new Int32Array(capacity));
        indent = enlarged(indent, new Uint16Array(capacity));
        gap = enlarged(gap, new Uint8Array(capacity));
      }
      start[count] = first;
      end[count] = last;
      indent[count] = Math.min(columns, MAX_INDENT);
      gap[count] = Math.min(blanks, 2);
      count++;
    }
    blanks = last === first ? blanks + 1 : 0;
    at = stop + 1;
    if (source.charCodeAt(stop) === 0x0d && source.charCodeAt(at) === 0x0a) at++;
  }
  return { count, start, end, indent, gap, isDoubleSpaced: false };
}

function nextLineFeed(source: string, from: number): number {
  const found = source.indexOf('\n', from);
  return found === -1 ? source.length : found;
}

function nextLineEnd(source: string, from: number): number {
  let at = from;
  while (at < source.length && !isLineEnd(source.charCodeAt(at))) at++;
  return at;
}

function enlarged<T extends Int32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
