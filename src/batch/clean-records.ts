/** Records through the workers, in order: what `filter`, `cleanStream` and archives share. */
import type { RecordBatch } from './archive.ts';
import { toDehuskError } from './failure.ts';
import { mapInOrder } from './in-order.ts';
import type { Pool } from './pool.ts';
import { type CleanedRecord, failRecord, type RecordInput, type RecordsTask } from './record-task.ts';

/** How many batches for every worker may be under way: enough for the others to go on while one waits for its end. */
const BATCHES_PER_WORKER = 6;

export interface RecordsOptions
  extends Pick<RecordsTask, 'ledger' | 'target' | 'source' | 'config' | 'columns'> {
  readonly jobs: number;
  readonly maxBytes: number;
}

export interface CleanedBatch {
  readonly first: number;
  /** See `RecordBatch`. */
  readonly position: number;
  readonly records: readonly CleanedRecord[];
}

/** Cleans batches of records; reads on only when what was yielded is taken. */
export function cleanRecords(
  batches: AsyncIterable<RecordBatch>,
  pool: Pool,
  options: RecordsOptions,
): AsyncGenerator<CleanedBatch> {
  const { jobs, maxBytes } = options;
  return mapInOrder(
    batches,
    { items: jobs * BATCHES_PER_WORKER, weight: { of: bytesIn, limit: maxBytes } },
    async (batch) => ({
      first: batch.first,
      position: batch.position,
      records: await cleanBatch(pool, batch, options),
    }),
  );
}

function bytesIn({ records }: RecordBatch): number {
  return records.reduce((sum, record) => sum + (bytesOf(record)?.length ?? 0), 0);
}

function bytesOf(record: RecordInput): Uint8Array | undefined {
  if (record === undefined || record instanceof Uint8Array) return record;
  return 'line' in record ? record.line : record.bytes;
}

/** A batch that hangs or crashes is done again one by one, so that only the record that did it fails. */
async function cleanBatch(
  pool: Pool,
  { records, first }: Pick<RecordBatch, 'records' | 'first'>,
  options: RecordsOptions,
): Promise<readonly CleanedRecord[]> {
  const { ledger, target, source, config, columns } = options;
  try {
    const task: RecordsTask = {
      records: records.map(alone),
      first,
      ledger,
      target,
      ...(source !== undefined && { source }),
      ...(config !== undefined && { config }),
      ...(columns !== undefined && { columns }),
    };
    return await pool.run<CleanedRecord[]>('records', task);
  } catch (error) {
    if (records.length === 1) return [failRecord(records[0], first, toDehuskError(error), options)];
    const results: CleanedRecord[] = [];
    for (const [i, record] of records.entries()) {
      results.push(...(await cleanBatch(pool, { records: [record], first: first + i }, options)));
    }
    return results;
  }
}

/** A view on a chunk would be sent to the worker with the whole chunk. */
function alone(record: RecordInput): RecordInput {
  if (record instanceof Uint8Array) return new Uint8Array(record);
  if (record === undefined || !('line' in record) || record.line === undefined) return record;
  return { ...record, line: new Uint8Array(record.line) };
}
