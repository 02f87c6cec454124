import { mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import {
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  type SchemaElement,
} from 'hyparquet';
import { fileWriter, ParquetWriter, parquetWriteFile } from 'hyparquet-writer';
import iconv from 'iconv-lite';
import { type Pack, pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { readLines } from '../../src/batch/archive.ts';
import { type Digits, decimal } from '../../src/batch/parquet-decimal.ts';
import { stretches } from '../../src/batch/parquet-read.ts';
import { asStored, writtenElement } from '../../src/batch/parquet-schema.ts';
import { folderOf, outputsIn } from '../cli/command.ts';
import { runIn as run } from './run.ts';
import { linesOf, unpacked } from './written.ts';

const TEXT = 'The council met on Tuesday 🏛 and agreed to keep the bridge open.\n\nPost a Comment\n';
const KEPT = 'The council met on Tuesday 🏛 and agreed to keep the bridge open.\n';
const page = (text: string) =>
  `<html><body><article><p>${text}</p><p>${'More was said about it by all of them. '.repeat(8)}</p></article></body></html>`;

describe('NDJSON', () => {
  test('becomes NDJSON, packed when it was; blank lines and bad lines stay in their place', async () => {
    const lines = `{"id":1,"text":${JSON.stringify(TEXT)}}\n\n{bad\n{"id":12345678901234567890,"html":"<p>x"}\n`;
    const folder = folderOf({ 'in/a.jsonl': lines, 'in/b.ndjson.gz': gzipSync(lines) });
    const report = await run(folder);
    expect(report.documents).toEqual({ done: 4, unchanged: 0, failed: 2 });
    expect(report.failures[0]).toMatchObject({ name: join(folder, 'in/a.jsonl:3'), code: 'bad-json' });
    const a = outputsIn(join(folder, 'out'))['a.jsonl'];
    expect(a).toBe(unpacked(folder, 'out/b.jsonl.gz'));
    const [first, blank, , last] = a.split('\n');
    expect(JSON.parse(first)).toMatchObject({ id: 1, text: KEPT });
    expect(blank).toBe('');
    expect(last).toContain('"id":12345678901234567890,');
  });

  test('a bomb is not unpacked to its end', async () => {
    const folder = folderOf({
      'in/bomb.jsonl.gz': gzipSync(
        Buffer.concat([Buffer.from('{"text":"One."}\n'), Buffer.alloc(50_000_000)]),
      ),
    });
    const report = await run(folder, { maxBytes: 100_000 });
    expect(report.documents).toMatchObject({ done: 1, failed: 1 });
    expect(report.failures[0]).toMatchObject({ code: 'too-large' });
  });

  test('a line over the limit in a packed file costs the lines behind it nothing', async () => {
    const lines = `{"text":"${'x'.repeat(200_000)}"}\n{"text":"Two."}\n`;
    const folder = folderOf({ 'in/a.jsonl.gz': gzipSync(lines) });
    expect((await run(folder, { maxBytes: 100_000 })).documents).toMatchObject({ done: 1, failed: 1 });
    // A larger limit is another try; the same again is none.
    expect((await run(folder, { maxBytes: 100_000 })).documents).toMatchObject({ unchanged: 1, failed: 1 });
    expect((await run(folder, { maxBytes: 1_000_000 })).documents).toMatchObject({ done: 2, failed: 0 });
  });

  test('a packed file without .gz is one failure, not one for each line feed among its bytes', async () => {
    const packed = gzipSync(Array.from({ length: 999 }, (_, i) => `{"text":"${i}"}\n`).join(''));
    const folder = folderOf({ 'in/a.jsonl': packed, 'in/b.tar': packed, 'in/c.warc': packed });
    const { failures } = await run(folder);
    expect(failures.map(({ message }) => message)).toEqual(
      Array(3).fill('It is packed with gzip: let its name end in .gz.'),
    );
  });

  test('is closed when reading ends before its end', async () => {
    const lines = '{"text":"One."}\n'.repeat(100_000);
    const folder = folderOf({
      'a.jsonl.gz': gzipSync(lines),
      'b.jsonl.gz': gzipSync(Buffer.alloc(2_000_000)),
    });
    const isOpen = (path: string) =>
      readdirSync('/proc/self/fd').some((file) => {
        try {
          return readlinkSync(`/proc/self/fd/${file}`) === path;
        } catch {
          return false; // The one that lists them is closed again.
        }
      });
    const [many, bomb] = ['a.jsonl.gz', 'b.jsonl.gz'].map((name) => join(folder, name));
    const kind = { kind: 'ndjson', isGzip: true } as const;
    for await (const _ of readLines(many, kind, { maxBytes: 1000 })) break;
    await expect(readLines(bomb, kind, { maxBytes: 1000 }).next()).rejects.toThrow('has no end');
    await expect.poll(() => [many, bomb].filter(isOpen)).toEqual([]);
  });

  test('an archive that is cut off gives what was in it, and says so', async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, id) => `${JSON.stringify({ id, text: `${id} ${TEXT}` })}\n`,
    ).join('');
    const packed = gzipSync(lines);
    const folder = folderOf({ 'in/a.jsonl.gz': packed.subarray(0, packed.length >> 1) });
    const report = await run(folder);
    expect(report.failures.at(-1)).toMatchObject({ name: join(folder, 'in/a.jsonl.gz'), code: 'unreadable' });
    expect(report.documents.done).toBeGreaterThan(200);
    expect(linesOf(unpacked(folder, 'out/a.jsonl.gz'))).toHaveLength(report.documents.done);
    const again = await run(folder);
    expect(again.documents).toEqual({ ...report.documents, unchanged: report.documents.done });
    expect(again.failures).toEqual(report.failures);
    // The rest has come: the same command ends the job.
    writeFileSync(join(folder, 'in/a.jsonl.gz'), packed);
    expect((await run(folder)).documents).toMatchObject({ done: 3000, failed: 0 });
    expect(linesOf(unpacked(folder, 'out/a.jsonl.gz')).map(({ id }) => id)).toEqual(
      Array.from({ length: 3000 }, (_, i) => i),
    );
  });
});

const RUSSIAN = 'Совет обсудил новый закон о защите окружающей среды и отложил решение до осени. '
  .repeat(4)
  .trim();

async function warc(records: Parameters<typeof WARCRecord.create>[], gzip = true): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (const [options, content] of records)
    parts.push(await WARCSerializer.serialize(WARCRecord.create(options, content), { gzip }));
  return Buffer.concat(parts);
}

async function* bytes(content: string | Uint8Array) {
  yield Buffer.from(content);
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text);

describe('web archives', () => {
  test('WARC: the pages of status 200 come out, in the charset that the server declared', async () => {
    const of = (
      type: 'response' | 'request',
      contentType: string,
      statusline: string,
      content: string | Uint8Array,
    ) =>
      [
        {
          url: 'http://example.org/a',
          date: '2020-01-01T00:00:00Z',
          type,
          httpHeaders: { 'Content-Type': contentType },
          statusline,
        },
        bytes(content),
      ] as Parameters<typeof WARCRecord.create>;
    const archive = await warc([
      of('request', 'text/html', 'GET / HTTP/1.1', ''),
      of(
        'response',
        'text/html; charset=windows-1251',
        'HTTP/1.1 200 OK',
        iconv.encode(`<article><p>${RUSSIAN}</p></article>`, 'windows-1251'),
      ),
      of('response', 'text/html', 'HTTP/1.1 404 Not Found', page('Nothing here.')),
      of('response', 'image/png', 'HTTP/1.1 200 OK', '\x89PNG'),
    ]);
    const folder = folderOf({ 'in/crawl.warc.gz': archive });
    expect((await run(folder)).documents).toMatchObject({ done: 1, failed: 0 });
    const [record] = linesOf(unpacked(folder, 'out/crawl.jsonl.gz'));
    expect(record).toMatchObject({ url: 'http://example.org/a', date: '2020-01-01T00:00:00Z' });
    expect(record.text).toContain(RUSSIAN);
    expect(record.id).toMatch(/^urn:uuid:/);
  });

  const http = (url: string, headers: Record<string, string>, content: string | Uint8Array) =>
    [
      { url, date: '2020-01-01T00:00:00Z', type: 'response', httpHeaders: headers },
      bytes(content),
    ] as Parameters<typeof WARCRecord.create>;
  const HTML = { 'Content-Type': 'text/html' };

  test('packed content is unpacked, also when the header only says that it was packed', async () => {
    const content = page(KEPT.trim());
    const archive = await warc([
      http('http://a/gzip', { ...HTML, 'Content-Encoding': 'gzip' }, gzipSync(content)),
      http('http://a/brotli', { ...HTML, 'Content-Encoding': 'br' }, brotliCompressSync(content)),
      http('http://a/not', { ...HTML, 'Content-Encoding': 'br' }, content),
      http(
        'http://a/bomb',
        { ...HTML, 'Content-Encoding': 'br' },
        brotliCompressSync(Buffer.alloc(2_000_000)),
      ),
      http('http://a/cut', { ...HTML, 'Content-Encoding': 'gzip' }, gzipSync(content).subarray(0, -30)),
      http('http://a/zlib', { ...HTML, 'Content-Encoding': 'deflate' }, deflateSync(content)),
      http('http://a/raw', { ...HTML, 'Content-Encoding': 'deflate' }, deflateRawSync(content)),
      http('http://a/empty', { ...HTML, 'Content-Encoding': 'gzip' }, ''),
    ]);
    const folder = folderOf({ 'in/crawl.warc.gz': archive });
    const report = await run(folder, { maxBytes: 1_000_000 });
    expect(report.failures).toMatchObject([
      { name: join(folder, 'in/crawl.warc.gz:4'), code: 'too-large' },
      { name: join(folder, 'in/crawl.warc.gz:5'), code: 'unreadable' },
    ]);
    const texts = linesOf(unpacked(folder, 'out/crawl.jsonl.gz')).map(({ text }) => text?.split('\n')[0]);
    const kept = KEPT.trim();
    expect(texts).toEqual([kept, kept, kept, undefined, undefined, kept, kept, '']);
  });

  test('what a header says in capitals, twice or in a row is understood', async () => {
    const content = page(KEPT.trim());
    const chunked = (body: Uint8Array) =>
      Buffer.concat([bytesOf(`${body.length.toString(16)}\r\n`), body, bytesOf('\r\n0\r\n\r\n')]);
    const archive = await warc([
      http('http://a/1', { ...HTML, 'Transfer-Encoding': 'Chunked' }, chunked(bytesOf(content))),
      http(
        'http://a/2',
        { ...HTML, 'Transfer-Encoding': 'chunked', 'Content-Encoding': 'BR' },
        chunked(brotliCompressSync(content)),
      ),
      http('http://a/3', { ...HTML, 'Content-Encoding': 'gzip, gzip' }, gzipSync(content)),
      http('http://a/4', { ...HTML, 'Content-Encoding': 'deflate, gzip' }, gzipSync(deflateSync(content))),
    ]);
    const folder = folderOf({ 'in/crawl.warc.gz': archive });
    expect((await run(folder)).failures).toEqual([]);
    const kept = KEPT.trim();
    const texts = linesOf(unpacked(folder, 'out/crawl.jsonl.gz')).map(({ text }) => text.split('\n')[0]);
    expect(texts).toEqual([kept, kept, kept, kept]);
  });

  test('one that is cut off, in a page or in a picture, gives what was whole, and says so', async () => {
    const whole = await warc([http('http://a/1', HTML, page('One.'))], false);
    const half = async (headers: Record<string, string>) =>
      (await warc([http('http://a/2', headers, page('Two.'))], false)).subarray(0, -400);
    const folder = folderOf({
      'in/page.warc': Buffer.concat([whole, await half(HTML)]),
      'in/picture.warc': Buffer.concat([whole, await half({ 'Content-Type': 'image/png' })]),
      'in/text.warc': 'This is no web archive.\n'.repeat(100),
    });
    const report = await run(folder);
    expect(report.failures.map(({ message }) => message.split(':')[0])).toEqual([
      'It is cut off',
      'It is cut off',
      'It is no web archive',
    ]);
    const outputs = outputsIn(join(folder, 'out'));
    expect(Object.values(outputs).map((text) => linesOf(text)[0].url)).toEqual(['http://a/1', 'http://a/1']);
  });

  test('one that ends within the head of a record, or whose lines end in bare line feeds, ends the reading', async () => {
    const records = [1, 2].map((n) => http(`http://a/${n}`, HTML, page(`Number ${n}.`)));
    const [one, two] = [await warc(records.slice(1), false), await warc(records, false)];
    const folder = folderOf({
      'in/b.warc': one.toString('latin1').replaceAll('\r\n', '\n'),
      'in/c.warc': two.subarray(0, two.lastIndexOf('WARC/') + 60),
      'in/a.warc': two.toString('latin1').replaceAll('\r\n', '\n'),
    });
    const { failures } = await run(folder);
    expect(failures.map(({ message }) => message.split(':')[0])).toEqual([
      'It is cut off or broken',
      'It is cut off',
      'It is cut off or broken',
    ]);
  });

  test('a record with a wrong length costs no other one, and is said', async () => {
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map((n) => warc([http(`http://a/${n}`, HTML, page(`Number ${n}.`))], false)),
    );
    const longer = (record: Buffer, by: number) =>
      Buffer.from(
        record.toString('latin1').replace(/(Content-Length: )(\d+)/, (_, name, n) => `${name}${+n + by}`),
        'latin1',
      );
    const folder = folderOf({
      'in/long.warc': Buffer.concat([longer(one, 60), two, three]),
      'in/short.warc': Buffer.concat([longer(one, -60), two, three]),
    });
    const report = await run(folder);
    expect(report.failures).toMatchObject([{ code: 'unreadable' }, { code: 'unreadable' }]);
    const urls = (name: string) => linesOf(outputsIn(join(folder, 'out'))[name]).map(({ url }) => url);
    expect(urls('long.jsonl')).toEqual(['http://a/1', undefined, 'http://a/3']);
    expect(urls('short.jsonl')).toEqual(['http://a/1', undefined, 'http://a/2', 'http://a/3']);
  });

  test('WET: the texts come out', async () => {
    const archive = await warc(
      [
        [
          {
            url: 'http://example.org/',
            date: '2020-01-01T00:00:00Z',
            type: 'conversion',
            warcHeaders: { 'Content-Type': 'text/plain' },
          },
          bytes(TEXT),
        ],
      ],
      false,
    );
    const folder = folderOf({ 'in/crawl.warc.wet': archive });
    await run(folder);
    expect(linesOf(outputsIn(join(folder, 'out'))['crawl.jsonl'])[0].text).toBe(KEPT);
  });
});

async function rowsOf(path: string) {
  const file = await asyncBufferFromFile(path);
  return { rows: await parquetReadObjects({ file }), schema: (await parquetMetadataAsync(file)).schema };
}

/** A tar archive of files by their paths. */
async function tar(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  archive.entry({ name: 'link.txt', type: 'symlink', linkname: '/etc/passwd' });
  archive.finalize();
  return await bytesIn(archive);
}

async function bytesIn(archive: Pack): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('tar', () => {
  test('pages and texts come out in their order, their paths as ids; what is none is passed over', async () => {
    const archive = await tar({
      './site/b.html': page('Two.'),
      './a.txt': TEXT,
      '../../evil.txt': 'Three.\n',
      'packed.html.gz': gzipSync(page('Four.')),
      'picture.png': 'no text',
      '.hidden.txt': 'no text',
      'bomb.html.gz': gzipSync(Buffer.alloc(2_000_000)),
      'huge.txt': 'x'.repeat(1_500_000),
      'inner.warc': 'no text',
      'last.md': 'Five.\n',
    });
    const folder = folderOf({
      'in/a.tar': archive,
      'in/b.tar.gz': gzipSync(archive),
      'in/c.tgz': gzipSync(archive),
    });
    const report = await run(folder, { maxBytes: 1_000_000 });
    const of = (name: string) => report.failures.filter((failure) => failure.name.includes(name));
    expect(of('a.tar').map(({ name, code }) => [name.slice(name.indexOf(':') + 1), code])).toEqual([
      ['bomb.html.gz', 'too-large'],
      ['huge.txt', 'too-large'],
      ['inner.warc', 'unreadable'],
    ]);
    const a = outputsIn(join(folder, 'out'))['a.jsonl'];
    expect(linesOf(a).map(({ id, text }) => [id, text?.split('\n')[0]])).toEqual([
      ['site/b.html', 'Two.'],
      ['a.txt', KEPT.trim()],
      ['../../evil.txt', 'Three.'],
      ['packed.html.gz', 'Four.'],
      ['bomb.html.gz', undefined],
      ['huge.txt', undefined],
      ['inner.warc', undefined],
      ['last.md', 'Five.'],
    ]);
    expect(unpacked(folder, 'out/b.jsonl.gz')).toBe(a);
    expect(unpacked(folder, 'out/c.jsonl.gz')).toBe(a);
  });

  test('a hard link and a file with holes are said, for they are documents to who unpacks it', async () => {
    const archive = pack();
    archive.entry({ name: 'a.txt' }, 'One.\n');
    archive.entry({ name: 'b.txt', type: 'link', linkname: 'a.txt' });
    archive.entry({ name: 'c.txt', type: 'symlink', linkname: 'a.txt' });
    archive.finalize();
    const folder = folderOf({ 'in/a.tar': await bytesIn(archive) });
    const { failures, documents } = await run(folder);
    expect(documents).toMatchObject({ done: 1, failed: 1 });
    expect(failures).toMatchObject([
      {
        name: join(folder, 'in/a.tar:b.txt'),
        message: 'It is a hard link: the archive has its content as a.txt.',
      },
    ]);
  });

  test('one in the format of 1979 is read, as `tar --format=v7` makes it', async () => {
    const archive = await tar({ 'a.txt': 'One.\n' });
    // The mark goes, and the checksum is that of the rest.
    const mark = archive.subarray(257, 265);
    const sum =
      Number.parseInt(archive.toString('latin1', 148, 154), 8) - mark.reduce((all, byte) => all + byte, 0);
    mark.fill(0);
    archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    const folder = folderOf({ 'in/a.tar': archive });
    expect((await run(folder)).failures).toEqual([]);
    expect(outputsIn(join(folder, 'out'))['a.jsonl']).toContain('"One.\\n"');
  });

  test('one that is cut off gives what was whole, and says so; a text is none', async () => {
    const archive = await tar({ 'a.txt': 'One.\n', 'b.txt': 'Two. '.repeat(1000) });
    const folder = folderOf({
      'in/cut.tar': archive.subarray(0, 3000),
      'in/text.tar': 'Words. '.repeat(1000),
    });
    const report = await run(folder);
    expect(report.failures.map(({ code, message }) => [code, message.split(':')[0]])).toEqual([
      ['unreadable', 'It is no whole tar archive'],
      ['unreadable', 'It is no whole tar archive'],
    ]);
    expect(linesOf(outputsIn(join(folder, 'out'))['cut.jsonl'])).toMatchObject([
      { id: 'a.txt', text: 'One.\n' },
    ]);
  });
});

/** Written with pyarrow 21: the texts `One.` and `Two.`, and a column of nulls. */
const NULLS_IN_LZ4 =
  'UEFSMRUAFSwVMCwVBBUAFQYVBhwAAADwBwIAAAAEAQQAAABPbmUuBAAAAFR3by4VABUMFQ4sFQQVABUGFQYcAAAAYAIAAAAEABUEGTw1ABgGc2NoZW1hFQQAFQwlAhgEdGV4dCUATBwAAAAVDCUCGARub25lJQBMHAAAABYEGRwZLCYAHBUMGSUGABkYBHRleHQVDhYEFlIWViYISRwVABUAFQIAPBYQGQYZJgAEAAAAJgAcFQwZJQYAGRgEbm9uZRUOFgQWMhY0Jl5JHBUAFQAVAgA8FgAZBhkmBAAAAAAWhAEWBCYIFooBACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyMS4wLjAZLBwAABwAAADNAAAAUEFSMQ==';

describe('Parquet', () => {
  test('stays Parquet: other columns keep their types and values', async () => {
    const folder = folderOf();
    mkdirSync(join(folder, 'in'));
    parquetWriteFile({
      filename: join(folder, 'in/pages.parquet'),
      columnData: [
        { name: 'id', data: [1n, 9007199254740993n, 3n], type: 'INT64' },
        { name: 'content', data: [TEXT, null, 'One.\n'], type: 'STRING' },
        { name: 'when', data: [new Date(0), null, new Date(86_400_000)], type: 'TIMESTAMP' },
        { name: 'tags', data: [['a'], [], ['b', 'c']] },
      ],
      rowGroupSize: 2,
    });
    const report = await run(folder, { textColumn: 'content' });
    expect(report.documents).toEqual({ done: 2, unchanged: 0, failed: 1 });
    const { rows, schema } = await rowsOf(join(folder, 'out/pages.parquet'));
    expect(rows.map(({ id, text, when }) => ({ id, text, when }))).toEqual([
      { id: 1n, text: KEPT, when: new Date(0) },
      { id: 9007199254740993n, text: null, when: null },
      { id: 3n, text: 'One.\n', when: new Date(86_400_000) },
    ]);
    expect(rows[2].tags).toEqual(['b', 'c']);
    expect(JSON.parse(rows[0].dehusk)).toMatchObject({
      language: 'en',
      removed: [{ text: 'Post a Comment' }],
    });
    expect(JSON.parse(rows[1].dehusk)).toMatchObject({ error: { code: 'bad-input' } });
    expect(schema.find(({ name }) => name === 'when')?.converted_type).toBe('TIMESTAMP_MILLIS');
  });

  test('other columns keep microseconds, digits of decimals, bytes and keys of maps', async () => {
    const folder = folderOf();
    mkdirSync(join(folder, 'in'));
    const path = join(folder, 'in/pages.parquet');
    const column = { repetition_type: 'OPTIONAL' } as const;
    const schema: SchemaElement[] = [
      { name: 'root', num_children: 6 },
      { name: 'text', type: 'BYTE_ARRAY', converted_type: 'UTF8', ...column },
      { name: 'micros', type: 'INT64', converted_type: 'TIMESTAMP_MICROS', ...column },
      { name: 'price', type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2, ...column },
      {
        name: 'small',
        type: 'INT32',
        logical_type: { type: 'INTEGER', bitWidth: 8, isSigned: true },
        ...column,
      },
      { name: 'bytes', type: 'BYTE_ARRAY', ...column },
      { name: 'map', converted_type: 'MAP', num_children: 1, ...column },
      { name: 'key_value', num_children: 2, repetition_type: 'REPEATED' },
      { name: 'key', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      { name: 'value', type: 'INT64', ...column },
    ];
    const writer = new ParquetWriter({
      writer: fileWriter(path),
      schema: asStored({ schema } as FileMetaData).schema,
    });
    writer.write({
      columnData: [
        { name: 'text', data: [Buffer.from(TEXT), null] },
        { name: 'micros', data: [1577840523456789n, null] },
        { name: 'price', data: [123456789012345678n, 5n] },
        { name: 'small', data: [-1, 1] },
        { name: 'bytes', data: [new Uint8Array([0xff, 0, 0x61]), null] },
        { name: 'map', data: [{ a: 1n, b: 2n }, null] },
      ],
    });
    writer.schema = schema.map(writtenElement);
    writer.finish();
    expect((await run(folder)).documents).toMatchObject({ done: 1, failed: 1 });
    const out = join(folder, 'out/pages.parquet');
    const file = await asyncBufferFromFile(out);
    const metadata = await parquetMetadataAsync(file);
    const rows = await parquetReadObjects({ file, metadata: asStored(metadata), utf8: false });
    expect(rows[0]).toMatchObject({
      micros: 1577840523456789n,
      price: 123456789012345678n,
      small: -1,
      map: { a: 1n, b: 2n },
    });
    expect([...rows[0].bytes]).toEqual([0xff, 0, 0x61]);
    expect(rows[1]).toMatchObject({ micros: null, price: 5n, small: 1, bytes: null, text: null });
    const types = Object.fromEntries(
      metadata.schema.map(({ name, converted_type }) => [name, converted_type]),
    );
    expect(types).toMatchObject({
      micros: 'TIMESTAMP_MICROS',
      price: 'DECIMAL',
      small: 'INT_8',
      text: 'UTF8',
    });

    await run(folder, { to: 'ndjson' });
    const [line] = outputsIn(join(folder, 'out'))['pages.jsonl'].split('\n');
    expect(line).toContain('"price":1234567890123456.78,');
    expect(JSON.parse(line)).toMatchObject({
      micros: '2020-01-01T01:02:03.456789Z',
      bytes: '/wBh',
      text: KEPT,
    });
  });

  test('decimals have in JSON the digits that they have in the file', () => {
    const text = (value: unknown, scale: number) => (decimal(value, scale) as Digits).text;
    expect([text(1999, 2), text(-5n, 2), text(0, 2), text(12, 0)]).toEqual(['19.99', '-0.05', '0.00', '12']);
    expect(text(1234567890123456789012345678n, 4)).toBe('123456789012345678901234.5678');
    expect([text(Uint8Array.of(0xff, 0x85), 2), text(Uint8Array.of(0x01, 0x00), 1)]).toEqual([
      '-1.23',
      '25.6',
    ]);
    expect(decimal(null, 2)).toBe(null);
  });

  test('a page of nulls that LZ4 packed, as pyarrow writes it, is no broken one', async () => {
    const folder = folderOf({ 'in/nulls.parquet': Buffer.from(NULLS_IN_LZ4, 'base64') });
    expect((await run(folder)).documents).toMatchObject({ done: 2, failed: 0 });
    const { rows } = await rowsOf(join(folder, 'out/nulls.parquet'));
    expect(rows.map(({ text, none }) => [text, none])).toEqual([
      ['One.\n', null],
      ['Two.\n', null],
    ]);
  });

  test('a column that cannot be read is named', async () => {
    const bytes = Buffer.from(NULLS_IN_LZ4, 'base64');
    // The packed length of the first page, which is the texts'.
    bytes.fill(0xff, bytes.indexOf('One.') - 6, bytes.indexOf('One.'));
    const folder = folderOf({ 'in/broken.parquet': bytes });
    expect((await run(folder)).failures).toMatchObject([
      {
        name: join(folder, 'in/broken.parquet'),
        code: 'unreadable',
        message: expect.stringContaining('Rows 1 to 2 cannot be read for "text": '),
      },
    ]);
  });

  test('a large row group is read in stretches where the file says where its pages are', () => {
    const group = (rows: bigint, total_byte_size: bigint, offset_index_offset?: bigint) => ({
      num_rows: rows,
      total_byte_size,
      columns: [{ file_offset: 0n, ...(offset_index_offset !== undefined && { offset_index_offset }) }],
    });
    const MB = 1n << 20n;
    const row_groups = [
      group(10n, 200n * MB, 1n),
      group(7n, 200n * MB),
      group(0n, 0n, 1n),
      group(2n, MB, 1n),
    ];
    expect(stretches({ row_groups }).map(({ rowStart, rowEnd }) => [rowStart, rowEnd])).toEqual([
      [0, 3],
      [3, 6],
      [6, 9],
      [9, 10],
      [10, 17],
      [17, 19],
    ]);
  });

  test('made of lines, numbers keep all their digits', async () => {
    const folder = folderOf({ 'in/a.jsonl': '{"id":12345678901234567890,"n":{"x":1.10},"text":"One."}\n' });
    await run(folder, { to: 'parquet' });
    const { rows } = await rowsOf(join(folder, 'out/a.parquet'));
    expect(rows[0]).toMatchObject({ id: '12345678901234567890', fields: '{"n":{"x":1.10}}' });
  });

  test('without the column that is asked for it says which there are', async () => {
    const folder = folderOf();
    mkdirSync(join(folder, 'in'));
    parquetWriteFile({
      filename: join(folder, 'in/a.parquet'),
      columnData: [{ name: 'body', data: ['x'], type: 'STRING' }],
    });
    const [failure] = (await run(folder)).failures;
    expect(failure.message).toMatch(/no column "html" or "text", but body.*--html-column/);
  });
});

describe('gathering pages', () => {
  const PAGES = { 'in/a.txt': TEXT, 'in/b/c.html': page(KEPT.trim()), 'in/b/photo.html': '%PDF-1.4' };

  test('in NDJSON and in Parquet, their paths as ids', async () => {
    const folder = folderOf(PAGES);
    const report = await run(folder, { to: 'ndjson' });
    expect(report.documents).toEqual({ done: 2, unchanged: 0, failed: 1 });
    const records = linesOf(outputsIn(join(folder, 'out'))['documents.jsonl']);
    expect(records.map(({ id, text }) => [id.slice(folder.length), text?.includes('council met')])).toEqual([
      ['/in/a.txt', true],
      ['/in/b/c.html', true],
      ['/in/b/photo.html', undefined],
    ]);
    expect(report.failures).toMatchObject([{ name: join(folder, 'in/b/photo.html'), code: 'binary' }]);
    expect(report.failures[0].message).not.toMatch(/^Line/);
    expect((await run(folder, { to: 'ndjson' })).documents.unchanged).toBe(2);

    await run(folder, { to: 'parquet' });
    const { rows } = await rowsOf(join(folder, 'out/documents.parquet'));
    expect(rows[0]).toMatchObject({ id: join(folder, 'in/a.txt'), text: KEPT, url: null });
  });

  test('an archive with the name of what they are gathered in keeps its own', async () => {
    const folder = folderOf({ ...PAGES, 'in/documents.jsonl': '{"id":1,"text":"One."}\n' });
    await run(folder, { to: 'ndjson' });
    const outputs = outputsIn(join(folder, 'out'));
    expect(Object.entries(outputs).map(([name, text]) => [name, linesOf(text).length])).toEqual([
      ['documents.jsonl', 3],
      ['documents.jsonl.jsonl', 1],
    ]);
  });

  test("spans of Dolma's layout reach to the end of the text", async () => {
    const cells = (text: string) => `<td>${text}</td><td></td><td></td>`;
    const html = page(KEPT.trim()).replace(
      '</body>',
      `<table><tr>${cells('© 2025 The Council. All rights reserved.')}</tr></table></body>`,
    );
    const folder = folderOf({ 'in/a.html': html });
    await run(folder, { to: 'dolma' });
    const side = (path: string) => linesOf(unpacked(folder, 'out', path))[0];
    const { text } = side('documents/documents.jsonl.gz');
    const spans = Object.values<[number, number][]>(
      side('attributes/dehusk/documents.jsonl.gz').attributes,
    ).flat();
    expect(spans.map(([start, end]) => text.slice(start, end).trim())).toContain(
      '© 2025 The Council. All rights reserved.',
    );
    for (const [, end] of spans) expect(end).toBeLessThanOrEqual(text.length);
    await expect(run(folder, { to: 'dolma', format: 'html' })).rejects.toThrow('leave --format away');
  });

  test("in Dolma's layout: documents whole, spans of removals in code points beside them", async () => {
    const folder = folderOf({ ...PAGES, 'in/r.jsonl': `{"id":7,"text":${JSON.stringify(TEXT)},"x":1.0}\n` });
    await run(folder, { to: 'dolma' });
    const side = (path: string) => linesOf(unpacked(folder, 'out', path));
    for (const name of ['documents.jsonl.gz', 'r.jsonl.gz']) {
      const documents = side(`documents/${name}`);
      const attributes = side(`attributes/dehusk/${name}`);
      expect(attributes.map(({ id }) => id)).toEqual(documents.map(({ id }) => id));
      const [start, end] = attributes[0].attributes.dehusk__comments[0];
      expect(documents[0].text).toBe(TEXT);
      expect([...documents[0].text].slice(start, end).join('')).toBe('Post a Comment');
    }
    expect(unpacked(folder, 'out/documents/r.jsonl.gz')).toBe(
      `{"id":"7","text":${JSON.stringify(TEXT)},"x":1.0,"source":"dehusk"}\n`,
    );
  });
});
