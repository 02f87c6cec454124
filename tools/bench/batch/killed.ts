import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../batch.ts';
import { outputs, realTexts, run, spread, start, withFolder } from './setting.ts';

const RUNS = 50;
const FILES = 300;
const RECORDS = 600;

/**
 * Kills a run over files and an archive with SIGKILL, at a moment that is spread evenly over the time
 * that a whole run takes, and again while it goes on, then lets it end.
 */
export async function benchKilled(scale: number): Promise<Figure[]> {
  return await withFolder(async (folder) => {
    const input = join(folder, 'in');
    const texts = realTexts();
    for (let i = 0; i < FILES; i++) writeFileSync(spread(input, i, '.txt'), texts[i % texts.length]);
    for (let id = 0; id < RECORDS; id++) {
      appendFileSync(
        join(input, 'records.jsonl'),
        `${JSON.stringify({ id, text: texts[id % texts.length] })}\n`,
      );
    }
    // Not about limits: on a machine with other work to do no text may be stopped for being slow.
    const limits = ['--jobs', '2', '--timeout', '300'];
    const args = (out: string) => ['clean', input, '--out', out, ...limits, '--quiet'];
    const { status, seconds } = await run(args(join(folder, 'whole')));
    if (status !== 0) throw new Error(`dehusk ended with ${status}`);
    const whole = outputs(join(folder, 'whole'));

    const runs = Math.max(1, Math.round(RUNS * scale));
    let identical = 0;
    let repeated = 0;
    for (let i = 0; i < runs; i++) {
      const out = join(folder, `out-${i}`);
      for (let kills = 0; kills < 2; kills++) await killAfter(args(out), Math.random() * seconds * 900);
      const before = outputs(out).size;
      const end = await run(args(out));
      const differing = differences(outputs(out), whole);
      const { documents, failures } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
      if (differing.length === 0) identical++;
      else console.error(`  run ${i}, status ${end.status}: ${differing.join(', ')}`, failures);
      if (before > documents.unchanged + RECORDS) repeated++;
    }
    return [
      {
        what: `${runs} runs killed twice with SIGKILL, then ended: the same bytes`,
        measured: `${identical} of ${runs}, ${repeated} repeated work`,
        goal: 'all, none',
        reached: identical === runs && repeated === 0,
      },
    ];
  });
}

async function killAfter(args: readonly string[], milliseconds: number): Promise<void> {
  const child = start(args);
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await once(child, 'exit');
  clearTimeout(timer);
}

/** The names of the outputs that are not the same, or only on one side. */
function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].filter((name) => one.get(name) !== other.get(name));
}
