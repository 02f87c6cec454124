import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { dehusk, folderOf, outputsIn } from '../cli/command.ts';
import { cleanHere, runIn } from './run.ts';

const LINES = '{"id":1,"text":"One."}\n\n{"id":2,"text":"Two."}\n';
const PRETTY = JSON.stringify([{ text: 'One.' }, { text: 'Two.' }], null, 2);

const textsIn = (lines: string) => lines.split('\n').map((line) => line && JSON.parse(line).text);

describe('.json.gz', () => {
  test('in a folder is newline-delimited JSON, and keeps its name', async () => {
    const folder = folderOf({ 'in/c4/a.json.gz': gzipSync(LINES), 'in/package.json': '{"text":"No."}\n' });
    const report = await runIn(folder);
    expect(report.documents).toEqual({ done: 2, unchanged: 0, failed: 0 });
    expect(report.skipped.other).toBe(1);
    expect(Object.keys(outputsIn(join(folder, 'out')))).toEqual(['c4/a.json.gz']);
    const packed = readFileSync(join(folder, 'out/c4/a.json.gz'));
    expect(textsIn(gunzipSync(packed).toString())).toEqual(['One.\n', '', 'Two.\n', '']);
  });

  test('becomes what is asked for', async () => {
    const folder = folderOf({ 'in/a.json.gz': gzipSync(LINES) });
    for (const to of ['ndjson', 'parquet', 'dolma'] as const) await runIn(folder, { to });
    expect(Object.keys(outputsIn(join(folder, 'out')))).toEqual([
      'a.jsonl.gz',
      'a.parquet',
      'attributes/dehusk/a.jsonl.gz',
      'documents/a.jsonl.gz',
    ]);
  });

  test('that is not newline-delimited is one failure, which says what to do', async () => {
    const folder = folderOf({
      'in/a.json.gz': gzipSync(PRETTY),
      'in/b.json.gz': gzipSync(JSON.stringify(JSON.parse(PRETTY))),
    });
    const { failures } = await runIn(folder);
    expect(failures.map(({ name, code }) => [name, code])).toEqual([
      [join(folder, 'in/a.json.gz'), 'bad-json'],
      [join(folder, 'in/b.json.gz'), 'bad-json'],
    ]);
    expect(failures[0].message).toMatch(/not newline-delimited\. Make a line of each document/);
    expect(outputsIn(join(folder, 'out'))).toEqual({});
  });
});

describe('.json that is named', () => {
  test('is newline-delimited if its first line is a whole object, a byte order mark before it or not', async () => {
    const folder = folderOf({
      'a.json': LINES,
      'b.json': `\ufeff${LINES}`,
      'c.json': PRETTY,
      'd.json': '\n{"text":"One."}',
    });
    const paths = ['a.json', 'b.json', 'c.json', 'd.json'].map((name) => join(folder, name));
    const report = await cleanHere(paths, { out: join(folder, 'out') });
    expect(report.failures).toMatchObject([{ name: join(folder, 'c.json'), code: 'bad-json' }]);
    const outputs = outputsIn(join(folder, 'out'));
    expect(Object.keys(outputs)).toEqual(['a.json', 'b.json', 'd.json']);
    expect(textsIn(outputs['a.json'])).toEqual(['One.\n', '', 'Two.\n', '']);
    expect(outputs['d.json']).toMatch(/^\n\{"text":"One\.\\n"/);
  });

  test('needs a folder to go to: it is no text', () => {
    const folder = folderOf({ 'a.json': LINES, 'b.json.gz': gzipSync(LINES) });
    for (const name of ['a.json', 'b.json.gz']) {
      const { status, stderr } = dehusk(['clean', name], { cwd: folder });
      expect(status).toBe(2);
      expect(stderr).toContain(`${name} is an archive of documents and needs a folder to go to: --out DIR.`);
    }
  });
});
