/** Files that hold many documents: which they are, and the documents in them, as they come. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { unpackToBreak } from './broken-gzip.ts';
import { notPacked } from './gzip-stream.ts';
import { jsonLines } from './json-lines.ts';
import type { Line } from './lines.ts';
import { type ColumnNames, columnNames } from './record-line.ts';
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
    ...((holdsLines(archive) || archive.kind === 'tar') && { columns: columnNames(options) }),
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

/** The lines of a file, see `jsonLines`. @throws system errors and zlib's too */
export function readLines(
  path: string | Buffer,
  archive: Pick<Archive, 'kind' | 'isGzip'>,
  options: ReadOptions,
  meter: Meter = { bytes: 0 },
): AsyncGenerator<Line[]> {
  return jsonLines(unpack(path, archive.isGzip, options, meter), archive, options.maxBytes);
}

async function* unpack(
  path: string | Buffer,
  isGzip: boolean,
  { signal }: ReadOptions,
  meter: Meter,
): AsyncGenerator<Uint8Array> {
  const open = (start: number) =>
    createReadStream(path, { start, highWaterMark: 1 << 17, ...(signal && { signal }) });
  const file = open(0);
  try {
    for await (const chunk of isGzip ? unpackToBreak(file, open) : notPacked(file)) {
      meter.bytes = file.bytesRead;
      yield chunk;
    }
  } finally {
    // Who leaves the loop early ends what unpacks, and not the file behind it.
    file.destroy();
  }
}
