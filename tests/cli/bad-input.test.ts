/** Bad input gets a clear message and never a stack trace (the helper looks for one in every run). */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BIN, dehusk, folderOf } from './command.ts';
import { dehuskHere } from './here.ts';

test('a path that is not there', () => {
  for (const args of [
    ['clean', 'nowhere.txt'],
    ['explain', 'nowhere.txt'],
    ['clean', 'nowhere', '--out', folderOf()],
  ]) {
    const { status, stdout, stderr } = dehusk(args);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/nowhere(?:\.txt)?: There is no such file or folder\./);
  }
});

test('one path of several that is not there costs the others nothing', async () => {
  const folder = folderOf({ 'a/b.txt': 'Words of an article.\n' });
  const out = join(folder, 'out');
  const { status } = await dehuskHere(['clean', join(folder, 'a'), join(folder, 'nowhere'), '--out', out]);
  expect(status).toBe(1);
  expect(existsSync(join(out, 'b.txt'))).toBe(true);
});

test('a folder without input', async () => {
  const folder = folderOf({ 'photo.jpg': 'x' });
  const { status, stderr } = await dehuskHere(['clean', folder, '--out', folderOf()]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/nothing to clean in .* Read are \.html/);
});

test('a file that cannot be read', async () => {
  // Root may read everything, so there it is a file that no one can read.
  const folder = folderOf({ 'secret.txt': 'x' });
  chmodSync(join(folder, 'secret.txt'), 0);
  const path = process.getuid?.() === 0 ? '/proc/self/mem' : join(folder, 'secret.txt');
  const { status, stderr } = await dehuskHere(['clean', path]);
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`^dehusk: ${path}: .+\n$`));
});

test('a binary file', () => {
  const folder = folderOf({ 'photo.html': Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1') });
  const { status, stderr } = dehusk(['clean', join(folder, 'photo.html')]);
  expect(status).toBe(1);
  expect(stderr).toContain('photo.html: This is a PNG image, not text.');
});

test('a file over the limit', async () => {
  const folder = folderOf({ 'large.txt': 'word '.repeat(1000) });
  const { status, stderr } = await dehuskHere(['clean', join(folder, 'large.txt'), '--max-bytes', '1K']);
  expect(status).toBe(1);
  expect(stderr).toContain('more than 1024 bytes');
});

test('a rule file with a mistake says file, line, column and what is allowed', async () => {
  const folder = folderOf({
    'mine.yaml':
      'category: comments\nrules:\n  - id: comments/mine\n    about: Mine.\n    zone: bottom\n    phrases: { en: [Say it] }\n    removes: [Say it]\n    keeps: [They say it all the time.]\n',
    'a.txt': 'Words.\n',
  });
  const expected = /mine\.yaml:5:\d+: .*(?:head|tail)/;
  const cleaned = dehusk(['clean', join(folder, 'a.txt'), '--rules', folder]);
  expect(cleaned.status).toBe(2);
  expect(cleaned.stderr).toMatch(expected);
  const filtered = await dehuskHere(['filter', '--rules', folder], { input: '{"text":"Words."}\n' });
  expect(filtered.status).toBe(2);
  expect(filtered.stderr).toMatch(expected);
  const checked = await dehuskHere(['rules', 'check', folder]);
  expect(checked.status).toBe(1);
  expect(checked.stdout).toMatch(expected);
});

test.each([
  [['clean', 'seeds'], 'needs another to go to: --out DIR'],
  [['clean', 'seeds', 'golden'], '--out DIR'],
  [['clean'], 'missing required argument'],
  [['clean', '-', '--out', 'x'], 'leave --out away'],
  [['clean', 'seeds', '--out', 'x', '--bogus'], "unknown option '--bogus'"],
  [['clean', 'seeds/000_5f4a4d65843b7052.txt', '--format', 'pdf'], 'Use one of text, markdown, html, json'],
  [['clean', 'seeds/000_5f4a4d65843b7052.txt', '--omit', 'paragraph'], 'Use one of title, byline'],
  [['clean', 'seeds/000_5f4a4d65843b7052.txt', '--languages', 'english'], 'ISO 639-1'],
  [['clean', 'seeds/000_5f4a4d65843b7052.txt', '--rules', 'nowhere'], 'nowhere is no folder'],
  [['filter', '--jobs', 'many'], 'Give a number from 1'],
  [['filter', '--timeout', '-1'], 'number of seconds'],
  [['filter', '--max-bytes', 'big'], 'number of bytes'],
  [['frobnicate'], "unknown command 'frobnicate'"],
])('%j is wrong usage', async (args, message) => {
  const { status, stdout, stderr } = await dehuskHere(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('elements nested a hundred thousand deep end soon and clearly', () => {
  const folder = folderOf({ 'deep.html': `${'<div>'.repeat(100_000)}Words of an article.` });
  const began = performance.now();
  const { status, stderr } = dehusk(['clean', join(folder, 'deep.html')]);
  expect(performance.now() - began).toBeLessThan(8000);
  if (status !== 0) expect(stderr).toMatch(/deep/);
});

test('help and version go to standard output', async () => {
  expect(dehusk(['--version'])).toMatchObject({ status: 0, stdout: '0.1.0\n' });
  for (const command of [[], ['clean'], ['filter'], ['explain'], ['golden', 'check'], ['rules', 'list']]) {
    const { status, stdout } = await dehuskHere([...command, '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: dehusk');
  }
});

test('--timeout stops one file alone too; without it that has all the time it takes', () => {
  const folder = folderOf({ 'slow.html': '<p>A slow page.</p>'.repeat(400_000) });
  for (const command of ['clean', 'explain']) {
    const { status, stdout, stderr } = dehusk([command, 'slow.html', '--timeout', '0.2'], { cwd: folder });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'dehusk: slow.html: It took longer than 0.2 s and was stopped.\n',
    });
  }
});

/** Runs dehusk in a shell, which can give it a folder to read, a full disk and a reader that goes away. */
const shell = (script: string) =>
  spawnSync('sh', ['-c', script.replaceAll('DEHUSK', `${process.execPath} ${BIN}`)], { encoding: 'utf8' });

test('a folder on standard input is no empty input', () => {
  for (const command of ['filter', 'clean -']) {
    const { status, stderr } = shell(`DEHUSK ${command} < ${folderOf()}`);
    expect(status).toBe(1);
    expect(stderr).toContain('A folder is no stream: give it to dehusk clean.');
  }
});

test('standard output on a full disk is said', () => {
  const folder = folderOf({ 'a.jsonl': '{"text":"One."}\n', 'a.txt': 'One.\n' });
  for (const command of ['filter < a.jsonl', 'clean a.txt']) {
    const { status, stderr } = shell(`cd ${folder}; DEHUSK ${command} > /dev/full`);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'dehusk: standard output: There is no space left.\n',
    });
  }
});

test('who reads no more of the messages has not called the work off', () => {
  const bad = Array.from({ length: 150 }, (_, i) => [`in/${i}.txt`, i % 2 ? 'One.\n' : '\0\x01\x02']);
  const folder = folderOf(Object.fromEntries(bad));
  const { stdout } = shell(
    `cd ${folder}; { DEHUSK clean in --out out; echo $? > status; } 2>&1 | true; cat status`,
  );
  expect(stdout).toBe('1\n');
  expect(readdirSync(join(folder, 'out'))).toHaveLength(75 + 2);
});

test('many failures are counted, and not all told one by one', async () => {
  const folder = folderOf({ 'in/a.jsonl': '[]\n'.repeat(150), 'in/b.txt': 'One.\n' });
  const { stderr } = await dehuskHere(['clean', 'in', '--out', 'out'], { cwd: folder });
  expect(stderr.match(/^in\/a\.jsonl:\d+: It is not an object/gm)).toHaveLength(100);
  expect(stderr).toContain(
    '\nMore failed: their names are in the report.\n1 cleaned, 150 failed (150 bad-input)',
  );
  const filtered = await dehuskHere(['filter'], { input: '[]\n'.repeat(150) });
  expect(filtered.stderr.match(/^dehusk: Line \d+: /gm)).toHaveLength(100);
  expect(filtered.stderr).toContain('\ndehusk: 150 of 150 records failed. Their lines say why.\n');
});
