/** Reads the formulas of a page into the text of its blocks: MathML, TeX for a library to draw, and no formula twice. */
import { TAG } from '../page.ts';
import type { BlockText } from './block-text.ts';
import { decodeEntities } from './entities.ts';
import { FormulaText } from './formula-text.ts';
import { Formulas } from './formulas.ts';
import type { StartTag } from './start-tag.ts';
import { TRAIT, TRAITS } from './tags.ts';

/** Of what is in TeX: `math/tex; mode=display`, `application/x-tex`. */
const TEX_TYPE = /^(?:math|application)\/(?:x-)?(?:la)?tex\b/i;

/** One for a page. */
export class FormulaReader {
  private readonly source: string;
  private readonly text: BlockText;
  private readonly formulas = new Formulas();
  private readonly formula = new FormulaText();
  /** The text that is skipped is a formula in TeX. */
  private isTex = false;

  constructor(source: string, text: BlockText) {
    this.source = source;
    this.text = text;
  }

  /** True while the text is that of a formula. */
  get isOpen(): boolean {
    return this.formula.isOpen;
  }

  /** Visible text that is none of a formula. */
  noteText(): void {
    this.formulas.noteText();
  }

  /** Text of the open formula. */
  read(start: number, end: number): void {
    this.formula.add(decodeEntities(this.source.slice(start, end)), start, end);
  }

  /** Text that is not visible. @returns false when it is no TeX */
  readHidden(start: number, end: number): boolean {
    if (this.isTex) this.formula.addTex(decodeEntities(this.source.slice(start, end)), start, end);
    return this.isTex;
  }

  /** @returns true when the element says again what a formula right before it said. */
  isSaidAgain(tag: number, { isAriaHidden, element }: StartTag, depth: number, parent: Int32Array): boolean {
    const isMath = tag === TAG.math;
    if (!isMath && !(isAriaHidden && (tag === TAG.custom || !(TRAITS[tag] & TRAIT.block)))) return false;
    return this.formulas.begin(isMath, element, depth, parent);
  }

  /** A `math` element begins. @param spoken its `alttext` */
  begin(spoken: string | undefined): void {
    if (!this.formula.isOpen) this.formula.begin(TAG.math, spoken);
  }

  /**
   * An element begins whose text is not visible: it may be an annotation of a formula that has it in TeX, or a script
   * that a library would make a formula of.
   */
  beginHidden(tag: number, type: string | undefined): void {
    this.isTex = false;
    if (type === undefined || !TEX_TYPE.test(type)) return;
    if (tag === TAG.annotation) this.isTex = this.formula.isOpen;
    else if (tag === TAG.script && !this.formula.isOpen && !this.formulas.isBehindOne()) {
      this.isTex = true;
      this.formula.begin(tag, undefined);
    }
  }

  /** An element inside the formula begins. */
  beginPart(tag: number): void {
    this.formula.open(tag);
  }

  /** An element ends. @returns true when it was the formula itself, and that had text */
  endElement(): boolean {
    if (!this.formula.isInside) return this.finish();
    this.formula.close();
    return false;
  }

  /** The element at this depth has ended. */
  endAt(depth: number): void {
    if (depth === this.formulas.openDepth) this.formulas.end();
  }

  /** Ends the open formula. @returns true when it had text */
  finish(): boolean {
    const { formula } = this;
    const { text, isTex } = formula.finish();
    if (text === '') return false;
    this.text.appendFormula(text, formula.start, formula.end, isTex);
    this.formulas.noteText();
    return true;
  }
}
