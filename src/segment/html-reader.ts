/**
 * Reads a page in one pass over the tokens of its HTML: no DOM, one stack, and the end tags that the
 * HTML standard implies (https://html.spec.whatwg.org/multipage/parsing.html, section 13.2.6).
 */
import { decodeHTML } from 'entities/decode';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Block, BlockKind } from '../document.ts';
import { ELEMENT, type Page, TAG } from '../page.ts';
import { ATTRIBUTE, attributeOf } from './attributes.ts';
import { BlockText } from './block-text.ts';
import { flagsOf } from './element-flags.ts';
import { BlockCounts, Elements, toPage } from './elements.ts';
import { Lists } from './lists.ts';
import { emptyNotes, type PageNotes } from './metadata.ts';
import { OpenElements } from './open-elements.ts';
import { TableRows } from './rows.ts';
import { keepValue, noteValues, noValues, type TagValues } from './tag-values.ts';
import { MARK_OF, TRAIT, TRAITS, tagOf } from './tags.ts';

/** What was read of a page. */
export interface ReadPage {
  readonly blocks: Block[];
  readonly page: Page;
  readonly notes: PageNotes;
}

/** Reads a whole page, of decoded source, in one pass and linear time; bad markup is read as browsers do, never refused. */
export function readHtml(source: string): ReadPage {
  const reader = new HtmlReader(source);
  // Entities are decoded per text, not per token: the tokenizer can then jump from tag to tag.
  const tokenizer = new Tokenizer({ decodeEntities: false }, reader);
  tokenizer.write(withoutSections(source));
  tokenizer.end();
  return { blocks: reader.blocks, page: toPage(reader.elements, reader.counts), notes: reader.notes };
}

/**
 * In HTML a CDATA section is a comment that ends at the next `>`; the tokenizer would read on to a
 * `]]>` that may never come. A text of the same length that it takes for such a comment.
 */
function withoutSections(source: string): string {
  return source.replaceAll('<![CDATA[', '<!-CDATA[');
}

/** What kind of block the text of an element is; elements without a kind of their own inherit it. */
const KIND_OF: Readonly<Partial<Record<number, BlockKind>>> = {
  ...Object.fromEntries([TAG.h1, TAG.h2, TAG.h3, TAG.h4, TAG.h5, TAG.h6].map((tag) => [tag, 'heading'])),
  ...Object.fromEntries([TAG.li, TAG.dd].map((tag) => [tag, 'list-item'])),
  ...Object.fromEntries([TAG.pre, TAG.listing, TAG.xmp, TAG.plaintext].map((tag) => [tag, 'code'])),
  ...Object.fromEntries([TAG.figcaption, TAG.caption].map((tag) => [tag, 'caption'])),
  ...Object.fromEntries(
    [TAG.table, TAG.td, TAG.th, TAG.dt, TAG.section, TAG.article, TAG.aside, TAG.nav, TAG.ul, TAG.ol].map(
      (tag) => [tag, 'paragraph'],
    ),
  ),
  [TAG.blockquote]: 'quote',
};

class HtmlReader implements TokenizerCallbacks {
  readonly elements: Elements;
  readonly counts: BlockCounts;
  readonly blocks: Block[] = [];
  readonly notes: PageNotes = emptyNotes();
  private readonly source: string;
  private readonly text = new BlockText();
  private readonly open = new OpenElements();
  private readonly lists = new Lists();
  private readonly rows: TableRows;
  /** For each open element, its index in the page and the kind of its text. */
  private readonly elementAt: number[] = [];
  private readonly kindAt: BlockKind[] = [];
  /** Depth of the outermost open element whose text is not visible; -1 when there is none. */
  private skippedFrom = -1;
  /** The element of the block's first text. */
  private leaf = -1;
  private isAuthorWanted = false;

  // The start tag that is being read: its number, whether it went on the stack, its place in the page or -1.
  private tag = 0;
  private isPushed = false;
  private element = -1;
  private attribute = -1;
  private values: TagValues = noValues();
  private hasValues = false;
  private isLinkedData = false;

  constructor(source: string) {
    this.source = source;
    this.elements = new Elements(source.length);
    this.counts = new BlockCounts(source.length);
    this.rows = new TableRows(this.blocks, this.counts);
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
    if (this.skippedFrom !== -1) {
      this.noteHiddenText(start, end);
      return;
    }
    const isFirst = this.text.start === -1;
    const isVisible = this.text.append(this.source, start, end, this.isPreformatted());
    if (!isVisible) return;
    if (isFirst) this.leaf = this.elementAt.at(-1) ?? -1;
    if (this.isAuthorWanted) this.noteAuthor(start, end);
  }

  onopentagname(start: number, end: number): void {
    const tag = tagOf(this.source, start, end);
    const traits = TRAITS[tag];
    this.tag = tag;
    this.isPushed = false;
    this.element = -1;
    if (this.hasValues) {
      this.values = noValues();
      this.hasValues = false;
    }
    if (this.skippedFrom !== -1) this.endSkippingAt(traits);
    if (this.open.has(TAG.head) && !(traits & TRAIT.head)) this.popTo(this.open.tags.indexOf(TAG.head));
    if (traits & TRAIT.void) this.readVoid(tag);
    else if (!this.isSecondRoot(tag)) this.push(tag, traits);
  }

  onattribname(start: number, end: number): void {
    this.attribute = attributeOf(this.source, start, end);
  }

  onattribdata(start: number, end: number): void {
    const { attribute, element, source } = this;
    if (attribute === -1) return;
    if (element !== -1) {
      const isClass = attribute === ATTRIBUTE.class;
      if (isClass || attribute === ATTRIBUTE.id || attribute === ATTRIBUTE.role) {
        this.elements.addWords(element, source, start, end, isClass);
      }
      const flags = flagsOf(attribute, source, start, end);
      if (flags !== 0) this.elements.flags[element] |= flags;
    }
    if (keepValue(this.values, this.tag, attribute, source, start, end)) this.hasValues = true;
  }

  onattribend(): void {
    if (this.element !== -1 && this.attribute === ATTRIBUTE.hidden) {
      this.elements.flags[this.element] |= ELEMENT.hidden;
    }
    if (this.attribute === ATTRIBUTE.open && keepValue(this.values, this.tag, this.attribute, '', 0, 0)) {
      this.hasValues = true;
    }
    this.attribute = -1;
  }

  onopentagend(): void {
    const { tag, values } = this;
    if (this.hasValues) this.noteValues(tag, values);
    if (!this.isPushed) return;
    const depth = this.open.depth - 1;
    const traits = TRAITS[tag];
    if (tag === TAG.script) this.isLinkedData = values.type !== undefined && /ld\+json/i.test(values.type);
    if (tag === TAG.dialog && !values.isOpen && this.element !== -1) {
      this.elements.flags[this.element] |= ELEMENT.hidden;
    }
    if (this.skippedFrom !== -1) return;
    if (traits & TRAIT.skip) this.skippedFrom = depth;
    if (traits & TRAIT.list) this.lists.beginList(tag === TAG.ol ? (values.number ?? 1) : undefined);
    if (tag === TAG.li) this.lists.beginItem(values.number);
    const mark = MARK_OF[tag];
    if (mark === undefined || this.isPreformatted()) return;
    if (mark !== 'link') this.text.openMark(mark, depth);
    else if (values.href !== undefined) {
      if (this.text.hasOpenLink) this.text.closeLink();
      this.text.openMark(mark, depth, values.href);
    }
  }

  onselfclosingtag(): void {
    this.onopentagend();
    // In HTML a slash before `>` means nothing; in drawings and formulas it closes.
    if (this.isPushed && this.isInForeignContext()) this.popTo(this.open.depth - 1);
  }

  onclosetag(start: number, end: number): void {
    const tag = tagOf(this.source, start, end);
    // The standard has it that these two end tags without a start tag stand for the element.
    if (tag === TAG.br && this.skippedFrom === -1) this.breakLine();
    if (tag === TAG.p && !this.open.has(TAG.p)) this.flush();
    if (TRAITS[tag] & TRAIT.void) return;
    const depth = this.open.endedByEnd(tag);
    if (depth !== -1) this.popTo(depth);
    else if (tag === TAG.a && this.text.hasOpenLink) this.text.closeLink();
  }

  onend(): void {
    this.popTo(0);
    this.flush();
  }

  onattribentity(): void {}
  ontextentity(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  private isPreformatted(): boolean {
    return this.kindAt.at(-1) === 'code';
  }

  /** Text directly in a control or drawing that was never closed would swallow the rest of the page. */
  private endSkippingAt(traits: number): void {
    const root = this.open.tags[this.skippedFrom];
    const isForeign = root === TAG.svg && !this.open.has(TAG.foreignobject);
    if ((isForeign || root === TAG.select) && traits & TRAIT.endsParagraph) this.popTo(this.skippedFrom);
  }

  /** A second `html`, `head` or `body` is no element. */
  private isSecondRoot(tag: number): boolean {
    return (tag === TAG.html || tag === TAG.body || tag === TAG.head) && this.open.has(tag);
  }

  private readVoid(tag: number): void {
    if (this.skippedFrom !== -1) return;
    const parent = this.elementAt.at(-1) ?? -1;
    if (tag === TAG.br) this.breakLine();
    else if (tag === TAG.hr) this.flush();
    else if (tag === TAG.img && parent !== -1) this.elements.images[parent]++;
    else if (tag === TAG.input && parent !== -1) this.elements.controls[parent]++;
  }

  /** One `br` is a line break in a block; two with nothing between them end it. */
  private breakLine(): void {
    if (this.text.isBroken && !this.isPreformatted()) this.flush();
    else this.text.addBreak(this.isPreformatted());
  }

  private push(tag: number, traits: number): void {
    const ended = this.open.endedByStart(tag);
    if (ended < this.open.depth) this.popTo(ended);
    if (traits & TRAIT.block) this.flush();
    const parent = this.elementAt.at(-1) ?? -1;
    if (!this.open.push(tag)) return;
    this.isPushed = true;
    this.kindAt.push(KIND_OF[tag] ?? this.kindAt.at(-1) ?? 'paragraph');
    if (this.skippedFrom !== -1) {
      this.elementAt.push(parent);
      return;
    }
    this.element = this.elements.add(tag, parent);
    this.elementAt.push(this.element);
    if (!(traits & TRAIT.block)) return;
    this.elements.flags[this.element] |= ELEMENT.block;
    this.beginInTable(tag, traits);
  }

  private beginInTable(tag: number, traits: number): void {
    if (tag === TAG.table) this.rows.beginTable();
    else if (tag === TAG.tr) this.rows.beginRow(this.element);
    else if (tag === TAG.td || tag === TAG.th) this.rows.beginCell();
    else if (!(traits & TRAIT.tablePart) && tag !== TAG.form) this.rows.markLayout();
  }

  private popTo(depth: number): void {
    for (let i = this.open.depth - 1; i >= depth; i--) {
      if (!(TRAITS[this.open.tags[i]] & TRAIT.block)) continue;
      this.flush();
      break;
    }
    while (this.open.depth > depth) {
      const tag = this.open.pop();
      this.elementAt.pop();
      this.kindAt.pop();
      this.isAuthorWanted = false;
      if (this.open.depth === this.skippedFrom) this.skippedFrom = -1;
      if (this.skippedFrom !== -1) continue;
      this.text.closeMarks(this.open.depth);
      if (tag === TAG.tr) this.rows.endRow();
      else if (tag === TAG.table) this.rows.endTable();
      else if (tag === TAG.li) this.lists.endItem();
      else if (TRAITS[tag] & TRAIT.list) this.lists.endList();
    }
  }

  /** Ends the block that is being read, if it has any text. */
  private flush(): void {
    const { text } = this;
    if (text.start === -1) {
      text.clear();
      return;
    }
    let kind = this.kindAt.at(-1) ?? 'paragraph';
    const item = kind === 'list-item' ? this.lists.takeItem() : undefined;
    if (kind === 'list-item' && item === undefined && !this.open.has(TAG.dd)) kind = 'paragraph';
    const marks = text.takeMarks();
    const block: Block = {
      kind,
      text: kind === 'code' ? text.text.trimEnd() : text.text,
      level: this.levelOf(kind),
      start: text.start,
      end: text.end,
      marks,
      element: this.blockElement(),
    };
    this.blocks.push(item?.ordinal === undefined ? block : { ...block, ordinal: item.ordinal });
    this.counts.add(this.leaf, text.linkCharacters, text.strongCharacters, text.links, text.breaks);
    text.clear();
  }

  private levelOf(kind: BlockKind): number {
    if (kind === 'list-item') return this.lists.level;
    if (kind === 'quote') return this.open.count(TAG.blockquote);
    if (kind !== 'heading') return 0;
    for (let depth = this.open.depth - 1; depth >= 0; depth--) {
      const tag = this.open.tags[depth];
      if (TRAITS[tag] & TRAIT.heading) return tag - TAG.h1 + 1;
    }
    return 1;
  }

  private blockElement(): number {
    for (let depth = this.open.depth - 1; depth >= 0; depth--) {
      if (TRAITS[this.open.tags[depth]] & TRAIT.block) return this.elementAt[depth];
    }
    return this.elementAt[0] ?? -1;
  }

  private noteValues(tag: number, values: TagValues): void {
    noteValues(this.notes, tag, values);
    if (this.notes.author === undefined && this.element !== -1) {
      this.isAuthorWanted = (this.elements.flags[this.element] & ELEMENT.author) !== 0;
    }
  }

  private noteAuthor(start: number, end: number): void {
    this.notes.author ??= decodeHTML(this.source.slice(start, end));
    this.isAuthorWanted = false;
  }

  private noteHiddenText(start: number, end: number): void {
    const tag = this.open.tags.at(-1);
    if (tag === TAG.title && !this.open.has(TAG.svg)) {
      this.notes.title ??= decodeHTML(this.source.slice(start, end));
    } else if (tag === TAG.script && this.isLinkedData) {
      this.notes.linkedData.push(this.source.slice(start, end));
    }
  }
}
