/** Tar archives of pages and texts, and of files with lines of them. */
import { Readable } from 'node:stream';
import { type ExtractEvents, extract } from 'tar-stream';
import { DehuskError } from '../errors.ts';
import { archiveNamed, holdsLines } from './archive.ts';
import { readEntryLines } from './entry-lines.ts';
import { errorCode, toDehuskError } from './failure.ts';
import { unpackGzip } from './gzip.ts';
import { isPageName } from './names.ts';
import { tooLarge } from './read-input.ts';
import type { PageRecord, RecordInput } from './record-task.ts';

/**
 * Yields the pages and texts in an archive, by the endings of their names, the path in the archive as `id`, and the
 * lines of files of newline-delimited JSON. Hidden files and other kinds are passed over, as in a folder.
 *
 * @param bytes the archive, unpacked
 * @param archive what to call it in messages
 * @param maxBytes a document with more has no content
 * @throws DehuskError `unreadable` when it is no tar archive, or is cut off; zlib's and system errors
 */
export async function* readTar(
  bytes: AsyncIterable<Uint8Array>,
  archive: string,
  maxBytes: number,
): AsyncGenerator<RecordInput[]> {
  const reading: { failed?: { readonly error: unknown } } = {};
  async function* readable() {
    try {
      yield* bytes;
    } catch (error) {
      // As an error of the stream it would cost the entries that are whole and not yet taken.
      reading.failed = { error };
    }
  }
  const source = Readable.from(readable());
  // Archives in the format of 1979, which has no mark, are whole ones if their checksums are right.
  const entries = extract({ allowUnknownFormat: true } as Parameters<typeof extract>[0]);
  source.pipe(entries);
  try {
    for await (const entry of entries) {
      const path = entry.header.name.replace(/^(?:\.?\/)+/, '');
      if (isDocument(entry, path)) {
        const about = { fields: JSON.stringify({ id: path }), name: `${archive}:${path}` };
        const inner = archiveNamed(path);
        if (inner !== undefined && holdsLines(inner) && !isElsewhere(entry))
          yield* readEntryLines(entry as AsyncIterable<Uint8Array>, inner, about, maxBytes);
        else yield [{ ...about, ...(await readContent(entry, path, maxBytes)) }];
      } else entry.resume();
    }
    if (reading.failed !== undefined) throw reading.failed.error;
  } catch (caught) {
    const error = reading.failed === undefined ? caught : reading.failed.error;
    if (error instanceof DehuskError || errorCode(error) !== undefined) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DehuskError('unreadable', `It is no whole tar archive: ${why}.`, { cause: error });
  } finally {
    source.destroy();
  }
}

type Entry = ExtractEvents['entry'][1];

/** What is a file to who unpacks the archive. Of a link and of a sparse file, for which tar-stream has no type, the content is not there. */
const FILES: readonly (string | null | undefined)[] = ['file', 'contiguous-file', 'link', null];

function isDocument({ header }: Entry, path: string): boolean {
  if (!FILES.includes(header.type)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isHidden = path.split('/').some((part) => part.startsWith('.') && !['.', '..'].includes(part));
  return !isHidden && (isPageName(name) || archiveNamed(name) !== undefined);
}

/** Links and sparse files. */
function isElsewhere({ header: { type } }: Entry): boolean {
  return type === 'link' || !type;
}

async function readContent(
  entry: Entry,
  path: string,
  maxBytes: number,
): Promise<Pick<PageRecord, 'bytes' | 'problem' | 'remark'>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of entry as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // It is read to its end all the same, for what comes behind it.
    if (length > maxBytes) chunks.length = 0;
    else chunks.push(chunk);
  }
  try {
    const { type, linkname } = entry.header;
    if (type === 'link')
      throw new DehuskError('unreadable', `It is a hard link: the archive has its content as ${linkname}.`);
    if (!type) throw new DehuskError('unreadable', 'It is stored with holes (sparse): unpack the archive.');
    if (length > maxBytes) throw tooLarge(maxBytes);
    if (archiveNamed(path) !== undefined)
      throw new DehuskError('unreadable', 'It is an archive in an archive: unpack the outer one.');
    const bytes = Buffer.concat(chunks);
    const isGzip = path.toLowerCase().endsWith('.gz');
    const { bytes: content, problem: remark } = isGzip ? unpackGzip(bytes, maxBytes) : { bytes };
    return { bytes: new Uint8Array(content), ...(remark && { remark }) };
  } catch (error) {
    const { code, message } = toDehuskError(error);
    return { bytes: new Uint8Array(), problem: { code, message } };
  }
}
