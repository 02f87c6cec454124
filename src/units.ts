/**
 * The texts of blocks as code units in one typed array. A block's text is a slice of the source, or
 * joined of pieces: `charCodeAt` looks through that for every character and takes four to eight times
 * as long as reading an array. What looks at every character of a document looks here.
 */
import type { Block, Document } from './document.ts';

export interface BlockUnits {
  /** Code units; block `i`'s text is the `blocks[i].text.length` from `starts[i]` on. */
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
}

/** The document that was asked for last: all judges look at one before any looks at the next. */
let last: { readonly blocks: readonly Block[]; readonly units: BlockUnits } | undefined;

/** The code units of all blocks of a document: two bytes for each character, until the next is asked for. */
export function unitsOf({ format, source, blocks }: Document): BlockUnits {
  if (last?.blocks === blocks) return last.units;
  // The blocks of a text are slices of it.
  const units = format === 'text' ? { units: toUnits(source), starts: startsOf(blocks) } : joinTexts(blocks);
  last = { blocks, units };
  return units;
}

/** The UTF-16 code units of a text. */
export function toUnits(text: string): Uint16Array {
  const bytes = Buffer.allocUnsafeSlow(text.length * 2);
  bytes.write(text, 'utf16le');
  return new Uint16Array(bytes.buffer);
}

/** The text of a stretch of code units. */
export function textOf(units: Uint16Array, start: number, end: number): string {
  return Buffer.from(units.buffer, units.byteOffset + start * 2, (end - start) * 2).toString('utf16le');
}

function startsOf(blocks: readonly Block[]): Uint32Array {
  const starts = new Uint32Array(blocks.length);
  for (let i = 0; i < blocks.length; i++) starts[i] = blocks[i].start;
  return starts;
}

function joinTexts(blocks: readonly Block[]): BlockUnits {
  const starts = new Uint32Array(blocks.length);
  let length = 0;
  for (let i = 0; i < blocks.length; i++) {
    starts[i] = length;
    length += blocks[i].text.length;
  }
  const bytes = Buffer.allocUnsafeSlow(length * 2);
  for (let i = 0; i < blocks.length; i++) bytes.write(blocks[i].text, starts[i] * 2, 'utf16le');
  return { units: new Uint16Array(bytes.buffer), starts };
}
