/**
 * Reads a page in one pass over the tokens of its HTML: no DOM, one stack, and the end tags that the
 * HTML standard implies (https://html.spec.whatwg.org/multipage/parsing.html, section 13.2.6).
 */
import type { TokenizerCallbacks } from 'htmlparser2';
import type { Block } from '../document.ts';
import { ELEMENT, type Page, TAG } from '../page.ts';
import { BlockText } from './block-text.ts';
import { BlockWriter } from './block-writer.ts';
import { gutterBefore, isBetweenCells } from './code-lines.ts';
import { Containers } from './containers.ts';
import { CustomElements } from './custom-elements.ts';
import { Elements, toPage } from './elements.ts';
import { FormulaReader } from './formula-reader.ts';
import { InlineMarks } from './inline-marks.ts';
import { Lists } from './lists.ts';
import type { PageNotes } from './metadata.ts';
import { hashName } from './names.ts';
import { NoteTaker } from './note-taker.ts';
import { OpenElements } from './open-elements.ts';
import { Quotations } from './quotations.ts';
import { TableRows } from './rows.ts';
import { StartTag } from './start-tag.ts';
import { INLINE_CUSTOM, TRAIT, TRAITS, tagOf } from './tags.ts';
import { TextKinds } from './text-kinds.ts';
import { PassedOver, tokenize } from './tokenizer.ts';
import { isEscapedMarkup, isUnread, Unread } from './unread.ts';
import { VoidElements } from './void-elements.ts';

/** What was read of a page. */
export interface ReadPage {
  readonly blocks: Block[];
  readonly page: Page;
  readonly notes: PageNotes;
}

/** Reads a whole page, of decoded source, in one pass and linear time; bad markup is read as browsers do, never refused. */
export function readHtml(source: string): ReadPage {
  const reader = new HtmlReader(source);
  tokenize(source, reader);
  const { elements, writer, taker } = reader;
  return { blocks: writer.blocks, page: toPage(elements, writer.counts), notes: taker.notes };
}

class HtmlReader extends PassedOver implements TokenizerCallbacks {
  readonly elements: Elements;
  readonly writer: BlockWriter;
  readonly taker: NoteTaker;
  private readonly source: string;
  private readonly text = new BlockText();
  private readonly open = new OpenElements();
  private readonly unread = new Unread(this.open);
  private readonly kinds = new TextKinds(this.open);
  private readonly formulas: FormulaReader;
  private readonly quotations: Quotations;
  private readonly marks: InlineMarks;
  private readonly rows: TableRows;
  private readonly containers: Containers;
  private readonly voids: VoidElements;
  private readonly start: StartTag;
  private readonly customs: CustomElements;
  /** For each open element, its index in the page. */
  private readonly elementAt: number[] = [];

  constructor(source: string) {
    super();
    this.source = source;
    this.elements = new Elements(source.length);
    const lists = new Lists();
    this.writer = new BlockWriter(source, this.open, lists);
    this.rows = new TableRows(this.writer.blocks, this.writer.counts);
    this.containers = new Containers(lists, this.rows, this.kinds, this.writer);
    this.voids = new VoidElements(this.text, this.kinds, this.elements);
    this.start = new StartTag(source, this.elements);
    this.customs = new CustomElements(this.open, this.elements, this.elementAt);
    this.taker = new NoteTaker(source);
    this.formulas = new FormulaReader(source, this.text);
    this.quotations = new Quotations(source);
    this.marks = new InlineMarks(this.text, this.formulas, this.quotations);
    this.text.clear();
    // The root is there whether the page says so or not.
    this.push(TAG.html, TRAITS[TAG.html]);
  }

  /**
   * Where `<title/>` and the like are no raw text. Counts `noscript` as well: browsers do not parse what
   * is in it, so an `<iframe/>` there goes unnoticed by its authors, and would swallow the page here.
   */
  isInForeignContext(): boolean {
    return this.open.has(TAG.svg) || this.open.has(TAG.math) || this.open.has(TAG.noscript);
  }

  ontext(start: number, end: number): void {
    if (this.unread.isOpen) {
      if (!this.formulas.readHidden(start, end))
        this.taker.noteHiddenText(this.open.tags.at(-1), this.open.has(TAG.svg), start, end);
      return;
    }
    if (this.formulas.isOpen) {
      this.formulas.read(start, end);
      return;
    }
    const around = this.open.tags.at(-1);
    if (around === TAG.noscript && isEscapedMarkup(this.source, start, end)) return;
    const isFirst = this.text.start === -1;
    const from = this.quotations.isPending
      ? this.quotations.open(this.text, start, end, this.taker.notes.language)
      : start;
    const keepsSpaces = this.kinds.isCode && !isBetweenCells(around);
    const isVisible = this.text.append(this.source, from, end, keepsSpaces);
    if (!isVisible) return;
    this.formulas.noteText();
    if (isFirst) this.writer.leaf = this.elementAt.at(-1) ?? -1;
    this.taker.noteText(start, end);
  }

  onopentagname(start: number, end: number): void {
    const tag = tagOf(this.source, start, end);
    const traits = TRAITS[tag];
    this.start.begin(tag);
    if (this.unread.isOpen && this.unread.isEndedBy(traits)) this.popTo(this.unread.from);
    if (this.open.has(TAG.head) && !(traits & TRAIT.head)) this.popTo(this.open.tags.indexOf(TAG.head));
    if (traits & TRAIT.void) {
      if (!this.unread.isOpen) this.readVoid(tag);
    } else if (tag === TAG.custom) this.pushCustom(start, end);
    else if (!this.open.isSecondRoot(tag)) this.push(tag, traits);
  }

  onattribname(start: number, end: number): void {
    this.start.beginAttribute(start, end);
  }

  onattribdata(start: number, end: number): void {
    this.start.addValue(start, end);
  }

  onattribend(): void {
    this.start.endAttribute();
  }

  onopentagend(end: number): void {
    const { tag, values, element } = this.start;
    if (this.start.hasValues) this.taker.noteTag(tag, values, end, this.open);
    if (tag === TAG.input && values.isDisabled && !this.unread.isOpen) this.voids.readCheckBox(values);
    if (!this.start.isPushed) return;
    const depth = this.open.depth - 1;
    if (element !== -1 && this.elements.flags[element] & ELEMENT.author) this.taker.beginAuthor(depth);
    if (tag === TAG.script) this.taker.beginScript(values.type);
    if (tag === TAG.dialog && !values.isOpen && element !== -1) {
      this.elements.flags[element] |= ELEMENT.hidden;
    }
    if (this.unread.isOpen) return;
    if (tag === TAG.td && this.start.classStart !== -1) this.beginCodeAt(depth);
    // What a component shows only when it is asked for is none of the sentence: a heading's box of hints.
    if (tag === TAG.custom && this.start.isNotShown) this.beginBlock();
    if (
      isUnread(tag, values.isOpen) ||
      this.formulas.isSaidAgain(tag, this.start, depth, this.elements.parent)
    ) {
      this.unread.from = depth;
      this.formulas.beginHidden(tag, values.type);
    }
    this.containers.begin(tag, values);
    if (!this.kinds.isCode) this.marks.begin(this.start, depth, !this.unread.isOpen);
  }

  onselfclosingtag(end: number): void {
    this.onopentagend(end);
    // In HTML a slash before `>` means nothing; in drawings and formulas it closes.
    if (this.start.isPushed && this.isInForeignContext()) this.popTo(this.open.depth - 1);
  }

  onclosetag(start: number, end: number): void {
    const tag = tagOf(this.source, start, end);
    // The standard has it that these two end tags without a start tag stand for the element.
    if (tag === TAG.br && !this.unread.isOpen && this.voids.breakLine()) this.flush();
    if (tag === TAG.p && !this.open.has(TAG.p)) this.flush();
    if (TRAITS[tag] & TRAIT.void) return;
    const name = tag === TAG.custom ? hashName(this.source, start, end) : 0;
    const depth = this.open.endedByEnd(tag, name);
    if (tag === TAG.cite && this.open.has(TAG.blockquote)) this.text.breakAfterColon();
    if (depth !== -1) this.popTo(depth);
    else if (tag === TAG.a && this.text.hasOpenLink) this.text.closeLink();
  }

  onend(): void {
    this.popTo(0);
    this.flush();
  }

  /** @param hasEnded true when the formula had text, which is in the block now */
  private endFormula(isFirst: boolean, hasEnded: boolean): void {
    if (isFirst && hasEnded) this.writer.leaf = this.elementAt.at(-1) ?? -1;
  }

  /** A cell begins that may have the lines of a program: then all rows below are lines of it. */
  private beginCodeAt(depth: number): void {
    const gutter = gutterBefore(this.start, this.source, this.rows, this.elements);
    if (gutter === undefined) return;
    this.kinds.turnToCode(depth);
    this.writer.codeLanguage = undefined;
    if (gutter.start < gutter.end) this.ontext(gutter.start, gutter.end);
  }

  private readVoid(tag: number): void {
    if (this.voids.read(tag, this.elementAt.at(-1) ?? -1)) this.flush();
    if (tag === TAG.hr) this.writer.noteRule();
  }

  private pushCustom(start: number, end: number): void {
    const tag = this.customs.tagOf(this.text.start !== -1);
    this.push(tag, TRAITS[tag], hashName(this.source, start, end));
  }

  private beginBlock(): void {
    this.flush();
    if (!this.unread.isOpen) this.customs.widen();
  }

  private push(tag: number, traits: number, name = 0): void {
    const ended = this.open.endedByStart(tag);
    if (ended < this.open.depth) this.popTo(ended);
    // As in browsers, what is no formula ends one that was never closed.
    if (this.formulas.isOpen && !this.unread.isOpen && traits & TRAIT.endsParagraph)
      this.popTo(this.open.tags.lastIndexOf(TAG.math));
    const part = this.kinds.partOf(tag);
    if (part === 'line') this.text.beginLine();
    else if (part === 'frame') this.text.goOnInLine();
    else if (traits & TRAIT.block && part === undefined) this.beginBlock();
    const parent = this.elementAt.at(-1) ?? -1;
    if (!this.open.push(tag, name)) return;
    this.start.isPushed = true;
    if (this.formulas.isOpen) this.formulas.beginPart(tag);
    this.kinds.push(tag, part);
    if (this.unread.isOpen) {
      this.elementAt.push(parent);
      return;
    }
    const element = this.elements.add(tag === INLINE_CUSTOM ? TAG.custom : tag, parent);
    this.start.element = element;
    this.elementAt.push(element);
    if (!(traits & TRAIT.block)) return;
    this.elements.flags[element] |= ELEMENT.block;
    this.rows.beginElement(tag, element);
  }

  private popTo(depth: number): void {
    for (let i = this.open.depth - 1; i >= depth; i--) {
      if (!(TRAITS[this.open.tags[i]] & TRAIT.block)) continue;
      const part = this.kinds.partAt(i);
      if (part === 'line') this.text.endLine();
      else if (part === undefined) {
        this.flush();
        break;
      }
    }
    while (this.open.depth > depth) {
      const tag = this.open.pop();
      this.elementAt.pop();
      this.kinds.pop();
      this.taker.endElement(this.open.depth);
      if (this.formulas.isOpen) this.endFormula(this.text.start === -1, this.formulas.endElement());
      this.unread.endAt(this.open.depth);
      this.formulas.endAt(this.open.depth);
      if (this.unread.isOpen) continue;
      this.text.closeMarks(this.open.depth);
      if (tag === TAG.q) this.quotations.end(this.text);
      else this.containers.end(tag);
    }
  }

  /** Ends the block that is being read, if it has any text. */
  private flush(): void {
    const { text } = this;
    if (this.formulas.isOpen) this.endFormula(text.start === -1, this.formulas.finish());
    if (text.start !== -1) {
      const element = this.elementAt[Math.max(0, this.open.blockDepth)] ?? -1;
      this.writer.write(text, this.kinds.current, element);
    }
    text.clear();
  }
}
