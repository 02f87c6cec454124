/** Web archives: the pages of WARC files, the texts of WET files. */
import { WARCParser, type WARCRecord } from 'warcio';
import { tooLarge } from './read-input.ts';
import type { PageRecord } from './record-task.ts';

/**
 * Yields the documents of an archive: HTML and plain text that servers answered with status 200, and
 * texts that were made of pages (WET). Requests, pictures, scripts and the like are passed over.
 *
 * @param bytes the archive, unpacked
 * @param maxBytes a document with more has no content
 */
export async function* readWarc(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<PageRecord[]> {
  for await (const record of new WARCParser(bytes)) {
    const contentType = documentType(record);
    if (contentType === undefined) await record.skipFully();
    else yield [{ ...describe(record), contentType, ...(await readContent(record, maxBytes)) }];
  }
}

/** The Content-Type of a document, undefined for what is none. */
function documentType(record: WARCRecord): string | undefined {
  const { warcType, httpHeaders } = record;
  if (warcType === 'conversion') return record.warcContentType ?? 'text/plain';
  if (warcType !== 'response' && warcType !== 'resource') return undefined;
  if (httpHeaders !== null && Number(httpHeaders.statusCode) !== 200) return undefined;
  const type =
    httpHeaders?.headers.get('content-type') ??
    (warcType === 'resource' ? record.warcContentType : undefined);
  return type && /^\s*(?:text\/html|application\/xhtml\+xml|text\/plain)/i.test(type) ? type : undefined;
}

function describe(record: WARCRecord): Pick<PageRecord, 'fields' | 'url'> {
  const id = record.warcHeader('WARC-Record-ID')?.replace(/^<|>$/g, '');
  const url = record.warcTargetURI ?? undefined;
  const fields = { id, url, date: record.warcDate ?? undefined };
  return { fields: JSON.stringify(fields), ...(url !== undefined && { url }) };
}

async function readContent(
  record: WARCRecord,
  maxBytes: number,
): Promise<Pick<PageRecord, 'bytes' | 'problem'>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of record) {
    length += chunk.length;
    if (length > maxBytes) {
      await record.skipFully();
      const { code, message } = tooLarge(maxBytes);
      return { bytes: new Uint8Array(), problem: { code, message } };
    }
    chunks.push(chunk);
  }
  return { bytes: new Uint8Array(Buffer.concat(chunks)) };
}
