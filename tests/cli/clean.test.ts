import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Format } from '../../src/options.ts';
import { cleanHere } from '../batch/run.ts';
import { dehusk, folderOf, outputsIn, ROOT } from './command.ts';
import { dehuskHere } from './here.ts';

const ARTICLE = 'The council met on Tuesday and agreed to keep the bridge open until the end of the year.\n';
const PAGE = `<!doctype html><html lang="en"><body><article><p>${ARTICLE.trim()}</p><p>${'More was said about it. '.repeat(9)}</p></article></body></html>`;

const GOLDENS = Object.fromEntries(
  readdirSync(join(ROOT, 'golden')).map((name) => [name, readFileSync(join(ROOT, 'golden', name), 'utf8')]),
);

describe('one input', () => {
  test('a file goes to standard output, and only its text', () => {
    const name = '000_5f4a4d65843b7052.txt';
    const { status, stdout, stderr } = dehusk(['clean', `seeds/${name}`]);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: GOLDENS[name], stderr: '' });
  });

  test('standard input is read for -, HTML told from text', async () => {
    expect(dehusk(['clean', '-'], { input: ARTICLE }).stdout).toBe(ARTICLE);
    const { stdout } = await dehuskHere(['clean', '-'], { input: PAGE });
    expect(stdout).toContain(ARTICLE);
    expect(stdout).not.toContain('<p>');
  });

  test('a file with another ending is read all the same', async () => {
    const folder = folderOf({ article: ARTICLE, 'page.php': PAGE });
    expect((await dehuskHere(['clean', join(folder, 'article')])).stdout).toBe(ARTICLE);
    expect((await dehuskHere(['clean', join(folder, 'page.php')])).stdout).toContain(ARTICLE);
  });

  test('an empty file is a success with a warning', async () => {
    const folder = folderOf({ 'empty.txt': '' });
    const { status, stdout, stderr } = await dehuskHere(['clean', join(folder, 'empty.txt')]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('no content');
  });

  test('other formats', async () => {
    const folder = folderOf({ 'page.html': PAGE });
    const as = async (format: string) =>
      (await dehuskHere(['clean', join(folder, 'page.html'), '--format', format])).stdout;
    expect(await as('html')).toContain(`<p>${ARTICLE.trim()}</p>`);
    expect(await as('markdown')).toContain(ARTICLE);
    expect(JSON.parse(await as('json'))).toMatchObject({ language: 'en', removed: [] });
  });
});

describe('a folder', () => {
  test('the seeds become their goldens, byte for byte', () => {
    const out = folderOf();
    const { status, stdout, stderr } = dehusk(['clean', 'seeds', '--out', out, '--jobs', '1']);
    expect(status).toBe(0);
    expect(stdout).toBe('');
    expect(outputsIn(out)).toEqual(GOLDENS);
    expect(stderr).toMatch(/5 cleaned[\s\S]*kept +24,\d{3}[\s\S]*publisher/);
  });

  test('the tree is mirrored, with the ending of the format', async () => {
    const folder = folderOf({
      'in/a/b.html': PAGE,
      'in/c.htm': PAGE,
      'in/a/d/e.md': ARTICLE,
      'in/x.html.gz': gzipSync(PAGE),
    });
    for (const [format, ending] of [
      ['text', 'txt'],
      ['markdown', 'md'],
      ['html', 'html'],
      ['json', 'json'],
    ]) {
      const out = join(folder, format);
      const report = await cleanHere([join(folder, 'in')], { out, format: format as Format });
      expect(report.documents).toMatchObject({ done: 4, failed: 0 });
      expect(Object.keys(outputsIn(out))).toEqual([
        `a/b.${ending}`,
        `a/d/e.${ending}`,
        `c.${ending}`,
        `x.${ending}`,
      ]);
    }
  });

  test('inputs that would share a name both keep theirs', async () => {
    const folder = folderOf({
      'in/a.html': PAGE,
      'in/a.txt': ARTICLE,
      'in/a.html.txt': ARTICLE,
      'in/b.txt': ARTICLE,
      'in/c.html': PAGE,
      'in/c.txt/d.txt': ARTICLE,
      'in/report.html': PAGE,
    });
    const out = join(folder, 'out');
    await cleanHere([join(folder, 'in')], { out });
    expect(Object.keys(outputsIn(out))).toEqual([
      'a.html.txt',
      'a.html.txt.txt',
      'a.txt.txt',
      'b.txt',
      'c.html.txt',
      'c.txt/d.txt',
      'report.txt',
    ]);
    const json = join(folder, 'json');
    await cleanHere([join(folder, 'in/report.html')], { out: json, format: 'json' });
    expect(Object.keys(outputsIn(json))).toEqual(['report.html.json']);
  });

  test('several roots stand under their own names, with as much of their paths as tells them apart', async () => {
    const folder = folderOf({
      'x/news/a.txt': ARTICLE,
      'y/news/a.txt': ARTICLE,
      'z/sport/a.txt': ARTICLE,
      'z/b.html': PAGE,
      'w/b.html': PAGE,
    });
    const roots = ['x/news', 'y/news/', 'z/sport', 'z/b.html', 'w/b.html', 'x/../x/news'].map((path) =>
      join(folder, path),
    );
    await cleanHere(roots, { out: join(folder, 'out') });
    expect(Object.keys(outputsIn(join(folder, 'out')))).toEqual([
      'sport/a.txt',
      'w/b.txt',
      'x/news/a.txt',
      'y/news/a.txt',
      'z/b.txt',
    ]);
  });

  test('hidden files, symbolic links and what is no page are skipped and counted', async () => {
    const folder = folderOf({
      'in/a.txt': ARTICLE,
      'in/.hidden.txt': ARTICLE,
      'in/.git/b.txt': ARTICLE,
      'in/photo.jpg': 'x',
    });
    symlinkSync(join(folder, 'in/a.txt'), join(folder, 'in/link.txt'));
    symlinkSync(folder, join(folder, 'in/loop'));
    const { status, stderr } = await dehuskHere([
      'clean',
      join(folder, 'in'),
      '--out',
      join(folder, 'out'),
      '-j',
      '1',
    ]);
    expect(status).toBe(0);
    expect(stderr).toContain('1 cleaned, skipped 2 hidden, 2 symbolic links, 1 of other kinds');
    expect(Object.keys(outputsIn(join(folder, 'out')))).toEqual(['a.txt']);
  });

  test('globs choose the inputs', async () => {
    const folder = folderOf({
      'in/a.txt': ARTICLE,
      'in/drafts/b.txt': ARTICLE,
      'in/c/d.html': PAGE,
      'in/c/e.txt': ARTICLE,
    });
    const cleanWith = async (...args: string[]) => {
      const { stdout } = await dehuskHere([
        'clean',
        '--out',
        'out',
        '--dry-run',
        ...args,
        join(folder, 'in'),
      ]);
      return [...stdout.matchAll(/-> out\/(.+)/g)].map(([, output]) => output);
    };
    expect(await cleanWith('--include', '*.html')).toEqual(['c/d.txt']);
    expect(await cleanWith('--exclude', 'drafts')).toEqual(['a.txt', 'c/d.txt', 'c/e.txt']);
    expect(await cleanWith('--include', 'c/**', '--exclude', '*.txt')).toEqual(['c/d.txt']);
    expect(await cleanWith('--include', 'c/*.txt', '--include', '*.html')).toEqual(['c/d.txt', 'c/e.txt']);
  });

  test('what is for folders is not passed over without one, nor is an archive taken for a page', async () => {
    const folder = folderOf({ 'a.txt': ARTICLE, 'b.jsonl': '{"text":"x"}\n' });
    for (const [args, message] of [
      [['a.txt', '--to', 'ndjson'], '--to is for runs that write to a folder: --out DIR'],
      [['a.txt', '--no-ledger'], '--no-ledger is for runs that write to a folder: --out DIR'],
      [['a.txt', '--dry-run'], '--dry-run is for runs'],
      [['b.jsonl'], 'b.jsonl is an archive of documents'],
    ] as const) {
      const { status, stdout, stderr } = await dehuskHere(['clean', ...args], { cwd: folder });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(message);
    }
  });

  test('a dry run says what would be written and writes nothing', async () => {
    const folder = folderOf({ 'in/a.html': PAGE, 'in/b\x1b[31m.txt': ARTICLE });
    const out = join(folder, 'out');
    const { status, stdout } = await dehuskHere(['clean', join(folder, 'in'), '--out', out, '--dry-run']);
    expect(status).toBe(0);
    expect(stdout).toBe(
      `${folder}/in/a.html -> ${out}/a.txt\n${folder}/in/b\\x1b[31m.txt -> ${out}/b\\x1b[31m.txt\n`,
    );
    const gathering = await dehuskHere([
      'clean',
      join(folder, 'in/a.html'),
      '--out',
      out,
      '--to',
      'dolma',
      '--dry-run',
    ]);
    expect(gathering.stdout).toContain(`-> ${out}/documents/documents.jsonl.gz\n`);
    expect(readdirSync(folder)).toEqual(['in']);
  });

  test('an output folder inside the input does not feed on itself', async () => {
    const folder = folderOf({ 'a.txt': ARTICLE });
    for (let i = 0; i < 2; i++) {
      await cleanHere([folder], { out: join(folder, 'out') });
      expect(Object.keys(outputsIn(join(folder, 'out')))).toEqual(['a.txt']);
    }
  });

  test('inputs are never written over', async () => {
    const folder = folderOf({ 'in/a.txt': `${ARTICLE}\nPost a Comment\n` });
    for (const out of [folder, join(folder, 'in'), join(folder, 'in/.')])
      await expect(cleanHere([join(folder, 'in')], { out })).rejects.toThrow('could be overwritten');
    const { status, stderr } = await dehuskHere(['clean', join(folder, 'in'), '--out', folder]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('could be overwritten'),
    });
    expect(readFileSync(join(folder, 'in/a.txt'), 'utf8')).toContain('Post a Comment');
    expect(readdirSync(join(folder, 'in'))).toEqual(['a.txt']);
  });

  test('one bad input fails by itself and the status says so', () => {
    const folder = folderOf({ 'in/a.txt': ARTICLE, 'in/b.txt': '%PDF-1.7\n', 'in/c.txt': ARTICLE });
    const { status, stderr } = dehusk(['clean', join(folder, 'in'), '--out', join(folder, 'out'), '-j', '1']);
    expect(status).toBe(1);
    expect(stderr).toContain('b.txt: This is a PDF');
    expect(stderr).toContain('2 cleaned, 1 failed');
    expect(Object.keys(outputsIn(join(folder, 'out')))).toEqual(['a.txt', 'c.txt']);
    const report = JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8'));
    expect(report.failures).toMatchObject([{ name: `${folder}/in/b.txt`, code: 'binary' }]);
  });

  test('--quiet says nothing', () => {
    expect(dehusk(['clean', 'seeds', '--out', folderOf(), '--quiet', '-j', '1'])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });
});
