import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { readInput } from '../../src/batch/read-input.ts';
import { folderOf, outputsIn } from '../cli/command.ts';
import { dehuskHere } from '../cli/here.ts';
import { runIn as run } from './run.ts';
import { linesOf, unpacked } from './written.ts';

const PAGE = `<article><p>${'The council met on Tuesday and agreed to keep the bridge open. '.repeat(8)}</p></article>`;
const TEXT = `${'The council met on Tuesday and agreed to keep the bridge open. '.repeat(8).trim()}\n`;

const [half, otherHalf] = [PAGE.slice(0, 200), PAGE.slice(200)];
/** A whole page behind which there is something that is no gzip. */
const WITH_GARBAGE = Buffer.concat([gzipSync(PAGE), Buffer.from('<!-- saved by a proxy -->\n')]);
const SAID =
  'It is not a whole gzip file: what stands behind its gzip data is something else, and was left out.';

describe('a packed page with garbage behind its gzip data is cleaned, and the garbage is said', () => {
  test('a file of its own, in the next run too', async () => {
    const folder = folderOf({ 'in/a.html.gz': WITH_GARBAGE, 'in/b.html.gz': gzipSync(PAGE) });
    const failures = [{ name: join(folder, 'in/a.html.gz'), code: 'unreadable', message: SAID }];
    const first = await run(folder);
    expect(first).toMatchObject({ documents: { done: 2, unchanged: 0, failed: 1 }, failures });
    expect(outputsIn(join(folder, 'out'))).toEqual({ 'a.txt': TEXT, 'b.txt': TEXT });
    const second = await run(folder);
    expect(second).toMatchObject({
      documents: { done: 2, unchanged: 2, failed: 1 },
      failures,
      leftovers: { count: 0 },
    });
  });

  test('on the way to standard output', async () => {
    const folder = folderOf({ 'a.html.gz': WITH_GARBAGE });
    const path = join(folder, 'a.html.gz');
    expect(await dehuskHere(['clean', path])).toEqual({
      status: 1,
      stdout: TEXT,
      stderr: `dehusk: ${path}: ${SAID}\n`,
    });
  });

  test('gathered with others', async () => {
    const folder = folderOf({ 'in/a.html.gz': WITH_GARBAGE, 'in/b.html.gz': gzipSync(PAGE) });
    const report = await run(folder, { to: 'ndjson' });
    expect(report).toMatchObject({
      documents: { done: 2, failed: 1 },
      failures: [{ name: join(folder, 'in/a.html.gz'), message: SAID }],
    });
    const texts = linesOf(outputsIn(join(folder, 'out'))['documents.jsonl']).map(({ text }) => text);
    expect(texts).toEqual([TEXT, TEXT]);
  });

  test('in a tar archive, and as a server sent it', async () => {
    const archive = pack();
    archive.entry({ name: 'a.html.gz' }, WITH_GARBAGE);
    archive.finalize();
    const record = WARCRecord.create(
      {
        url: 'http://example.org/a',
        date: '2020-01-01T00:00:00Z',
        type: 'response',
        httpHeaders: { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' },
      },
      (async function* () {
        yield WITH_GARBAGE;
      })(),
    );
    const folder = folderOf({
      'in/a.tar': await buffer(archive as AsyncIterable<Uint8Array>),
      'in/b.warc.gz': await WARCSerializer.serialize(record, { gzip: true }),
    });
    const report = await run(folder);
    expect(report).toMatchObject({
      documents: { done: 2, failed: 2 },
      failures: [
        { name: join(folder, 'in/a.tar:a.html.gz'), message: SAID },
        { name: join(folder, 'in/b.warc.gz:1'), message: SAID },
      ],
    });
    expect(linesOf(outputsIn(join(folder, 'out'))['a.jsonl'])[0].text).toBe(TEXT);
    expect(linesOf(unpacked(folder, 'out/b.jsonl.gz'))[0].text).toBe(TEXT);
  });
});

test('a packed page that is cut off or broken, or no gzip at all, is a failure', async () => {
  const whole = gzipSync(PAGE);
  const broken = Buffer.from(whole);
  broken[whole.length - 8] ^= 1;
  const folder = folderOf({
    'in/broken.html.gz': broken,
    'in/cut.html.gz': whole.subarray(0, -10),
    'in/second.html.gz': Buffer.concat([gzipSync(half), gzipSync(otherHalf).subarray(0, -10)]),
    'in/text.html.gz': PAGE,
  });
  const report = await run(folder);
  expect(report.documents).toMatchObject({ done: 0, failed: 4 });
  expect(report.failures.map(({ message }) => message)).toEqual(
    Array(4).fill('It is not a whole gzip file.'),
  );
});

test('a packed page in several members, with zeros between and behind them, is read whole', () => {
  const pieces = fc.array(fc.tuple(fc.string(), fc.nat({ max: 700 })), { minLength: 1, maxLength: 4 });
  const folder = folderOf();
  fc.assert(
    fc.property(pieces, fc.constantFrom('', 'x', 'garbage'), (members, garbage) => {
      const packed = members.flatMap(([text, zeros]) => [gzipSync(text), Buffer.alloc(zeros)]);
      const path = join(folder, 'a.txt.gz');
      writeFileSync(path, Buffer.concat([...packed, Buffer.from(garbage)]));
      const { bytes, problem } = readInput(path, 10_000);
      expect(bytes.toString()).toBe(members.map(([text]) => text).join(''));
      expect(problem?.message).toBe(garbage === '' ? undefined : SAID);
    }),
  );
});

test('a head with all that a gzip head may have is passed over', () => {
  const member = gzipSync(PAGE);
  // Extra bytes, a file name and a comment.
  const head = Buffer.from([...member.subarray(0, 3), 4 + 8 + 16, ...member.subarray(4, 10), 3, 0, 7, 0, 7]);
  const full = Buffer.concat([head, Buffer.from('a.html\0by hand\0'), member.subarray(10)]);
  const folder = folderOf({ 'a.html.gz': Buffer.concat([full, Buffer.alloc(9), full, Buffer.from('x')]) });
  expect(readInput(join(folder, 'a.html.gz'), 10_000)).toMatchObject({ problem: { message: SAID } });
  expect(readInput(join(folder, 'a.html.gz'), 10_000).bytes.toString()).toBe(PAGE + PAGE);
});

test('the limit of what is unpacked holds for all members together', () => {
  const folder = folderOf({
    'a.html.gz': Buffer.concat([gzipSync(PAGE), Buffer.alloc(1), gzipSync(PAGE), Buffer.from('garbage')]),
  });
  const path = join(folder, 'a.html.gz');
  expect(readInput(path, 2 * PAGE.length).bytes).toHaveLength(2 * PAGE.length);
  expect(() => readInput(path, 2 * PAGE.length - 1)).toThrow(/larger than/);
});
