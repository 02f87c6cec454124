/** The start tag that is being read, and what its attributes say of its element and of the page. */
import { ELEMENT, TAG } from '../page.ts';
import { ATTRIBUTE, attributeOf } from './attributes.ts';
import { flagsOf } from './element-flags.ts';
import type { Elements } from './elements.ts';
import { forgetValues, keepValue, noValues, type TagValues } from './tag-values.ts';

/** By number, 1 for attributes that say something by being there, without a value. */
const IS_FLAG = new Uint8Array(Object.keys(ATTRIBUTE).length);
for (const name of ['open', 'checked', 'disabled', 'reversed'] as const) IS_FLAG[ATTRIBUTE[name]] = 1;

/** One for a whole page; `begin` makes it ready for the next tag. */
export class StartTag {
  tag = 0;
  /** Whether it went on the stack of open elements. */
  isPushed = false;
  /** Its place in the page; -1 when it has none. */
  element = -1;
  readonly values: TagValues = noValues();
  hasValues = false;
  /** Hidden from screen readers. */
  isAriaHidden = false;
  /** Hidden from all readers. */
  isNotShown = false;
  /** Where its class names stand in the source; -1 when it has none. */
  classStart = -1;
  classEnd = -1;
  private attribute = -1;
  private readonly source: string;
  private readonly elements: Elements;

  constructor(source: string, elements: Elements) {
    this.source = source;
    this.elements = elements;
  }

  begin(tag: number): void {
    this.tag = tag;
    this.isPushed = false;
    this.element = -1;
    this.isAriaHidden = false;
    this.isNotShown = false;
    this.classStart = -1;
    if (!this.hasValues) return;
    forgetValues(this.values);
    this.hasValues = false;
  }

  /** The name of an attribute stands in this stretch of the source. */
  beginAttribute(start: number, end: number): void {
    const attribute = attributeOf(this.source, start, end);
    // Links have titles by the hundred, and only those of abbreviations are read.
    this.attribute = attribute === ATTRIBUTE.title && this.tag !== TAG.abbr ? -1 : attribute;
  }

  /** Its value, or a part of it, stands in this stretch. */
  addValue(start: number, end: number): void {
    const { attribute, element, source, elements } = this;
    if (attribute === -1) return;
    if (element !== -1) {
      const isClass = attribute === ATTRIBUTE.class;
      if (isClass || attribute === ATTRIBUTE.id || attribute === ATTRIBUTE.role) {
        elements.addWords(element, source, start, end, isClass);
        if (isClass) {
          this.classStart = start;
          this.classEnd = end;
        }
      }
      const flags = flagsOf(attribute, source, start, end);
      if (flags !== 0) {
        elements.flags[element] |= flags;
        if (attribute === ATTRIBUTE['aria-hidden']) this.isAriaHidden = true;
        else if (attribute === ATTRIBUTE.style) this.isNotShown = true;
      }
    }
    if (keepValue(this.values, this.tag, attribute, source, start, end)) this.hasValues = true;
  }

  endAttribute(): void {
    const { attribute, element } = this;
    if (attribute === -1) return;
    if (attribute === ATTRIBUTE.hidden && element !== -1) {
      this.elements.flags[element] |= ELEMENT.hidden;
      this.isNotShown = true;
    }
    if (IS_FLAG[attribute] === 1 && keepValue(this.values, this.tag, attribute, '', 0, 0)) {
      this.hasValues = true;
    }
    this.attribute = -1;
  }
}
