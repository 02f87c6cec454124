/**
 * The blocks of a text document as what they say: without list markers, hash signs, quote marks, fences and
 * the lines under headings, which are what the kind of the block says already. Inline markup stays.
 *
 *   "- one\n  item"  list-item  →  "one item"        "| a | b |"  table  →  "a\tb"
 */
import { isSpace } from '../characters.ts';
import type { Block, KeptBlock } from '../document.ts';

const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

/**
 * @param source the text of which the blocks are spans; nothing was removed from the blocks
 * @returns as many blocks or fewer: lines of a quote are joined, rows that only draw a line are left out
 */
export function withoutMarkup(source: string, kept: readonly KeptBlock[]): KeptBlock[] {
  const read: KeptBlock[] = [];
  for (const { block, marks } of kept) {
    const before = read.at(-1);
    // The line between two paragraphs of a quote.
    if (before?.block.kind === 'quote' && /^[>\s]+$/.test(block.text)) continue;
    const text = contentOf(source, block);
    const joint = before && quoteJoint(source, before.block, block);
    if (before && joint !== undefined) {
      const whole = { ...block, start: before.block.start };
      read[read.length - 1] = { block: whole, text: before.text + joint + text, marks };
    } else if (text !== '') {
      read.push({ block: isOrnament(block) ? paragraphOf(block) : block, text, marks });
    }
  }
  return read;
}

function contentOf(source: string, block: Block): string {
  const { kind, text } = block;
  switch (kind) {
    case 'code':
      return codeOf(source, block);
    case 'table':
      return isDelimiterRow(block) ? '' : rowOf(text);
    case 'title':
    case 'heading':
      return headingOf(text);
    case 'list-item':
      return joinLines(isOrnament(block) ? text : text.replace(/^(?:\d+[.)]|\S)\s+/, ''));
    case 'quote':
      return joinLines(text.replace(/^[>\s]+/, ''));
    default:
      return joinLines(text);
  }
}

/** `* * *` between two parts of a text begins as an item does. */
function isOrnament({ kind, text }: Block): boolean {
  return kind === 'list-item' && /^[-*_\s]+$/.test(text);
}

function paragraphOf({ ordinal, ...block }: Block): Block {
  return { ...block, kind: 'paragraph', level: 0 };
}

/** Lines of hard-wrapped text are one paragraph; a line that ends in two spaces is a line of its own, as in Markdown. */
function joinLines(text: string): string {
  const lines = text.split(LINE_END);
  return lines
    .map((line, i) => (i === lines.length - 1 ? line.trim() : line.trim() + lineJoint(line)))
    .join('');
}

function lineJoint(line: string): string {
  return line.endsWith('  ') ? '\n' : ' ';
}

/** What stands between two lines of the same quoted paragraph; undefined when they are none. */
function quoteJoint(source: string, before: Block, block: Block): string | undefined {
  if (before.kind !== 'quote' || block.kind !== 'quote' || before.level !== block.level) return undefined;
  const between = source.slice(before.end, block.start).split(LINE_END);
  return between.length === 2 && between[1].trim() === '' ? lineJoint(between[0]) : undefined;
}

function headingOf(text: string): string {
  const lines = text.split(LINE_END);
  if (lines.length > 1 && /^\s*[=-]{3,}$/.test(lines[lines.length - 1])) lines.pop();
  const heading = joinLines(lines.join('\n'));
  if (!/^#{1,6}\s/.test(heading)) return heading;
  const last = heading.lastIndexOf(' ');
  const isClosed = last > heading.indexOf(' ') && /^#+$/.test(heading.slice(last + 1));
  return heading.slice(heading.search(/\s/), isClosed ? last : undefined).trim();
}

/** The cells, parted by tabs. */
function rowOf(text: string): string {
  const isPiped = text.includes('|');
  if (!isPiped && text.includes('\t')) return text;
  const cells = text.split(isPiped ? /(?<!\\)\|/ : / {3,}/);
  if (isPiped && cells[0] === '') cells.shift();
  if (isPiped && cells.length > 1 && cells[cells.length - 1] === '') cells.pop();
  return cells.map((cell) => cell.trim().replaceAll('\t', ' ').replaceAll('\\|', '|')).join('\t');
}

/** The line under a table's head: `|---|:--:|`. */
function isDelimiterRow({ text, level }: Block): boolean {
  return /^[\s|:+=-]+$/.test(text) && (level === 2 ? /[-=]/ : /---|===/).test(text);
}

/** Code without its fence and without the indentation that all its lines have. */
function codeOf(source: string, { start, end }: Block): string {
  let from = start;
  while (from > 0 && isSpace(source.charCodeAt(from - 1)) && !LINE_END.test(source[from - 1])) from--;
  const lines = source.slice(from, end).split(LINE_END);
  const margin = commonMargin(lines);
  const code = lines.map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length)));
  return (/^(?:```|~~~)/.test(code[0]) ? code.slice(1, -1) : code).join('\n');
}

function commonMargin(lines: readonly string[]): number {
  let margin: string | undefined;
  for (const line of lines) {
    const own = line.slice(0, line.length - line.trimStart().length);
    if (own === line) continue;
    margin ??= own;
    let shared = 0;
    while (shared < margin.length && margin[shared] === own[shared]) shared++;
    margin = margin.slice(0, shared);
  }
  return margin?.length ?? 0;
}
