/** Table rows: the cells of a row become one block unless the table is there for the layout. */
import type { Block, Mark } from '../document.ts';
import { TAG } from '../page.ts';
import type { BlockCounts } from './elements.ts';
import { PageBlock } from './page-block.ts';
import { TRAIT, TRAITS } from './tags.ts';

/** A row with a longer cell, or with one of more lines, is layout: a posting, a column of the page. */
const MAX_CELL_LENGTH = 600;
const MAX_CELL_BREAKS = 3;

/** What cells of data hold, each of their texts in one: paragraphs, or the items of a list. */
const IN_CELLS: ReadonlySet<number> = new Set([TAG.p, TAG.div, TAG.ul, TAG.ol, TAG.li]);

interface OpenTable {
  rows: number;
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
    this.tables.push({ rows: 0, hasHeads: false });
  }

  endTable(): void {
    this.tables.pop();
  }

  private beginRow(element: number): void {
    const table = this.tables.at(-1);
    const number = table === undefined ? 1 : ++table.rows;
    this.open.push({ element, firstBlock: this.blocks.length, number, cells: [], heads: 0, isLayout: false });
  }

  private beginCell(isHead: boolean): void {
    const row = this.open.at(-1);
    if (row === undefined) return;
    this.isInHead = isHead;
    const table = this.tables.at(-1);
    if (isHead && ++row.heads > 1 && table !== undefined) table.hasHeads = true;
    if (row.cells.length === 0 && this.blocks.length > row.firstBlock) row.isLayout = true;
    row.cells.push(this.blocks.length);
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
    if (row === undefined || row.isLayout || !this.isData(row)) return;
    const { firstBlock, cells, number } = row;
    const marks: Mark[] = [];
    let text = '';
    for (let cell = 0; cell < cells.length; cell++) {
      const next = cells[cell + 1] ?? this.blocks.length;
      if (cell > 0) text += '\t';
      for (let at = cells[cell]; at < next; at++) {
        if (at > cells[cell]) text += ' ';
        for (const mark of this.blocks[at].marks) {
          marks.push({ ...mark, start: mark.start + text.length, end: mark.end + text.length });
        }
        text += this.blocks[at].text.replaceAll('\n', ' ');
      }
    }
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
