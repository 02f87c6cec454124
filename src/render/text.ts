/**
 * Plain text, as a minimal edit of its source (design.md 3.4): a kept line keeps its own characters
 * and its line end. Where a stretch was removed, the longer of the line breaks at its two edges
 * stays, at most one blank line. Text that is not empty ends in one line end.
 *
 * Line ends are CRLF, LF and CR.
 */
import { isSpace } from '../characters.ts';
import type { KeptBlock, Span } from '../document.ts';
import { withPowers } from './powers.ts';

/** A stretch of the clean text that is a stretch of the source, character by character. */
export interface Piece {
  /** Where it starts in the clean text. */
  readonly at: number;
  /** Where it starts in the source. */
  readonly start: number;
  readonly length: number;
}

export interface RenderedText {
  readonly text: string;
  /** In order; what lies between two pieces is white space. */
  readonly pieces: readonly Piece[];
  /** For every removed span, where in `text` it was cut out. */
  readonly cuts: readonly number[];
}

const BYTE_ORDER_MARK = 0xfeff;

/** Line breaks that stay where lines were removed: the end of the line before, and one blank line. */
const MOST_BREAKS = 2;

/**
 * The source without the removed spans.
 * @param removed In order of their starts, not overlapping, no white space at either end.
 */
export function renderText(source: string, removed: readonly Span[]): RenderedText {
  const pieces: Piece[] = [];
  const cuts: number[] = [];
  let text = '';
  const keep = (start: number, end: number): void => {
    if (end <= start) return;
    pieces.push({ at: text.length, start, length: end - start });
    text += source.slice(start, end);
  };

  // Two marks stand before a text that was put together from files: what is cleaned again has none.
  let from = 0;
  while (source.charCodeAt(from) === BYTE_ORDER_MARK) from++;
  let next = 0;
  while (next < removed.length) {
    let last = next;
    while (last + 1 < removed.length && isBlank(source, removed[last].end, removed[last + 1].start)) last++;
    const left = skipSpacesBack(source, removed[next].start, from);
    const right = skipSpaces(source, removed[last].end);
    if (right === source.length) break;
    const join = joinEdges(
      source,
      { start: left, end: removed[next].start },
      { start: removed[last].end, end: right },
      left === from && text === '',
    );
    keep(from, join.keepUntil);
    text += join.breaks;
    for (; next <= last; next++) cuts.push(text.length);
    from = join.resumeAt;
  }
  const stop = next < removed.length ? removed[next].start : source.length;
  keep(from, endOfLastLine(source, from, stop));
  text = endInLineEnd(text, source, pieces);
  for (; next < removed.length; next++) cuts.push(text.length);
  return { text, pieces, cuts };
}

interface Join {
  /** The left line is kept to here, trailing spaces included. */
  readonly keepUntil: number;
  /** What stands between the two sides when neither has it already. */
  readonly breaks: string;
  /** The right line is kept from here, indentation included. */
  readonly resumeAt: number;
}

/** What of the white space at the two edges of a removed stretch stays. */
function joinEdges(source: string, left: Span, right: Span, atStart: boolean): Join {
  const leftBreaks = lineBreaks(source, left);
  const rightBreaks = lineBreaks(source, right);
  if (atStart) return { keepUntil: left.start, breaks: '', resumeAt: afterLast(rightBreaks, right.end) };
  if (leftBreaks.length > 0 && rightBreaks.length > 0) {
    const longer = rightBreaks.length > leftBreaks.length ? rightBreaks : leftBreaks;
    const breaks = longer.slice(0, MOST_BREAKS).map((span) => source.slice(span.start, span.end));
    return {
      keepUntil: leftBreaks[0].start,
      breaks: breaks.join(''),
      resumeAt: afterLast(rightBreaks, right.end),
    };
  }
  if (leftBreaks.length > 0) return { keepUntil: left.end, breaks: '', resumeAt: right.end };
  if (rightBreaks.length > 0) return { keepUntil: left.start, breaks: '', resumeAt: right.start };
  const leftIsLonger = left.end - left.start >= right.end - right.start;
  return leftIsLonger
    ? { keepUntil: left.end, breaks: '', resumeAt: right.end }
    : { keepUntil: left.start, breaks: '', resumeAt: right.start };
}

function afterLast(breaks: readonly Span[], otherwise: number): number {
  return breaks.at(-1)?.end ?? otherwise;
}

function lineBreaks(source: string, { start, end }: Span): Span[] {
  const breaks: Span[] = [];
  for (let i = start; i < end; i++) {
    const length = lineEndLength(source, i);
    if (length === 0) continue;
    breaks.push({ start: i, end: i + length });
    i += length - 1;
  }
  return breaks;
}

function lineEndLength(source: string, i: number): number {
  const codeUnit = source.charCodeAt(i);
  if (codeUnit === 0x0a) return 1;
  if (codeUnit !== 0x0d) return 0;
  return source.charCodeAt(i + 1) === 0x0a ? 2 : 1;
}

/** The end of the last line that holds more than white space, its trailing spaces included. */
function endOfLastLine(source: string, from: number, stop: number): number {
  const end = skipSpacesBack(source, stop, from);
  if (end === from) return from;
  let i = end;
  while (i < stop && lineEndLength(source, i) === 0) i++;
  // Spaces before a removed fragment belong to the fragment, spaces before a line end to the line.
  return i === stop && stop < source.length ? end : i;
}

/** Ends the text with the line end that its last line had, or that its other lines have. */
function endInLineEnd(text: string, source: string, pieces: readonly Piece[]): string {
  const last = pieces.at(-1);
  if (!last || isBlank(text, 0, text.length)) return '';
  const end = last.start + last.length;
  const own = source.slice(end, end + lineEndLength(source, end));
  return text + (own || firstLineEnd(source) || '\n');
}

function firstLineEnd(source: string): string {
  for (let i = 0; i < source.length; i++) {
    const length = lineEndLength(source, i);
    if (length > 0) return source.slice(i, i + length);
  }
  return '';
}

function isBlank(source: string, start: number, end: number): boolean {
  return skipSpaces(source, start, end) === end;
}

function skipSpaces(source: string, from: number, end: number = source.length): number {
  let i = from;
  while (i < end && isSpace(source.charCodeAt(i))) i++;
  return i;
}

function skipSpacesBack(source: string, from: number, floor: number): number {
  let i = from;
  while (i > floor && isSpace(source.charCodeAt(i - 1))) i--;
  return i;
}

/**
 * The blocks of an HTML document as plain text: rows and list items on lines of their own, a blank
 * line between everything else. No markers but those of powers: what is printed is what the page says.
 */
export function renderBlocks(kept: readonly KeptBlock[]): string {
  let text = '';
  let previous: KeptBlock | undefined;
  for (const block of kept) {
    if (previous) text += staysTogether(previous, block) ? '\n' : '\n\n';
    text += withPowers(block);
    previous = block;
  }
  return text === '' ? '' : `${text}\n`;
}

function staysTogether(previous: KeptBlock, next: KeptBlock): boolean {
  const kind = next.block.kind;
  if (previous.block.kind !== kind) return false;
  return kind === 'list-item' || (kind === 'table' && next.block.level > previous.block.level);
}
