/** Bytes that are no text at all, and UTF-16 without a byte order mark, which only looks like that. */
import { DehuskError } from '../errors.ts';

/** How the files start that people feed by mistake. Latin-1, so that a byte is a character. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF'],
  ['PK\x03\x04', 'a ZIP archive, an office document or an EPUB'],
  ['\x89PNG\r\n', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF87a', 'a GIF image'],
  ['GIF89a', 'a GIF image'],
  ['\x1f\x8b\x08', 'a gzip archive'],
  ['\x7fELF', 'a program'],
  ['BZh', 'a bzip2 archive'],
  ['\xfd7zXZ\x00', 'an xz archive'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['Rar!\x1a\x07', 'a RAR archive'],
  ['\xd0\xcf\x11\xe0', 'an old office document'],
  ['SQLite format 3\x00', 'an SQLite database'],
  ['PAR1', 'a Parquet file'],
  ['OggS\x00', 'an Ogg file'],
  ['ID3\x03', 'an MP3 file'],
  ['ID3\x04', 'an MP3 file'],
  ['wOFF', 'a font'],
  ['wOF2', 'a font'],
];

/** More control characters than this share, and the input is no text. A stray one is on many pages. */
const MAX_CONTROL_SHARE = 1 / 1000;

/** How much is looked at: enough for any header, and for text with pictures pasted behind it. */
const SAMPLE_BYTES = 1 << 16;

/**
 * @throws DehuskError `binary` for the formats above, and for bytes with so many control characters
 *   that no charset explains them.
 */
export function refuseBinary(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.length)).toString('latin1');
  for (const [signature, what] of SIGNATURES) {
    if (start.startsWith(signature) && !isWord(signature, bytes)) throw binary(`This is ${what}`);
  }
  const chunked = chunkedFormat(start);
  // "The ftyp box" is a text: the sizes in such files have zeros, and text has none.
  if (chunked !== undefined && bytes.includes(0)) throw binary(chunked);

  const sample = Math.min(bytes.length, SAMPLE_BYTES);
  let controls = 0;
  for (let i = 0; i < sample; i++) if (IS_CONTROL[bytes[i]] === 1) controls++;
  if (controls > sample * MAX_CONTROL_SHARE) throw binary('The input is binary');
}

/** What files of chunks are, whose name does not stand at the beginning. */
function chunkedFormat(start: string): string | undefined {
  if (start.startsWith('RIFF') && /^(?:WEBP|WAVE|AVI )/.test(start.slice(8))) return 'This is a RIFF file';
  return start.slice(4, 8) === 'ftyp' ? 'This is a video' : undefined;
}

/** More characters than this share that no text has, and two bytes that looked like a byte order mark were none. */
const MAX_BROKEN_SHARE = 1 / 100;

/**
 * Looks at what was decoded for its byte order mark.
 * @throws DehuskError `binary` when control characters and what the charset does not have say that it is no text
 */
export function refuseBroken(text: string): void {
  const sample = Math.min(text.length, SAMPLE_BYTES);
  let broken = 0;
  for (let i = 0; i < sample; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd || (unit < 0x20 && IS_CONTROL[unit] === 1)) broken++;
  }
  if (broken > sample * MAX_BROKEN_SHARE) throw binary('The input is binary');
}

/** A text may begin with these letters: "PAR1 is a receptor". Files of these formats hold zeros. */
function isWord(signature: string, bytes: Uint8Array): boolean {
  return /^\w+$/.test(signature) && !bytes.includes(0);
}

function binary(what: string): DehuskError {
  return new DehuskError('binary', `${what}, not text. Extract its text first.`);
}

/** Control characters that no text uses: not tab, line ends, form feed, backspace, escape, Ctrl-Z. */
const IS_CONTROL = new Uint8Array(256);
for (let code = 0; code < 0x20; code++) IS_CONTROL[code] = 1;
for (const code of [0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b]) IS_CONTROL[code] = 0;

/**
 * `utf-16le` or `utf-16be` when the bytes, read so, are text with spaces, line ends or the stops and commas
 * of Chinese and Japanese, which stand in every text, and read the other way have none of them. Undefined otherwise.
 */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 2 || bytes.length % 2 === 1) return undefined;
  const sample = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  const little = countSeparators(bytes, sample, 0);
  const big = countSeparators(bytes, sample, 1);
  const least = sample / 2 / 50;
  if (little > least && big * 10 <= little) return isText(bytes, sample, 0) ? 'utf-16le' : undefined;
  if (big > least && little * 10 <= big) return isText(bytes, sample, 1) ? 'utf-16be' : undefined;
  return undefined;
}

/** Space, line feed, brackets of tags, and 、。，: what parts words and sentences, and is rare when bytes are swapped. */
const SEPARATORS = new Set([0x20, 0x0a, 0x3c, 0x3e, 0x3001, 0x3002, 0xff0c]);

function countSeparators(bytes: Uint8Array, length: number, low: 0 | 1): number {
  let count = 0;
  for (let i = 0; i < length; i += 2) {
    const unit = bytes[i + low] | (bytes[i + 1 - low] << 8);
    if (SEPARATORS.has(unit)) count++;
  }
  return count;
}

/**
 * `low` is the place of the low byte in a pair. Counts controls, surrogates without a partner, and
 * pairs that are two ASCII characters: "one\0two\0" read as UTF-16 is Chinese, but no text.
 */
function isText(bytes: Uint8Array, length: number, low: 0 | 1): boolean {
  let broken = 0;
  let wide = 0;
  let asciiPairs = 0;
  let openSurrogate = false;
  for (let i = 0; i < length; i += 2) {
    const unit = bytes[i + low] | (bytes[i + 1 - low] << 8);
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (isLow !== openSurrogate) broken++;
    openSurrogate = unit >= 0xd800 && unit <= 0xdbff;
    if (unit < 0x20 && IS_CONTROL[unit] === 1) broken++;
    if (unit < 0x100) continue;
    wide++;
    if (isPrintableAscii(bytes[i]) && isPrintableAscii(bytes[i + 1])) asciiPairs++;
  }
  return broken <= (length / 2) * 0.01 && asciiPairs <= wide * 0.9;
}

function isPrintableAscii(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}
