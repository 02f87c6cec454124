/** `dehusk filter`: newline-delimited JSON through standard input and output. */
import { filterLines, joinLines } from '../batch/filter.ts';
import { printable } from '../batch/names.ts';
import { type ColumnNames, columnNames } from '../batch/record-line.ts';
import { type BatchValues, toBatchOptions, withNearestConfig } from './options.ts';
import { print, say, standardInput } from './streams.ts';

/** Failures that are named on standard error; more are only counted. */
const MOST_SHOWN = 100;

export interface FilterCommand extends BatchValues, ColumnNames {
  readonly ledger: boolean;
}

/** Filters standard input to standard output; the exit status is 1 when some records failed. */
export async function runFilter(command: FilterCommand): Promise<void> {
  let failed = 0;
  let all = 0;
  const options = {
    ...withNearestConfig(toBatchOptions(command), '-'),
    ...columnNames(command),
    ledger: command.ledger,
  };
  for await (const batch of filterLines(standardInput(), options)) {
    await print(joinLines(batch));
    for (const { error, tally } of batch.records) {
      if (error !== undefined || tally !== undefined) all++;
      if (error === undefined) continue;
      failed++;
      if (failed <= MOST_SHOWN) say(`dehusk: ${printable(error.message)}`);
    }
  }
  if (failed === 0) return;
  say(`dehusk: ${failed} of ${all} records failed. Their lines say why.`);
  process.exitCode = 1;
}
