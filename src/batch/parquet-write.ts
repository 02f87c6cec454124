/** Clean records as Parquet. */
import { createReadStream } from 'node:fs';
import { parquetReadObjects, type SchemaElement } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { ReadOptions } from './archive.ts';
import { splitLines } from './lines.ts';
import { contentColumns, openParquet } from './parquet-read.ts';

/** Rows of a row group when the input has none to follow. */
const ROWS_PER_GROUP = 2000;

interface Row {
  readonly text: string | null;
  readonly dehusk: string;
  readonly [field: string]: unknown;
}

/**
 * Writes the lines of a working file. The columns of a Parquet input stay as they are, types and
 * all, but for the page's, which goes; other records have `id` and `url`, and `fields` with the rest
 * as JSON. `text` is the clean text, `dehusk` is JSON too, as a string, which every reader has.
 */
export async function writeParquet(
  working: string,
  to: string,
  from: { readonly path: string | Buffer; readonly read: ReadOptions } | undefined,
): Promise<void> {
  const rows = readRows(working);
  if (from === undefined) await writeRecords(rows, to);
  else await writeLike(rows, to, from.path, from.read);
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
    const group = await take(rows, ROWS_PER_GROUP);
    if (group.length === 0) break;
    await writer.write({
      columnData: [
        { name: 'id', data: group.map(({ id }) => textOrNull(id)) },
        { name: 'url', data: group.map(({ url }) => textOrNull(url)) },
        { name: 'text', data: group.map(({ text }) => text) },
        { name: 'dehusk', data: group.map(({ dehusk }) => dehusk) },
        {
          name: 'fields',
          data: group.map(({ id, url, text, dehusk, ...others }) => JSON.stringify(others)),
        },
      ],
      rowGroupSize: ROWS_PER_GROUP,
    });
  }
  await writer.finish();
}

function textOrNull(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function writeLike(
  rows: AsyncGenerator<Row>,
  to: string,
  path: string | Buffer,
  read: ReadOptions,
): Promise<void> {
  const { file, metadata } = await openParquet(path);
  const { html, text } = contentColumns(metadata.schema, read);
  const gone = new Set([html, text, 'html', 'text', 'dehusk']);
  const kept = topLevel(metadata.schema).filter(([element]) => !gone.has(element.name));
  const schema: SchemaElement[] = [
    { ...metadata.schema[0], num_children: kept.length + 2 },
    ...kept.flat(),
    { name: 'text', ...STRING },
    { name: 'dehusk', ...STRING },
  ];
  const writer = new ParquetWriter({ writer: fileWriter(to), schema, createdBy: 'dehusk' });
  const columns = kept.map(([element]) => element.name);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const count = Number(group.num_rows);
    const given =
      columns.length === 0
        ? []
        : await parquetReadObjects({
            file,
            metadata,
            compressors,
            columns,
            rowStart,
            rowEnd: rowStart + count,
          });
    const cleaned = await take(rows, count);
    await writer.write({
      columnData: [
        ...columns.map((name) => ({ name, data: given.map((row) => row[name] ?? null) })),
        { name: 'text', data: cleaned.map((row) => row.text) },
        { name: 'dehusk', data: cleaned.map((row) => row.dehusk) },
      ],
      rowGroupSize: count,
    });
    rowStart += count;
  }
  await writer.finish();
}

/** The columns of a schema, which lists a tree depth first: each with all that is in it. */
function topLevel(schema: readonly SchemaElement[]): SchemaElement[][] {
  const columns: SchemaElement[][] = [];
  let at = 1;
  while (at < schema.length) {
    const end = endOfTree(schema, at);
    columns.push(schema.slice(at, end));
    at = end;
  }
  return columns;
}

function endOfTree(schema: readonly SchemaElement[], at: number): number {
  let end = at + 1;
  for (let child = 0; child < (schema[at].num_children ?? 0); child++) end = endOfTree(schema, end);
  return end;
}

async function* readRows(working: string): AsyncGenerator<Row> {
  for await (const lines of splitLines(createReadStream(working))) {
    for (const line of lines) {
      if (line === undefined || line.length === 0) continue;
      const { dehusk, ...record } = JSON.parse(line.toString('utf8')) as Record<string, unknown>;
      yield { ...record, text: (record.text as string | null) ?? null, dehusk: JSON.stringify(dehusk) };
    }
  }
}

async function take(rows: AsyncGenerator<Row>, count: number): Promise<Row[]> {
  const taken: Row[] = [];
  while (taken.length < count) {
    const next = await rows.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}
