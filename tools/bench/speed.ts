/**
 * How fast it is, in processor time of one process each and with the built code: `npm run build` first.
 * Other programs on the machine make every figure worse, so the best of several rounds counts, and
 * what is compared is measured in turns.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DehuskError } from '../../src/errors.ts';
import { TOOLS } from '../train/text-data.ts';

const BUILT = new URL('../../dist/index.js', import.meta.url);
const PROGRAM = fileURLToPath(new URL('./built.mjs', import.meta.url));
const TURNS = 3;

/** Prints what cleaning pages costs. `data` holds `wcxb/`. */
export function printPageSpeed(data: string): void {
  const [parsed, cleaned] = inTurns(data, 'parse', 'clean');
  const [few, readability] = inTurns(data, 'few', 'readability');
  console.log('\n| pages, one thread, processor time | |\n|---|---|');
  console.log(`| cleaning, against htmlparser2's text events alone | ${times(cleaned / parsed)} the time |`);
  console.log(`| Readability on jsdom, against cleaning | ${times(readability / few)} the time |`);
  console.log(`| a page 10 × as long | ${times(measure('growth', data))} the time |`);
  console.log(`| resident memory after 1,200 pages | ${measure('memory', data).toFixed(0)} MB |`);
}

/** What the texts of a set take. */
interface TextCost {
  readonly texts: number;
  /** UTF-16 code units. */
  readonly characters: number;
  /** In UTF-8. */
  readonly bytes: number;
  readonly milliseconds: number;
  readonly passes: number;
}

/** Prints how much text goes through, for each set in `flattened/` and for all. */
export function printTextSpeed(data: string): void {
  const sets = ['fulltext', ...TOOLS];
  const costs = sets.map((set) => work('text', data, set) as TextCost);
  const total = (name: keyof TextCost): number => costs.reduce((sum, cost) => sum + cost[name], 0);
  const all: TextCost = {
    texts: total('texts'),
    characters: total('characters'),
    bytes: total('bytes'),
    milliseconds: total('milliseconds'),
    passes: total('passes'),
  };
  console.log('\n| one thread, whole ledger, processor time | MB/s | million characters/s | passes |');
  console.log('|---|---|---|---|');
  [...costs, all].forEach(({ texts, characters, bytes, milliseconds, passes }, at) => {
    const perSecond = (count: number): string => (count / 1000 / milliseconds).toFixed(1);
    const mean = (passes / texts).toFixed(2);
    console.log(`| ${sets[at] ?? 'all'} | ${perSecond(bytes)} | ${perSecond(characters)} | ${mean} |`);
  });
}

/** The best figure of each of several works, measured in turns. */
function inTurns(data: string, ...works: readonly string[]): number[] {
  const turns = Array.from({ length: TURNS }, () => works.map((name) => measure(name, data)));
  return works.map((_, i) => Math.min(...turns.map((turn) => turn[i])));
}

function measure(name: string, data: string): number {
  return Number(work(name, data));
}

/** What a work of `built.mjs` prints, in a process that does nothing else. */
function work(...request: readonly string[]): unknown {
  if (!existsSync(BUILT))
    throw new DehuskError('bad-input', 'Speed is that of the built code. Run: npm run build');
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, ...request], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${PROGRAM} ${request.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 20 ? 2 : 0)} ×`;
}
