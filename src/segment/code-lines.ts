/**
 * How highlighters lay out code. They put each line in an element of its own, or in a row of a table whose first
 * cells count the lines:
 *
 *   pre ( code ( table ( tr ( td "1", td "if (a) {" ), tr ( td "2", td "  run();" ) ) ) )
 *   table ( tr ( td.gutter ( div "1", div "2" ), td.code ( div "if (a) {", div "  run();" ) ) )
 */
import type { BlockKind } from '../document.ts';
import { TAG } from '../page.ts';

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

/** True when the class names of two neighbouring cells say that the first counts the lines of the code in the second. */
export function areGutterAndCode(first: string, second: string): boolean {
  return CODE.test(second) && GUTTER.test(first);
}
