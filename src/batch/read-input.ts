/** Reads one input file, up to a limit, and tells what kind it is. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Source } from '../clean.ts';
import { decode } from '../decode/decode.ts';
import { sniffFormat } from '../decode/sniff.ts';
import { DehuskError } from '../errors.ts';

const CHUNK = 1 << 16;

/**
 * The bytes of a file or device. Gzip (by the name's ending `.gz`) is unpacked.
 *
 * @param limit most bytes, of the file and of what it unpacks to
 * @throws DehuskError `too-large`; system errors as they come
 */
export function readBytes(path: string | Uint8Array, limit: number): Buffer {
  const bytes = readUpTo(typeof path === 'string' ? path : Buffer.from(path), limit);
  const isGzip = Buffer.from(path).subarray(-3).toString('latin1').toLowerCase() === '.gz';
  return isGzip ? gunzipSync(bytes, { maxOutputLength: limit }) : bytes;
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

/** Whether the first bytes are those of gzip. */
export function beginsAsGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
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
