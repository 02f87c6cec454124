import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { cleanStream } from '../../src/batch/stream.ts';
import { dehusk, folderOf, outputsIn } from '../cli/command.ts';
import { filterHere, runIn } from './run.ts';

const TEXT = 'The council met on Tuesday.\n\nPost a Comment\n';
const KEPT = 'The council met on Tuesday.\n';

const RECORDS = [
  { id: 'a', text: 'A summary.', content: TEXT, html: '<p>Not this.' },
  { id: 'b', text: 'A summary.', content: null, html: null },
];
const LINES = RECORDS.map((record) => `${JSON.stringify(record)}\n`).join('');
const parse = (lines: string) =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the named text column', () => {
  test('of lines is cleaned into text and goes, as that of Parquet does', async () => {
    const column = (name: 'id' | 'text' | 'content' | 'html') => ({
      name,
      data: RECORDS.map((record) => record[name]),
      type: 'STRING' as const,
    });
    const folder = folderOf({
      'in/lines.jsonl': LINES,
      'in/rows.parquet': new Uint8Array(
        parquetWriteBuffer({ columnData: (['id', 'text', 'content', 'html'] as const).map(column) }),
      ),
    });
    const report = await runIn(folder, { textColumn: 'content', to: 'ndjson' });
    expect(report.documents).toEqual({ done: 2, unchanged: 0, failed: 2 });
    expect(report.failures[0]).toMatchObject({ code: 'bad-input', message: 'It has no "content".' });
    const outputs = outputsIn(join(folder, 'out'));
    const lines = parse(outputs['lines.jsonl']);
    const rows = parse(outputs['rows.jsonl']);
    expect(rows[0]).toEqual(lines[0]);
    expect(Object.keys(rows[1]).sort()).toEqual(Object.keys(lines[1]).sort());
    expect(lines).toEqual([
      { id: 'a', text: KEPT, dehusk: expect.anything() },
      { id: 'b', text: null, dehusk: { error: expect.anything() } },
    ]);
  });

  test('is the text of a document of Dolma', async () => {
    const folder = folderOf({ 'in/lines.jsonl': LINES });
    await runIn(folder, { textColumn: 'content', to: 'dolma' });
    const side = (path: string) =>
      parse(gunzipSync(readFileSync(join(folder, 'out', path, 'lines.jsonl.gz'))).toString());
    expect(side('documents')).toEqual([{ id: 'a', text: TEXT, source: 'dehusk' }]);
    expect(side('attributes/dehusk')[0].attributes).toHaveProperty('dehusk__comments');
  });

  test('is looked for in no page that has no columns', async () => {
    const folder = folderOf({ 'in/a.txt': TEXT });
    await runIn(folder, { textColumn: 'id', to: 'ndjson' });
    expect(parse(outputsIn(join(folder, 'out'))['documents.jsonl'])).toMatchObject([
      { id: join(folder, 'in/a.txt'), text: KEPT },
    ]);
  });

  test('goes for filter and cleanStream, whose other fields come out to the character', async () => {
    const line = `{"n":1.0, "page_content" : ${JSON.stringify(TEXT)}, "x":"\\u00e9"}\n`;
    const options = { textColumn: 'page_content', ledger: false, jobs: 1 };
    const filtered = await filterHere(line, options);
    expect(filtered).toMatch(/^\{"n":1\.0, "text":".*", "x":"\\u00e9", "dehusk":\{/);
    expect(parse(filtered)[0].text).toBe(KEPT);
    expect(await textOf(Readable.from([line]).pipe(cleanStream(options)))).toBe(filtered);
    const flags = ['--text-column', 'page_content', '--no-ledger', '-j', '1'];
    expect(dehusk(['filter', ...flags], { input: line }).stdout).toBe(filtered);
  });

  test('may have the name of what dehusk writes', async () => {
    const lines = `{"dehusk":${JSON.stringify(TEXT)},"id":1}\n{"html":${JSON.stringify(TEXT)}}\n`;
    const [first] = parse(await filterHere(lines, { textColumn: 'dehusk' }));
    expect(first).toEqual({ text: KEPT, id: 1, dehusk: expect.objectContaining({ language: 'en' }) });
    const [, second] = parse(await filterHere(lines, { textColumn: 'html' }));
    expect(second).toMatchObject({ text: KEPT, dehusk: { removed: [{ start: expect.anything() }] } });
  });
});

test('with a named html column as well, the text is for records without a page', async () => {
  const page = `<article><p>${'The council met on Tuesday. '.repeat(8)}</p></article>`;
  const lines = [
    { raw: page, body: 'Not this.' },
    { raw: null, body: TEXT },
    { html: page, text: TEXT },
  ];
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const records = parse(await filterHere(input, { htmlColumn: 'raw', textColumn: 'body' }));
  expect(records[0].text).toMatch(/^The council met on Tuesday\. The/);
  expect(records.map((record) => Object.keys(record))).toEqual(Array(3).fill(['text', 'dehusk']));
  expect(records[1].text).toBe(KEPT);
  expect(records[2].dehusk.error.message).toBe('Line 3: It has no "raw" or "body".');
});
