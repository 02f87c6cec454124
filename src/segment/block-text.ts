/** Collects the text of one block from the text nodes of its page: entities decoded, white space folded. */
import type { Mark } from '../document.ts';
import { decodeEntities } from './entities.ts';
import { foldSpaces } from './fold-spaces.ts';
import { BLANK_OF, isBlank, SPACE_LIKE, withoutInvisible } from './invisible.ts';
import { TextMarks } from './text-marks.ts';

const LINE_FEED = 0x0a;
const COLON = 0x3a;
/** What may count the lines of code where it is all of a text, with the spaces around it. */
const LINE_NUMBER = /^[^\S\n]*\d{1,6}[^\S\n]*$/;
const LONGEST_NUMBER = 12;
const HARD_SPACE = '\u00a0';
const NOT_OF_PROGRAMS = /[\0\u00a0\u00ad\u200b\ufeff]/;

/** The text of the block that is being read. `clear` makes it ready for the next. */
export class BlockText {
  text = '';
  /** Source positions of the first character and behind the last. */
  start = 0;
  end = 0;
  linkCharacters = 0;
  strongCharacters = 0;
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
  private readonly marks = new TextMarks();
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
      this.marks.add({ type: 'formula', start: this.text.length - text.length, end: this.text.length });
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
    // Two links that touch are two words on the page: a menu without white space in its source.
    if (this.marks.begin(type, depth, href) && type === 'link' && this.isAfterLink)
      this.isSpacePending = true;
  }

  /** Ends the marks that elements at `depth` and deeper on the stack opened. */
  closeMarks(depth: number): void {
    if (this.marks.endFrom(depth, this.text.length)) this.noteLinkEnd();
  }

  /** Ends an open link whose element stays on the stack, because blocks inside it are still open. */
  closeLink(): void {
    if (this.marks.endLink(this.text.length)) this.noteLinkEnd();
  }

  private noteLinkEnd(): void {
    this.isAfterLink = this.text !== '' && !this.isSpacePending;
  }

  /** Takes an open mark back, as if it had not been opened. */
  forgetMark(type: 'hidden'): void {
    this.marks.forget(type);
  }

  get hasOpenLink(): boolean {
    return this.marks.openLinks > 0;
  }

  /** How many links of the block have ended. */
  get links(): number {
    return this.marks.links;
  }

  /** As `TextMarks.take`. */
  takeMarks(kept: number): readonly Mark[] {
    return this.marks.take(this.text.length, kept);
  }

  clear(): void {
    this.text = '';
    this.start = -1;
    this.end = -1;
    this.linkCharacters = 0;
    this.strongCharacters = 0;
    this.marks.links = 0;
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
      this.marks.add({ type: 'line-number', start, end: this.text.length });
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
    if (this.marks.openLinks > 0) this.linkCharacters += added;
    if (this.marks.openStressed > 0) this.strongCharacters += added;
    this.marks.startAt(at);
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
