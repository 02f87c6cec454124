/** Elements without content: line breaks, rules, pictures, controls. */
import { TAG } from '../page.ts';
import type { BlockText } from './block-text.ts';
import type { Elements } from './elements.ts';
import type { TagValues } from './tag-values.ts';
import type { TextKinds } from './text-kinds.ts';

/** What those of a page do to the block that is being read. */
export class VoidElements {
  private readonly text: BlockText;
  private readonly kinds: TextKinds;
  private readonly elements: Elements;

  constructor(text: BlockText, kinds: TextKinds, elements: Elements) {
    this.text = text;
    this.kinds = kinds;
    this.elements = elements;
  }

  /**
   * @param parent the element around it, -1 when there is none
   * @returns true when the block ends there
   */
  read(tag: number, parent: number): boolean {
    if (tag === TAG.br) return this.breakLine();
    if (tag === TAG.img && parent !== -1) this.elements.countImage(parent);
    else if (tag === TAG.input && parent !== -1) this.elements.countControl(parent);
    return tag === TAG.hr;
  }

  /**
   * One `br` is a line break in a block; two with nothing between them end it.
   * @returns true when the block ends there
   */
  breakLine(): boolean {
    const { isCode } = this.kinds;
    if (this.text.isBroken && !isCode) return true;
    this.text.addBreak(isCode);
    return false;
  }

  /** In a list of tasks each item begins with a box that says whether it is done, and that nobody can click. */
  readCheckBox({ type, isChecked }: TagValues): void {
    const isTask = type?.toLowerCase() === 'checkbox' && this.kinds.current === 'list-item';
    if (isTask && this.text.start === -1) this.text.addSign(isChecked ? '[x] ' : '[ ] ');
  }
}
