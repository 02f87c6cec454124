/** Newline-delimited JSON in, the same out: a line for a line, in order, whatever happens. */

import { readOptions } from '../options.ts';
import { toDehuskError } from './failure.ts';
import { type BatchOptions, poolOptions, rulesHash } from './folder.ts';
import { mapInOrder } from './in-order.ts';
import { type Line, splitLines } from './lines.ts';
import { createPool, type Pool } from './pool.ts';
import { type CleanedLine, failLine } from './record-line.ts';

export interface FilterOptions extends BatchOptions {
  /** Whether `dehusk.removed` is written. Default true. */
  readonly ledger?: boolean;
}

/** Lines that came together, cleaned. */
export interface FilteredLines {
  /** The lines, each ending in a line feed. */
  readonly output: string;
  readonly lines: readonly CleanedLine[];
}

/** Lines that arrived together; a worker takes them together, which costs less than one by one. */
export interface LineBatch {
  readonly lines: readonly Line[];
  /** Number of the first line, from 1. */
  readonly first: number;
}

/** How many batches for every worker may be under way: enough for the others to go on while one waits for its end. */
const BATCHES_PER_WORKER = 32;

/**
 * Cleans a stream of records. Reads on only when what it has yielded was taken.
 *
 * @param input bytes of newline-delimited JSON, cut anywhere
 * @throws DehuskError `bad-option` or `bad-rules`; nothing else, whatever is in the stream
 */
export async function* filterLines(
  input: AsyncIterable<Uint8Array>,
  options: FilterOptions = {},
): AsyncGenerator<FilteredLines> {
  // Mistakes in options and rules are the caller's to see, and must not kill worker after worker.
  rulesHash(readOptions(options));
  const { ledger = true } = options;
  const { jobs, maxBytes } = poolOptions(options);
  const pool = createPool(poolOptions(options));
  try {
    yield* mapInOrder(
      numbered(splitLines(input, maxBytes)),
      {
        items: jobs * BATCHES_PER_WORKER,
        weight: {
          of: ({ lines }) => lines.reduce((sum, line) => sum + (line?.length ?? 0), 0),
          limit: maxBytes,
        },
      },
      async (batch) => {
        const lines = await cleanBatch(pool, batch, ledger, maxBytes);
        return { output: lines.map(({ line }) => `${line}\n`).join(''), lines };
      },
    );
  } finally {
    await pool.close();
  }
}

async function* numbered(batches: AsyncIterable<Line[]>): AsyncGenerator<LineBatch> {
  let first = 1;
  for await (const lines of batches) {
    yield { lines, first };
    first += lines.length;
  }
}

/**
 * A batch that hangs or crashes is done again line by line, so that only the line that did it fails.
 */
async function cleanBatch(
  pool: Pool,
  { lines, first }: LineBatch,
  ledger: boolean,
  maxBytes: number,
): Promise<readonly CleanedLine[]> {
  try {
    // A view on a chunk would be sent with the whole chunk.
    const copies = lines.map((line) => line && new Uint8Array(line));
    return await pool.run<CleanedLine[]>('lines', { lines: copies, first, ledger });
  } catch (error) {
    const [line] = lines;
    if (lines.length === 1) return [failLine(line ?? new Uint8Array(), first, toDehuskError(error))];
    const results: CleanedLine[] = [];
    for (const [i, one] of lines.entries()) {
      results.push(...(await cleanBatch(pool, { lines: [one], first: first + i }, ledger, maxBytes)));
    }
    return results;
  }
}
