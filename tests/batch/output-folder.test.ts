/** What is in an output folder beside the outputs, and what was there before them. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf } from '../cli/command.ts';
import { runIn as run } from './run.ts';

test.runIf(process.platform === 'linux')(
  'a run that was killed does not keep others out, though nobody has taken notice of its end',
  async () => {
    const folder = folderOf({ 'in/a.txt': 'The council met.\n' });
    mkdirSync(join(folder, 'out/.dehusk'), { recursive: true });
    // The shell becomes a program that does not wait for what the shell had started, and before that ends: a shell would.
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const pid = await new Promise((resolve) =>
        parent.stdout.once('data', (id) => resolve(String(id).trim())),
      );
      const status = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
      await expect.poll(() => status()[2], { timeout: 10_000 }).toBe('Z');
      writeFileSync(join(folder, 'out/.dehusk/lock'), `${hostname()} ${pid} ${status()[21]}`);
      expect((await run(folder)).documents.done).toBe(1);
    } finally {
      parent.kill();
    }
  },
);

test('an archive of which nothing can be read leaves nothing behind', async () => {
  const folder = folderOf({ 'in/a.parquet': 'no Parquet', 'in/b.warc': 'no web archive, in no way at all' });
  expect((await run(folder)).documents).toMatchObject({ done: 0, failed: 2 });
  expect(readdirSync(join(folder, 'out/.dehusk/work'))).toEqual([]);
});

test('a folder that has the name of an output is said, and costs the others nothing', async () => {
  const folder = folderOf({
    'in/a.txt': 'The council met.\n',
    'in/b.jsonl': '{"text":"The council met."}\n',
    'in/c.txt': 'The council met.\n',
  });
  for (const name of ['a.txt', 'b.jsonl']) mkdirSync(join(folder, 'out', name), { recursive: true });
  const { documents, failures } = await run(folder);
  expect(documents).toMatchObject({ failed: 2 });
  expect(failures.map(({ message }) => message)).toEqual(
    Array(2).fill(expect.stringMatching(/: There is a folder of that name\.$/)),
  );
  expect(readFileSync(join(folder, 'out/c.txt'), 'utf8')).toBe('The council met.\n');
});
