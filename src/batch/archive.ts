/** Files that hold many documents: which they are, and the documents in them, as they come. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { DehuskError } from '../errors.ts';
import { unpackToBreak } from './broken-gzip.ts';
import { errorCode } from './failure.ts';
import { beginsAsGzip } from './gzip.ts';
import { beginning, unpackMembers } from './gzip-stream.ts';
import { type Line, splitLines } from './lines.ts';
import { type ColumnNames, columnNames, isJsonObject } from './record-line.ts';
import type { RecordInput } from './record-task.ts';

/** `json` is newline-delimited JSON by another name, if its first line agrees. */
export type ArchiveKind = 'ndjson' | 'json' | 'warc' | 'parquet' | 'tar';

export interface Archive {
  readonly kind: ArchiveKind;
  /** The name without the archive's ending. */
  readonly stem: string;
  readonly isGzip: boolean;
}

const NAMES: readonly (readonly [RegExp, ArchiveKind])[] = [
  [/^(.+)\.(?:ndjson|jsonl)(\.gz)?$/i, 'ndjson'],
  [/^(.+)\.json(\.gz)$/i, 'json'],
  [/^(.+)\.(?:warc|wet)(\.gz)?$/i, 'warc'],
  [/^(.+)\.parquet$/i, 'parquet'],
  [/^(.+)\.(?:tar(\.gz)?|(tgz))$/i, 'tar'],
];

/** What kind of archive a file is, by its name; undefined when it is none. */
export function archiveNamed(name: string): Archive | undefined {
  return find(name, NAMES);
}

/** As `archiveNamed`, for a file that is asked for by its name. In folders `.json` is mostly no documents, and stays out. */
export function archiveAskedFor(name: string): Archive | undefined {
  return find(name, [...NAMES, [/^(.+)\.json$/i, 'json']]);
}

function find(name: string, names: typeof NAMES): Archive | undefined {
  for (const [pattern, kind] of names) {
    const match = pattern.exec(name);
    // Common Crawl calls its text `x.warc.wet.gz`.
    if (match) return { kind, stem: match[1].replace(/\.warc$/i, ''), isGzip: match.slice(2).some(Boolean) };
  }
  return undefined;
}

/** Whether its documents are lines of JSON. */
export function holdsLines({ kind }: Pick<Archive, 'kind'>): boolean {
  return kind === 'ndjson' || kind === 'json';
}

export interface ReadOptions extends ColumnNames {
  /** Most bytes of a document. */
  readonly maxBytes: number;
  /** Ends the reading when it is aborted: an archive may take hours. */
  readonly signal?: AbortSignal;
}

/** Something that holds many documents and becomes one output. */
export interface Collection {
  readonly name: string;
  /** Its output, as a path below the output folder. */
  readonly output: string;
  /** Set for a Parquet file, whose other columns its output has too. */
  readonly parquet?: string | Buffer;
  /** The `dehusk.yaml` for its documents. */
  readonly config?: string;
  /** Where its lines hold their documents. Those of Parquet are made, with `html` and `text`. */
  readonly columns?: ColumnNames;
  /** Hash of all that is in it. */
  hash(salt: string): Promise<string>;
  read(): AsyncIterable<RecordBatch>;
}

/** Documents that came together, and where they are in the archive, from 1. */
export interface RecordBatch {
  readonly records: readonly RecordInput[];
  readonly first: number;
  /** How many bytes of the archive were read for it and all before it, about. */
  readonly position: number;
}

/**
 * An archive as a collection. Reading it holds no more than what came together.
 *
 * @throws on reading: DehuskError `unreadable`, `too-large` or `bad-option`, and system errors and zlib's
 */
export function openArchive(
  { path, name, output }: { readonly path: string | Buffer; readonly name: string; readonly output: string },
  archive: Archive,
  options: ReadOptions,
): Collection {
  return {
    name,
    output,
    ...(archive.kind === 'parquet' && { parquet: path }),
    ...(holdsLines(archive) && { columns: columnNames(options) }),
    hash: (salt) => hashFile(path, salt, options.signal),
    read() {
      const meter = { bytes: 0 };
      return numbered(open({ path, name }, archive, options, meter), meter);
    },
  };
}

/** How much was read, counted by the reader. */
export interface Meter {
  bytes: number;
}

/** Numbers what comes in pieces. */
export async function* numbered(
  pieces: AsyncIterable<readonly RecordInput[]>,
  meter: Readonly<Meter> = { bytes: 0 },
): AsyncGenerator<RecordBatch> {
  let first = 1;
  for await (const records of pieces) {
    yield { records, first, position: meter.bytes };
    first += records.length;
  }
}

/** 128 bits of the SHA-256 of a file, without holding it. */
export async function hashFile(path: string | Buffer, salt: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256').update(salt).update('\0');
  const file = createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) });
  for await (const chunk of file) hash.update(chunk as Buffer);
  return hash.digest('hex').slice(0, 32);
}

async function* open(
  { path, name }: { readonly path: string | Buffer; readonly name: string },
  archive: Archive,
  options: ReadOptions,
  meter: Meter,
): AsyncIterable<readonly RecordInput[]> {
  const { kind, isGzip } = archive;
  if (kind === 'parquet') {
    const { readParquet } = await import('./parquet-read.ts');
    yield* readParquet(path, options, meter);
    return;
  }
  if (holdsLines(archive)) {
    yield* readLines(path, archive, options, meter);
    return;
  }
  const bytes = unpack(path, isGzip, options, meter);
  if (kind === 'tar') {
    const { readTar } = await import('./tar.ts');
    yield* readTar(bytes, name, options.maxBytes);
    return;
  }
  const { readWarc } = await import('./warc.ts');
  yield* readWarc(bytes, options.maxBytes);
}

/** In a packed file a line of so many times the most bytes of a document is taken for a bomb, and not unpacked to its end. */
const BOMB = 16;

/**
 * The lines of newline-delimited JSON, the ones that arrive together as one array; undefined for a
 * line of more than `maxBytes`.
 *
 * @throws DehuskError `too-large` for a bomb, `bad-json` for JSON that is not newline-delimited; system errors and zlib's
 */
export async function* readLines(
  path: string | Buffer,
  { kind, isGzip }: Pick<Archive, 'kind' | 'isGzip'>,
  options: ReadOptions,
  meter: Meter = { bytes: 0 },
): AsyncGenerator<Line[]> {
  const { maxBytes } = options;
  const longest = isGzip ? maxBytes * BOMB : Number.POSITIVE_INFINITY;
  const lines = splitLines(unpack(path, isGzip, options, meter), maxBytes, {
    longest,
    isWhole: isWholeObject,
  });
  let isJudged = kind !== 'json';
  for await (const together of lines) {
    const first = isJudged ? -1 : together.findIndex((line) => line?.toString('utf8').trim() !== '');
    if (first !== -1) {
      const line = together[first];
      // Else each line of a document that is spread over a thousand would be a failure.
      if (line !== undefined && !isWholeObject(line)) throw notDelimited(isGzip);
      isJudged = true;
    }
    yield together;
  }
}

/** A byte order mark is white space too. */
function isWholeObject(line: Buffer): boolean {
  return isJsonObject(line.toString('utf8').trim());
}

function notDelimited(isGzip: boolean): DehuskError {
  const ending = isGzip ? '.jsonl.gz' : '.jsonl';
  return new DehuskError(
    'bad-json',
    `Its first line is no whole JSON object, so it is not newline-delimited. Make a line of each document, as jq -c '.[]' does of an array; if only that line is broken, let its name end in ${ending}.`,
  );
}

async function* unpack(
  path: string | Buffer,
  isGzip: boolean,
  { signal }: ReadOptions,
  meter: Meter,
): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 17, ...(signal && { signal }) });
  const place = beginning();
  const stream: AsyncIterable<Buffer> = isGzip ? unpackMembers(file, place) : file;
  let isFirst = true;
  try {
    for await (const chunk of stream) {
      // Else each line feed among its bytes would end a record that is no JSON.
      if (!isGzip && isFirst && beginsAsGzip(chunk)) throw misnamed();
      isFirst = false;
      meter.bytes = file.bytesRead;
      yield chunk;
    }
  } catch (error) {
    if (errorCode(error)?.startsWith('Z_') === true) {
      const rest = await unpackToBreak(path, place, signal);
      if (rest.length > 0) yield rest;
    }
    throw error;
  } finally {
    // Who leaves the loop early ends what unpacks, and not the file behind it.
    file.destroy();
  }
}

function misnamed(): DehuskError {
  return new DehuskError('unreadable', 'It is packed with gzip: let its name end in .gz.');
}
