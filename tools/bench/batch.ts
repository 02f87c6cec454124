/**
 * `npm run bench:batch [-- SECTION…] [--scale N]`: what runs of many documents reach, on this machine.
 *
 *   speed     5,000 HTML files: 2 workers against 1, 1 worker against the same work in process
 *   memory    200,000 text documents through `filter` with 2 workers
 *   killed    50 runs, each killed with SIGKILL at a random moment, then ended
 *   hostile   10,000 files, 1 % of them hostile
 *
 * Prints a table and ends with 1 when a goal is missed. `--scale 0.1` does a tenth, for a quick look.
 */
import { parseArgs } from 'node:util';
import { benchHostile } from './batch/hostile.ts';
import { benchKilled } from './batch/killed.ts';
import { benchMemory } from './batch/memory.ts';
import { benchSpeed } from './batch/speed.ts';

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly reached: boolean;
}

const SECTIONS: Readonly<Record<string, (scale: number) => Promise<Figure[]>>> = {
  speed: benchSpeed,
  memory: benchMemory,
  killed: benchKilled,
  hostile: benchHostile,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { scale: { type: 'string', default: '1' } },
  });
  const wanted = positionals.length > 0 ? positionals : Object.keys(SECTIONS);
  let missed = 0;
  for (const name of wanted) {
    const bench = SECTIONS[name];
    if (bench === undefined)
      throw new Error(`There is no section ${name}, but ${Object.keys(SECTIONS).join(', ')}.`);
    for (const { what, measured, goal, reached } of await bench(Number(values.scale))) {
      if (!reached) missed++;
      console.log(`${reached ? 'ok  ' : 'MISS'}  ${what.padEnd(58)} ${measured.padEnd(34)} goal ${goal}`);
    }
  }
  if (missed > 0) process.exitCode = 1;
}

await main();
