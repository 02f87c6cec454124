/**
 * How highlighters lay out code. They put each line in an element of its own, or in a row of a table whose first
 * cells count the lines:
 *
 *   pre ( code ( table ( tr ( td "1", td "if (a) {" ), tr ( td "2", td "  run();" ) ) ) )
 *   table ( tr ( td.gutter ( div "1", div "2" ), td.code ( div "if (a) {", div "  run();" ) ) )
 */
import type { BlockKind, Mark, Span } from '../document.ts';
import { hasWordOf, TAG } from '../page.ts';
import type { Elements } from './elements.ts';
import type { TableRows } from './rows.ts';
import type { StartTag } from './start-tag.ts';

const LINES: ReadonlySet<number> = new Set([TAG.div, TAG.p, TAG.ol, TAG.ul, TAG.li, TAG.tr]);
const FRAMES: ReadonlySet<number> = new Set([TAG.table, TAG.thead, TAG.tbody, TAG.tfoot]);

/** What an element is that stands in code: a line, or something around lines or inside one; undefined for others. */
export type CodePart = 'line' | 'frame' | undefined;

/**
 * What an element with this tag is of the code around it.
 * @param kindAround the kind of the text around it
 * @param isInCode a `code` element is open: a table directly in `pre` is a table of the page
 */
export function codePartOf(tag: number, kindAround: BlockKind | undefined, isInCode: boolean): CodePart {
  if (kindAround !== 'code') return undefined;
  if (LINES.has(tag)) return 'line';
  if (tag === TAG.td) return 'frame';
  return FRAMES.has(tag) && (tag !== TAG.table || isInCode) ? 'frame' : undefined;
}

/** True for what holds rows or cells: white space directly in it is none of the code. */
export function isBetweenCells(tag: number | undefined): boolean {
  return tag !== undefined && (tag === TAG.tr || FRAMES.has(tag));
}

/** Class names of the cell that counts the lines, and of the cell that has them. */
const GUTTER = /(?:^|[\s_-])(?:gutter|ln|lineno|linenos|linenr|line-?numbers?|nums?|numbers?)(?=[\s_-]|$)/i;
const CODE = /(?:^|[\s_-])code(?=[\s_-]|$)/i;

/**
 * The numbers before a cell that begins, where its class names and theirs say that it has the lines which they count.
 * @returns as `TableRows.takeGutter`
 */
export function gutterBefore(
  { classStart, classEnd, element }: StartTag,
  source: string,
  rows: TableRows,
  elements: Elements,
): Span | undefined {
  const first = rows.classCell(classStart, classEnd);
  if (first === undefined || !hasWordOf(elements, element, 'code')) return undefined;
  if (!CODE.test(source.slice(classStart, classEnd))) return undefined;
  return GUTTER.test(source.slice(first.start, first.end)) ? rows.takeGutter(source) : undefined;
}

/** True for a paragraph of several lines that all stand in one `code` element: it is a program, not a word of one. */
export function isProgram(text: string, marks: readonly Mark[]): boolean {
  if (marks.length !== 1 || marks[0].type !== 'code' || !text.includes('\n')) return false;
  return marks[0].start === 0 && marks[0].end === text.length;
}
