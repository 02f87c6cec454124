/** What can still be had of a gzip file that is cut off or broken. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Place } from './gzip-stream.ts';

/**
 * What can be unpacked before the break and did not come out, some 30 KB: a stream that fails throws away what
 * it holds, and zlib what it made of the bytes among which it fails. So the file is unpacked once more, and
 * what is behind those that zlib had taken a byte at a time.
 *
 * @param place where unpacking ended
 */
export async function unpackToBreak(
  path: string | Buffer,
  { start, taken, given }: Place,
  signal?: AbortSignal,
): Promise<Buffer> {
  const gunzip = createGunzip();
  const found: Buffer[] = [];
  let known = given;
  const drain = () => {
    for (let chunk = gunzip.read() as Buffer | null; chunk !== null; chunk = gunzip.read()) {
      if (known < chunk.length) found.push(chunk.subarray(known));
      known = Math.max(0, known - chunk.length);
    }
  };
  gunzip.on('readable', drain);
  const failed = new Promise<false>((resolve) => gunzip.once('error', () => resolve(false)));
  const write = async (bytes: Uint8Array): Promise<boolean> => {
    // A write that fails never calls back.
    const written = new Promise<true>((resolve) => gunzip.write(bytes, () => resolve(true)));
    const isWhole = await Promise.race([written, failed]);
    drain();
    return isWhole;
  };
  try {
    let position = 0;
    const file = createReadStream(path, { start, highWaterMark: 1 << 17, ...(signal && { signal }) });
    for await (const chunk of file) {
      for (const piece of pieces(chunk as Buffer, taken - position)) {
        if (!(await write(piece))) return Buffer.concat(found);
      }
      position += (chunk as Buffer).length;
    }
    return Buffer.concat(found);
  } finally {
    gunzip.destroy();
  }
}

/** The first `whole` bytes in one piece, and each of the others as one. */
function* pieces(chunk: Buffer, whole: number): Generator<Buffer> {
  const first = Math.max(0, Math.min(whole, chunk.length));
  if (first > 0) yield chunk.subarray(0, first);
  for (let at = first; at < chunk.length; at++) yield chunk.subarray(at, at + 1);
}
