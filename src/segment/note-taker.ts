/** Notes what a page says of itself while its tags and texts are read. */
import { TAG } from '../page.ts';
import { decodeEntities } from './entities.ts';
import { emptyNotes, foldValue, type PageNotes } from './metadata.ts';
import type { OpenElements } from './open-elements.ts';
import { withoutLabel } from './person-names.ts';
import type { TagValues } from './tag-values.ts';

/** Class names of dates. */
const PUBLISHED = /(?:^|\s)(?:dt-)?published(?=\s|$)|(?:^|\s)entry-date(?=\s|$)/;
const UPDATED = /(?:^|\s)(?:dt-)?(?:updated|modified)(?=\s|$)/;
/** The date of an article is not behind hundreds of others. */
const MAX_TIMES = 100;
/** WordPress with many plugins has eight. */
const MAX_GENERATORS = 20;

/** One for a page. */
export class NoteTaker {
  readonly notes: PageNotes = emptyNotes();
  private readonly source: string;
  /** Depth of the open element that names the author; -1 when none does, or it has said it. */
  private authorDepth = -1;
  /** The open script is JSON-LD. */
  private isLinkedData = false;

  constructor(source: string) {
    this.source = source;
  }

  /** A start tag with values that the segmenter uses; it ends at `end`, inside the elements that are open. */
  noteTag(tag: number, values: TagValues, end: number, open: OpenElements): void {
    const { notes } = this;
    const { name, content, rel } = values;
    if (tag === TAG.meta && name !== undefined && content !== undefined) {
      const key = name.toLowerCase();
      if (!notes.meta.has(key)) notes.meta.set(key, content);
      if (key === 'generator' && notes.generators.length < MAX_GENERATORS) notes.generators.push(content);
    } else if (tag === TAG.html) notes.language ??= values.lang;
    else if (tag === TAG.link && /\bcanonical\b/i.test(rel ?? '')) notes.canonical ??= values.href;
    else if (name !== undefined) notes.published ??= values.datetime ?? content;
    else if (tag === TAG.time) this.noteTime(values, end, open);
    else if (tag === TAG.abbr && PUBLISHED.test(values.className ?? '')) notes.published ??= content;
  }

  /** Of the dates in an article's head, themes say by a class which is that of its publication. */
  private noteTime({ datetime, className }: TagValues, end: number, open: OpenElements): void {
    const { times } = this.notes;
    if (datetime === undefined) return;
    const names = className ?? '';
    const isBeside = open.has(TAG.aside) || open.has(TAG.nav) || open.has(TAG.footer);
    const isOther = isBeside || UPDATED.test(names);
    if (PUBLISHED.test(names)) this.notes.published ??= datetime;
    else if (times.length < MAX_TIMES) times.push({ datetime, start: end, isOther });
  }

  /** An element begins that says that its text is the author's name. */
  beginAuthor(depth: number): void {
    if (this.notes.author === undefined && this.authorDepth === -1) this.authorDepth = depth;
  }

  /** A `script` begins: what of it is text for machines that says something of the page. */
  beginScript(type: string | undefined): void {
    this.isLinkedData = type !== undefined && /ld\+json/i.test(type);
  }

  /** Visible text: the first in such an element that is more than "by" is the name. */
  noteText(start: number, end: number): void {
    if (this.authorDepth === -1) return;
    const name = withoutLabel(decodeEntities(this.source.slice(start, end)).trim());
    if (name === '') return;
    this.notes.author ??= name;
    this.authorDepth = -1;
  }

  /** Text that is not visible, directly in an element with this tag; that of drawings has titles of its own. */
  noteHiddenText(tag: number | undefined, isDrawing: boolean, start: number, end: number): void {
    if (tag === TAG.title && !isDrawing) {
      this.notes.title ??= foldValue(decodeEntities(this.source.slice(start, end)));
    } else if (tag === TAG.script && this.isLinkedData) {
      this.notes.linkedData.push(this.source.slice(start, end));
    }
  }

  /** The element at this depth ends: if it was to name the author, it did not. */
  endElement(depth: number): void {
    if (depth === this.authorDepth) this.authorDepth = -1;
  }
}
