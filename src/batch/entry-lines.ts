/** A file of lines of JSON that is in an archive with other files. */
import type { Archive } from './archive.ts';
import { unpackToBreak } from './broken-gzip.ts';
import { toDehuskError } from './failure.ts';
import { notPacked } from './gzip-stream.ts';
import { jsonLines } from './json-lines.ts';
import type { PageRecord, RecordInput } from './record-task.ts';

/**
 * Yields the lines of a file, and behind them, when the rest of it cannot be read, a document with the problem. The
 * bytes are read to their end all the same, for what comes behind them.
 *
 * @param about the file
 * @throws errors of `bytes`
 */
export async function* readEntryLines(
  bytes: AsyncIterable<Uint8Array>,
  archive: Pick<Archive, 'kind' | 'isGzip'>,
  about: Required<Pick<PageRecord, 'fields' | 'name'>>,
  maxBytes: number,
): AsyncGenerator<RecordInput[]> {
  const chunks = bytes[Symbol.asyncIterator]();
  const reading: { failed?: { readonly error: unknown } } = {};
  /** Who stops reading this has not ended the reading of the bytes. */
  async function* content(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        reading.failed = { error };
        throw error;
      });
      if (next.done === true) return;
      yield next.value;
    }
  }
  try {
    const unpacked = archive.isGzip ? unpackOnce(content(), maxBytes) : notPacked(content());
    let count = 0;
    for await (const lines of jsonLines(unpacked, archive, maxBytes)) {
      const first = count + 1;
      yield lines.map((line, i) => ({ line, name: `${about.name}:${first + i}` }));
      count += lines.length;
    }
  } catch (caught) {
    if (reading.failed !== undefined) throw reading.failed.error;
    const { code, message } = toDehuskError(caught);
    yield [{ ...about, bytes: new Uint8Array(), problem: { code, message } }];
  }
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next());
}

/**
 * Unpacks bytes that come once. They are held for when they are broken, unless they are more than `limit`: then some of
 * what is in front of the break is lost.
 */
function unpackOnce(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncIterable<Uint8Array> {
  let held: Uint8Array[] | undefined = [];
  let length = 0;
  async function* holding() {
    for await (const chunk of bytes) {
      length += chunk.length;
      if (length > limit) held = undefined;
      held?.push(chunk);
      yield chunk;
    }
  }
  async function* again(start: number) {
    if (held !== undefined) yield Buffer.concat(held).subarray(start);
  }
  return unpackToBreak(holding(), again);
}
