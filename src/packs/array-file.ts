/**
 * Files of typed arrays: the length of the head in bytes, a head of JSON in which a place stands for each array, then
 * the arrays, so that reading one costs no more than the bytes do.
 */

const KINDS = { Uint8Array, Uint16Array, Int32Array, Uint32Array } as const;

/** Where an array stands behind the head, in bytes, and how many numbers it has. */
interface Place {
  readonly array: keyof typeof KINDS;
  readonly at: number;
  readonly length: number;
}

/** Arrays begin at multiples of so many bytes, as their numbers must. */
const ALIGNED = 4;

/** The content of a file for a value that is JSON but for its typed arrays. The same value gives the same bytes. */
export function writeArrays(value: object): Uint8Array {
  const arrays: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let end = 0;
  const head = JSON.stringify(value, (_, part: unknown) => {
    if (!ArrayBuffer.isView(part)) return part;
    const at = end;
    arrays.push({ at, bytes: new Uint8Array(part.buffer, part.byteOffset, part.byteLength) });
    end = aligned(at + part.byteLength);
    const kind = part.constructor.name as keyof typeof KINDS;
    return { array: kind, at, length: part.byteLength / KINDS[kind].BYTES_PER_ELEMENT } satisfies Place;
  });
  const start = aligned(ALIGNED + Buffer.byteLength(head));
  const file = Buffer.alloc(start + end);
  file.writeUInt32LE(Buffer.byteLength(head));
  file.write(head, ALIGNED);
  for (const { at, bytes } of arrays) file.set(bytes, start + at);
  return file;
}

/** Reads what `writeArrays` wrote of a value of this type. */
export function readArrays<T>(file: Buffer<ArrayBuffer>): T {
  const head = ALIGNED + file.readUInt32LE();
  // A buffer may begin anywhere in its memory.
  const { buffer, byteOffset } = file.byteOffset % ALIGNED === 0 ? file : Uint8Array.from(file);
  const start = byteOffset + aligned(head);
  return JSON.parse(file.toString('utf8', ALIGNED, head), (_, value: unknown) => {
    if (!isPlace(value)) return value;
    return new KINDS[value.array](buffer, start + value.at, value.length);
  }) as T;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'array' in value;
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGNED) * ALIGNED;
}
