/**
 * The file of the built-in packs' index: the length of its head in bytes, a head of JSON in which a place
 * stands for each typed array, then the arrays, so that reading it costs no more than the bytes do.
 */
import type { LiteralIndex } from './literal-index.ts';

const KINDS = { Uint8Array, Uint16Array, Int32Array, Uint32Array } as const;

/** Where an array stands behind the head, in bytes, and how many numbers it has. */
interface Place {
  readonly array: keyof typeof KINDS;
  readonly at: number;
  readonly length: number;
}

/** Arrays begin at multiples of so many bytes, as their numbers must. */
const ALIGNED = 4;

/** The content of the file. The same index gives the same bytes. */
export function writeLiteralIndex(index: LiteralIndex): Uint8Array {
  const arrays: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let end = 0;
  const head = JSON.stringify(index, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    const at = end;
    arrays.push({ at, bytes: new Uint8Array(value.buffer, value.byteOffset, value.byteLength) });
    end = aligned(at + value.byteLength);
    const kind = value.constructor.name as keyof typeof KINDS;
    return { array: kind, at, length: value.byteLength / KINDS[kind].BYTES_PER_ELEMENT } satisfies Place;
  });
  const start = aligned(ALIGNED + Buffer.byteLength(head));
  const file = Buffer.alloc(start + end);
  file.writeUInt32LE(Buffer.byteLength(head));
  file.write(head, ALIGNED);
  for (const { at, bytes } of arrays) file.set(bytes, start + at);
  return file;
}

/** Reads what `writeLiteralIndex` wrote. */
export function readLiteralIndex(file: Buffer<ArrayBuffer>): LiteralIndex {
  const head = ALIGNED + file.readUInt32LE();
  // A buffer may begin anywhere in its memory.
  const { buffer, byteOffset } = file.byteOffset % ALIGNED === 0 ? file : Uint8Array.from(file);
  const start = byteOffset + aligned(head);
  return JSON.parse(file.toString('utf8', ALIGNED, head), (_, value: unknown) => {
    if (!isPlace(value)) return value;
    return new KINDS[value.array](buffer, start + value.at, value.length);
  }) as LiteralIndex;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'array' in value;
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGNED) * ALIGNED;
}
