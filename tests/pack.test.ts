/** The tarball that `npm pack` makes, installed into an empty folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** What `npx dehusk` starts, half a second sooner. */
const INSTALLED = 'node_modules/.bin/dehusk';
let folder: string;
let tarball: string;

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dehusk-pack-'));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  tarball = join(folder, filename);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
}, 110_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

test('the bin cleans a seed as its golden', () => {
  const name = '004_c1e843b79d1c0860.txt';
  const cleaned = run('npx', 'dehusk', 'clean', join(ROOT, 'seeds', name));
  expect(cleaned).toBe(readFileSync(join(ROOT, 'golden', name), 'utf8'));
});

test('import and require both give the API', () => {
  const use = `const { text } = clean({ text: 'The council met on Tuesday.\\n\\nPost a Comment' }); console.log(text);`;
  writeFileSync(join(folder, 'use.mjs'), `import { clean } from 'dehusk'; ${use}`);
  writeFileSync(join(folder, 'use.cjs'), `const { clean } = require('dehusk'); ${use}`);
  expect(run('node', 'use.mjs').trim()).toBe('The council met on Tuesday.');
  expect(run('node', 'use.cjs').trim()).toBe('The council met on Tuesday.');
});

test('the types are there, strict', () => {
  writeFileSync(
    join(folder, 'use.mts'),
    `import { clean, createCleaner, restore } from 'dehusk';
     import type { CleanResult, Document, Earlier, JsonBlock, JsonDocument, Page, Rank, Verdict } from 'dehusk';
     const result: CleanResult = createCleaner({ omit: ['caption'] })({ html: '<p>Text.</p>', url: null });
     const back: string = restore(result.text, result.removed);
     // @ts-expect-error an unknown option
     clean({ text: back }, { extractor: 'magic' });
     const [first]: readonly JsonBlock[] = (JSON.parse(result.text) as JsonDocument).blocks;
     export const elements = (page: Page, earlier: Earlier): number => page.elementCount + earlier.blocks.length;
     export const counts = ({ page, earlier }: Document) => page && earlier && elements(page, earlier) + first.start;
     export const rankOf = ({ rank }: Verdict): Rank => rank;`,
  );
  writeFileSync(
    join(folder, 'stream.mts'),
    `import { cleanStream, type FilterOptions } from 'dehusk/stream';
     const options: FilterOptions = { ledger: false, jobs: 1, format: 'json' };
     cleanStream(options).end();`,
  );
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const strict = [
    '--noEmit',
    '--strict',
    '--skipDefaultLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--lib',
    'es2023',
  ];
  // The API asks for no types of Node, nor of a browser.
  run('node', tsc, ...strict, '--typeRoots', 'none', 'use.mts');
  // Who has a Node stream has Node's types.
  run(
    'node',
    tsc,
    ...strict,
    '--typeRoots',
    join(ROOT, 'node_modules/@types'),
    '--types',
    'node',
    'stream.mts',
  );
});

test('the rule packs are inside', () => {
  expect(run(INSTALLED, 'rules', 'list')).toContain('comments/');
});

test('what checks the patterns of packs is inside', () => {
  mkdirSync(join(folder, 'mine'));
  writeFileSync(
    join(folder, 'mine', 'slow.yaml'),
    `category: comments
rules:
  - { id: comments/slow, about: Slow., patterns: ['^(a+)+z$'], literals: [aaz], removes: [aaz], keeps: [A to Z.] }
`,
  );
  const { stdout } = spawnSync(INSTALLED, ['rules', 'check', 'mine'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/^mine\/slow\.yaml:3:\d+: error: this pattern backtracks catastrophically/);
});

test('an installed dehusk compares pages with the tarball of another version, whose packages are its own', () => {
  mkdirSync(join(folder, 'pages'));
  const page =
    '<h1>The bridge</h1><p>The council closed the old bridge over the river for all of winter.</p>';
  writeFileSync(join(folder, 'pages', 'bridge.html'), page);
  const { status, stderr } = spawnSync(INSTALLED, ['diff', 'pages', '--against', tarball], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('0 of 1 document change\n');
  expect(status).toBe(0);
});

test('diff compares with another version, from its tarball or its folder', () => {
  const diff = (version: string) =>
    spawnSync('node', [join(ROOT, 'dist/cli/main.js'), 'diff', join(ROOT, 'seeds'), '--against', version], {
      encoding: 'utf8',
    });
  for (const version of [tarball, join(folder, 'node_modules/dehusk')]) {
    const { status, stderr } = diff(version);
    expect(stderr).toMatch(/^0 of \d+ documents change\n$/);
    expect(status).toBe(0);
  }
  // A version that knows fewer rules: what it keeps shows as removed now.
  const older = join(folder, 'node_modules/dehusk');
  renameSync(join(older, 'dist/index.js'), join(older, 'dist/newer.js'));
  writeFileSync(
    join(older, 'dist/index.js'),
    "import { createCleaner as create } from './newer.js';\nexport const createCleaner = (options) => create({ ...options, keep: ['comments'] });\n",
  );
  const { status, stdout } = diff(older);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^comments\/\S+ +\d+ more removed, 0 more kept/m);
});
