import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from '../batch.ts';
import { outputs, realTexts, run, spread, withFolder } from './setting.ts';

const FILES = 10_000;

/** Each kind, how it is made, and the codes with which it may fail; none for what must be cleaned. */
const HOSTILE: readonly { ending: string; codes: readonly string[]; make: () => Buffer }[] = [
  { ending: '.huge.txt', codes: ['too-large'], make: () => Buffer.alloc(20_000_000, 'word ') },
  {
    ending: '.slow.html',
    codes: ['timeout'],
    make: () => Buffer.from('<p>A slow page.</p>'.repeat(750_000)),
  },
  { ending: '.deep.html', codes: [], make: () => Buffer.from(`${'<div>'.repeat(100_000)}Words`) },
  {
    ending: '.binary.html',
    codes: ['binary'],
    make: () => Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)),
  },
  { ending: '.empty.txt', codes: [], make: () => Buffer.alloc(0) },
  { ending: '.bomb.html.gz', codes: ['too-large'], make: () => gzipSync(Buffer.alloc(200_000_000)) },
  { ending: '.cut.html.gz', codes: ['unreadable'], make: () => gzipSync('<p>Words</p>').subarray(0, 20) },
  { ending: '.unreadable.txt', codes: ['unreadable'], make: () => Buffer.from('secret') },
];

/** Root may read everything, unless it gives that up. */
const WITHOUT_PRIVILEGE =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];

/** Cleans many small files among which one in a hundred is hostile. */
export async function benchHostile(scale: number): Promise<Figure[]> {
  return await withFolder(async (folder) => {
    const input = join(folder, 'in');
    const texts = realTexts();
    const made = HOSTILE.map(({ make }) => make());
    const count = Math.round(FILES * scale);
    const expected = new Map<string, readonly string[]>();
    for (let i = 0; i < count; i++) {
      if (i % 100 !== 50) {
        writeFileSync(spread(input, i, '.txt'), texts[i % texts.length]);
        continue;
      }
      const kind = Math.floor(i / 100) % HOSTILE.length;
      const { ending, codes } = HOSTILE[kind];
      const path = spread(input, i, ending);
      writeFileSync(path, made[kind]);
      if (ending.startsWith('.unreadable')) chmodSync(path, 0);
      expected.set(path, codes);
    }
    const out = join(folder, 'out');
    const { status, seconds } = await run(
      ['clean', input, '--out', out, '--jobs', '2', '--quiet', '--timeout', '2', '--max-bytes', '16M'],
      WITHOUT_PRIVILEGE,
    );
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
      failures: { name: string; code: string; message: string }[];
    };
    const failed = new Map(report.failures.map(({ name, code }) => [name, code]));
    const wrong = [...expected].filter(([path, codes]) => {
      const code = failed.get(path);
      return codes.length === 0 ? code !== undefined : code === undefined || !codes.includes(code);
    });
    const mustFail = [...expected].filter(([, codes]) => codes.length > 0).length;
    const done = outputs(out).size;
    const isRight =
      status === 1 && wrong.length === 0 && failed.size === mustFail && done === count - mustFail;
    for (const [path] of wrong) console.error(`  ${path}: ${failed.get(path)}`);
    for (const { name, message } of report.failures)
      if (!expected.has(name)) console.error(`  ${name}: ${message}`);
    return [
      {
        what: `${count} files, ${expected.size} hostile: all others done, the bad reported`,
        measured: `${done} done, ${failed.size} reported, ${seconds.toFixed(0)} s`,
        goal: `${count - mustFail}, ${mustFail}`,
        reached: isRight,
      },
    ];
  });
}
