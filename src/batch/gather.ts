/** Pages that are files of their own, gathered into one collection. */
import { createHash } from 'node:crypto';
import { DehuskError } from '../errors.ts';
import { type Collection, hashFile, type Meter, numbered, type ReadOptions } from './archive.ts';
import { type Failure, toDehuskError } from './failure.ts';
import { readInput } from './read-input.ts';
import type { PageRecord } from './record-task.ts';
import type { RulesFinder } from './rules-of-input.ts';
import type { InputFile } from './walk.ts';

/** What the collection's output is called, before the ending. */
export const GATHERED_NAME = 'documents';

/**
 * The pages that `walk` finds as one collection, each a record with its path as `id`.
 * @param walk finds the pages anew each time it is called, in the same order
 */
export function gatherPages(
  walk: () => AsyncIterable<InputFile | Failure>,
  output: string,
  options: ReadOptions,
  rules: RulesFinder,
): Collection {
  return {
    name: GATHERED_NAME,
    output,
    async hash(salt) {
      const hash = createHash('sha256').update(salt);
      for await (const page of walk()) {
        if ('code' in page) continue;
        options.signal?.throwIfAborted();
        const content = await hashFile(page.path, '').catch(() => '?');
        const found = rules.find(page.path);
        hash
          .update(page.name)
          .update(content)
          .update(found instanceof DehuskError ? '?' : found.hash);
      }
      return hash.digest('hex').slice(0, 32);
    },
    read() {
      const meter = { bytes: 0 };
      return numbered(readPages(walk(), options, rules, meter), meter);
    },
  };
}

/** Pages that go to a worker together: many small ones or one large one. */
const BATCH_BYTES = 1 << 16;

async function* readPages(
  pages: AsyncIterable<InputFile | Failure>,
  { maxBytes }: ReadOptions,
  rules: RulesFinder,
  meter: Meter,
): AsyncGenerator<PageRecord[]> {
  let batch: PageRecord[] = [];
  let length = 0;
  for await (const page of pages) {
    if ('code' in page) continue;
    const record = readPage(page, maxBytes, rules);
    batch.push(record);
    meter.bytes += page.size;
    length += record.bytes.length;
    if (length < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield batch;
}

function readPage({ path, name }: InputFile, maxBytes: number, rules: RulesFinder): PageRecord {
  const own = { fields: JSON.stringify({ id: name }), name };
  try {
    const found = rules.find(path);
    if (found instanceof DehuskError) throw found;
    const { config } = found;
    const { bytes, problem: remark } = readInput(path, maxBytes);
    return {
      ...own,
      ...(config !== undefined && { config }),
      bytes: new Uint8Array(bytes),
      ...(remark && { remark }),
    };
  } catch (error) {
    const { code, message } = toDehuskError(error);
    return { ...own, bytes: new Uint8Array(), problem: { code, message } };
  }
}
