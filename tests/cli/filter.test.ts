import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { restore } from '../../src/index.ts';
import { filterHere } from '../batch/run.ts';
import { BIN, dehusk } from './command.ts';

const TEXT = 'The council met on Tuesday and agreed to keep the bridge open.\n\nPost a Comment\n';
const KEPT = 'The council met on Tuesday and agreed to keep the bridge open.\n';
const lines = (text: string) => text.split('\n').slice(0, -1);
const filter = (input: string | Uint8Array, ...args: string[]) =>
  dehusk(['filter', '--jobs', '1', ...args], { input });

describe('a record', () => {
  test('gets clean text and a ledger with spans into its text', async () => {
    const stdout = await filterHere(`${JSON.stringify({ id: 7, text: TEXT, source: 'x' })}\n`);
    const record = JSON.parse(stdout);
    expect(Object.keys(record)).toEqual(['id', 'text', 'source', 'dehusk']);
    expect(record).toMatchObject({
      id: 7,
      text: KEPT,
      source: 'x',
      dehusk: { title: null, language: 'en', warnings: [] },
    });
    const [removal] = record.dehusk.removed;
    expect(removal).toMatchObject({ text: 'Post a Comment', category: 'comments', rule: 'comments/prompt' });
    expect(TEXT.slice(removal.start, removal.end)).toBe('Post a Comment');
    const restored = restore(record.text, record.dehusk.removed);
    expect(restored.replace(/\s+/g, '')).toBe(TEXT.replace(/\s+/g, ''));
  });

  test('html goes first, goes away, and its removals have no spans', async () => {
    const html = `<body><article><p>${KEPT.trim()}</p><p>${'More was said. '.repeat(20)}</p></article><footer>Post a Comment</footer></body>`;
    const record = JSON.parse(await filterHere(`${JSON.stringify({ html, text: 'other', url: null })}\n`));
    expect(Object.keys(record)).toEqual(['text', 'url', 'dehusk']);
    expect(record.text).toContain(KEPT.trim());
    expect(record.dehusk.removed[0]).not.toHaveProperty('start');
  });

  test('null is absent', async () => {
    expect(JSON.parse(await filterHere(`${JSON.stringify({ html: null, text: KEPT })}\n`)).text).toBe(KEPT);
    expect(JSON.parse(await filterHere('{"html":null}\n'))).toMatchObject({
      text: null,
      dehusk: { error: { code: 'bad-input' } },
    });
  });

  test('a blank page does not hide a text; alone it is a page without content', async () => {
    const [beside, alone] = lines(
      await filterHere('{"html":" ","text":"One."}\n{"html":"","text":null}\n'),
    ).map((line) => JSON.parse(line));
    expect(beside.text).toBe('One.\n');
    expect(beside).not.toHaveProperty('html');
    expect(alone).toMatchObject({ text: '', dehusk: { warnings: ['no-content'] } });
  });

  test('--no-ledger leaves the ledger out', async () => {
    const record = JSON.parse(await filterHere(`${JSON.stringify({ text: TEXT })}\n`, { ledger: false }));
    expect(Object.keys(record.dehusk)).toEqual(['title', 'language', 'warnings', 'metadata', 'rules']);
  });

  test('--format says what text becomes', async () => {
    const html = `<article><h2>News</h2><p>${'The council met on <b>Tuesday</b>. '.repeat(10)}</p></article>`;
    expect(
      JSON.parse(await filterHere(`${JSON.stringify({ html })}\n`, { format: 'markdown' })).text,
    ).toContain('**Tuesday**');
  });
});

describe('what passes through', () => {
  test('comes out to the character: large numbers, escapes, order, spacing, other keys', async () => {
    const input = `{"z": 12345678901234567890.10, "text": "Words of it.\\n", "a\\u0062": "\\u00e9\\/\\ud800", "n": {"text": 1e400, "x": [1 , 2]}, "__proto__": -0.0}`;
    const stdout = await filterHere(`${input}\n`);
    const end = stdout.indexOf(', "dehusk"');
    expect(stdout.slice(0, end)).toBe(input.slice(0, -1));
  });

  test('a dehusk field of before is replaced, of a repeated key the last counts', async () => {
    const stdout = await filterHere('{"dehusk":1,"text":"no","id":1,"text":"Words of it.\\n","id":2}\n');
    expect(stdout).toMatch(/^\{"dehusk":\{"title".*\},"id":1,"text":"Words of it\.\\n","id":2\}\n$/);
  });

  test('blank lines stay blank, line ends stay, the last line needs none', async () => {
    const stdout = await filterHere('\n{"text":"a"}\r\n  \r\n\n{"text":"b"}');
    expect(lines(stdout).map((line) => line.slice(0, 8) + (line.endsWith('\r') ? '\r' : ''))).toEqual([
      '',
      '{"text":\r',
      '  \r\r',
      '',
      '{"text":',
    ]);
  });
});

describe('what goes wrong', () => {
  test('is said in the line, with its number; the lines around it come out', () => {
    const { status, stdout, stderr } = filter(
      '{"text":"One."}\n{"text":\n[1]\n"x"\n{"id":5}\n{"text":6}\n{"text":"Seven."}\n',
      '--no-ledger',
    );
    const records = lines(stdout).map((line) => JSON.parse(line));
    expect(records.map(({ text, dehusk }) => text ?? dehusk.error.code)).toEqual([
      'One.\n',
      'bad-json',
      'bad-input',
      'bad-input',
      'bad-input',
      'bad-input',
      'Seven.\n',
    ]);
    expect(records[1].dehusk.error.message).toMatch(/^Line 2: It is not JSON/);
    expect(records[4]).toMatchObject({ id: 5, text: null });
    expect(records[0].dehusk).not.toHaveProperty('removed');
    expect(stderr).toContain('Line 2');
    expect(status).toBe(1);
  });

  test('bytes that are not UTF-8 cost only themselves', async () => {
    const input = Buffer.concat([
      Buffer.from('{"text":"One '),
      Buffer.from([0xff]),
      Buffer.from('."}\n{"text":"Two."}\n'),
    ]);
    expect(lines(await filterHere(input)).map((line) => JSON.parse(line).text)).toEqual([
      'One \ufffd.\n',
      'Two.\n',
    ]);
  });

  test('half a surrogate pair stays half a pair', async () => {
    expect(JSON.parse(await filterHere('{"text":"One \\ud83d."}\n')).text).toBe('One \ud83d.\n');
  });

  test('a line over the limit', async () => {
    const stdout = await filterHere(`{"text":"${'x'.repeat(5000)}"}\n{"text":"Two."}\n`, { maxBytes: 1000 });
    const [first, second] = lines(stdout).map((line) => JSON.parse(line));
    expect(first).toMatchObject({ text: null, dehusk: { error: { code: 'too-large' } } });
    expect(second.text).toBe('Two.\n');
  });

  test('a byte order mark at the start is no mistake, nor is the one of a second file behind the first', async () => {
    const [one, two] = lines(await filterHere('\ufeff{"text":"One."}\n\ufeff{"text":"Two."}\n'));
    expect([JSON.parse(one).text, JSON.parse(two).text]).toEqual(['One.\n', 'Two.\n']);
  });

  test('nothing in is nothing out', async () => {
    expect(filter('', '--no-ledger')).toMatchObject({ status: 0, stdout: '' });
  });
});

describe('as a Unix filter', () => {
  test('a program that was stopped and goes on has failed no document', { retry: 2 }, async () => {
    const child = spawn(process.execPath, [BIN, 'filter', '--jobs', '1', '--timeout', '6'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.write('{"text":"One."}\n');
    await once(child.stdout, 'data');
    child.stdin.end(
      `${JSON.stringify({ text: 'Words of an article, and more of them.\n\n'.repeat(20_000) })}\n`,
    );
    await wait(200);
    child.kill('SIGSTOP');
    await wait(6500);
    child.kill('SIGCONT');
    let answer = '';
    for await (const chunk of child.stdout) answer += chunk;
    expect(JSON.parse(answer).dehusk).not.toHaveProperty('error');
  });

  test('workers keep the order', () => {
    const input = Array.from({ length: 3000 }, (_, id) =>
      JSON.stringify({ id, text: `Number ${id}.\n`.repeat((id * 7) % 11) }),
    );
    const { stdout } = dehusk(['filter', '--jobs', '3'], { input: `${input.join('\n')}\n` });
    expect(lines(stdout).map((line) => JSON.parse(line).id)).toEqual(input.map((_, id) => id));
  });

  test('a dozen workers and a slow reader are no reason for a warning', () => {
    const input = Array.from(
      { length: 1200 },
      (_, id) => `${JSON.stringify({ id, text: TEXT.repeat(20) })}\n`,
    );
    const script = `${process.execPath} ${BIN} filter --jobs 12 | (sleep 4; cat)`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], {
      input: input.join(''),
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    expect(stderr).toBe('');
    expect(lines(stdout)).toHaveLength(1200);
  });

  test('a line is answered before the next one comes', async () => {
    const child = spawn(process.execPath, [BIN, 'filter', '--jobs', '1'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.write('{"text":"One."}\n');
    const [answer] = await once(child.stdout, 'data');
    expect(JSON.parse(String(answer)).text).toBe('One.\n');
    child.stdin.end();
    const [status] = await once(child, 'exit');
    expect(status).toBe(0);
  });

  test('a reader that has seen enough ends it quietly', async () => {
    const child = spawn(process.execPath, [BIN, 'filter', '--jobs', '1'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdin.on('error', () => undefined);
    const record = `${JSON.stringify({ text: 'Words of an article. '.repeat(500) })}\n`;
    const feed = setInterval(() => child.stdin.write(record.repeat(20)), 5);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [status] = await once(child, 'exit');
    clearInterval(feed);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
  });
});
