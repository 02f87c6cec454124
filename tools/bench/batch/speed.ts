import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from '../batch.ts';
import { ROOT, realPages, run, spread, withFolder } from './setting.ts';

const FILES = 5000;

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

/** Times by turns, so that what else the machine does touches all three alike; the best of each counts. */
export async function benchSpeed(scale: number): Promise<Figure[]> {
  return await withFolder(async (folder) => {
    const input = join(folder, 'in');
    const pages = realPages();
    const count = Math.round(FILES * scale);
    for (let i = 0; i < count; i++) writeFileSync(spread(input, i, '.html'), pages[i % pages.length]);
    const best = {
      process: Number.POSITIVE_INFINITY,
      one: Number.POSITIVE_INFINITY,
      two: Number.POSITIVE_INFINITY,
    };
    for (let round = 0; round < 3; round++) {
      for (const key of ['process', 'one', 'two'] as const) {
        const out = join(folder, 'out');
        rmSync(out, { recursive: true, force: true });
        const seconds =
          key === 'process' ? runInProcess(input, out) : await runWorkers(input, out, key === 'one' ? 1 : 2);
        best[key] = Math.min(best[key], seconds);
      }
    }
    const gain = best.one / best.two;
    const cost = best.one / best.process;
    return [
      {
        what: `${count} HTML files: 2 workers against 1`,
        measured: `${gain.toFixed(2)} × (${best.two.toFixed(1)} s, ${Math.round(count / best.two)}/s)`,
        goal: '≥ 1.8 ×',
        reached: gain >= 1.8,
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

function runInProcess(input: string, out: string): number {
  const api = pathToFileURL(join(ROOT, 'dist/index.js')).href;
  const began = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '-e', IN_PROCESS, api, input, out]);
  return (performance.now() - began) / 1000;
}

async function runWorkers(input: string, out: string, jobs: number): Promise<number> {
  const { status, seconds } = await run(['clean', input, '--out', out, '--jobs', String(jobs), '--quiet']);
  if (status !== 0) throw new Error(`dehusk ended with ${status}`);
  return seconds;
}
