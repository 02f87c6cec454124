/** Table rows: the cells of a row become one block unless the table is there for the layout. */
import type { Block, Mark, Span } from '../document.ts';
import { TAG } from '../page.ts';
import type { BlockCounts } from './elements.ts';
import { PageBlock } from './page-block.ts';
import { TRAIT, TRAITS } from './tags.ts';

/** A row with a longer cell, or with one of more lines, is layout: a posting, a column of the page. */
const MAX_CELL_LENGTH = 600;
const MAX_CELL_BREAKS = 3;

/** What cells of data hold, each of their texts in one: paragraphs, or the items of a list. */
const IN_CELLS: ReadonlySet<number> = new Set([TAG.p, TAG.div, TAG.ul, TAG.ol, TAG.li]);

/** What counts lines of code: numbers, each in a line of its own. */
const NUMBERS = /^\d{1,6}(?:\s+\d{1,6})*$/;

/** Wider tables are layout, or an attack: their cells span nothing. */
const MOST_COLUMNS = 60;

interface OpenTable {
  rows: number;
  /** For each column, through how many of the next rows a cell from above reaches. */
  reaching: number[];
  /** A row has several `th`: it names the columns. */
  hasHeads: boolean;
}

interface OpenRow {
  readonly element: number;
  readonly firstBlock: number;
  /** The row's number in its table. */
  readonly number: number;
  /** For each cell begun so far, the index of its first block. */
  readonly cells: number[];
  /** For each cell, how many columns and rows it spans. */
  readonly spans: { columns: number; rows: number }[];
  /** Where the class names of the first cell stand in the source; -1 when it has none. */
  classStart: number;
  classEnd: number;
  /** How many cells are `th`. */
  heads: number;
  /** A cell holds block-level elements, or something stands outside the cells. */
  isLayout: boolean;
}

/** The rows that are open, from the outermost table in. */
export class TableRows {
  private readonly blocks: Block[];
  private readonly counts: BlockCounts;
  private readonly tables: OpenTable[] = [];
  private readonly open: OpenRow[] = [];
  /** The last cell that was begun is a `th`. */
  private isInHead = false;

  constructor(blocks: Block[], counts: BlockCounts) {
    this.blocks = blocks;
    this.counts = counts;
  }

  /** A block-level element begins. */
  beginElement(tag: number, element: number): void {
    if (tag === TAG.table) this.beginTable();
    else if (tag === TAG.tr) this.beginRow(element);
    else if (tag === TAG.td || tag === TAG.th) this.beginCell(tag === TAG.th);
    else if (IN_CELLS.has(tag)) this.markParagraph();
    else if (!(TRAITS[tag] & TRAIT.tablePart) && tag !== TAG.form) this.markLayout();
  }

  private beginTable(): void {
    this.markLayout();
    this.tables.push({ rows: 0, reaching: [], hasHeads: false });
  }

  endTable(): void {
    this.tables.pop();
  }

  private beginRow(element: number): void {
    const table = this.tables.at(-1);
    const number = table === undefined ? 1 : ++table.rows;
    const firstBlock = this.blocks.length;
    this.open.push({
      element,
      firstBlock,
      number,
      cells: [],
      spans: [],
      classStart: -1,
      classEnd: -1,
      heads: 0,
      isLayout: false,
    });
  }

  private beginCell(isHead: boolean): void {
    const row = this.open.at(-1);
    if (row === undefined) return;
    this.isInHead = isHead;
    const table = this.tables.at(-1);
    if (isHead && ++row.heads > 1 && table !== undefined) table.hasHeads = true;
    if (row.cells.length === 0 && this.blocks.length > row.firstBlock) row.isLayout = true;
    row.cells.push(this.blocks.length);
    row.spans.push({ columns: 1, rows: 1 });
  }

  /** The cell that was begun last spans so many columns and rows. */
  spanCell(columns: number, rows: number): void {
    const spans = this.open.at(-1)?.spans;
    if (spans !== undefined && spans.length > 0) spans[spans.length - 1] = { columns, rows };
  }

  /**
   * The cell that was begun last has class names, which stand in this stretch of the source.
   * @returns where those of the first cell stand, when this is the second; else undefined
   */
  classCell(start: number, end: number): Span | undefined {
    const row = this.open.at(-1);
    if (row?.cells.length === 2 && row.classStart !== -1 && !this.hasNames(row))
      return { start: row.classStart, end: row.classEnd };
    if (row?.cells.length !== 1) return undefined;
    row.classStart = start;
    row.classEnd = end;
    return undefined;
  }

  /**
   * Takes what the cells of the open row hold so far for the numbers of lines of code, which the next cell has: they
   * become one block of code beside it, or, where there is one number, the beginning of the code's first line.
   * @returns where that number stands in the source, an empty span when it is none of the code; undefined when the
   *   cells hold anything else
   */
  takeGutter(source: string): Span | undefined {
    const row = this.open.at(-1);
    if (row === undefined) return undefined;
    const { firstBlock } = row;
    const numbers = this.blocks.slice(firstBlock);
    if (numbers.some(({ kind, text }) => kind === 'code' || !NUMBERS.test(text))) return undefined;
    row.isLayout = true;
    if (numbers.length === 0) return { start: 0, end: 0 };
    const [{ start, element }] = numbers;
    const { end } = numbers[numbers.length - 1];
    this.blocks.length = firstBlock;
    this.counts.merge(firstBlock);
    if (NUMBERS.test(source.slice(start, end))) {
      this.counts.drop();
      return { start, end };
    }
    const text = numbers.map((block) => block.text).join('\n');
    this.blocks.push(new PageBlock({ kind: 'code', text, level: 0, start, end, marks: [], element }));
    return { start: 0, end: 0 };
  }

  /** A block-level element begins in the innermost open cell. */
  private markLayout(): void {
    const row = this.open.at(-1);
    if (row !== undefined) row.isLayout = true;
  }

  /** Documentation puts each cell of its tables in a paragraph or a list; a row without a head is layout, unless its table has a row of them. */
  private markParagraph(): void {
    if (!this.isInHead && !this.hasNames(this.open.at(-1))) this.markLayout();
  }

  /** Ends the row and merges its blocks when it is one of data. */
  endRow(): void {
    const row = this.open.pop();
    if (row === undefined) return;
    const { columns, width } = placeCells(row, this.tables.at(-1));
    if (row.isLayout || !this.isData(row)) return;
    const { firstBlock, cells, number } = row;
    const marks: Mark[] = [];
    let text = '';
    let column = 0;
    for (let cell = 0; cell < cells.length; cell++) {
      const next = cells[cell + 1] ?? this.blocks.length;
      for (; column < columns[cell]; column++) text += '\t';
      for (let at = cells[cell]; at < next; at++) {
        if (at > cells[cell]) text += ' ';
        for (const mark of this.blocks[at].marks) {
          marks.push({ ...mark, start: mark.start + text.length, end: mark.end + text.length });
        }
        text += this.blocks[at].text.replaceAll('\n', ' ');
      }
    }
    text += '\t'.repeat(Math.max(0, width - 1 - column));
    const first = this.blocks[firstBlock];
    const last = this.blocks[this.blocks.length - 1];
    this.blocks.length = firstBlock;
    const block: Block = {
      kind: 'table',
      text,
      level: number,
      start: first.start,
      end: last.end,
      marks,
      element: row.element,
    };
    this.blocks.push(new PageBlock(block));
    this.counts.merge(firstBlock);
  }

  /** The columns of the table or the row itself have names. */
  private hasNames(row: OpenRow | undefined): boolean {
    return this.tables.at(-1)?.hasHeads === true || (row !== undefined && row.heads > 0);
  }

  private isData(row: OpenRow): boolean {
    const { firstBlock, cells, number } = row;
    if (cells.length === 0 || this.blocks.length === firstBlock) return false;
    if (cells.length === 1 && number === 1) return false;
    // Two texts in a cell are paragraphs of it where the columns or the row have names; elsewhere they may be those of the page.
    const most = this.hasNames(row) ? Infinity : 1;
    return cells.every((first, cell) => {
      const behind = cells[cell + 1] ?? this.blocks.length;
      return behind - first <= most && this.isShort(first, behind);
    });
  }

  /** True when the texts of a cell are together no longer than those of data, the gaps between them counted as lines. */
  private isShort(first: number, behind: number): boolean {
    let length = 0;
    let breaks = behind - first - 1;
    for (let block = first; block < behind; block++) {
      length += this.blocks[block].text.length;
      breaks += this.counts.breaks[block];
    }
    return length <= MAX_CELL_LENGTH && breaks <= MAX_CELL_BREAKS;
  }
}

/**
 * The column of each cell of a row, and how many columns the row has. What a cell spans beside it stays empty, and what
 * cells from above reach down to.
 */
function placeCells({ spans }: OpenRow, table: OpenTable | undefined): { columns: number[]; width: number } {
  const reaching = table?.reaching ?? [];
  const columns: number[] = [];
  const below: number[] = [];
  let column = 0;
  const passReached = (): void => {
    for (; reaching[column] > 0; column++) below[column] = reaching[column] - 1;
  };
  for (const span of spans) {
    passReached();
    columns.push(column);
    const isSpanned = column + span.columns <= MOST_COLUMNS;
    const end = column + (isSpanned ? Math.max(1, span.columns) : 1);
    for (; column < end; column++) if (column < MOST_COLUMNS) below[column] = Math.max(0, span.rows - 1);
  }
  passReached();
  if (table !== undefined) table.reaching = Array.from(below, (rows) => rows ?? 0);
  return { columns, width: column };
}
