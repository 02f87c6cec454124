/** `dehusk filter`: newline-delimited JSON through standard input and output. */
import { filterLines, joinLines } from '../batch/filter.ts';
import { type BatchValues, toBatchOptions, withNearestConfig } from './options.ts';
import { print, say } from './streams.ts';

export interface FilterCommand extends BatchValues {
  readonly ledger: boolean;
}

/** Filters standard input to standard output; the exit status is 1 when some records failed. */
export async function runFilter(command: FilterCommand): Promise<void> {
  let failed = 0;
  const input = process.stdin as AsyncIterable<Buffer>;
  const options = withNearestConfig(toBatchOptions(command), '-');
  for await (const batch of filterLines(input, { ...options, ledger: command.ledger })) {
    await print(joinLines(batch));
    for (const { error } of batch.records) {
      if (error === undefined) continue;
      failed++;
      say(`dehusk: ${error.message}`);
    }
  }
  if (failed > 0) process.exitCode = 1;
}
