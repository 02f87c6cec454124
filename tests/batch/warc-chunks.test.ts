import { expect, test } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { readWarc } from '../../src/batch/warc.ts';

const PAGES = [1, 2, 3].map((number) => ({
  url: `http://example.org/${number}`,
  html: `<p>${`The council met ${number} times and agreed. `.repeat(40)}</p>`,
}));

async function archiveOfPages(): Promise<Buffer> {
  const records: Uint8Array[] = [];
  for (const { url, html } of PAGES) {
    const about = { url, date: '2020-01-01T00:00:00Z', type: 'response' } as const;
    async function* body() {
      yield Buffer.from(html);
    }
    const record = WARCRecord.create({ ...about, httpHeaders: { 'Content-Type': 'text/html' } }, body());
    records.push(await WARCSerializer.serialize(record, { gzip: false }));
  }
  return Buffer.concat(records);
}

/** The pages in an archive that comes in chunks of these sizes, all others as large as the last one. */
async function pagesIn(archive: Buffer, ...sizes: number[]): Promise<unknown[]> {
  async function* chunks() {
    let at = 0;
    for (let i = 0; at < archive.length; i++) {
      const end = at + sizes[Math.min(i, sizes.length - 1)];
      yield archive.subarray(at, end);
      at = end;
    }
  }
  const pages: unknown[] = [];
  for await (const records of readWarc(chunks(), 1_000_000))
    for (const { url, bytes } of records) pages.push({ url, html: Buffer.from(bytes).toString() });
  return pages;
}

test('a web archive that comes in chunks of 1 to 5 bytes is read whole', async () => {
  const archive = await archiveOfPages();
  for (const size of [1, 2, 3, 4, 5]) expect(await pagesIn(archive, size)).toEqual(PAGES);
});

test('a record is found whose head ends in a bit between large chunks, as what unpacks gzip gives them', async () => {
  const archive = await archiveOfPages();
  const end = archive.indexOf('\r\n\r\n');
  for (const before of [end, end + 1, end + 2, end + 3])
    for (const bit of [1, 2, 3, 4]) expect(await pagesIn(archive, before, bit, 1 << 16)).toEqual(PAGES);
});

test('wherever the first chunk ends, all records are found', async () => {
  const archive = await archiveOfPages();
  for (let size = 1; size < archive.length; size++)
    expect(await pagesIn(archive, size, 1 << 16)).toEqual(PAGES);
});
