/** Decodes entities. The library for it is loaded when the first page has one: texts need none. */
import { createRequire } from 'node:module';
import type * as Entities from 'entities/decode';

const require = createRequire(import.meta.url);
let entities: typeof Entities | undefined;

/** A text with its entities decoded as in the text of an element. */
export function decodeEntities(text: string): string {
  entities ??= require('entities/decode') as typeof Entities;
  return entities.decodeHTML(text);
}

/** A text with its entities decoded as in the value of an attribute. */
export function decodeEntitiesOfValue(value: string): string {
  if (!value.includes('&')) return value;
  entities ??= require('entities/decode') as typeof Entities;
  return entities.decodeHTMLAttribute(value);
}
