import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { parquetWriteFile } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { writeParquet } from '../../src/batch/parquet-write.ts';
import { folderOf } from '../cli/command.ts';
import { runIn as run } from './run.ts';

/** What is beside the columns of a Parquet file with the columns `id`, `page` and `text` when it was cleaned. */
async function metadataOf(given: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const folder = folderOf();
  mkdirSync(join(folder, 'in'));
  parquetWriteFile({
    filename: join(folder, 'in/pages.parquet'),
    columnData: [
      { name: 'id', data: [1n], type: 'INT64' },
      { name: 'page', data: ['<p>The council met on Tuesday.'], type: 'STRING' },
      { name: 'text', data: ['The council met.'], type: 'STRING' },
    ],
    kvMetadata: Object.entries(given).map(([key, value]) => ({ key, value })),
  });
  expect((await run(folder, { htmlColumn: 'page' })).failures).toEqual([]);
  const file = await asyncBufferFromFile(join(folder, 'out/pages.parquet'));
  const { key_value_metadata: pairs = [] } = await parquetMetadataAsync(file);
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value ?? '']));
}

test('what a Parquet file says of itself stays with it', async () => {
  const given = {
    'org.apache.spark.version': '3.5.1',
    licence: '{"name":"CC BY 4.0", "quote":"é 🏛"}',
    note: '',
  };
  expect(await metadataOf(given)).toEqual(given);
});

test('pandas is told of no column that went, and keeps its index', async () => {
  const column = (name: string, type: string) => ({
    name,
    field_name: name,
    pandas_type: type,
    numpy_type: type === 'int64' ? type : 'object',
    metadata: null,
  });
  const rows = { kind: 'range', name: null, start: 0, stop: 1, step: 1 };
  const given = {
    index_columns: ['id', 'page', rows],
    column_indexes: [],
    columns: [column('id', 'int64'), column('page', 'unicode'), column('text', 'unicode')],
    attributes: { source: 'crawl' },
    pandas_version: '2.2.3',
  };
  const { pandas } = await metadataOf({ pandas: JSON.stringify(given) });
  expect(JSON.parse(pandas)).toEqual({
    ...given,
    index_columns: ['id', rows],
    columns: [column('id', 'int64')],
  });
});

test('Spark and Hugging Face, which read the columns that they are told of, are told of the new ones', async () => {
  const spark = 'org.apache.spark.sql.parquet.row.metadata';
  const field = (name: string, type: string) => ({ name, type, nullable: true, metadata: {} });
  const string = { dtype: 'string', _type: 'Value' };
  const id = { dtype: 'int64', _type: 'Value' };
  const described = await metadataOf({
    [spark]: JSON.stringify({
      type: 'struct',
      fields: [field('id', 'long'), field('page', 'string'), field('text', 'binary')],
    }),
    huggingface: JSON.stringify({ info: { features: { id, page: string, text: string } } }),
  });
  expect(JSON.parse(described[spark])).toEqual({
    type: 'struct',
    fields: [field('id', 'long'), field('text', 'string'), field('dehusk', 'string')],
  });
  expect(JSON.parse(described.huggingface)).toEqual({
    info: { features: { id, text: string, dehusk: string } },
  });
});

test('a description of columns that holds no more, or is none, does not stay', async () => {
  expect(
    await metadataOf({
      'ARROW:schema': '/////6gAAAAQ',
      pandas: 'no JSON',
      huggingface: '{"info":{}}',
      kept: '1',
    }),
  ).toEqual({ kept: '1' });
});

test('large documents that are gathered in Parquet are not all in one row group, which is held in memory', async () => {
  const text = 'The council met on Tuesday. '.repeat(400_000);
  const folder = folderOf({ 'lines.jsonl': `${JSON.stringify({ text, dehusk: {} })}\n`.repeat(7) });
  const to = join(folder, 'out.parquet');
  await writeParquet(join(folder, 'lines.jsonl'), to, undefined, { maxBytes: 1 });
  const { row_groups: groups } = await parquetMetadataAsync(await asyncBufferFromFile(to));
  expect(groups.map(({ num_rows }) => num_rows)).toEqual([3n, 3n, 1n]);
});
