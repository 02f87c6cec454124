/**
 * Text into blocks. A line is a block; in hard-wrapped text a paragraph is. Fenced and indented code is
 * one block with its blank lines, a list item and a table row are one each, an underlined heading has its
 * underline in it.
 */
import type { Block, BlockKind, Document, Mark, Metadata } from '../document.ts';
import { type Lines, readLines } from './text-lines.ts';
import {
  type Columns,
  columnCounter,
  fenceLength,
  hashLevel,
  isBullet,
  looksLikeCode,
  ordinalOf,
  quoteDepth,
  ruleCharacter,
} from './text-shapes.ts';
import { nameTitleAndHeadings } from './text-titles.ts';
import { continues, readWrap } from './text-wrap.ts';

/**
 * Segments plain text or Markdown. Linear in time and memory.
 * @param source decoded text without a byte order mark; positions are UTF-16 code units of it
 * @param origin where it came from
 * @returns a document whose blocks hold every character that is not white space once, in order;
 *   `block.text` is `source.slice(block.start, block.end)`. `languages` is left to the language judge.
 */
export function segmentText(source: string, origin: { readonly url?: string }): Document {
  const { lines, width } = readWrap(source, readLines(source));
  const reading: Reading = {
    source,
    lines,
    width,
    blocks: [],
    listIndents: [],
    unclosed: { backtick: Infinity, tilde: Infinity },
    proseUntil: 0,
    columnsOf: columnCounter(source),
  };
  let line = frontMatter(reading);
  while (line < lines.count) line = readBlock(reading, line);
  const title = nameTitleAndHeadings(source, reading.blocks);
  const metadata: Metadata = title === undefined ? {} : { title };
  return {
    format: 'text',
    source,
    ...(origin.url === undefined ? {} : { url: origin.url }),
    metadata,
    blocks: reading.blocks,
    languages: [],
  };
}

/** What is known while a text is read from its first line to its last. */
interface Reading {
  readonly source: string;
  readonly lines: Lines;
  /** Columns at which the text is wrapped; 0 when a line is a block. */
  readonly width: number;
  readonly blocks: Block[];
  /** Indents of the list items that are open, outermost first. */
  readonly listIndents: number[];
  /** The shortest fence of each sort that is known to have no end, so that no search is made twice. */
  readonly unclosed: { backtick: number; tilde: number };
  /** Indented lines up to this one were found not to be code. */
  proseUntil: number;
  readonly columnsOf: (start: number, end: number) => Columns;
}

const NO_MARKS: readonly Mark[] = [];
const CODE_INDENT = 4;
const PIPE_ROWS = 2;
const GAP_ROWS = 3;
/** How far to look for the next number of an ordered list. */
const ORDINAL_LOOKAHEAD = 12;

/** Adds the block from line `first` to line `last` and returns the line behind it. */
function push(
  reading: Reading,
  kind: BlockKind,
  first: number,
  last: number,
  level = 0,
  ordinal?: number,
): number {
  const start = reading.lines.start[first];
  const end = reading.lines.end[last];
  const text = reading.source.slice(start, end);
  // The same properties in the same order as those of a page's blocks.
  reading.blocks.push({
    kind,
    text,
    level,
    start,
    end,
    marks: NO_MARKS,
    element: -1,
    ordinal,
    codeLanguage: undefined,
  });
  return last + 1;
}

function readBlock(reading: Reading, line: number): number {
  const { source, lines } = reading;
  const start = lines.start[line];
  const end = lines.end[line];
  const taken =
    fencedCode(reading, line) ||
    listItem(reading, line) ||
    indentedCode(reading, line) ||
    table(reading, line);
  if (taken > 0) return taken;
  if (lines.indent[line] === 0) reading.listIndents.length = 0;
  const level = hashLevel(source, start, end);
  if (level > 0) return push(reading, 'heading', line, line, level);
  const underlined = underlineLevel(reading, line);
  if (underlined > 0) return push(reading, 'heading', line, line + 1, underlined);
  const depth = quoteDepth(source, start, end);
  if (depth > 0) return push(reading, 'quote', line, line, depth);
  return push(reading, 'paragraph', line, lastOfParagraph(reading, line));
}

function lastOfParagraph(reading: Reading, first: number): number {
  const { source, lines, width } = reading;
  let last = first;
  if (width === 0 || ruleCharacter(source, lines.start[first], lines.end[first]) !== 0) return first;
  while (last + 1 < lines.count && continues(source, lines, width, first, last)) last++;
  return last;
}

function fencedCode(reading: Reading, line: number): number {
  const { source, lines, unclosed } = reading;
  const opening = fenceLength(source, lines.start[line], lines.end[line]);
  if (opening === 0) return 0;
  const sort = opening > 0 ? 'backtick' : 'tilde';
  const length = Math.abs(opening);
  if (length >= unclosed[sort]) return 0;
  const mark = source.charCodeAt(lines.start[line]);
  for (let close = line + 1; close < lines.count; close++) {
    const at = lines.start[close];
    if (lines.end[close] - at < length || source.charCodeAt(at) !== mark) continue;
    if (ruleCharacter(source, at, lines.end[close]) === mark) return push(reading, 'code', line, close);
  }
  unclosed[sort] = length;
  return 0;
}

/** Indented lines, blank lines between them included, of which half look like program text. */
function indentedCode(reading: Reading, line: number): number {
  const { source, lines } = reading;
  if (line < reading.proseUntil || lines.gap[line] === 0 || lines.indent[line] < CODE_INDENT) return 0;
  let codeLines = 0;
  let behind = line;
  while (behind < lines.count && lines.indent[behind] >= CODE_INDENT) {
    if (looksLikeCode(source, lines.start[behind], lines.end[behind])) codeLines++;
    behind++;
  }
  if (codeLines * 2 >= behind - line) return push(reading, 'code', line, behind - 1);
  reading.proseUntil = behind;
  return 0;
}

function listItem(reading: Reading, line: number): number {
  const { source, lines, listIndents } = reading;
  const start = lines.start[line];
  const ordinal = ordinalOf(source, start, lines.end[line]);
  if (ordinal >= 0 ? !isNumbered(reading, line, ordinal) : !isBullet(source, start, lines.end[line]))
    return 0;
  const indent = lines.indent[line];
  while (listIndents.length > 0 && listIndents[listIndents.length - 1] >= indent) listIndents.pop();
  listIndents.push(indent);
  const last = lastOfParagraph(reading, line);
  return push(reading, 'list-item', line, last, listIndents.length, ordinal >= 0 ? ordinal : undefined);
}

/** A number makes a list item only beside its neighbour: `19. Juni` and `1. FC` are no items. */
function isNumbered(reading: Reading, line: number, ordinal: number): boolean {
  const { source, lines, blocks } = reading;
  for (let back = blocks.length - 1; back >= 0 && back >= blocks.length - 3; back--) {
    if (blocks[back].kind === 'list-item' && blocks[back].ordinal === ordinal - 1) return true;
  }
  const stop = Math.min(lines.count, line + ORDINAL_LOOKAHEAD);
  for (let ahead = line + 1; ahead < stop; ahead++) {
    if (ordinalOf(source, lines.start[ahead], lines.end[ahead]) === ordinal + 1) return true;
  }
  return false;
}

/** Lines one below the other with the same number of pipes, tabs or gaps; a block per row. */
function table(reading: Reading, line: number): number {
  const { lines, columnsOf } = reading;
  const columns = columnsOf(lines.start[line], lines.end[line]);
  if (columns.count === 0) return 0;
  let last = line;
  while (last + 1 < lines.count && lines.gap[last + 1] === 0) {
    const next = columnsOf(lines.start[last + 1], lines.end[last + 1]);
    if (next.separator !== columns.separator || next.count !== columns.count) break;
    last++;
  }
  const rows = last - line + 1;
  if (rows < (columns.separator === 'gap' ? GAP_ROWS : PIPE_ROWS)) return 0;
  for (let row = 0; row < rows; row++) push(reading, 'table', line + row, line + row, row + 1);
  return last + 1;
}

/** A line with `====` (level 1) or `----` (level 2, about as long as the line) right below it, alone between blank lines above and text. */
function underlineLevel(reading: Reading, line: number): number {
  const { source, lines } = reading;
  if (line + 1 >= lines.count || lines.gap[line + 1] > 0 || lines.gap[line] === 0) return 0;
  const mark = ruleCharacter(source, lines.start[line + 1], lines.end[line + 1]);
  if (mark !== 0x3d && mark !== 0x2d) return 0;
  const length = lines.end[line] - lines.start[line];
  if (length > 120 || ruleCharacter(source, lines.start[line], lines.end[line]) !== 0) return 0;
  if (mark === 0x3d) return 1;
  const underline = lines.end[line + 1] - lines.start[line + 1];
  return Math.abs(underline - length) <= Math.max(3, length * 0.3) ? 2 : 0;
}

/** The YAML between two lines of `---` at the very top of a Markdown file is one block of code. */
function frontMatter(reading: Reading): number {
  const { source, lines } = reading;
  if (lines.count === 0 || lines.start[0] !== 0 || !isFrontMatterFence(reading, 0)) return 0;
  for (let line = 1; line < lines.count && lines.gap[line] === 0; line++) {
    if (isFrontMatterFence(reading, line)) return push(reading, 'code', 0, line);
    const isEntry = source.slice(lines.start[line], lines.end[line]).includes(':');
    if (!isEntry && lines.indent[line] === 0 && source[lines.start[line]] !== '-') return 0;
  }
  return 0;
}

function isFrontMatterFence({ source, lines }: Reading, line: number): boolean {
  return lines.end[line] - lines.start[line] === 3 && source.startsWith('---', lines.start[line]);
}
