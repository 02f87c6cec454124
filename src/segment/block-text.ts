/** Collects the text of one block from the text nodes of its page: entities decoded, white space folded. */
import type { Mark } from '../document.ts';
import { decodeEntities } from './entities.ts';
import { foldSpaces } from './fold-spaces.ts';
import { BLANK_OF, isBlank, SPACE_LIKE, withoutInvisible } from './invisible.ts';

const LINE_FEED = 0x0a;
const COLON = 0x3a;
const NO_MARKS: readonly Mark[] = [];
/** What may count the lines of code where it is all of a text, with the spaces around it. */
const LINE_NUMBER = /^[^\S\n]*\d{1,6}[^\S\n]*$/;
const LONGEST_NUMBER = 12;
const HARD_SPACE = '\u00a0';
const NOT_OF_PROGRAMS = /[\u00a0\u00ad\u200b\ufeff]/;

/** A mark whose end has not come. It may span several blocks, and is then cut at their borders. */
interface OpenMark {
  readonly type: Mark['type'];
  /** Index on the stack of the element that opened it. */
  readonly depth: number;
  readonly href: string | undefined;
  /** Where it starts in the text of the block; -1 while the block has no text of it. */
  start: number;
}

/** The text of the block that is being read. `clear` makes it ready for the next. */
export class BlockText {
  text = '';
  /** Source positions of the first character and behind the last. */
  start = 0;
  end = 0;
  linkCharacters = 0;
  strongCharacters = 0;
  links = 0;
  breaks = 0;
  /** True when the last things read were a line break and nothing visible. */
  isBroken = false;
  private isSpacePending = false;
  private isBreakPending = false;
  private isAfterLink = false;
  /** A line of code ended with its element. */
  private isLineEnded = false;
  /** The last code unit. Kept, because to look at the end of a text that grows costs its length. */
  private last = 0;
  private marks: Mark[] = [];
  private readonly open: OpenMark[] = [];
  private openLinks = 0;
  private openStrong = 0;
  /** Where the first ampersand stands from a place on that was asked for before. */
  private ampersand = -1;

  /**
   * Adds a text node.
   * @param keepSpaces White space counts, as in `pre`.
   * @returns False when it holds nothing visible.
   */
  append(source: string, start: number, end: number, keepSpaces: boolean): boolean {
    let first = start;
    while (first < end && BLANK_OF[source.charCodeAt(first)] !== 0) first++;
    const isBehindSpace = first > start && hasSpaceAtEnds(source, start, first);
    if (first === end) {
      if (keepSpaces) this.addSpace(source.slice(start, end));
      else if (isBehindSpace) this.isSpacePending = true;
      return false;
    }
    let last = end;
    while (BLANK_OF[source.charCodeAt(last - 1)] !== 0) last--;
    const raw = keepSpaces ? source.slice(start, end) : source.slice(first, last);
    const hasEntity = this.hasAmpersand(source, first, last);
    const decoded = hasEntity ? decodeEntities(raw) : raw;
    if (hasEntity && isBlank(decoded)) {
      if (keepSpaces) this.addSpace(withSoftSpaces(decoded));
      else if (isBehindSpace || last < end || hasSpaceAtEnds(decoded, 0, decoded.length))
        this.isSpacePending = true;
      return false;
    }
    if (isBehindSpace) this.isSpacePending = true;
    if (keepSpaces) this.addCode(withSoftSpaces(decoded));
    else this.add(decoded, false);
    if (last < end && hasSpaceAtEnds(source, last, end)) this.isSpacePending = true;
    if (this.start === -1) this.start = first;
    this.end = last;
    return true;
  }

  /** Adds a formula, which stands in this stretch of the source. */
  appendFormula(text: string, start: number, end: number, isTex: boolean): void {
    this.add(text, false);
    if (isTex)
      this.marks.push({ type: 'formula', start: this.text.length - text.length, end: this.text.length });
    if (this.start === -1) this.start = start;
    this.end = end;
  }

  /** The last sign of the text, which what comes next touches; empty where there is none, or white space. */
  get touching(): string {
    const isApart = this.text === '' || this.isSpacePending || this.isBreakPending;
    return isApart ? '' : String.fromCharCode(this.last);
  }

  /** Adds a mark that browsers print before the text to come. */
  addSign(sign: string): void {
    this.add(sign, false);
  }

  /** Adds one behind the text so far, before the space that may stand there. */
  endSign(sign: string): void {
    if (this.text !== '') this.put(sign);
  }

  /** A `br`: one breaks the line, a second one without text between them is the caller's. */
  addBreak(keepSpaces: boolean): void {
    if (this.text === '') return;
    this.breaks++;
    if (keepSpaces) this.addFeeds('\n');
    else this.isBreakPending = true;
    this.isBroken = true;
  }

  /** In code, an element begins that has its line to itself; a line feed before it does. */
  beginLine(): void {
    this.isLineEnded = false;
    if (this.text !== '' && this.last !== LINE_FEED) this.addFeeds('\n');
  }

  /** Such an element ends: what follows it stands in another line. */
  endLine(): void {
    this.isLineEnded = this.text !== '';
  }

  /** In code, a cell of a row begins: what it holds stands in the row's line, whatever has ended in the cell before. */
  goOnInLine(): void {
    this.isLineEnded = false;
  }

  /** Forum software names whom it quotes in a line of its own: `<cite>Anna wrote:</cite>That is so`. */
  breakAfterColon(): void {
    if (this.last === COLON) this.addBreak(false);
  }

  /** Begins a mark that the element at `depth` on the stack of open elements stands for. */
  openMark(type: Mark['type'], depth: number, href?: string): void {
    // Strong in strong says nothing, and markup that is never closed would pile up marks.
    if (this.open.some((mark) => mark.type === type)) return;
    this.open.push({ type, depth, href, start: -1 });
    if (type === 'link') {
      this.openLinks++;
      // Two links that touch are two words on the page: a menu without white space in its source.
      if (this.isAfterLink) this.isSpacePending = true;
    } else if (isStressed(type)) this.openStrong++;
  }

  /** Ends the marks that elements at `depth` and deeper on the stack opened. */
  closeMarks(depth: number): void {
    for (let mark = this.open.at(-1); mark !== undefined && mark.depth >= depth; mark = this.open.at(-1)) {
      this.open.pop();
      this.endMark(mark);
    }
  }

  /** Ends an open link whose element stays on the stack, because blocks inside it are still open. */
  closeLink(): void {
    for (let i = this.open.length - 1; i >= 0; i--) {
      if (this.open[i].type !== 'link') continue;
      this.endMark(this.open[i]);
      this.open.splice(i, 1);
      return;
    }
  }

  /** Takes an open mark back, as if it had not been opened. */
  forgetMark(type: 'hidden'): void {
    const at = this.open.findIndex((mark) => mark.type === type);
    if (at !== -1) this.open.splice(at, 1);
  }

  get hasOpenLink(): boolean {
    return this.openLinks > 0;
  }

  /**
   * The marks of the block, in order of their starts; open ones go on in the next block.
   * @param length of the block's text: code loses the white space at its end
   */
  takeMarks(length: number): readonly Mark[] {
    for (let i = this.open.length - 1; i >= 0; i--) {
      this.pushMark(this.open[i]);
      this.open[i].start = -1;
    }
    if (this.marks.length === 0) return NO_MARKS;
    let { marks } = this;
    this.marks = [];
    if (length < this.text.length) {
      marks = marks.filter(({ start }) => start < length);
      marks = marks.map((mark) => (mark.end > length ? { ...mark, end: length } : mark));
    }
    if (marks.length > 1) marks.sort((a, b) => a.start - b.start || b.end - a.end);
    return marks;
  }

  clear(): void {
    this.text = '';
    this.start = -1;
    this.end = -1;
    this.linkCharacters = 0;
    this.strongCharacters = 0;
    this.links = 0;
    this.breaks = 0;
    this.isBroken = false;
    this.isSpacePending = false;
    this.isBreakPending = false;
    this.isAfterLink = false;
    this.isLineEnded = false;
    this.last = 0;
  }

  /** White space of code. Between the elements of two lines only line feeds count, and one of them ends the first. */
  private addSpace(space: string): void {
    if (this.text === '') this.isSpacePending = true;
    else if (this.isLineEnded) {
      const feeds = space.replace(/[^\n]+/g, '');
      this.addFeeds(this.last === LINE_FEED ? feeds.slice(1) : feeds);
    } else this.put(space);
  }

  private addFeeds(feeds: string): void {
    this.put(feeds);
  }

  private put(text: string): void {
    if (text === '') return;
    this.text += text;
    this.last = text.charCodeAt(text.length - 1);
  }

  private addCode(code: string): void {
    if (this.isLineEnded && !/^[^\S\n]*\n/.test(code)) this.beginLine();
    this.isLineEnded = false;
    const start = this.text.length;
    const isAtStart = start === 0 || this.last === LINE_FEED;
    this.add(start === 0 ? code.replace(/^\s*\n/, '') : code, true);
    if (isAtStart && code.length <= LONGEST_NUMBER && LINE_NUMBER.test(code))
      this.marks.push({ type: 'line-number', start, end: this.text.length });
  }

  /** Texts come in the order of the source, so that it is searched once. */
  private hasAmpersand(source: string, start: number, end: number): boolean {
    if (this.ampersand < start) {
      const found = source.indexOf('&', start);
      this.ampersand = found === -1 ? source.length : found;
    }
    return this.ampersand < end;
  }

  private add(text: string, keepSpaces: boolean): void {
    if (this.text !== '' && !keepSpaces) {
      if (this.isBreakPending) this.put('\n');
      else if (this.isSpacePending) this.put(' ');
    }
    this.isSpacePending = false;
    this.isBreakPending = false;
    this.isBroken = false;
    this.isAfterLink = false;
    const at = this.text.length;
    this.put(keepSpaces ? text : foldSpaces(text, this.last, this));
    const added = this.text.length - at;
    if (this.openLinks > 0) this.linkCharacters += added;
    if (this.openStrong > 0) this.strongCharacters += added;
    for (let i = this.open.length - 1; i >= 0 && this.open[i].start === -1; i--) this.open[i].start = at;
  }

  private endMark(mark: OpenMark): void {
    this.pushMark(mark);
    if (mark.type === 'link') {
      this.openLinks--;
      this.isAfterLink = this.text !== '' && !this.isSpacePending;
    } else if (isStressed(mark.type)) this.openStrong--;
  }

  private pushMark({ type, href, start }: OpenMark): void {
    if (start === -1 || start >= this.text.length) return;
    if (type === 'link') this.links++;
    const end = this.text.length;
    this.marks.push(href === undefined ? { type, start, end } : { type, start, end, href });
  }

  /** White space at either end of decoded text, which an entity stood for, counts as white space. */
  noteSpaceBehind(): void {
    this.isSpacePending = true;
  }
}

/** True when a stretch that shows nothing begins or ends with white space. */
function hasSpaceAtEnds(text: string, start: number, end: number): boolean {
  return BLANK_OF[text.charCodeAt(start)] === SPACE_LIKE || BLANK_OF[text.charCodeAt(end - 1)] === SPACE_LIKE;
}

/** Hard spaces hold the shape of code on a page; in a program they are errors, as is what shows nothing. */
function withSoftSpaces(code: string): string {
  return NOT_OF_PROGRAMS.test(code) ? withoutInvisible(code.replaceAll(HARD_SPACE, ' ')) : code;
}

function isStressed(type: Mark['type']): boolean {
  return type === 'strong' || type === 'emphasis';
}
