/**
 * A formula is often on the page twice: as MathML, which may be there for screen readers only, and as a picture
 * made of elements, which is hidden from these. Which of them comes first depends on the program that wrote it:
 *
 *   KaTeX    span.katex   ( span ( math ), span[aria-hidden] )
 *   MathJax  mjx-container ( mjx-math[aria-hidden], mjx-assistive-mml ( math ) )
 *
 * Of two that stand side by side the first one with text is the formula's text. Elements are numbers in the page.
 */

/** Both forms of a formula, as a page's elements are read. One for a page. */
export class Formulas {
  /** Depth of the form that is open, -1 when none is. One inside another counts to it. */
  openDepth = -1;
  private isMath = false;
  private element = -1;
  /** How many visible texts there were when it began. */
  private before = 0;
  private texts = 0;
  /** The last form that had text. */
  private lastElement = -1;
  private isLastMath = false;
  private textsBehindLast = -1;

  noteText(): void {
    this.texts++;
  }

  /**
   * A `math` element begins, or one that may be a picture of it: inline and hidden from screen readers.
   * @returns True when it says again what stands right before it.
   */
  begin(isMath: boolean, element: number, depth: number, parent: Int32Array): boolean {
    if (this.openDepth !== -1) return false;
    if (this.isLastBeside(isMath, element, parent)) return true;
    this.openDepth = depth;
    this.isMath = isMath;
    this.element = element;
    this.before = this.texts;
    return false;
  }

  /** The open form ends. */
  end(): void {
    this.openDepth = -1;
    if (this.texts === this.before) return;
    this.lastElement = this.element;
    this.isLastMath = this.isMath;
    this.textsBehindLast = this.texts;
  }

  /** The last form of a formula has just ended, with no text behind it. */
  isBehindOne(): boolean {
    return this.textsBehindLast === this.texts && this.lastElement !== -1;
  }

  /** No text between, and the picture beside what the `math` stands in. */
  private isLastBeside(isMath: boolean, element: number, parent: Int32Array): boolean {
    if (this.textsBehindLast !== this.texts || this.isLastMath === isMath) return false;
    const math = isMath ? element : this.lastElement;
    const holder = parent[isMath ? this.lastElement : element];
    if (holder === -1) return false;
    // A sign before a formula may be hidden from screen readers as well; then it stands right beside it.
    return parent[parent[math]] === holder || (!isMath && parent[math] === holder);
  }
}
