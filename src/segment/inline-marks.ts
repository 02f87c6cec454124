/** What elements say of the words in them: a link, emphasis, a formula, a quotation, that they are not shown. */
import { TAG } from '../page.ts';
import type { BlockText } from './block-text.ts';
import type { FormulaReader } from './formula-reader.ts';
import type { Quotations } from './quotations.ts';
import type { StartTag } from './start-tag.ts';
import { MARK_OF, TRAIT, TRAITS } from './tags.ts';

/** Begins the marks of elements; those of a page share its text. */
export class InlineMarks {
  private readonly text: BlockText;
  private readonly formulas: FormulaReader;
  private readonly quotations: Quotations;

  constructor(text: BlockText, formulas: FormulaReader, quotations: Quotations) {
    this.text = text;
    this.formulas = formulas;
    this.quotations = quotations;
  }

  /**
   * An element begins, at this depth on the stack of open ones.
   * @param isRead its text is
   */
  begin({ tag, values, isNotShown }: StartTag, depth: number, isRead: boolean): void {
    // Wikis show a formula as a picture; its text stands hidden beside that.
    if (tag === TAG.math) {
      this.text.forgetMark('hidden');
      if (isRead) this.formulas.begin(values.content);
    } else if (isNotShown && !(TRAITS[tag] & TRAIT.block)) this.text.openMark('hidden', depth);
    if (tag === TAG.q) this.quotations.begin();
    const mark = MARK_OF[tag];
    if (mark === undefined) return;
    if (mark !== 'link') this.text.openMark(mark, depth);
    else if (values.href !== undefined) {
      if (this.text.hasOpenLink) this.text.closeLink();
      this.text.openMark(mark, depth, values.href);
    }
  }
}
