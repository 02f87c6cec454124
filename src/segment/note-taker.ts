/** Notes what a page says of itself while its tags and texts are read. */
import { TAG } from '../page.ts';
import { decodeEntities } from './entities.ts';
import { emptyNotes, foldValue, type PageNotes } from './metadata.ts';
import { withoutLabel } from './person-names.ts';
import type { TagValues } from './tag-values.ts';

/** The date of an article is not behind hundreds of others. */
const MAX_TIMES = 100;

/** One for a page. */
export class NoteTaker {
  readonly notes: PageNotes = emptyNotes();
  private readonly source: string;
  /** How deep the open element is that names the author; -1 when none is open. */
  private authorDepth = -1;
  /** The open script is JSON-LD. */
  private isLinkedData = false;

  constructor(source: string) {
    this.source = source;
  }

  /** A start tag, or rather its values that the segmenter uses; it ends at `end`. */
  noteTag(tag: number, values: TagValues, end: number): void {
    const { notes } = this;
    const { name, content, rel } = values;
    if (tag === TAG.meta && name !== undefined && content !== undefined) {
      const key = name.toLowerCase();
      if (!notes.meta.has(key)) notes.meta.set(key, content);
    } else if (tag === TAG.html) notes.language ??= values.lang;
    else if (tag === TAG.link && /\bcanonical\b/i.test(rel ?? '')) notes.canonical ??= values.href;
    else if (tag === TAG.time && values.datetime !== undefined && notes.times.length < MAX_TIMES) {
      notes.times.push({ datetime: values.datetime, start: end });
    }
  }

  /** An element that says that its text is the author's name begins as the `depth`th of those that are open. */
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
    this.notes.author = name;
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

  /** So many elements are open still. */
  endElement(depth: number): void {
    if (depth < this.authorDepth) this.authorDepth = -1;
  }
}
