/** Clean records as Parquet. */
import { createReadStream } from 'node:fs';
import type { SchemaElement } from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { ReadOptions } from './archive.ts';
import { splitLines } from './lines.ts';
import { carriedOver } from './parquet-metadata.ts';
import { contentColumns, openParquet, readRows, stretches } from './parquet-read.ts';
import { asStored, topLevel, writtenElement } from './parquet-schema.ts';
import { editRecord, fieldOf } from './record-edit.ts';

/** Most rows of a row group when the input has none to follow. */
const ROWS_PER_GROUP = 2000;

/** About so many characters of records end a row group, too: it is in memory several times. */
const GROUP_LENGTH = 1 << 25;

interface Row {
  readonly text: string | null;
  readonly dehusk: string;
  /** The whole record. */
  readonly json: string;
}

/**
 * Writes the lines of a working file. The columns of a Parquet input stay as they are, types and
 * all, but for the page's, which goes, and so does what is said about them; other records have `id` and `url`, and `fields` with the rest
 * as JSON. `text` is the clean text, `dehusk` is JSON too, as a string, which every reader has.
 *
 * @param from the input, when it is Parquet
 * @throws the signal's reason within the row group in which it is aborted; DehuskError `unreadable`, and system errors
 */
export async function writeParquet(
  working: string,
  to: string,
  from: string | Buffer | undefined,
  read: ReadOptions,
): Promise<void> {
  const rows = readClean(working, read.signal);
  try {
    if (from === undefined) await writeRecords(rows, to);
    else await writeLike(rows, to, from, read);
  } finally {
    // Who stops in the middle has the working file open still.
    await rows.return(undefined);
  }
}

const STRING = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;

async function writeRecords(rows: AsyncGenerator<Row>, to: string): Promise<void> {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: 5 },
    { name: 'id', ...STRING },
    { name: 'url', ...STRING },
    { name: 'text', ...STRING },
    { name: 'dehusk', ...STRING },
    { name: 'fields', ...STRING },
  ];
  const writer = new ParquetWriter({ writer: fileWriter(to), schema, createdBy: 'dehusk' });
  for (;;) {
    const group = await take(rows, ROWS_PER_GROUP, GROUP_LENGTH);
    if (group.length === 0) break;
    await writer.write({
      columnData: [
        { name: 'id', data: group.map(({ json }) => textOf(json, 'id')) },
        { name: 'url', data: group.map(({ json }) => textOf(json, 'url')) },
        { name: 'text', data: group.map(({ text }) => text) },
        { name: 'dehusk', data: group.map(({ dehusk }) => dehusk) },
        { name: 'fields', data: group.map(({ json }) => editRecord(json, [], OWN_COLUMNS)) },
      ],
      rowGroupSize: group.length,
    });
  }
  await writer.finish();
}

/** The fields of a record that have columns. */
const OWN_COLUMNS = ['id', 'url', 'text', 'dehusk'];

/** A string as it is, anything else as the record writes it: a number may have more digits than JavaScript's. */
function textOf(json: string, key: string): string | null {
  const value = fieldOf(json, key);
  if (value === undefined || value === 'null') return null;
  return value.startsWith('"') ? (JSON.parse(value) as string) : value;
}

async function writeLike(
  rows: AsyncGenerator<Row>,
  to: string,
  path: string | Buffer,
  read: ReadOptions,
): Promise<void> {
  const { file, metadata } = await openParquet(path);
  const { html, text } = contentColumns(metadata.schema, read);
  const gone = new Set(['html', 'text', 'dehusk']);
  for (const name of [html, text]) if (name !== undefined) gone.add(name);
  const stored = asStored(metadata);
  const schemaOf = (elements: readonly SchemaElement[]): SchemaElement[] => {
    const kept = topLevel(elements).filter(([element]) => !gone.has(element.name));
    return [
      { ...elements[0], num_children: kept.length + 2 },
      ...kept.flat(),
      { name: 'text', ...STRING },
      { name: 'dehusk', ...STRING },
    ];
  };
  const written = metadata.schema.map(writtenElement);
  const schema = schemaOf(asStored({ ...metadata, schema: written }).schema);
  const writer = new ParquetWriter({
    writer: fileWriter(to),
    schema,
    createdBy: 'dehusk',
    kvMetadata: carriedOver(metadata.key_value_metadata, { gone, added: ['text', 'dehusk'] }),
  });
  const columns = topLevel(schema).flatMap(([{ name }]) => (gone.has(name) ? [] : [name]));
  for (const stretch of stretches(metadata)) {
    read.signal?.throwIfAborted();
    const count = stretch.rowEnd - stretch.rowStart;
    const given =
      columns.length === 0
        ? []
        : await readRows(file, stored, {
            ...stretch,
            parsers: { timestampFromNanoseconds: (nanos: bigint) => nanos / 1000n },
            columns,
          });
    const cleaned = await take(rows, count);
    // The input is broken: what could be read was whole groups.
    if (cleaned.length < count) break;
    await writer.write({
      columnData: [
        // Bounds of bytes without their meaning would be wrong ones.
        ...columns.map((name) => ({
          name,
          data: given.map((row) => row[name] ?? null),
          statistics: false,
        })),
        { name: 'text', data: cleaned.map((row) => row.text) },
        { name: 'dehusk', data: cleaned.map((row) => row.dehusk) },
      ],
      rowGroupSize: count,
    });
  }
  // Now what the columns mean is told.
  writer.schema = schemaOf(written);
  await writer.finish();
}

async function* readClean(working: string, signal: AbortSignal | undefined): AsyncGenerator<Row> {
  for await (const lines of splitLines(createReadStream(working))) {
    signal?.throwIfAborted();
    for (const line of lines) {
      if (line === undefined || line.length === 0) continue;
      const json = line.toString('utf8');
      yield { text: textOf(json, 'text'), dehusk: fieldOf(json, 'dehusk') ?? '', json };
    }
  }
}

async function take(
  rows: AsyncGenerator<Row>,
  count: number,
  enough: number = Number.POSITIVE_INFINITY,
): Promise<Row[]> {
  const taken: Row[] = [];
  let length = 0;
  while (taken.length < count && length < enough) {
    const next = await rows.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.json.length;
  }
  return taken;
}
