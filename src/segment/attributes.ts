/** The attributes that the segmenter reads. */
import { hashName, NameTable } from './names.ts';

const NAMES = [
  ...['class', 'id', 'role', 'itemprop', 'itemtype', 'rel', 'hidden', 'aria-hidden', 'style', 'href', 'lang'],
  ...['name', 'property', 'content', 'type', 'datetime', 'start', 'value', 'open', 'colspan', 'rowspan'],
  ...['encoding', 'alttext', 'title', 'shadowrootmode', 'checked', 'disabled', 'reversed'],
] as const;
type AttributeName = (typeof NAMES)[number];

/** The number of each attribute: `ATTRIBUTE.class`. */
export const ATTRIBUTE = Object.fromEntries(NAMES.map((name, number) => [name, number])) as Readonly<
  Record<AttributeName, number>
>;

const LENGTHS = new Uint8Array(0x100);
for (const name of NAMES) LENGTHS[name.length] = 1;
const table = new NameTable(NAMES.map((name, number) => [name, number]));

/** The number of an attribute name in the source, -1 when the segmenter does not read it. */
export function attributeOf(source: string, start: number, end: number): number {
  // Most attributes are data for scripts, with long names: what has another length is none of these.
  if (LENGTHS[end - start] !== 1) return -1;
  return table.find(hashName(source, start, end));
}
