import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../src');
const FLOORS: Record<string, number> = {
  packs: 1,
  decode: 2,
  segment: 2,
  judge: 2,
  render: 2,
  'clean.ts': 3,
  'trace.ts': 3,
  verify: 4,
  batch: 4,
  'index.ts': 5,
  cli: 5,
};

/** The nouns, at the top of src/: the ground under floor 1, on which packs/ stands. */
const NOUNS = [
  'document.ts',
  'options.ts',
  'errors.ts',
  'characters.ts',
  'page.ts',
  'units.ts',
  'hash.ts',
  'titles.ts',
];

function roomOf(path: string): string {
  return path.split('/')[0];
}

function floorOf(path: string): number {
  const room = roomOf(path);
  if (NOUNS.includes(room)) return 0;
  const floor = FLOORS[room];
  if (floor === undefined) throw new Error(`src/${path} stands on no floor of design.md`);
  return floor;
}

function importsOf(path: string): string[] {
  const code = readFileSync(join(ROOT, path), 'utf8');
  return [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map(([, target]) => relative(ROOT, join(ROOT, dirname(path), target)))
    .filter((target) => !target.startsWith('..'));
}

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

test('every file stands on a floor', () => {
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) expect(floorOf(file)).toBeGreaterThanOrEqual(0);
});

test('a file imports from lower floors and its own folder only', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => {
        const sameRoom = roomOf(target) === roomOf(file);
        const bothNouns = NOUNS.includes(target) && NOUNS.includes(file);
        // clean.ts and trace.ts stand beside each other, as index.ts and cli/ do.
        const neighbours =
          !target.includes('/') && !NOUNS.includes(target) && floorOf(target) === floorOf(file);
        return !sameRoom && !bothNouns && !neighbours && floorOf(target) >= floorOf(file);
      })
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('nothing waits at the top level, so that require() works', () => {
  const waiting = files.filter((file) =>
    /^(?:const .*= )?await /m.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(waiting).toEqual([]);
});
