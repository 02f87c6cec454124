/** Two runs that write one folder: one has it, whatever a crashed one left there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { BIN, folderOf } from '../cli/command.ts';

const TRIES = 5;

async function cleanInto(folder: string): Promise<{ status: number; says: string }> {
  const command = [BIN, 'clean', 'in', '--out', 'out', '--quiet', '--jobs', '1'];
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const [says, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { status, says };
}

test('of two runs that find the lock of a crashed one, one has the folder and the other is refused or comes after', async () => {
  for (let time = 0; time < TRIES; time++) {
    const folder = folderOf({ 'in/a.txt': 'The council met on Tuesday.\n' });
    mkdirSync(join(folder, 'out/.dehusk'), { recursive: true });
    writeFileSync(join(folder, 'out/.dehusk/lock'), `${hostname()} 999999999 1`);
    const runs = await Promise.all([cleanInto(folder), cleanInto(folder)]);
    expect(runs.some(({ status }) => status === 0)).toBe(true);
    for (const { status, says } of runs)
      if (status !== 0) expect(says).toMatch(/Process \d+ is writing to out/);
    expect(existsSync(join(folder, 'out/a.txt'))).toBe(true);
    expect(readdirSync(join(folder, 'out/.dehusk')).filter((name) => name.startsWith('lock'))).toEqual([]);
  }
});
