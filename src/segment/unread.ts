/**
 * What of a page is not text to read: scripts, drawings, controls, what a formula beside it says already, and markup
 * that a program has written as text.
 */
import { TAG } from '../page.ts';
import type { OpenElements } from './open-elements.ts';
import { TRAIT, TRAITS } from './tags.ts';

/** A start tag, an end tag or a comment as text. */
const ESCAPED_MARKUP = /&lt;(?:\/?[a-z]|!--)/i;

/** The outermost open element whose text is not read. One for a page. */
export class Unread {
  /** Its depth on the stack of open elements; -1 when there is none. */
  from = -1;
  private readonly open: OpenElements;

  constructor(open: OpenElements) {
    this.open = open;
  }

  get isOpen(): boolean {
    return this.from !== -1;
  }

  /** The element at this depth ends. */
  endAt(depth: number): void {
    if (depth === this.from) this.from = -1;
  }

  /** Text directly in a control or drawing that was never closed would swallow the rest of the page. */
  isEndedBy(traits: number): boolean {
    if (!(traits & TRAIT.endsParagraph)) return false;
    const root = this.open.tags[this.from];
    const isForeign = root === TAG.svg && !this.open.has(TAG.foreignobject);
    const isFormula = !(TRAITS[root] & TRAIT.skip);
    return isForeign || isFormula || root === TAG.select;
  }
}

/**
 * Where scripts run, `noscript` holds one text, the markup for readers without them. Browsers that save such a page and
 * programs that ran its scripts escape that, as all text; nobody ever saw it.
 *
 *   <noscript>&lt;img src="https://example.org/count" width="1"&gt;</noscript>
 *
 * @returns whether a text directly in `noscript` is that
 */
export function isEscapedMarkup(source: string, start: number, end: number): boolean {
  return ESCAPED_MARKUP.test(source.slice(start, end));
}

/** Whether the text of an element is none of the page. A template is when it has the inside of the component around it. */
export function isUnread(tag: number, isShown: boolean): boolean {
  return (TRAITS[tag] & TRAIT.skip) !== 0 && !(tag === TAG.template && isShown);
}
