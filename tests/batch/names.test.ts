import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesOnDisk } from '../../src/batch/disk-case.ts';
import {
  exactly,
  ignoringCase,
  type NameKey,
  outputNames,
  printable,
  shortLabels,
  withoutEnding,
} from '../../src/batch/names.ts';
import { walk } from '../../src/batch/walk.ts';
import { folderOf } from '../cli/command.ts';

const named = (files: readonly string[], taken: string[] = [], keyOf?: NameKey) =>
  outputNames(
    files.map((name) => ({ name, stem: withoutEnding(name), ending: '.txt' })),
    new Set(taken),
    keyOf,
  );

describe('output names', () => {
  test('are unique, fit a file system and end as they should, whatever the inputs are called', () => {
    const part = fc.oneof(
      fc.constantFrom('a', 'b', 'A', '.txt', '.TXT', '.html', '.gz', 'é'.repeat(130), '\n', '\x1b[2J', '..'),
      fc.string({ maxLength: 5 }),
    );
    const file = fc
      .array(part, { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('').replaceAll('/', '_').replaceAll('\0', '_') || 'x');
    fc.assert(
      fc.property(
        fc.uniqueArray(file, { maxLength: 12 }),
        fc.array(fc.constantFrom('a.txt', 'b.txt', 'a.html.txt')),
        fc.constantFrom(exactly, ignoringCase),
        (files, taken, keyOf) => {
          const names = named(files, taken, keyOf);
          expect(new Set(names.map(keyOf)).size).toBe(files.length);
          for (const name of names) {
            expect(taken).not.toContain(keyOf(name));
            expect(name.endsWith('.txt')).toBe(true);
            expect(name).not.toMatch(/^\.\.?$|\//);
            expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('of archives keep their kind apart', () => {
    expect(named(['a.html', 'b.tar.html', '.html', 'c'])).toEqual([
      'a.txt',
      'b.tar.txt',
      '.html.txt',
      'c.txt',
    ]);
  });

  test('differ in more than case where the disk takes `A.txt` for `a.txt`, and the two forms of é for one', () => {
    const files = ['A.html', 'a.html', 'b.html', 'B.md', 'café.txt', 'cafe\u0301.txt', 'Report.txt', 'z.txt'];
    expect(named(files, ['report.txt'])).toEqual(['A.txt', 'a.txt', 'b.txt', 'B.txt', ...files.slice(4)]);
    const names = named(files, ['report.txt'], ignoringCase);
    expect(names.map((name) => name.replace(/~[0-9a-f]{8}\./, '~#.'))).toEqual([
      'A.html~#.txt',
      'a.html~#.txt',
      'b.html.txt',
      'B.md.txt',
      'café.txt~#.txt',
      'cafe\u0301.txt~#.txt',
      'Report.txt.txt',
      'z.txt',
    ]);
    expect(shortLabels(['/x/News', '/y/news'], ignoringCase)).toEqual(['x/News', 'y/news']);
  });

  test('roots get as much of their path as tells them apart', () => {
    expect(shortLabels(['/x/news', '/y/news', '/z/sport', '/'])).toEqual([
      'x/news',
      'y/news',
      'sport',
      'root',
    ]);
    expect(shortLabels(['/a', '/b/a', '/c/b/a'])).toEqual(['a', 'b/a', 'c/b/a']);
  });

  test('show no control characters on a terminal', () => {
    expect(printable('a\n\x1b[31m\u202eb')).toBe('a\\x0a\\x1b[31m\\u{202e}b');
  });
});

describe('walking', () => {
  async function found(folder: string, nameKey: NameKey = exactly): Promise<[string, string][]> {
    const inputs: [string, string][] = [];
    const skipped = { hidden: 0, links: 0, other: 0 };
    for await (const input of walk([folder], { ending: '.txt', nameKey }, skipped)) {
      inputs.push('code' in input ? [input.name, input.code] : [String(input.path), input.output]);
    }
    return inputs;
  }

  test('finds hostile names and gives each an output inside', async () => {
    const folder = folderOf();
    const invalid = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.html')]);
    const invalidToo = Buffer.concat([
      Buffer.from(`${folder}/caf`),
      Buffer.from([0xe8]),
      Buffer.from('.html'),
    ]);
    writeFileSync(invalid, 'x');
    writeFileSync(invalidToo, 'x');
    writeFileSync(join(folder, `${'long'.repeat(62)}.html`), 'x');
    writeFileSync(join(folder, 'new\nline.html'), 'x');
    writeFileSync(join(folder, '..html'), 'x');
    mkdirSync(join(folder, '-rf'));
    writeFileSync(join(folder, '-rf', '--out.html'), 'x');
    symlinkSync('/etc', join(folder, 'etc'));
    const inputs = await found(folder);
    expect(inputs).toHaveLength(5);
    expect(new Set(inputs.map(([, output]) => output)).size).toBe(5);
    expect(inputs.map(([, output]) => output)).toContain('-rf/--out.txt');
    for (const [, output] of inputs) expect(output).toMatch(/^(?:-rf\/)?[^/]+\.txt$/);
  });

  test('goes in the order of the bytes of names, whatever the locale', async () => {
    const folder = folderOf({ 'b.txt': '', 'a.txt': '', 'B.txt': '', 'é.txt': '', 'a/z.txt': '' });
    expect((await found(folder)).map(([, output]) => output)).toEqual([
      'B.txt',
      'a/z.txt',
      'a.txt',
      'b.txt',
      'é.txt',
    ]);
  });

  test('tells folders apart too where the disk ignores case', async () => {
    const folder = folderOf({ 'News/a.txt': '', 'news/a.txt': '', 'other/a.txt': '' });
    expect((await found(folder)).map(([, output]) => output)).toEqual([
      'News/a.txt',
      'news/a.txt',
      'other/a.txt',
    ]);
    const outputs = (await found(folder, ignoringCase)).map(([, output]) => output);
    expect(new Set(outputs.map(ignoringCase)).size).toBe(3);
    expect(outputs.map((output) => output.replace(/~[0-9a-f]{8}/, '~#'))).toEqual([
      'News~#/a.txt',
      'news~#/a.txt',
      'other/a.txt',
    ]);
  });

  test.runIf(process.platform === 'linux')('finds that names here differ by their case', async () => {
    const folder = folderOf({ 'a/b': '', 'A/b': '' });
    for (const path of [folder, join(folder, 'a'), join(folder, 'a/nowhere/1'), '/'])
      expect(await namesOnDisk(path)).toBe(exactly);
  });
});
