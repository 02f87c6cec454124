/** Reads one input file, up to a limit, and tells what kind it is. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Source } from '../clean.ts';
import { decode } from '../decode/decode.ts';
import { sniffFormat } from '../decode/sniff.ts';
import { DehuskError } from '../errors.ts';
import { type Unpacked, unpackGzip } from './gzip.ts';

const CHUNK = 1 << 16;

/**
 * The bytes of a file or device. Gzip (by the name's ending `.gz`) is unpacked.
 *
 * @param limit most bytes, of the file and of what it unpacks to
 * @throws DehuskError `too-large`; system errors as they come, and zlib's
 */
export function readInput(path: string | Uint8Array, limit: number): Unpacked {
  const bytes = readUpTo(typeof path === 'string' ? path : Buffer.from(path), limit);
  const isGzip = Buffer.from(path).subarray(-3).toString('latin1').toLowerCase() === '.gz';
  return isGzip ? unpackGzip(bytes, limit) : { bytes };
}

/**
 * As `readInput`, for who has no use for a file that is not whole.
 * @throws DehuskError also for what is wrong behind the content
 */
export function readBytes(path: string | Uint8Array, limit: number): Buffer {
  const { bytes, problem } = readInput(path, limit);
  if (problem !== undefined) throw new DehuskError(problem.code, problem.message);
  return bytes;
}

function readUpTo(path: string | Buffer, limit: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const stats = fstatSync(file);
    if (stats.size > limit) throw tooLarge(limit);
    // A pipe or a device says nothing of its size.
    let buffer = Buffer.allocUnsafe(stats.isFile() ? stats.size + 1 : CHUNK);
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (read === 0) return buffer.subarray(0, length);
      if (length > limit) throw tooLarge(limit);
      if (length === buffer.length) {
        const larger = Buffer.allocUnsafe(buffer.length * 2);
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
    }
  } finally {
    closeSync(file);
  }
}

/** The error for an input over the limit, in bytes. */
export function tooLarge(limit: number): DehuskError {
  return new DehuskError('too-large', `It has more than ${limit} bytes. Raise --max-bytes to read it.`);
}

/** The source that bytes are: HTML or text, by the file name's ending or by what they look like. */
export function toSource(bytes: Uint8Array, name?: string): Source {
  const { text } = decode(bytes);
  const path = name?.replace(/\.gz$/i, '');
  return sniffFormat(text, path) === 'html' ? { html: text } : { text };
}
