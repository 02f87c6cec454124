/** What can still be had of gzip that is cut off or broken. */
import { createGunzip } from 'node:zlib';
import { errorCode } from './failure.ts';
import { beginning, type Place, unpackMembers } from './gzip-stream.ts';

/**
 * Unpacks a stream of gzip, if it is broken up to the break.
 *
 * @param again gives the stream once more, from a byte on
 * @throws as `unpackMembers`, when all has been yielded that could be
 */
export async function* unpackToBreak(
  packed: AsyncIterable<Uint8Array>,
  again: (start: number) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const place = beginning();
  try {
    yield* unpackMembers(packed, place);
  } catch (error) {
    if (errorCode(error)?.startsWith('Z_') === true) {
      const rest = await missing(again(place.start), place);
      if (rest.length > 0) yield rest;
    }
    throw error;
  }
}

/**
 * What can be unpacked before the break and did not come out, some 30 KB: a stream that fails throws away what
 * it holds, and zlib what it made of the bytes among which it fails. So all is unpacked once more, and
 * what is behind the bytes that zlib had taken a byte at a time.
 *
 * @param packed the members among which the break is, from their start
 */
async function missing(packed: AsyncIterable<Uint8Array>, { taken, given }: Place): Promise<Buffer> {
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
    for await (const chunk of packed) {
      for (const piece of pieces(chunk, taken - position)) {
        if (!(await write(piece))) return Buffer.concat(found);
      }
      position += chunk.length;
    }
    return Buffer.concat(found);
  } finally {
    gunzip.destroy();
  }
}

/** The first `whole` bytes in one piece, and each of the others as one. */
function* pieces(chunk: Uint8Array, whole: number): Generator<Uint8Array> {
  const first = Math.max(0, Math.min(whole, chunk.length));
  if (first > 0) yield chunk.subarray(0, first);
  for (let at = first; at < chunk.length; at++) yield chunk.subarray(at, at + 1);
}
