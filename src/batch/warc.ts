/** Web archives: the pages of WARC files, the texts of WET files. */
import { brotliDecompressSync, inflateRawSync, inflateSync } from 'node:zlib';
import { AsyncIterReader, LimitReader, WARCParser, type WARCRecord } from 'warcio';
import { DehuskError } from '../errors.ts';
import { errorCode, toDehuskError } from './failure.ts';
import { beginsAsGzip, type Unpacked, unpackGzip } from './gzip.ts';
import { inLargeChunks } from './large-chunks.ts';
import { tooLarge } from './read-input.ts';
import type { PageRecord } from './record-task.ts';

/**
 * Yields the documents of an archive: HTML and plain text that servers answered with status 200, and
 * texts that were made of pages (WET). Requests, pictures, scripts and the like are passed over. Where
 * a wrong length hides the start of a record, there is a document with a problem, and reading goes on
 * with the next record that is found.
 *
 * @param bytes the archive, unpacked
 * @param maxBytes a document with more has no content
 * @throws DehuskError `unreadable` when it is no web archive, or ends in the middle of a record
 */
export async function* readWarc(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<PageRecord[]> {
  const parser: Parser = new Parser(
    new Reader(
      endingWhole(inLargeChunks(bytes), () => isUnderWay(parser._record)),
      null,
    ),
  );
  let isFirst = true;
  for (;;) {
    const record = await parser.parse();
    if (isFirst && record?.warcHeaders.statusline.startsWith('WARC/') === false)
      throw new DehuskError('unreadable', 'It is no web archive: it does not begin with "WARC/".');
    isFirst = false;
    if (parser.isBehindRubbish) yield [LOST_RECORD];
    if (record === null) return;
    // warcio takes it for nothing: the head is cut off before it, or none of it can be told from the records behind.
    if (!/^\d+$/.test(record.warcHeader('Content-Length') ?? '')) throw headless();
    const contentType = documentType(record);
    if (contentType === undefined) await record.skipFully();
    else yield [{ ...describe(record), contentType, ...(await readContent(record, maxBytes)) }];
  }
}

/** At the end of the bytes warcio would look for the rest of a record for ever, without a pause in which the program could be stopped. */
class Reader extends AsyncIterReader {
  override async skipSize(size: number): Promise<number> {
    const skipped = await super.skipSize(size);
    if (skipped === 0 && size > 0) throw cutOff();
    return skipped;
  }
}

/** Most bytes of rubbish that are held in the search for the next record. */
const RUBBISH_CHUNK = 1 << 16;

/** Finds the next record also behind one whose length is wrong; warcio loses it, and says so on the console. */
class Parser extends WARCParser {
  /** Whether something else than empty lines stood between the last two records. */
  isBehindRubbish = false;

  override async readToNextRecord(): Promise<Uint8Array<ArrayBuffer>> {
    this.isBehindRubbish = false;
    if (this._record === null) return new Uint8Array();
    await this._record.skipFully();
    for (;;) {
      const line = await this._reader.readlineRaw(RUBBISH_CHUNK);
      if (!line || line.length === 0) return new Uint8Array();
      const text = Buffer.from(line).toString('latin1');
      if (/^WARC\/\d+\.\d+\s*$/.test(text)) return new Uint8Array(line);
      if (text.trim() !== '') this.isBehindRubbish = true;
    }
  }
}

const LOST_RECORD: PageRecord = {
  fields: '{}',
  bytes: new Uint8Array(),
  problem: {
    code: 'unreadable',
    message: 'No record begins where the one before it ends: its Content-Length is wrong.',
  },
};

async function* endingWhole(
  bytes: AsyncIterable<Uint8Array>,
  isInside: () => boolean,
): AsyncGenerator<Uint8Array> {
  yield* bytes;
  // Else the page that is cut off would come out as a whole one, before the rest of it is missed.
  if (isInside()) throw cutOff();
}

function cutOff(): DehuskError {
  return new DehuskError('unreadable', 'It is cut off: it ends in the middle of a record.');
}

function headless(): DehuskError {
  return new DehuskError(
    'unreadable',
    'It is cut off or broken: the head of a record has no end or no length.',
  );
}

function isUnderWay(record: WARCRecord | null): boolean {
  return record?._reader instanceof LimitReader && record._reader.limit > 0;
}

/** The Content-Type of a document, undefined for what is none. */
function documentType(record: WARCRecord): string | undefined {
  const { warcType, httpHeaders } = record;
  if (warcType === 'conversion') return record.warcContentType ?? 'text/plain';
  if (warcType !== 'response' && warcType !== 'resource') return undefined;
  if (httpHeaders !== null && Number(httpHeaders.statusCode) !== 200) return undefined;
  const type =
    httpHeaders?.headers.get('content-type') ??
    (warcType === 'resource' ? record.warcContentType : record.warcHeader('WARC-Identified-Payload-Type'));
  return type && /^\s*(?:text\/html|application\/xhtml\+xml|text\/plain)/i.test(type) ? type : undefined;
}

function describe(record: WARCRecord): Pick<PageRecord, 'fields' | 'url'> {
  const id = record.warcHeader('WARC-Record-ID')?.replace(/^<|>$/g, '');
  const url = record.warcTargetURI ?? undefined;
  const fields = { id, url, date: record.warcDate ?? undefined };
  return { fields: JSON.stringify(fields), ...(url !== undefined && { url }) };
}

type Content = Pick<PageRecord, 'bytes' | 'problem' | 'remark'>;

async function readContent(record: WARCRecord, maxBytes: number): Promise<Content> {
  const headers = record.httpHeaders?.headers;
  // In the order in which they were applied; a header that is there twice is one with two words.
  const encodings = (headers?.get('content-encoding') ?? '').toLowerCase().split(/[\s,]+/);
  // warcio would unpack it too, but takes what is cut off for nothing, and knows no Brotli.
  headers?.delete('content-encoding');
  // It knows the word in small letters only.
  if (/^\s*chunked\b/i.test(headers?.get('transfer-encoding') ?? ''))
    headers?.set('transfer-encoding', 'chunked');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of record) {
    length += chunk.length;
    if (length > maxBytes) {
      await record.skipFully();
      return withoutContent(tooLarge(maxBytes));
    }
    chunks.push(chunk);
  }
  try {
    const { bytes, problem: remark } = encodings.reduceRight<Unpacked>(
      (content, encoding) => {
        const { bytes, problem = content.problem } = unpackContent(content.bytes, encoding, maxBytes);
        return { bytes, ...(problem && { problem }) };
      },
      { bytes: Buffer.concat(chunks) },
    );
    return { bytes: new Uint8Array(bytes), ...(remark && { remark }) };
  } catch (error) {
    return withoutContent(toDehuskError(error));
  }
}

/**
 * What the header says was packed. Crawlers that unpack what they store leave the header as it was.
 * @throws system errors of zlib: more than `maxOutputLength` bytes, gzip that is cut off
 */
function unpackContent(bytes: Buffer, encoding: string, maxOutputLength: number): Unpacked {
  const limit = { maxOutputLength };
  if (encoding === 'gzip' || encoding === 'x-gzip')
    return beginsAsGzip(bytes) ? unpackGzip(bytes, maxOutputLength) : { bytes };
  if (encoding === 'deflate')
    return unpackIfPacked(bytes, (packed) =>
      (packed[0] & 0x0f) === DEFLATE ? inflateSync(packed, limit) : inflateRawSync(packed, limit),
    );
  if (encoding === 'br') return unpackIfPacked(bytes, (packed) => brotliDecompressSync(packed, limit));
  return { bytes };
}

/** The method in the first byte of zlib's format. Some servers leave that away. */
const DEFLATE = 8;

/** These have no first bytes to know them by. */
function unpackIfPacked(bytes: Buffer, unpack: (bytes: Buffer) => Buffer): Unpacked {
  try {
    return { bytes: unpack(bytes) };
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') throw error;
    return { bytes };
  }
}

function withoutContent({ code, message }: DehuskError): Content {
  return { bytes: new Uint8Array(), problem: { code, message } };
}
