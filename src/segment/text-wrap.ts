/**
 * Is a text hard-wrapped, its paragraphs broken at a fixed width as in mail and Project Gutenberg, or
 * does each line hold a whole block?
 *
 * The answer is for the whole document, and from shares of its long lines, so that taking some lines
 * away does not turn it. Every two long lines with no blank line between them are a witness. Wrapped
 * text breaks where the next word would not fit, mostly inside a sentence, and often before a
 * lower-case word; lines that are blocks do none of that.
 */
import { CLASS, CLASS_OF, caseOf, endsSentence, isSpace } from '../characters.ts';
import { type Lines, withoutSingleGaps } from './text-lines.ts';
import { beginsSomething } from './text-shapes.ts';

const MIN_WIDTH = 35;
const MAX_WIDTH = 140;
const MIN_WITNESSES = 3;
const HISTOGRAM_SIZE = 256;
/** A line is full when it and the next word would reach this share of the width. */
const FULL = 0.85;
/** A line with less than this share of the width says nothing: it may end a paragraph, or be a heading. */
const LONG = 0.6;
const FULL_SHARE = 0.75;
const INSIDE_SENTENCE_SHARE = 0.65;
const LOWER_CASE_SHARE = 0.3;
/** At most this share of the characters may stand in lines far longer than the width. */
const OVERLONG_SHARE = 0.2;

/** Where almost every line has a blank line before it, the text may be printed double-spaced. */
const DOUBLE_SPACED_SHARE = 0.95;
const MIN_DOUBLE_SPACED = 6;

/**
 * The lines of a text and the width at which it is wrapped, in columns; 0 when it is not: then a line is a block. Of
 * wrapped text that is printed double-spaced, each line with a blank one behind it, single blank lines do not count.
 */
export function readWrap(source: string, lines: Lines): { readonly lines: Lines; readonly width: number } {
  const width = wrapWidth(source, lines);
  if (width > 0 || !mayBeDoubleSpaced(lines)) return { lines, width };
  const joined = withoutSingleGaps(lines);
  const joinedWidth = wrapWidth(source, joined);
  return joinedWidth > 0 ? { lines: joined, width: joinedWidth } : { lines, width };
}

function mayBeDoubleSpaced({ count, gap }: Lines): boolean {
  let spaced = 0;
  for (let line = 1; line < count; line++) if (gap[line] > 0) spaced++;
  return count >= MIN_DOUBLE_SPACED && spaced >= (count - 1) * DOUBLE_SPACED_SHARE;
}

function wrapWidth(source: string, lines: Lines): number {
  const width = usualWidth(source, lines);
  if (width < MIN_WIDTH || width > MAX_WIDTH) return 0;
  let witnesses = 0;
  let full = 0;
  let insideSentence = 0;
  let cased = 0;
  let lowerCase = 0;
  let characters = 0;
  let overlong = 0;
  for (let line = 0; line < lines.count; line++) {
    const columns = widthOf(lines, line);
    characters += columns;
    if (columns > width * 1.5) overlong += columns;
    if (columns < width * LONG || columns > width * 1.5 || !isPair(source, lines, line)) continue;
    const next = lines.start[line + 1];
    witnesses++;
    if (columns + 1 + firstWordLength(source, next, lines.end[line + 1]) > width * FULL) full++;
    if (!endsSentence(source, lines.start[line], lines.end[line])) insideSentence++;
    const letterCase = caseOf(source[next]);
    if (letterCase !== 'none') cased++;
    if (letterCase === 'lower') lowerCase++;
  }
  const isWrapped =
    witnesses >= MIN_WITNESSES &&
    full >= witnesses * FULL_SHARE &&
    insideSentence >= witnesses * INSIDE_SENTENCE_SHARE &&
    lowerCase >= cased * LOWER_CASE_SHARE &&
    overlong <= characters * OVERLONG_SHARE;
  return isWrapped ? width : 0;
}

/** The 90th percentile of the widths of lines that have a next line: last lines of paragraphs are short, a long URL is an exception. */
function usualWidth(source: string, lines: Lines): number {
  const histogram = new Int32Array(HISTOGRAM_SIZE);
  let total = 0;
  for (let line = 0; line < lines.count; line++) {
    const columns = widthOf(lines, line);
    if (columns < MIN_WIDTH || !isPair(source, lines, line)) continue;
    histogram[Math.min(columns, HISTOGRAM_SIZE - 1)]++;
    total++;
  }
  let above = total * 0.1;
  for (let columns = HISTOGRAM_SIZE - 1; columns > 0; columns--) {
    above -= histogram[columns];
    if (above < 0) return columns;
  }
  return 0;
}

function isPair(source: string, lines: Lines, line: number): boolean {
  return line + 1 < lines.count && lines.gap[line + 1] === 0 && !beginsSomething(source, lines, line + 1);
}

/**
 * Does the paragraph of a wrapped text go on in the next line?
 * @param width what `wrapWidth` found
 * @param first the paragraph's first line
 * @param line its last line so far; `line + 1` is a line
 */
export function continues(source: string, lines: Lines, width: number, first: number, line: number): boolean {
  const next = line + 1;
  if (lines.gap[next] > 0 || beginsSomething(source, lines, next)) return false;
  // A first line that is set in begins a paragraph, unless it hangs below a bullet or a number.
  if (
    lines.indent[next] > lines.indent[line] + 1 &&
    !(line === first && beginsSomething(source, lines, first))
  )
    return false;
  // Double-spaced, nothing tells where a paragraph ends that fills its last line.
  if (lines.isDoubleSpaced && endsSentence(source, lines.start[line], lines.end[line])) return false;
  const reach = widthOf(lines, line) + 1 + firstWordLength(source, lines.start[next], lines.end[next]);
  if (reach > width * FULL) return true;
  return (
    !endsSentence(source, lines.start[line], lines.end[line]) && caseOf(source[lines.start[next]]) === 'lower'
  );
}

function widthOf(lines: Lines, line: number): number {
  return lines.indent[line] + lines.end[line] - lines.start[line];
}

/** Scripts without spaces break anywhere: their first word is one character. */
function firstWordLength(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isSpace(source.charCodeAt(at))) {
    if (CLASS_OF[source.charCodeAt(at)] >= CLASS.unspaced) return at - start + 1;
    at++;
  }
  return at - start;
}
