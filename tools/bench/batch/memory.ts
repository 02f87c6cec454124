import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Figure } from '../batch.ts';
import { realTexts, start } from './setting.ts';

const DOCUMENTS = 200_000;

/** Texts of a usual length for a corpus, about two thousand characters. */
const LENGTH = 2000;

/** Feeds `dehusk filter` as fast as it reads and looks at its resident memory all the while. */
export async function benchMemory(scale: number): Promise<Figure[]> {
  const texts = realTexts().map((text) => text.slice(0, LENGTH));
  const count = Math.round(DOCUMENTS * scale);
  const child = start(['filter', '--jobs', '2'], ['pipe', 'pipe', 'inherit']);
  const { stdin, stdout, pid } = child;
  if (stdin === null || stdout === null || pid === undefined) throw new Error('dehusk did not start');
  const tenths: number[][] = Array.from({ length: 10 }, () => []);
  let lines = 0;
  stdout.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
  });
  const watch = setInterval(() => {
    tenths[Math.min(9, Math.floor((lines / count) * 10))].push(residentMegabytes(pid));
  }, 100);
  const began = performance.now();
  for (let id = 0; id < count; id++) {
    // Every document is another one, so that nothing is gained by remembering.
    const record = { id, text: `${id}. ${texts[id % texts.length]}` };
    if (!stdin.write(`${JSON.stringify(record)}\n`)) await once(stdin, 'drain');
  }
  stdin.end();
  const [status] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0 || lines !== count) throw new Error(`dehusk ended with ${status} after ${lines} lines`);

  const most = Math.max(...tenths.flat());
  const growth = mean(tenths[9]) / mean(tenths[1]);
  return [
    {
      what: `${count} text documents: resident memory, last tenth to second`,
      measured: `${growth.toFixed(2)} × (${Math.round(count / seconds)}/s)`,
      goal: '≤ 1.1 ×',
      reached: growth <= 1.1,
    },
    {
      what: `${count} text documents: most resident memory, 2 workers`,
      measured: `${Math.round(most)} MB`,
      goal: '≤ 450 MB',
      reached: most <= 450,
    },
  ];
}

/** Of the process with all its threads. */
function residentMegabytes(pid: number): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function mean(values: readonly number[]): number {
  const seen = values.filter((value) => value > 0);
  return seen.reduce((sum, value) => sum + value, 0) / seen.length;
}
