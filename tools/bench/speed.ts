/**
 * How fast it is, in processor time of one process and with the built code: `npm run build` first.
 * Other programs on the machine make every figure worse, so the best of several rounds counts, and
 * what is compared is measured in turns.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser } from 'htmlparser2';
import type { Cleaner } from '../../src/clean.ts';
import { DehuskError } from '../../src/errors.ts';
import type * as Dehusk from '../../src/index.ts';
import { goldPages } from '../train/dataset.ts';
import { readFlattened, TOOLS } from '../train/text-data.ts';

const BUILT = new URL('../../dist/index.js', import.meta.url);
const MEMORY = fileURLToPath(new URL('./memory.mjs', import.meta.url));

const ROUNDS = 4;
const PAGES = 400;
/** Pages for jsdom, which takes some 100 times as long and 2 MB of memory for each. */
const READABILITY_PAGES = 60;

/** Prints what cleaning pages costs. `data` holds `wcxb/`. */
export async function printPageSpeed(data: string): Promise<void> {
  const { createCleaner } = await loadBuilt();
  const pages = everyNth([...goldPages(join(data, 'wcxb'))], PAGES).map(({ html }) => html);
  const clean = createCleaner();
  const [parsed, cleaned] = inTurns(
    () => pages.forEach((html) => void new Parser({ ontext() {} }).end(html)),
    () => pages.forEach((html) => void clean({ html })),
  );
  const readability = createCleaner({ extractor: 'readability' });
  const few = pages.slice(0, READABILITY_PAGES);
  const slow = processorMilliseconds(() => few.forEach((html) => void readability({ html })));
  const fast = bestOf(() => few.forEach((html) => void clean({ html })));
  console.log(`\n| ${pages.length} pages, one thread, processor time | |\n|---|---|`);
  console.log(`| cleaning, against htmlparser2's text events alone | ${times(cleaned / parsed)} the time |`);
  console.log(`| Readability on jsdom, against cleaning | ${times(slow / fast)} the time |`);
  console.log(`| pages per second | ${((pages.length / cleaned) * 1000).toFixed(0)} |`);
  console.log(`| a page 10 × as long | ${times(growth(clean))} the time |`);
  console.log(`| resident memory after 1,200 pages, eld/extrasmall loaded | ${memory(data)} MB |`);
}

/** Prints how many characters of text go through, for each set in `flattened/`. */
export async function printTextSpeed(data: string): Promise<void> {
  const { createCleaner } = await loadBuilt();
  const clean = createCleaner();
  console.log(
    '\n| one thread, whole ledger, processor time | million characters/s | passes |\n|---|---|---|',
  );
  for (const tool of ['fulltext', ...TOOLS]) {
    const texts = readFlattened(data, tool).map(({ text }) => text);
    const characters = texts.reduce((sum, text) => sum + text.length, 0);
    const milliseconds = bestOf(() => texts.forEach((text) => void clean({ text })));
    const passes = texts.reduce((sum, text) => sum + clean.examine({ text }).passes.length, 0);
    const speed = (characters / 1000 / milliseconds).toFixed(1);
    console.log(`| ${tool} | ${speed} | ${(passes / texts.length).toFixed(2)} |`);
  }
}

async function loadBuilt(): Promise<typeof Dehusk> {
  if (!existsSync(BUILT))
    throw new DehuskError('bad-input', 'Speed is that of the built code. Run: npm run build');
  return (await import(BUILT.href)) as typeof Dehusk;
}

/**
 * Time for a page with ten times the paragraphs, against the time for the page. The page is cleaned ten times in a
 * row: what cleaning it once leaves behind for the garbage collector costs time as well, and may do so in the next.
 */
function growth(clean: Cleaner): number {
  const paragraph =
    '<div class="entry"><p>The council met on <b>Tuesday</b> and voted to keep the bridge.</p></div>\n';
  const page = (count: number): string => `<body><main>${paragraph.repeat(count)}</main></body>`;
  const short = page(2_000);
  const long = page(20_000);
  const [tenTimes, tenfold] = inTurns(
    () => {
      for (let time = 0; time < 10; time++) clean({ html: short });
    },
    () => clean({ html: long }),
  );
  return (tenfold / tenTimes) * 10;
}

/** Resident megabytes of a process that does nothing else. */
function memory(data: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [MEMORY, data], { encoding: 'utf8' });
  return stdout.trim() || stderr.trim();
}

function everyNth<T>(items: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, i) => items[Math.floor(i * step)]);
}

/** The best time of each of several works, measured in turns. */
function inTurns(...works: readonly (() => unknown)[]): number[] {
  const rounds = Array.from({ length: ROUNDS }, () => works.map(processorMilliseconds));
  return works.map((_, i) => Math.min(...rounds.map((round) => round[i])));
}

function bestOf(work: () => unknown): number {
  return inTurns(work)[0];
}

function processorMilliseconds(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 20 ? 2 : 0)} ×`;
}
