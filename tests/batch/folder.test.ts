/** Runs of many documents: what is done stays done, what fails fails alone. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/batch/report.ts';
import { BIN, dehusk, folderOf, outputsIn } from '../cli/command.ts';
import { cleanHere, runIn as run } from './run.ts';

const story = (i: number) =>
  `The council met on day ${i} and agreed to keep the bridge open.\n\nPost a Comment\n`;
const stories = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`in/${i % 7}/${i}.txt`, story(i)]));

describe('going on', () => {
  test('repeats nothing that is done, and does again what has changed, whatever the times say', async () => {
    const folder = folderOf(stories(20));
    expect((await run(folder)).documents).toEqual({ done: 20, unchanged: 0, failed: 0 });
    const before = outputsIn(join(folder, 'out'));

    utimesSync(join(folder, 'in/0/0.txt'), new Date(), new Date());
    expect((await run(folder)).documents).toEqual({ done: 20, unchanged: 20, failed: 0 });

    writeFileSync(join(folder, 'in/1/1.txt'), story(100));
    utimesSync(join(folder, 'in/1/1.txt'), 0, 0);
    writeFileSync(join(folder, 'out/2/2.txt'), 'half');
    rmSync(join(folder, 'out/3/3.txt'));
    expect((await run(folder)).documents).toEqual({ done: 20, unchanged: 17, failed: 0 });
    expect(outputsIn(join(folder, 'out'))).toEqual({
      ...before,
      '1/1.txt': story(100).split('\n')[0].concat('\n'),
    });
  });

  test('other options are other work; --force does all again; the report counts all the same', async () => {
    const folder = folderOf(stories(6));
    const first = await run(folder);
    expect((await run(folder, { keep: ['comments'] })).documents.unchanged).toBe(0);
    expect((await run(folder)).documents.unchanged).toBe(0);
    const again = await run(folder);
    expect(again.documents.unchanged).toBe(6);
    expect(again.removals).toEqual(first.removals);
    expect(again.characters).toEqual(first.characters);
    expect((await run(folder, { force: true })).documents.unchanged).toBe(0);
  });

  test('a half line at the end of the journal, and leftovers under temporary names, do no harm', async () => {
    const folder = folderOf(stories(4));
    await run(folder);
    const journal = join(folder, 'out/.dehusk/journal');
    writeFileSync(journal, readFileSync(journal, 'utf8').slice(0, -30));
    mkdirSync(join(folder, 'out/.dehusk/tmp'));
    writeFileSync(join(folder, 'out/.dehusk/tmp/0'), 'half');
    expect((await run(folder)).documents).toEqual({ done: 4, unchanged: 3, failed: 0 });
    expect((await run(folder)).documents.unchanged).toBe(4);
    expect(readdirSync(join(folder, 'out/.dehusk'))).toEqual(['journal', 'work']);
  });

  test('what earlier runs made and this one did not is said, and stays', async () => {
    const folder = folderOf(stories(4));
    expect((await run(folder)).leftovers).toEqual({ count: 0, names: [] });
    rmSync(join(folder, 'in/1/1.txt'));
    writeFileSync(join(folder, 'in/2/2.txt'), '%PDF-1.4');
    const leftovers = { count: 2, names: ['1/1.txt', '2/2.txt'] };
    expect((await run(folder)).leftovers).toEqual(leftovers);
    expect((await run(folder)).leftovers).toEqual(leftovers);
    expect(Object.keys(outputsIn(join(folder, 'out')))).toHaveLength(4);
    // Another format gives other names.
    expect((await run(folder, { format: 'html' })).leftovers.count).toBe(4);
    rmSync(join(folder, 'out/1/1.txt'));
    expect((await run(folder, { format: 'html', force: true })).leftovers.count).toBe(3);
  });

  test('a journal that a disk has spoiled costs no more than doing again what it does not say', async () => {
    const folder = folderOf(stories(4));
    await run(folder);
    const journal = join(folder, 'out/.dehusk/journal');
    const lines = readFileSync(journal, 'utf8').split('\n');
    const { name, key } = JSON.parse(lines[1]);
    lines[0] = '\0\xff{"';
    lines[1] = JSON.stringify({ name, key });
    writeFileSync(journal, lines.join('\n'));
    expect((await run(folder)).documents).toEqual({ done: 4, unchanged: 2, failed: 0 });
    expect((await run(folder)).documents.unchanged).toBe(4);
  });

  test('killed at any moment, the same command ends with the same bytes', async () => {
    const folder = folderOf({
      ...stories(150),
      'in/records.jsonl': Array.from(
        { length: 750 },
        (_, id) => `${JSON.stringify({ id, text: story(id) })}\n`,
      ).join(''),
    });
    await cleanHere([join(folder, 'in')], { out: join(folder, 'whole'), jobs: 2 });
    // On a machine with much else to do no story may be stopped for being slow.
    const args = ['clean', join(folder, 'in'), '--jobs', '1', '--timeout', '120', '--quiet'];
    const whole = outputsIn(join(folder, 'whole'));
    expect(Object.keys(whole)).toHaveLength(151);

    let stopped = 0;
    for (const [i, signal] of (['SIGKILL', 'SIGTERM', 'SIGKILL', 'SIGINT'] as const).entries()) {
      const child = spawn(process.execPath, [BIN, ...args, '--out', join(folder, 'out')], {
        stdio: 'ignore',
      });
      const ended = await endedAfter(child, signal, join(folder, 'out'), (i + 1) * 30);
      // 0: it was done before the signal.
      const allowed = { SIGKILL: ['SIGKILL', 0], SIGTERM: [143, 0], SIGINT: [130, 0] }[signal];
      expect(allowed).toContain(ended);
      if (ended !== 0) stopped++;
      for (const [name, text] of Object.entries(outputsIn(join(folder, 'out'))))
        expect(text).toBe(whole[name]);
    }
    expect(stopped).toBeGreaterThan(0);
    expect(dehusk([...args, '--out', join(folder, 'out')]).status).toBe(0);
    expect(outputsIn(join(folder, 'out'))).toEqual(whole);
    const { documents } = JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8')) as Report;
    expect(documents).toMatchObject({ done: 900, failed: 0 });
    expect(documents.unchanged).toBeGreaterThanOrEqual(30);
  });

  /**
   * Sends the signal once, when the process has the output folder and so many outputs are there.
   * Gives the exit status, or the signal that ended it. Before it has the folder a signal simply ends
   * it, as it does any program that is still starting.
   */
  async function endedAfter(child: ChildProcess, signal: NodeJS.Signals, out: string, count: number) {
    const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const watch = setInterval(() => {
      try {
        const [, owner] = readFileSync(join(out, '.dehusk/lock'), 'utf8').split(' ');
        if (owner !== String(child.pid) || Object.keys(outputsIn(out)).length < count) return;
      } catch {
        return; // Outputs come and go while they are being listed.
      }
      clearInterval(watch);
      child.kill(signal);
    }, 10);
    const [status, by] = await exit;
    clearInterval(watch);
    return status ?? by;
  }

  test('a run that is stopped does not read a large archive to its end first, and that is no failure of it', async () => {
    const folder = folderOf({ 'in/a.jsonl': '{"text":"One."}\n' });
    // With a hole, which takes no place on the disk and minutes to read.
    truncateSync(join(folder, 'in/a.jsonl'), 100e9);
    const report = await run(folder, { signal: AbortSignal.timeout(500) });
    expect(report).toMatchObject({ interrupted: true, failures: [] });
    truncateSync(join(folder, 'in/a.jsonl'), 16);
    expect((await run(folder)).documents).toMatchObject({ done: 1, failed: 0 });
  });

  test('two runs at once on one output folder: the second says so', async () => {
    const folder = folderOf(stories(2));
    mkdirSync(join(folder, 'out/.dehusk'), { recursive: true });
    const { hostname } = await import('node:os');
    writeFileSync(join(folder, 'out/.dehusk/lock'), `${hostname()} ${process.ppid}`);
    await expect(run(folder)).rejects.toThrow(/is writing to/);
    writeFileSync(join(folder, 'out/.dehusk/lock'), `${hostname()} 999999999`);
    expect((await run(folder)).documents.done).toBe(2);
    // After a crash of the machine another process has its number.
    writeFileSync(join(folder, 'out/.dehusk/lock'), `${hostname()} ${process.ppid} 1`);
    expect((await run(folder)).documents.done).toBe(2);
  });
});

describe('what goes wrong', () => {
  test('is in the report with its reason, and everything else is done', async () => {
    const folder = folderOf({
      ...stories(20),
      'in/huge.txt': 'word '.repeat(30_000),
      'in/slow.html': '<p>A slow page.</p>'.repeat(1_500_000),
      'in/deep.html': `${'<div>'.repeat(100_000)}Words`,
      'in/photo.html': Buffer.from('\x89PNG\r\n', 'latin1'),
      'in/bomb.html.gz': gzipSync(Buffer.alloc(50_000_000)),
      'in/cut.html.gz': gzipSync('<p>Words</p>').subarray(0, 20),
      'in/empty.txt': '',
    });
    const report = await run(folder, { timeout: 1500, maxBytes: 40_000_000, jobs: 2 });
    const failed = Object.fromEntries(report.failures.map(({ name, code }) => [name.split('/').pop(), code]));
    expect(failed).toMatchObject({
      'slow.html': 'timeout',
      'photo.html': 'binary',
      'bomb.html.gz': 'too-large',
      'cut.html.gz': 'unreadable',
    });
    const outputs = outputsIn(join(folder, 'out'));
    expect(Object.keys(outputs).filter((name) => /^\d\//.test(name))).toHaveLength(20);
    expect(outputs['empty.txt']).toBe('');
    expect(report.documents.done + report.documents.failed).toBe(27);
    expect(report.failuresByCode).toEqual({
      binary: 1,
      timeout: 1,
      'too-large': 1,
      unreadable: 1,
    });
  });

  test('a link in the output folder does not lead an output out of it', async () => {
    const folder = folderOf({
      'in/a/x.txt': story(1),
      'in/a/deep/y.txt': story(3),
      'in/b.txt': story(2),
      'elsewhere/keep.txt': 'k',
      'out/keep.txt': '',
    });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out/a'));
    symlinkSync(join(folder, 'elsewhere/keep.txt'), join(folder, 'out/b.txt'));
    const report = await run(folder);
    expect(report.failures).toMatchObject([{ code: 'unwritable' }, { code: 'unwritable' }]);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['keep.txt']);
    expect(readFileSync(join(folder, 'elsewhere/keep.txt'), 'utf8')).toBe('k');
    expect(readFileSync(join(folder, 'out/b.txt'), 'utf8')).toBe(story(2).split('\n')[0].concat('\n'));
  });

  test('what dehusk keeps for itself is no link to elsewhere', async () => {
    const folder = folderOf({ ...stories(1), 'elsewhere/tmp/keep.txt': 'k', 'out/keep.txt': '' });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out/.dehusk'));
    await expect(run(folder)).rejects.toThrow(/leads out of the output folder/);
    expect(outputsIn(join(folder, 'elsewhere'))).toEqual({ 'tmp/keep.txt': 'k' });
  });

  test('a folder of inputs may be called as what dehusk writes', async () => {
    const folder = folderOf({
      'in/report.json/a.txt': story(1),
      '.dehusk/tmp/b.txt': story(2),
      'c.txt': story(3),
    });
    await run(folder);
    expect(Object.keys(outputsIn(join(folder, 'out')))).toEqual([
      expect.stringMatching(/^report\.json~\w+\/a\.txt$/),
    ]);
    const roots = [join(folder, '.dehusk'), join(folder, 'c.txt')];
    const report = await cleanHere(roots, { out: join(folder, 'other') });
    expect(report.documents).toMatchObject({ done: 2, failed: 0 });
  });

  test('numbers that are none are wrong options, and no endless wait', async () => {
    const folder = folderOf(stories(1));
    for (const wrong of [{ jobs: 0 }, { jobs: 1.5 }, { timeout: Number.NaN }, { maxBytes: -1 }])
      await expect(run(folder, wrong)).rejects.toThrow(/give/);
    expect(readdirSync(folder)).toEqual(['in']);
  });

  test('an output that is larger than files may be fails alone', () => {
    const long = Array.from({ length: 3000 }, (_, i) => `The council met on day ${i} of the year.\n`).join(
      '',
    );
    const cwd = folderOf({ 'in/a.txt': story(1), 'in/b.txt': long, 'in/c.txt': story(3) });
    const script = `ulimit -f 64; ${process.execPath} ${BIN} clean in --out out --jobs 1`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
    expect(stderr).toMatch(/^in\/b\.txt: .*out\/b\.txt: It is larger than a file may be there\.$/m);
    expect(status).toBe(1);
    expect(Object.keys(outputsIn(join(cwd, 'out')))).toEqual(['a.txt', 'c.txt']);
  });

  test('a read-only disk is said; another disk mounted in the output folder costs its own outputs only', () => {
    const folder = folderOf(stories(150));
    const script = `
      cd ${folder}; mkdir -p readonly out/1
      mount -t tmpfs -o ro tmpfs readonly && mount -t tmpfs tmpfs out/1 || exit 99
      ${process.execPath} ${BIN} clean in --out readonly/deep/out --jobs 1 -q; echo "first $?"
      ${process.execPath} ${BIN} clean in --out out --jobs 1; echo "second $?"`;
    const unshared = spawnSync('unshare', ['-rm', 'sh', '-c', script], { encoding: 'utf8' });
    expect(unshared.stdout).toMatch(/first 1\nsecond 1\n$/);
    expect(unshared.stderr).toMatch(/^dehusk: readonly\/deep\/out: It is on a read-only file system\.$/m);
    expect(unshared.stderr).toContain('Its folder is on another file system than the output folder.');
    const inOther = Object.keys(stories(150)).filter((name) => name.startsWith('in/1/')).length;
    expect(Object.keys(outputsIn(join(folder, 'out')))).toHaveLength(150 - inOther);
  });

  test('a full disk is said, with status 1; with space again the same command ends the job', () => {
    const folder = folderOf(stories(150));
    const out = join(folder, 'small');
    mkdirSync(out);
    // A disk of 300 kB of its own, as root or in a namespace where this process is.
    const script = `
      mount -t tmpfs -o size=300k tmpfs ${out} || exit 99
      ${process.execPath} ${BIN} clean ${folder}/in --out ${out} --jobs 1; echo "first $?"
      mount -o remount,size=20m ${out}
      ${process.execPath} ${BIN} clean ${folder}/in --out ${out} --jobs 1; echo "second $?"
      find ${out} -name '*.txt' | wc -l
      umount ${out}`;
    const unshared = spawnSync('unshare', ['-rm', 'sh', '-c', script], { encoding: 'utf8' });
    expect(unshared.stderr).toContain('There is no space left. Free some and give the same command again');
    expect(unshared.stdout).toMatch(/first 1\nsecond 0\n150\n$/);
    expect(unshared.stderr).toMatch(/150 cleaned \([1-9]\d* by an earlier run\)/);
  });
});
