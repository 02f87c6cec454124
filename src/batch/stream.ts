/** Cleaning inside a Node pipeline. */
import { Duplex } from 'node:stream';
import { DehuskError } from '../errors.ts';
import { type CleanOptions, checkOptionNames } from '../options.ts';
import { type FilterOptions, filterLines, joinLines } from './filter.ts';

export type { FilterOptions } from './filter.ts';

/** What there is beside the options of `createCleaner`. */
const STREAM_OPTIONS: Readonly<Record<Exclude<keyof FilterOptions, keyof CleanOptions>, true>> = {
  jobs: true,
  timeout: true,
  maxBytes: true,
  ledger: true,
  htmlColumn: true,
  textColumn: true,
};

/**
 * A Node stream that turns newline-delimited JSON into the same, cleaned: what `dehusk filter` does,
 * without a process of its own. Honours back pressure on both sides, keeps the order, and says in a
 * record's own line what went wrong with it. `Duplex.toWeb(cleanStream())` is the same for Web streams.
 *
 *   await pipeline(createReadStream('in.jsonl'), cleanStream({ jobs: 2 }), createWriteStream('out.jsonl'));
 *
 * @returns a stream of bytes, which takes bytes and strings, cut anywhere
 * @throws by destroying the stream: DehuskError `bad-option` or `bad-rules`; `bad-input` for other things than bytes and strings
 */
export function cleanStream(options: FilterOptions = {}): Duplex {
  return Duplex.from(async function* (input: AsyncIterable<Uint8Array | string>) {
    checkOptionNames(options, Object.keys(STREAM_OPTIONS));
    for await (const batch of filterLines(toBytes(input), options)) yield Buffer.from(joinLines(batch));
  });
}

async function* toBytes(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))
      throw new DehuskError(
        'bad-input',
        'Give bytes or strings of newline-delimited JSON: a record is a line.',
      );
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
}
