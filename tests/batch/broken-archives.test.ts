import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { folderOf } from '../cli/command.ts';
import { runIn as run } from './run.ts';
import { linesOf, unpacked } from './written.ts';

const TEXT = 'The council met on Tuesday 🏛 and agreed to keep the bridge open.\n\nPost a Comment\n';

async function* bytes(content: string) {
  yield Buffer.from(content);
}

describe('a packed archive that is broken gives all that can be unpacked before the break', () => {
  const records = Array.from({ length: 400 }, (_, id) => `{"id":${id},"text":${JSON.stringify(TEXT)}}`);
  const garbage = Buffer.from('This is no gzip.');
  const idsIn = (folder: string, name: string) => linesOf(unpacked(folder, 'out', name)).map(({ id }) => id);

  test('lines, behind which there is garbage, also the last one without an end', async () => {
    const folder = folderOf({
      'in/one.jsonl.gz': Buffer.concat([gzipSync(records[0]), garbage]),
      'in/two.jsonl.gz': Buffer.concat([...records.map((record) => gzipSync(`${record}\n`)), garbage]),
    });
    const report = await run(folder);
    expect(report.failures).toMatchObject([
      { name: join(folder, 'in/one.jsonl.gz'), message: 'It is not a whole gzip file.' },
      { name: join(folder, 'in/two.jsonl.gz'), message: 'It is not a whole gzip file.' },
    ]);
    expect(idsIn(folder, 'one.jsonl.gz')).toEqual([0]);
    expect(idsIn(folder, 'two.jsonl.gz')).toEqual(records.map((_, id) => id));
  });

  test('lines up to a cut, and up to a break among the bytes of one member', async () => {
    // Stored as they are, so that it can be told which line the break is in.
    const packed = gzipSync(records.map((record) => `${record}\n`).join(''), { level: 0 });
    const broken = Buffer.from(packed);
    // The checksum at the end says that something was wrong before it, and not where.
    broken[packed.length - 8] ^= 1;
    const cut = packed.indexOf('{"id":399,') + 20;
    const folder = folderOf({ 'in/broken.jsonl.gz': broken, 'in/cut.jsonl.gz': packed.subarray(0, cut) });
    expect((await run(folder)).failures).toHaveLength(2);
    const all = records.map((_, id) => id);
    expect(idsIn(folder, 'broken.jsonl.gz')).toEqual(all);
    expect(idsIn(folder, 'cut.jsonl.gz')).toEqual(all.slice(0, -1));
  });

  test('pages of web archives, files of tar archives', async () => {
    const url = 'http://a/1';
    const headers = { 'Content-Type': 'text/html' };
    const record = WARCRecord.create(
      { url, date: '2020-01-01T00:00:00Z', type: 'response', httpHeaders: headers },
      bytes(`<article><p>${'The council met on Tuesday. '.repeat(8)}</p></article>`),
    );
    const page = await WARCSerializer.serialize(record, { gzip: true });
    const archive = pack();
    archive.entry({ name: 'a.txt' }, 'One.\n');
    archive.entry({ name: 'b.txt' }, 'Two.\n');
    archive.finalize();
    const files = await buffer(archive as AsyncIterable<Uint8Array>);
    const folder = folderOf({
      'in/a.tar.gz': Buffer.concat([gzipSync(files), garbage]),
      'in/b.warc.gz': Buffer.concat([page, garbage]),
    });
    expect((await run(folder)).failures.map(({ code }) => code)).toEqual(['unreadable', 'unreadable']);
    expect(idsIn(folder, 'a.jsonl.gz')).toEqual(['a.txt', 'b.txt']);
    expect(linesOf(unpacked(folder, 'out/b.jsonl.gz'))).toMatchObject([{ url }]);
  });
});

describe('what stands behind zeros in a packed archive, as on a tape, is read', () => {
  const members = [1, 2, 3].map((id) => gzipSync(`{"id":${id},"text":${JSON.stringify(TEXT)}}\n`));
  const zeros = (count: number) => Buffer.alloc(count);
  const idsIn = (folder: string, name: string) => linesOf(unpacked(folder, 'out', name)).map(({ id }) => id);

  test('few of them, many, and such as begin where a chunk of the file does', async () => {
    const [one, two, three] = members;
    // The first chunk that is read ends with its first member.
    let blanks = 1 << 17;
    while (gzipSync('\n'.repeat(blanks), { level: 0 }).length > 1 << 17) blanks--;
    const chunk = gzipSync('\n'.repeat(blanks), { level: 0 });
    expect(chunk).toHaveLength(1 << 17);
    const folder = folderOf({
      'in/few.jsonl.gz': Buffer.concat([one, zeros(1), two, zeros(500), three]),
      'in/many.jsonl.gz': Buffer.concat([one, zeros(300_000), two, three, zeros(300_000)]),
      'in/chunks.jsonl.gz': Buffer.concat([chunk, zeros(1 << 17), one, zeros(7), two, three]),
    });
    expect((await run(folder)).failures).toEqual([]);
    for (const name of ['few', 'many']) expect(idsIn(folder, `${name}.jsonl.gz`)).toEqual([1, 2, 3]);
    expect(unpacked(folder, 'out/chunks.jsonl.gz').trim().split('\n')).toHaveLength(3);
  });

  test('pages of a web archive too', async () => {
    const records = await Promise.all(
      [1, 2].map(async (n) => {
        const record = WARCRecord.create(
          { url: `http://a/${n}`, date: '2020-01-01T00:00:00Z', type: 'conversion' },
          bytes(TEXT),
        );
        return Buffer.from(await WARCSerializer.serialize(record, { gzip: true }));
      }),
    );
    const folder = folderOf({
      'in/a.wet.gz': Buffer.concat(records.flatMap((record) => [record, zeros(99)])),
    });
    expect((await run(folder)).failures).toEqual([]);
    expect(linesOf(unpacked(folder, 'out/a.jsonl.gz')).map(({ url }) => url)).toEqual([
      'http://a/1',
      'http://a/2',
    ]);
  });

  test('and what is broken behind them is said', async () => {
    const [one, two, three] = members;
    const folder = folderOf({
      'in/cut.jsonl.gz': Buffer.concat([one, zeros(512), two, three.subarray(0, -20)]),
      'in/garbage.jsonl.gz': Buffer.concat([one, zeros(512), two, zeros(3), Buffer.from('No gzip.')]),
    });
    expect((await run(folder)).failures).toHaveLength(2);
    expect(idsIn(folder, 'cut.jsonl.gz')).toEqual([1, 2]);
    expect(idsIn(folder, 'garbage.jsonl.gz')).toEqual([1, 2]);
  });
});
