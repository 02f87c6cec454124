/** Cleaning one small text costs little more than starting Node, and loads nothing that it does not need. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { TIMED } from '../time.ts';
import { BIN, folderOf, ROOT } from './command.ts';

/**
 * Loaded before the program: says on standard error what it took and which packages it loaded. Counted is the main
 * thread's time on a processor, for which a user waits on an idle machine: what V8 compiles and collects on threads of
 * its own makes nobody wait. Where the system does not tell it, the time of all threads.
 */
const REPORTER = `
  const { readFileSync } = require('node:fs');
  const milliseconds = () => {
    try {
      const [nanoseconds] = readFileSync('/proc/self/task/' + process.pid + '/schedstat', 'utf8').split(' ');
      return Number(nanoseconds) / 1e6;
    } catch {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    }
  };
  process.on('exit', () => {
    const packages = new Set(Object.keys(require.cache).map((path) =>
      /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(path)?.[1]));
    console.error(JSON.stringify({ milliseconds: milliseconds(), packages: [...packages] }));
  });`;

interface Cost {
  /** Processor time of the main thread. */
  readonly milliseconds: number;
  readonly packages: readonly string[];
}

function costOf(...args: readonly string[]): Cost {
  const reporter = join(folderOf({ 'reporter.cjs': REPORTER }), 'reporter.cjs');
  const { status, stderr } = spawnSync(process.execPath, ['-r', reporter, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as Cost;
}

test(
  'cleaning a small text takes at most twice as long as starting Node with the smallest language model',
  TIMED,
  () => {
    const eld = pathToFileURL(join(ROOT, 'node_modules/eld/src/entries/static.extrasmall.js')).href;
    const least = (args: readonly string[]) =>
      Math.min(...Array.from({ length: 3 }, () => costOf(...args).milliseconds));
    const model = least(['--input-type=module', '--eval', `import ${JSON.stringify(eld)};`]);
    expect(least([BIN, 'clean', 'seeds/001_2e1ec42307e5552b.txt'])).toBeLessThan(2 * model);
    // With a paragraph in another language, which takes a detector.
    expect(least([BIN, 'clean', 'seeds/000_5f4a4d65843b7052.txt'])).toBeLessThan(2 * model);
  },
);

test('a text in one language loads no detector, and none of the libraries for HTML', () => {
  const { packages } = costOf(BIN, 'clean', 'seeds/001_2e1ec42307e5552b.txt');
  for (const heavy of [
    'eld',
    'franc',
    'jsdom',
    '@mozilla/readability',
    'sanitize-html',
    'yaml',
    'zod',
    're2js',
    'htmlparser2',
    'entities',
  ])
    expect(packages).not.toContain(heavy);
});

test('a foreign paragraph asks a detector, whose model is no package', () => {
  const folder = folderOf({
    'mixed.txt': `The council met on Tuesday and agreed to keep the bridge open for another year.

The engineer said that the piles are sound and that the money is there to paint the rails.

Não perca nenhuma notícia da nossa cidade, a informação mais completa está sempre aqui.

The bridge was built a hundred years ago, and nobody in the town wants to see it go.
`,
  });
  expect(costOf(BIN, 'clean', join(folder, 'mixed.txt')).packages).not.toContain('eld');
});

test('a program that starts has its packs loaded and indexed in at most 30 milliseconds', TIMED, () => {
  const script = `
    import { createCleaner } from ${JSON.stringify(pathToFileURL(join(ROOT, 'dist/index.js')).href)};
    const start = process.cpuUsage();
    createCleaner();
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1000);`;
  const times = Array.from({ length: 5 }, () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
    });
    return Number.parseFloat(stdout);
  });
  expect(Math.min(...times)).toBeLessThan(30);
});
