/** The values of a start tag's attributes that the segmenter uses. */
import { TAG } from '../page.ts';
import { ATTRIBUTE } from './attributes.ts';
import { decodeEntitiesOfValue } from './entities.ts';

const PUBLISHED = /^date(?:Published|Created)$/i;

/** Values of the start tag that is being read; the ones that only some tags care about. */
export interface TagValues {
  href: string | undefined;
  lang: string | undefined;
  /** `name`, `property` or `itemprop` of a meta tag; `itemprop` of a date of publication. */
  name: string | undefined;
  /** `content`; `title` of an abbreviation, `alttext` of a formula. */
  content: string | undefined;
  /** `type` of a script or a control, `encoding` of an annotation of a formula. */
  type: string | undefined;
  rel: string | undefined;
  datetime: string | undefined;
  /** `start` of a list or `value` of an item. */
  number: number | undefined;
  /** A dialog is shown; a template is: it has the inside of the component around it (declarative shadow DOM). */
  isOpen: boolean;
  /** Of a check box. */
  isChecked: boolean;
  isDisabled: boolean;
  /** Of a list: its numbers go down. */
  isReversed: boolean;
  /** How many columns and rows a cell spans. */
  columns: number | undefined;
  rows: number | undefined;
  /** `class` of code and of dates. */
  className: string | undefined;
}

/**
 * Keeps the value of an attribute that its tag cares about; the first of a name counts.
 * @returns True when it was kept.
 */
export function keepValue(
  values: TagValues,
  tag: number,
  attribute: number,
  source: string,
  start: number,
  end: number,
): boolean {
  switch (attribute) {
    case ATTRIBUTE.href:
      if (tag !== TAG.a && tag !== TAG.link) return false;
      values.href ??= read(source, start, end);
      break;
    case ATTRIBUTE.lang:
      if (tag !== TAG.html) return false;
      values.lang ??= read(source, start, end);
      break;
    case ATTRIBUTE.itemprop:
      if (tag !== TAG.meta && !PUBLISHED.test(source.slice(start, end))) return false;
      values.name ??= read(source, start, end);
      break;
    case ATTRIBUTE.name:
    case ATTRIBUTE.property:
      if (tag !== TAG.meta) return false;
      values.name ??= read(source, start, end);
      break;
    case ATTRIBUTE.content:
      values.content ??= read(source, start, end);
      break;
    case ATTRIBUTE.title:
      if (tag !== TAG.abbr) return false;
      values.content ??= read(source, start, end);
      break;
    case ATTRIBUTE.rel:
      if (tag !== TAG.link) return false;
      values.rel ??= read(source, start, end);
      break;
    case ATTRIBUTE.type:
      if (tag !== TAG.script && tag !== TAG.input) return false;
      values.type ??= read(source, start, end);
      break;
    case ATTRIBUTE.shadowrootmode:
      if (tag !== TAG.template) return false;
      values.isOpen = true;
      break;
    case ATTRIBUTE.encoding:
      if (tag !== TAG.annotation) return false;
      values.type ??= read(source, start, end);
      break;
    case ATTRIBUTE.alttext:
      if (tag !== TAG.math) return false;
      values.content ??= read(source, start, end);
      break;
    case ATTRIBUTE.datetime:
      values.datetime ??= read(source, start, end);
      break;
    case ATTRIBUTE.start:
    case ATTRIBUTE.value:
      if (tag !== TAG.ol && tag !== TAG.li) return false;
      values.number ??= toInteger(read(source, start, end));
      break;
    case ATTRIBUTE.colspan:
      if (tag !== TAG.td && tag !== TAG.th) return false;
      values.columns ??= toInteger(read(source, start, end));
      break;
    case ATTRIBUTE.rowspan:
      if (tag !== TAG.td && tag !== TAG.th) return false;
      values.rows ??= toInteger(read(source, start, end));
      break;
    case ATTRIBUTE.class:
      if (tag !== TAG.pre && tag !== TAG.code && tag !== TAG.time && tag !== TAG.abbr) return false;
      values.className ??= read(source, start, end);
      break;
    case ATTRIBUTE.open:
      values.isOpen = true;
      break;
    case ATTRIBUTE.checked:
      values.isChecked = true;
      break;
    case ATTRIBUTE.reversed:
      if (tag !== TAG.ol) return false;
      values.isReversed = true;
      break;
    case ATTRIBUTE.disabled:
      if (tag !== TAG.input) return false;
      values.isDisabled = true;
      break;
    default:
      return false;
  }
  return true;
}

function read(source: string, start: number, end: number): string {
  return decodeEntitiesOfValue(source.slice(start, end)).trim();
}

function toInteger(value: string): number | undefined {
  return /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** No values: what a tag without attributes has. */
export function noValues(): TagValues {
  const values = {} as TagValues;
  forgetValues(values);
  return values;
}

/** Makes the values of one tag ready for those of the next. */
export function forgetValues(values: TagValues): void {
  values.href = undefined;
  values.lang = undefined;
  values.name = undefined;
  values.content = undefined;
  values.type = undefined;
  values.rel = undefined;
  values.datetime = undefined;
  values.number = undefined;
  values.isOpen = false;
  values.isChecked = false;
  values.isDisabled = false;
  values.isReversed = false;
  values.columns = undefined;
  values.rows = undefined;
  values.className = undefined;
}

/**
 * The programming language that the class of code names, as HTML recommends (`language-js`, section 4.5.15);
 * undefined when it names none.
 */
export function codeLanguageOf(className: string | undefined): string | undefined {
  return /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,30})(?=\s|$)/i.exec(className ?? '')?.[1];
}
