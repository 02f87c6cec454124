import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from '../batch.ts';
import { ROOT, realPages, run, spread, withFolder } from './setting.ts';

const FILES = 5000;
const ROUNDS = 3;
/** Of util-linux, which Debian and its like always have. */
const ONE_CORE = ['taskset', '--cpu-list', '0'];

/** The loop that a user would write: read, clean, write; one file after another in one process. */
const IN_PROCESS = `
  const { createCleaner } = await import(process.argv[1]);
  const { mkdirSync, readdirSync, readFileSync, writeFileSync } = await import('node:fs');
  const [, , input, out] = process.argv;
  const clean = createCleaner();
  for (const folder of readdirSync(input)) {
    mkdirSync(out + '/' + folder, { recursive: true });
    for (const name of readdirSync(input + '/' + folder)) {
      const { text } = clean({ html: readFileSync(input + '/' + folder + '/' + name) });
      writeFileSync(out + '/' + folder + '/' + name.replace('.html', '.txt'), text);
    }
  }`;

/**
 * Times by turns, so that what else the machine does touches all alike; the best of each counts. `both` is the loop
 * in two processes at once, each with all files: what two cores give on this machine to two programs that share
 * nothing. A single Node process already has more than one core for collecting garbage and compiling; `pinned`, one
 * worker with all its helpers on one core, has not, and shows what the second core brings.
 */
export async function benchSpeed(scale: number): Promise<Figure[]> {
  return await withFolder(async (folder) => {
    const input = join(folder, 'in');
    const pages = realPages();
    const count = Math.round(FILES * scale);
    for (let i = 0; i < count; i++) writeFileSync(spread(input, i, '.html'), pages[i % pages.length]);
    // All stay until the end: ext4 passes over the places of files that were just deleted, so that making new ones
    // takes several times as long.
    let outs = 0;
    const newOut = () => join(folder, `out${outs++}`);
    const best = await bestByTurns({
      process: () => runInProcess(input, newOut()),
      both: async () => Math.max(...(await Promise.all([1, 2].map(() => runInProcess(input, newOut()))))),
      one: () => runWorkers(input, newOut(), 1),
      two: () => runWorkers(input, newOut(), 2),
      pinned: () => runWorkers(input, newOut(), 1, ONE_CORE),
    });
    const gain = best.one / best.two;
    const ceiling = (2 * best.process) / best.both;
    const cost = best.one / best.process;
    return [
      {
        what: `${count} HTML files: 2 workers against 1`,
        measured: `${gain.toFixed(2)} × (${best.two.toFixed(1)} s, ${Math.round(count / best.two)}/s)`,
        goal: '≥ 1.8 ×',
        reached: gain >= 1.8,
      },
      {
        what: 'the same loop in 2 processes at once against 1',
        measured: `${ceiling.toFixed(2)} × (${best.both.toFixed(1)} s for twice the files)`,
        goal: '(what this machine gives)',
        reached: true,
      },
      {
        what: '2 workers on all cores against 1 worker on one core',
        measured: `${(best.pinned / best.two).toFixed(2)} × (${best.pinned.toFixed(1)} s)`,
        goal: '(what a second core brings)',
        reached: true,
      },
      {
        what: `${count} HTML files: 1 worker against in process`,
        measured: `${cost.toFixed(2)} × (${best.one.toFixed(1)} s, ${best.process.toFixed(1)} s)`,
        goal: '≤ 1.15 ×',
        reached: cost <= 1.15,
      },
    ];
  });
}

/** The best seconds of each way. */
async function bestByTurns<K extends string>(
  ways: Readonly<Record<K, () => Promise<number>>>,
): Promise<Record<K, number>> {
  const names = Object.keys(ways) as K[];
  const best = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<K, number>;
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) best[name] = Math.min(best[name], await ways[name]());
  }
  return best;
}

async function runInProcess(input: string, out: string): Promise<number> {
  const api = pathToFileURL(join(ROOT, 'dist/index.js')).href;
  const began = performance.now();
  const loop = spawn(process.execPath, ['--input-type=module', '-e', IN_PROCESS, api, input, out]);
  const [status] = (await once(loop, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`The loop ended with ${status}`);
  return (performance.now() - began) / 1000;
}

async function runWorkers(
  input: string,
  out: string,
  jobs: number,
  through: readonly string[] = [],
): Promise<number> {
  const args = ['clean', input, '--out', out, '--jobs', String(jobs), '--quiet'];
  const { status, seconds } = await run(args, through);
  if (status !== 0) throw new Error(`dehusk ended with ${status}`);
  return seconds;
}
