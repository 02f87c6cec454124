/** Elements that hold others in an order: lists, tables, programs. Tells those who keep them which begins and which ends. */
import { TAG } from '../page.ts';
import type { BlockWriter } from './block-writer.ts';
import type { Lists } from './lists.ts';
import type { TableRows } from './rows.ts';
import { codeLanguageOf, type TagValues } from './tag-values.ts';
import { TRAIT, TRAITS } from './tags.ts';
import type { TextKinds } from './text-kinds.ts';

/** Those of a page. */
export class Containers {
  private readonly lists: Lists;
  private readonly rows: TableRows;
  private readonly kinds: TextKinds;
  private readonly writer: BlockWriter;

  constructor(lists: Lists, rows: TableRows, kinds: TextKinds, writer: BlockWriter) {
    this.lists = lists;
    this.rows = rows;
    this.kinds = kinds;
    this.writer = writer;
  }

  /** An element begins, with these values. */
  begin(tag: number, values: TagValues): void {
    if (values.columns !== undefined || values.rows !== undefined)
      this.rows.spanCell(values.columns ?? 1, values.rows ?? 1);
    if (tag === TAG.pre) this.writer.codeLanguage = codeLanguageOf(values.className);
    else if (tag === TAG.code && this.kinds.isCode)
      this.writer.codeLanguage ??= codeLanguageOf(values.className);
    if (tag === TAG.ol) this.lists.beginNumberedList(values.number, values.isReversed);
    else if (TRAITS[tag] & TRAIT.list) this.lists.beginList();
    else if (tag === TAG.li) this.lists.beginItem(values.number);
  }

  /** An element with this tag ends. */
  end(tag: number): void {
    if (tag === TAG.tr) this.rows.endRow();
    else if (tag === TAG.table) this.rows.endTable();
    else if (tag === TAG.li) this.lists.endItem();
    else if (tag === TAG.pre) this.writer.codeLanguage = undefined;
    else if (TRAITS[tag] & TRAIT.list) this.lists.endList();
  }
}
