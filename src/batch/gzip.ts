/** Unpacks gzip that is in memory, and says what it could not unpack. */
import { gunzipSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { errorCode, type Problem } from './failure.ts';

/** The content of something that may have been packed. */
export interface Unpacked {
  readonly bytes: Buffer;
  /** What was wrong with it behind all of this content. */
  readonly problem?: Problem;
}

/** Whether the first bytes are those of gzip. */
export function beginsAsGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks all members, also with zeros between and behind them. Garbage behind whole members costs nothing of them, as
 * with `gzip -d`, and is said.
 *
 * @param limit most bytes of the content
 * @throws zlib's errors for what is no gzip, or is cut off or broken within a member; for more than `limit` bytes
 */
export function unpackGzip(bytes: Buffer, limit: number): Unpacked {
  try {
    const { buffer, taken } = informed(gunzipSync, bytes, limit);
    if (skipZeros(bytes, taken) === bytes.length) return { bytes: buffer };
  } catch (error) {
    // What fails among the first bytes would fail again.
    if (!beginsAsGzip(bytes) || !isOfZlib(error)) throw error;
  }
  return unpackMembers(bytes, limit);
}

function unpackMembers(bytes: Buffer, limit: number): Unpacked {
  const members: Buffer[] = [];
  let room = limit;
  let at = 0;
  while (at < bytes.length) {
    const rest = bytes.subarray(at);
    if (!beginsAsGzip(rest)) return { bytes: Buffer.concat(members), problem: GARBAGE };
    const end = endOfMember(rest, room);
    const member = gunzipSync(rest.subarray(0, end), { maxOutputLength: atLeastOne(room) });
    members.push(member);
    room -= member.length;
    at = skipZeros(bytes, at + end);
  }
  return { bytes: Buffer.concat(members) };
}

const GARBAGE: Problem = {
  code: 'unreadable',
  message:
    'It is not a whole gzip file: what stands behind its gzip data is something else, and was left out.',
};

/** Optional fields of a member's head, by their bit among its flags (RFC 1952). */
const CHECKSUM = 2;
const EXTRA = 4;
const TEXTS = [8, 16];

/** Where the first member ends, which zlib tells of no gzip with something else behind it, but of what is packed in there. */
function endOfMember(bytes: Buffer, room: number): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & EXTRA) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const text of TEXTS) if (flags & text) at = bytes.indexOf(0, at) + 1;
  if (flags & CHECKSUM) at += 2;
  const { taken } = informed(inflateRawSync, bytes.subarray(at), room);
  const checksumAndLength = 8;
  return at + taken + checksumAndLength;
}

/** Unpacks, and tells how many bytes that took: there is an option for it that the types do not know. */
function informed(
  unpack: (bytes: Uint8Array, options: ZlibOptions) => unknown,
  bytes: Uint8Array,
  limit: number,
): { buffer: Buffer; taken: number } {
  const { buffer, engine } = unpack(bytes, { maxOutputLength: atLeastOne(limit), info: true }) as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  return { buffer, taken: engine.bytesWritten };
}

/** Zlib takes no limit of nothing, and what is behind the limit may be a member without content. */
function atLeastOne(limit: number): number {
  return Math.max(1, limit);
}

function skipZeros(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0) at++;
  return at;
}

function isOfZlib(error: unknown): boolean {
  return errorCode(error)?.startsWith('Z_') === true;
}
