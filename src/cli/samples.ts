/** The documents of a folder, one after another, for commands that look at what rules do to them. */
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { toFailure } from '../batch/failure.ts';
import { DEFAULT_MAX_BYTES } from '../batch/limits.ts';
import { splitLines } from '../batch/lines.ts';
import { printable } from '../batch/names.ts';
import { readBytes, toSource } from '../batch/read-input.ts';
import { readRecord } from '../batch/record-line.ts';
import { type InputFile, walk } from '../batch/walk.ts';
import { DehuskError } from '../errors.ts';
import type { CleanOptions } from '../options.ts';
import { readGolden } from '../verify/golden.ts';
import type { Sample } from '../verify/statistics.ts';
import { withNearestConfig } from './options.ts';
import { say } from './streams.ts';

/** Endings of gold texts beside pages: `page.gold.txt` is what of `page.html` is content. */
const GOLD_ENDINGS = ['.gold.txt', '.gold.md'];

/**
 * Reads the pages of a folder, and the records of its newline-delimited JSON, whose field `gold` is their
 * gold text. What cannot be read is said and passed over.
 *
 * @param options may name a configuration for all of them
 * @param goldens a folder with what the pages must become, mirrored; without it, gold texts stand beside them
 * @throws DehuskError `no-input`; `bad-option` when the goldens are no folder
 */
export async function readSamples(
  folder: string,
  options: CleanOptions,
  goldens?: string,
): Promise<Sample[]> {
  if (goldens !== undefined && !(statSync(goldens, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
    throw new DehuskError('bad-option', `goldens: ${goldens} is no folder.`);
  }
  const samples: Sample[] = [];
  const wanted = {
    ending: '.txt',
    archiveEnding: () => '.txt',
    exclude: GOLD_ENDINGS.map((ending) => `*${ending}`),
  };
  for await (const input of walk([folder], wanted, { hidden: 0, links: 0, other: 0 })) {
    if ('code' in input) {
      say(`dehusk: ${printable(input.name)}: ${input.message}`);
      continue;
    }
    if (input.archive !== undefined && input.archive !== 'ndjson') continue;
    try {
      const { config } = withNearestConfig(options, input.path.toString());
      const found = input.archive === undefined ? [readPage(input, goldens)] : await readRecords(input);
      for (const sample of found) samples.push(config === undefined ? sample : { ...sample, config });
    } catch (error) {
      say(`dehusk: ${printable(input.name)}: ${toFailure(input.name, error).message}`);
    }
  }
  if (samples.length === 0) throw new DehuskError('no-input', `There is no page in ${folder}.`);
  return samples;
}

function readPage({ path, name, output }: InputFile, goldens: string | undefined): Sample {
  const source = toSource(readBytes(path, DEFAULT_MAX_BYTES), name);
  const stem = path.toString().replace(/\.\w+(?:\.gz)?$/, '');
  const places = [
    ...(goldens === undefined ? [] : [join(goldens, output)]),
    ...GOLD_ENDINGS.map((ending) => stem + ending),
  ];
  for (const place of places) {
    const gold = readGolden(place);
    if (gold !== undefined) return { name, source, gold };
  }
  return { name, source };
}

async function readRecords({ path, name }: InputFile): Promise<Sample[]> {
  const samples: Sample[] = [];
  const bytes = createReadStream(path);
  const unpacked = name.toLowerCase().endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  let number = 0;
  for await (const lines of splitLines(unpacked, DEFAULT_MAX_BYTES)) {
    for (const line of lines) {
      number++;
      const json = line?.toString() ?? '';
      if (json.trim() === '') continue;
      const sample = { name: `${name}:${number}`, source: readRecord(json).source };
      const { gold } = JSON.parse(json) as { readonly gold?: unknown };
      samples.push(typeof gold === 'string' ? { ...sample, gold } : sample);
    }
  }
  return samples;
}
