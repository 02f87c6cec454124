/** Dolma's layout: two files for every archive, which are written from one working file. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BIN, folderOf } from '../cli/command.ts';
import { runIn as run } from './run.ts';

const unpacked = (...path: string[]) => gunzipSync(readFileSync(join(...path))).toString();

test.each([
  ['documents', 0],
  ['attributes', 1],
])(
  '%s that cannot be written fail their archive alone; the same command then ends the job',
  async (_, file) => {
    const folder = folderOf({ 'in/a.jsonl': '{"text":"One."}\n', 'in/b.jsonl': '{"text":"Two."}\n' });
    // The temporary names are numbers, and there is a folder where the file is to be.
    const onDocument = () => void mkdirSync(join(folder, `out/.dehusk/tmp/${file}`), { recursive: true });
    const report = await run(folder, { to: 'dolma', onDocument });
    expect(report.failures).toMatchObject([{ name: join(folder, 'in/a.jsonl'), code: 'unwritable' }]);
    expect(readdirSync(join(folder, 'out/documents'))).toEqual(['b.jsonl.gz']);
    expect((await run(folder, { to: 'dolma' })).documents).toEqual({ done: 2, unchanged: 2, failed: 0 });
    expect(unpacked(folder, 'out/documents/a.jsonl.gz')).toContain('"text":"One."');
    expect(unpacked(folder, 'out/attributes/dehusk/a.jsonl.gz')).toContain('"attributes":{}');
  },
);

/** Text that gzip makes little shorter. */
const noise = (i: number) =>
  Array.from({ length: 10 }, (_, j) => createHash('sha512').update(`${i} ${j}`).digest('base64')).join(' ');

test('a full disk is said, with status 1; with space again the same command ends the job', () => {
  const lines = Array.from({ length: 300 }, (_, id) => `${JSON.stringify({ id, text: noise(id) })}\n`);
  const folder = folderOf({ 'in/a.jsonl': lines.join('') });
  const out = join(folder, 'small');
  mkdirSync(out);
  const clean = `${process.execPath} ${BIN} clean ${folder}/in --out ${out} --to dolma --jobs 1 --quiet`;
  // There is room for the working file, and not for what is made of it.
  const script = `
    mount -t tmpfs -o size=400k tmpfs ${out} || exit 99
    ${clean}; echo "first $?"; ls ${out}/.dehusk
    mount -o remount,size=20m ${out}
    ${clean}; echo "second $?"
    gunzip -c ${out}/documents/a.jsonl.gz | wc -l; gunzip -c ${out}/attributes/dehusk/a.jsonl.gz | wc -l
    umount ${out}`;
  const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], { encoding: 'utf8' });
  expect(stderr).toBe(
    `dehusk: ${out}: There is no space left. Free some and give the same command again: what is done stays done.\n`,
  );
  expect(stdout).toBe('first 1\njournal\nwork\nsecond 0\n300\n300\n');
  expect(existsSync(join(out, 'documents'))).toBe(false);
});

test('a tab between the fields of a record stays in its document, a blank line is none', async () => {
  const folder = folderOf({
    'in/a.jsonl': '{"id":"a",\t"text":"One."}\n\n \t\n{"id":"b","text":"Two."}\r\n',
  });
  await run(folder, { to: 'dolma' });
  expect(unpacked(folder, 'out/documents/a.jsonl.gz')).toBe(
    '{"id":"a",\t"text":"One.",\t"source":"dehusk"}\n{"id":"b","text":"Two.","source":"dehusk"}\n',
  );
  expect(unpacked(folder, 'out/attributes/dehusk/a.jsonl.gz').trim().split(/\r?\n/)).toEqual([
    '{"id":"a","attributes":{}}',
    '{"id":"b","attributes":{}}',
  ]);
});

test('the place of a fragment is its own, not that of the same character before it', async () => {
  const html = '<article><h2>C# guide <a href="#c">#</a></h2><p>It begins with a program.</p></article>';
  const folder = folderOf({ 'in/a.jsonl': `${JSON.stringify({ id: 'a', html })}\n` });
  await run(folder, { to: 'dolma', extractor: 'none' });
  const { text } = JSON.parse(unpacked(folder, 'out/documents/a.jsonl.gz'));
  const { attributes } = JSON.parse(unpacked(folder, 'out/attributes/dehusk/a.jsonl.gz'));
  const [[start, end]] = attributes.dehusk__navigation;
  expect(`${text.slice(0, start)}|${text.slice(start, end)}|`).toBe('C# guide |#|');
});
