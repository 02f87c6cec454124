/** Notes what a page says of itself while its tags and texts are read. */
import { TAG } from '../page.ts';
import { decodeEntities } from './entities.ts';
import { emptyNotes, foldValue, type PageNotes } from './metadata.ts';
import type { TagValues } from './tag-values.ts';

/** One for a page. */
export class NoteTaker {
  readonly notes: PageNotes = emptyNotes();
  private readonly source: string;
  /** The element that was begun last names the author. */
  private isAuthorWanted = false;
  /** The open script is JSON-LD. */
  private isLinkedData = false;

  constructor(source: string) {
    this.source = source;
  }

  /** A start tag with values that the segmenter uses. */
  noteTag(tag: number, values: TagValues): void {
    const { notes } = this;
    const { name, content, rel } = values;
    if (tag === TAG.meta && name !== undefined && content !== undefined) {
      const key = name.toLowerCase();
      if (!notes.meta.has(key)) notes.meta.set(key, content);
    } else if (tag === TAG.html) notes.language ??= values.lang;
    else if (tag === TAG.link && /\bcanonical\b/i.test(rel ?? '')) notes.canonical ??= values.href;
    else if (tag === TAG.time) notes.time ??= values.datetime;
  }

  /** An element with such values begins; `namesAuthor` when it says that its text is the author's name. */
  beginElement(namesAuthor: boolean): void {
    if (this.notes.author === undefined) this.isAuthorWanted = namesAuthor;
  }

  /** A `script` begins: what of it is text for machines that says something of the page. */
  beginScript(type: string | undefined): void {
    this.isLinkedData = type !== undefined && /ld\+json/i.test(type);
  }

  /** Visible text. */
  noteText(start: number, end: number): void {
    if (!this.isAuthorWanted) return;
    this.notes.author ??= decodeEntities(this.source.slice(start, end));
    this.isAuthorWanted = false;
  }

  /** Text that is not visible, directly in an element with this tag; that of drawings has titles of its own. */
  noteHiddenText(tag: number | undefined, isDrawing: boolean, start: number, end: number): void {
    if (tag === TAG.title && !isDrawing) {
      this.notes.title ??= foldValue(decodeEntities(this.source.slice(start, end)));
    } else if (tag === TAG.script && this.isLinkedData) {
      this.notes.linkedData.push(this.source.slice(start, end));
    }
  }

  /** An element ends: its author was not named. */
  endElement(): void {
    this.isAuthorWanted = false;
  }
}
