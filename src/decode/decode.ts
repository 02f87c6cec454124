/**
 * Bytes to Unicode text. What is certain comes first: a byte order mark, then valid UTF-8, then what
 * the server or the page declares, then a guess from the bytes. A page that says "iso-8859-1" and is
 * valid UTF-8 is UTF-8: other charsets produce valid UTF-8 by accident about never.
 */
import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import { DehuskError } from '../errors.ts';
import { refuseBinary, refuseBroken, utf16WithoutMark } from './binary.ts';
import { declaredCharset, detectCharset } from './detect.ts';
import { looksLikeUtf8 } from './utf8.ts';

const require = createRequire(import.meta.url);

/** V8 cannot hold a longer string (0x1fffffe8 code units); one byte makes at most one code unit. */
const MAX_BYTES = 0x1fffffe8;

export interface Decoded {
  /** The text, without a byte order mark. */
  readonly text: string;
  /** The charset that was used, by its WHATWG name in lower case: `utf-8`, `windows-1251`, `utf-16le`. */
  readonly charset: string;
}

/**
 * Decodes the bytes of a page or a text file. Bytes that the charset does not have become U+FFFD.
 *
 * @param bytes the whole input
 * @param hint `contentType`: the value of an HTTP Content-Type header, if there was one
 * @throws DehuskError `binary` when the bytes are no text (an image, an archive, a PDF), `too-large`
 *   when they are more than a JavaScript string can hold (about 512 MB)
 */
export function decode(bytes: Uint8Array, hint: { contentType?: string } = {}): Decoded {
  if (bytes.length > MAX_BYTES) {
    throw new DehuskError(
      'too-large',
      `The input has ${bytes.length} bytes; at most ${MAX_BYTES} can be read.`,
    );
  }
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) {
    const decoded = decodeAs(bytes, marked);
    // Behind that of UTF-8 may stand another charset: its letters are no reason to refuse it.
    if (marked === 'utf-8') refuseBinary(bytes);
    else refuseBroken(decoded.text);
    return decoded;
  }
  if (bytes.includes(0)) {
    const wide = utf16WithoutMark(bytes);
    if (wide !== undefined) return decodeAs(bytes, wide);
  }
  refuseBinary(bytes);

  if (isUtf8(bytes)) {
    return decodeAs(bytes, isIso2022Jp(bytes) ? 'iso-2022-jp' : 'utf-8');
  }
  if (looksLikeUtf8(bytes)) return decodeAs(bytes, 'utf-8');
  return decodeLegacy(bytes, hint.contentType);
}

/** What ISO-2022-JP puts before Japanese, and before the ASCII behind it. */
const TO_JAPANESE = ['\x1b$@', '\x1b$B'].map((sequence) => Buffer.from(sequence, 'latin1'));
const TO_ASCII = ['\x1b(B', '\x1b(J'].map((sequence) => Buffer.from(sequence, 'latin1'));

/** ISO-2022-JP writes Japanese in ASCII bytes between escape sequences, so it is valid UTF-8. Nothing else has these. */
function isIso2022Jp(bytes: Uint8Array): boolean {
  if (!bytes.includes(ESCAPE)) return false;
  const buffer = asBuffer(bytes);
  const has = (sequence: Buffer) => buffer.includes(sequence);
  return TO_JAPANESE.some(has) && TO_ASCII.some(has);
}

const ESCAPE = 0x1b;

/** A declaration holds unless the bytes speak against it; then the detector must do better. */
function decodeLegacy(bytes: Uint8Array, contentType: string | undefined): Decoded {
  const declared = declaredCharset(bytes, contentType);
  if (declared !== undefined && declared !== 'utf-8') {
    const asDeclared = decodeAs(bytes, declared);
    const broken = countReplacements(asDeclared.text);
    if (broken === 0) return asDeclared;
    const asDetected = decodeAs(bytes, detectCharset(bytes));
    // A few broken bytes are normal in a page cut short; a wrong declaration breaks many.
    return countReplacements(asDetected.text) * 4 < broken ? asDetected : asDeclared;
  }
  return decodeAs(bytes, detectCharset(bytes));
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return bytes[2] === 0 && bytes[3] === 0 && bytes.length % 4 === 0 ? 'utf-32le' : 'utf-16le';
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff) return 'utf-32be';
  return undefined;
}

function decodeAs(bytes: Uint8Array, charset: string): Decoded {
  return { text: withoutMark(decodeCharset(bytes, charset)), charset };
}

function decodeCharset(bytes: Uint8Array, charset: string): string {
  if (charset === 'utf-8') return asBuffer(bytes).toString('utf8');
  if (charset === 'utf-16le' || charset === 'utf-16be') return new TextDecoder(charset).decode(bytes);
  // Node 20's TextDecoder reads windows-1252 as Latin-1: quotation marks become control characters.
  // iconv-lite has no ISO-2022-JP and no Mac Cyrillic.
  const iconv = require('iconv-lite') as typeof import('iconv-lite');
  if (iconv.encodingExists(charset)) return iconv.decode(asBuffer(bytes), charset);
  return new TextDecoder(charset).decode(bytes);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count++;
  return count;
}
