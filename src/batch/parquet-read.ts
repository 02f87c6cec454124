/** Rows of a Parquet file as records. */
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type Compressors,
  type FileMetaData,
  type ParquetParsers,
  parquetMetadataAsync,
  parquetReadObjects,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { decode } from '../decode/decode.ts';
import { DehuskError } from '../errors.ts';
import type { Meter, ReadOptions } from './archive.ts';
import { errorCode } from './failure.ts';
import { type DecimalColumns, Digits, decimal, readDecimals } from './parquet-decimal.ts';
import { topLevel } from './parquet-schema.ts';
import type { ColumnNames } from './record-line.ts';

/** The columns that are looked for when none is named. */
const HTML_COLUMN = 'html';
const TEXT_COLUMN = 'text';

/** Rows that are given to a worker together. */
const ROWS_PER_BATCH = 32;

/**
 * Yields the rows of a file as JSON lines, the page as `html` and the text as `text`, whatever their
 * columns are called. Holds one stretch of rows, see `stretches`.
 *
 * @throws DehuskError `bad-option` when there is no such column, `unreadable` when it is no Parquet
 */
export async function* readParquet(
  path: string | Buffer,
  options: ReadOptions,
  meter: Meter,
): AsyncGenerator<Uint8Array[]> {
  const { file, metadata: given } = await openParquet(path);
  const columns = contentColumns(given.schema, options);
  const { decimals, metadata } = readDecimals(given);
  for (const { rowStart, rowEnd } of stretches(metadata)) {
    const rows = await readRows(file, metadata, { rowStart, rowEnd, parsers: PARSERS });
    for (let i = 0; i < rows.length; i += ROWS_PER_BATCH) {
      meter.bytes = (file.byteLength * (rowStart + i)) / Number(metadata.num_rows);
      yield rows
        .slice(i, i + ROWS_PER_BATCH)
        .map((row) => Buffer.from(toJson(renamed(row, columns, decimals))));
    }
  }
}

/** Bytes of a stretch of rows, unpacked, that are held at once. */
const STRETCH_BYTES = 1 << 26;

export interface Stretch {
  readonly rowStart: number;
  /** The first row behind it. */
  readonly rowEnd: number;
}

/**
 * The rows in stretches to be read one after another: parts of a row group when the file has an index
 * that says where its pages are, as Spark's files have, else whole row groups.
 */
export function stretches({ row_groups: groups }: Pick<FileMetaData, 'row_groups'>): Stretch[] {
  let start = 0;
  return groups.flatMap(({ num_rows, total_byte_size, columns }) => {
    const count = Number(num_rows);
    const hasIndex = columns.every(({ offset_index_offset }) => offset_index_offset !== undefined);
    const parts = hasIndex ? Math.ceil(Number(total_byte_size) / STRETCH_BYTES) : 1;
    const rows = Math.max(1, Math.ceil(count / Math.max(1, parts)));
    const first = start;
    start += count;
    return Array.from({ length: Math.ceil(count / rows) }, (_, i) => ({
      rowStart: first + i * rows,
      rowEnd: first + Math.min((i + 1) * rows, count),
    }));
  });
}

/**
 * Rows as objects; strings are bytes.
 * @throws DehuskError `unreadable`, with the columns that are to blame
 */
export async function readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  options: Stretch & { readonly parsers: Partial<ParquetParsers>; readonly columns?: string[] },
): Promise<Record<string, unknown>[]> {
  const read = (columns?: string[]) =>
    parquetReadObjects({
      file,
      metadata,
      compressors: COMPRESSORS,
      utf8: false,
      useOffsetIndex: true,
      ...options,
      ...(columns && { columns }),
    });
  try {
    return await read();
  } catch (error) {
    // System errors are the disk's.
    if (errorCode(error) !== undefined) throw error;
    const broken: string[] = [];
    for (const [{ name }] of topLevel(metadata.schema))
      await read([name]).catch(() => broken.push(`"${name}"`));
    const why = error instanceof Error ? error.message : String(error);
    throw new DehuskError(
      'unreadable',
      `Rows ${options.rowStart + 1} to ${options.rowEnd} cannot be read for ${broken.join(', ') || 'all columns together'}: ${why}.`,
      { cause: error },
    );
  }
}

/** Nothing is nothing, however it was packed: LZ4 of a page of nulls is refused else. */
const COMPRESSORS: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (packed: Uint8Array, length: number) => (length === 0 ? new Uint8Array() : unpack(packed, length)),
  ]),
);

/** @throws DehuskError `unreadable` */
export async function openParquet(path: string | Buffer) {
  const file = await asyncBufferFromFile(path as string);
  try {
    return { file, metadata: await parquetMetadataAsync(file) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DehuskError('unreadable', `It is no whole Parquet file: ${why}`, { cause: error });
  }
}

export interface ContentColumns {
  readonly html?: string;
  readonly text?: string;
}

/** Which columns hold the page and the text. @throws DehuskError `bad-option` when none does */
export function contentColumns(
  schema: readonly SchemaElement[],
  { htmlColumn, textColumn }: ColumnNames,
): ContentColumns {
  const names = new Set(topLevel(schema).map(([{ name }]) => name));
  for (const wanted of [htmlColumn, textColumn]) {
    if (wanted === undefined || names.has(wanted)) continue;
    throw new DehuskError('bad-option', `There is no column "${wanted}", but ${[...names].join(', ')}.`);
  }
  const named = htmlColumn !== undefined || textColumn !== undefined;
  const html = named ? htmlColumn : names.has(HTML_COLUMN) ? HTML_COLUMN : undefined;
  const text = named ? textColumn : names.has(TEXT_COLUMN) ? TEXT_COLUMN : undefined;
  if (html === undefined && text === undefined) {
    throw new DehuskError(
      'bad-option',
      `There is no column "html" or "text", but ${[...names].join(', ')}. Name it with --html-column or --text-column.`,
    );
  }
  return { ...(html !== undefined && { html }), ...(text !== undefined && { text }) };
}

function renamed(
  row: Record<string, unknown>,
  { html, text }: ContentColumns,
  decimals: DecimalColumns,
): Record<string, unknown> {
  const others = Object.entries(row).filter(([name]) => name !== html && name !== text && name !== 'html');
  const exact = others.map(([name, value]) => {
    const scale = decimals.get(name);
    return [name, scale === undefined ? value : decimal(value, scale)];
  });
  return {
    ...Object.fromEntries(exact),
    ...(html !== undefined && { html: asText(row[html]) }),
    ...(text !== undefined && { text: asText(row[text]) }),
  };
}

/** Pages as they came from a server are bytes, and so are strings that a writer did not mark as such. */
function asText(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  try {
    return decode(value).text;
  } catch {
    // Then it is no text; as UTF-8 it fails by itself, with its row.
    return Buffer.from(value).toString('utf8');
  }
}

/** Times in ISO 8601, with all their digits. */
const PARSERS = {
  timestampFromMilliseconds: (millis: bigint) => isoTime(millis * 1_000_000n, 3),
  timestampFromMicroseconds: (micros: bigint) => isoTime(micros * 1000n, 6),
  timestampFromNanoseconds: (nanos: bigint) => isoTime(nanos, 9),
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
};

function isoTime(nanos: bigint, digits: number): string {
  const second = 1_000_000_000n;
  const fraction = ((nanos % second) + second) % second;
  const date = new Date(Number((nanos - fraction) / 1_000_000n));
  return `${date.toISOString().slice(0, -5)}.${String(fraction).padStart(9, '0').slice(0, digits)}Z`;
}

/** JSON of a row: whole numbers of any size as they are, bytes in base64, times as ISO 8601. */
function toJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Digits) return value.text;
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) return `[${value.map((item) => toJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const members = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${toJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
