/** Newline-delimited JSON in, the same out: a line for a line, in order, whatever happens. */
import { readOptions } from '../options.ts';
import { openPacks } from '../packs/configuration.ts';
import { numbered } from './archive.ts';
import { type BatchOptions, poolOptions } from './batch-options.ts';
import { type CleanedBatch, cleanRecords } from './clean-records.ts';
import { splitLines } from './lines.ts';
import { createPool, type Pool, type PoolOptions } from './pool.ts';
import { type ColumnNames, columnNames } from './record-line.ts';

export interface FilterOptions extends BatchOptions, ColumnNames {
  /** Whether `dehusk.removed` is written. Default true. */
  readonly ledger?: boolean;
}

/**
 * Cleans a stream of records. Reads on only when what it has yielded was taken.
 *
 * @param input bytes of newline-delimited JSON, cut anywhere
 * @param openPool starts the workers, or has them already; the pool is closed in the end
 * @returns the lines, without line ends, in the order and number of the input's
 * @throws DehuskError `bad-option` or `bad-rules`; nothing else, whatever is in the stream
 */
export async function* filterLines(
  input: AsyncIterable<Uint8Array>,
  options: FilterOptions = {},
  openPool: (options: PoolOptions) => Pool = createPool,
): AsyncGenerator<CleanedBatch> {
  // Mistakes in options and rules are the caller's to see, and must not kill worker after worker. The built-in rules have
  // none, and are not held here.
  const settings = readOptions(options);
  if (settings.rules.length > 0 || settings.config !== undefined) openPacks(settings);
  const { ledger = true } = options;
  const workers = poolOptions(options);
  const pool = openPool(workers);
  try {
    yield* cleanRecords(numbered(splitLines(input, workers.maxBytes)), pool, {
      ...workers,
      ledger,
      target: 'record',
      columns: columnNames(options),
    });
  } finally {
    await pool.close();
  }
}

/** The text of a batch's lines, each ending in a line feed. */
export function joinLines({ records }: CleanedBatch): string {
  return records.map(({ line }) => `${line}\n`).join('');
}
