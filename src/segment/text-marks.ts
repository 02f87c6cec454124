/** The marks of the text that is being read: those that are open, and those of its block that have ended. */
import type { Mark } from '../document.ts';

const NO_MARKS: readonly Mark[] = [];

/** A mark whose end has not come. It may span several blocks, and is then cut at their borders. */
interface OpenMark {
  readonly type: Mark['type'];
  /** Index on the stack of the element that opened it. */
  readonly depth: number;
  readonly href: string | undefined;
  /** Where it starts in the text of the block; -1 while the block has no text of it. */
  start: number;
}

/** Those of one block after another. Places and lengths are in the text of the block. */
export class TextMarks {
  /** How many links of the block have ended. */
  links = 0;
  /** How many links are open, and how many marks of stress. */
  openLinks = 0;
  openStressed = 0;
  private ended: Mark[] = [];
  private readonly open: OpenMark[] = [];

  /**
   * Begins a mark that the element at `depth` on the stack of open elements stands for.
   * @returns false when it says nothing new: strong in strong, and markup that is never closed would pile up marks
   */
  begin(type: Mark['type'], depth: number, href: string | undefined): boolean {
    if (this.open.some((mark) => mark.type === type)) return false;
    this.open.push({ type, depth, href, start: -1 });
    if (type === 'link') this.openLinks++;
    else if (isStressed(type)) this.openStressed++;
    return true;
  }

  /** Text has come: what is open has begun. */
  startAt(start: number): void {
    for (let i = this.open.length - 1; i >= 0 && this.open[i].start === -1; i--) this.open[i].start = start;
  }

  /**
   * Ends the marks that elements at `depth` and deeper on the stack opened.
   * @returns true when a link was one of them
   */
  endFrom(depth: number, length: number): boolean {
    let isLink = false;
    for (let mark = this.open.at(-1); mark !== undefined && mark.depth >= depth; mark = this.open.at(-1)) {
      this.open.pop();
      this.end(mark, length);
      isLink ||= mark.type === 'link';
    }
    return isLink;
  }

  /** Ends the open link, whose element may stay on the stack. @returns false when there is none */
  endLink(length: number): boolean {
    for (let i = this.open.length - 1; i >= 0; i--) {
      if (this.open[i].type !== 'link') continue;
      this.end(this.open[i], length);
      this.open.splice(i, 1);
      return true;
    }
    return false;
  }

  /** Takes an open mark back, as if it had not been opened. */
  forget(type: 'hidden'): void {
    const at = this.open.findIndex((mark) => mark.type === type);
    if (at !== -1) this.open.splice(at, 1);
  }

  /** Adds a mark that is whole. */
  add(mark: Mark): void {
    this.ended.push(mark);
  }

  /**
   * The marks of the block, in order of their starts; open ones go on in the next block.
   * @param kept how much of the text is in the block: code loses the white space at its end
   */
  take(length: number, kept: number): readonly Mark[] {
    for (let i = this.open.length - 1; i >= 0; i--) {
      this.push(this.open[i], length);
      this.open[i].start = -1;
    }
    if (this.ended.length === 0) return NO_MARKS;
    let marks = this.ended;
    this.ended = [];
    if (kept < length) {
      marks = marks.filter(({ start }) => start < kept);
      marks = marks.map((mark) => (mark.end > kept ? { ...mark, end: kept } : mark));
    }
    if (marks.length > 1) marks.sort((a, b) => a.start - b.start || b.end - a.end);
    return marks;
  }

  private end(mark: OpenMark, length: number): void {
    this.push(mark, length);
    if (mark.type === 'link') this.openLinks--;
    else if (isStressed(mark.type)) this.openStressed--;
  }

  private push({ type, href, start }: OpenMark, end: number): void {
    if (start === -1 || start >= end) return;
    if (type === 'link') this.links++;
    this.ended.push(href === undefined ? { type, start, end } : { type, start, end, href });
  }
}

function isStressed(type: Mark['type']): boolean {
  return type === 'strong' || type === 'emphasis';
}
