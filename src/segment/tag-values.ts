/** The values of a start tag's attributes that the segmenter uses. */
import { TAG } from '../page.ts';
import { ATTRIBUTE } from './attributes.ts';
import { decodeEntitiesOfValue } from './html-libraries.ts';

/** Values of the start tag that is being read; the ones that only some tags care about. */
export interface TagValues {
  href: string | undefined;
  lang: string | undefined;
  /** `name`, `property` or `itemprop` of a meta tag. */
  name: string | undefined;
  content: string | undefined;
  type: string | undefined;
  rel: string | undefined;
  datetime: string | undefined;
  /** `start` of a list or `value` of an item. */
  number: number | undefined;
  isOpen: boolean;
  /** `class` of code. */
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
  const read = () => decodeEntitiesOfValue(source.slice(start, end)).trim();
  switch (attribute) {
    case ATTRIBUTE.href:
      if (tag !== TAG.a && tag !== TAG.link) return false;
      values.href ??= read();
      break;
    case ATTRIBUTE.lang:
      if (tag !== TAG.html) return false;
      values.lang ??= read();
      break;
    case ATTRIBUTE.name:
    case ATTRIBUTE.property:
    case ATTRIBUTE.itemprop:
      if (tag !== TAG.meta) return false;
      values.name ??= read();
      break;
    case ATTRIBUTE.content:
      if (tag !== TAG.meta) return false;
      values.content ??= read();
      break;
    case ATTRIBUTE.rel:
      if (tag !== TAG.link) return false;
      values.rel ??= read();
      break;
    case ATTRIBUTE.type:
      if (tag !== TAG.script) return false;
      values.type ??= read();
      break;
    case ATTRIBUTE.datetime:
      values.datetime ??= read();
      break;
    case ATTRIBUTE.start:
    case ATTRIBUTE.value:
      if (tag !== TAG.ol && tag !== TAG.li) return false;
      values.number ??= toInteger(read());
      break;
    case ATTRIBUTE.class:
      if (tag !== TAG.pre && tag !== TAG.code) return false;
      values.className ??= read();
      break;
    case ATTRIBUTE.open:
      values.isOpen = true;
      break;
    default:
      return false;
  }
  return true;
}

function toInteger(value: string): number | undefined {
  return /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** No values: what a tag without attributes has. */
export function noValues(): TagValues {
  const nothing = undefined;
  return {
    href: nothing,
    lang: nothing,
    name: nothing,
    content: nothing,
    type: nothing,
    rel: nothing,
    datetime: nothing,
    number: nothing,
    isOpen: false,
    className: nothing,
  };
}

/**
 * The programming language that the class of code names, as HTML recommends (`language-js`, section 4.5.15);
 * undefined when it names none.
 */
export function codeLanguageOf(className: string | undefined): string | undefined {
  return /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,30})(?=\s|$)/i.exec(className ?? '')?.[1];
}
