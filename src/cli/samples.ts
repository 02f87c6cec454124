/** The documents of a folder, one after another, for commands that look at what rules do to them. */
import { join } from 'node:path';
import { type Archive, holdsLines, readLines } from '../batch/archive.ts';
import { toFailure } from '../batch/failure.ts';
import { DEFAULT_MAX_BYTES } from '../batch/limits.ts';
import { printable } from '../batch/names.ts';
import { readBytes, toSource } from '../batch/read-input.ts';
import { readRecord } from '../batch/record-line.ts';
import { createRulesFinder } from '../batch/rules-of-input.ts';
import { type InputFile, walk } from '../batch/walk.ts';
import { DehuskError } from '../errors.ts';
import type { CleanOptions } from '../options.ts';
import type { OnFailure } from '../verify/by-config.ts';
import { readGolden } from '../verify/golden.ts';
import type { Sample } from '../verify/statistics.ts';
import { isFolder } from './is-folder.ts';
import { say } from './streams.ts';

/** Endings of gold texts beside pages: `page.gold.txt` is what of `page.html` is content. */
const GOLD_ENDINGS = ['.gold.txt', '.gold.md'];

/**
 * Reads the pages of a folder one at a time, and the records of its newline-delimited JSON, whose field `gold` is their
 * gold text. What cannot be read is said and passed over; a mistake in the `dehusk.yaml` of a folder fails its
 * documents.
 *
 * @param options may name a configuration for all of them
 * @param goldens a folder with what the pages must become, mirrored; without it, gold texts stand beside them
 * @param fail is told of the failed documents
 * @throws DehuskError `no-input`; `bad-option` when the goldens are no folder; what is wrong with the rules for all
 */
export async function* readSamples(
  folder: string,
  options: CleanOptions,
  fail: OnFailure,
  goldens?: string,
): AsyncGenerator<Sample> {
  if (goldens !== undefined && !isFolder(goldens)) {
    throw new DehuskError('bad-option', `goldens: ${goldens} is no folder.`);
  }
  const rules = createRulesFinder(options, [folder]);
  let isEmpty = true;
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
    const { archive } = input;
    if (archive !== undefined && !holdsLines(archive)) continue;
    const inputRules = rules.find(input.path);
    if (inputRules instanceof DehuskError) {
      isEmpty = false;
      fail(input.name, inputRules);
      continue;
    }
    const { config } = inputRules;
    try {
      const found = archive === undefined ? [readPage(input, goldens)] : readRecords(input, archive);
      for await (const sample of found) {
        isEmpty = false;
        yield config === undefined ? sample : { ...sample, config };
      }
    } catch (error) {
      passOver(input.name, error);
    }
  }
  if (isEmpty) throw new DehuskError('no-input', `There is no page in ${folder}.`);
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

async function* readRecords({ path, name }: InputFile, archive: Archive): AsyncGenerator<Sample> {
  let number = 0;
  for await (const lines of readLines(path, archive, { maxBytes: DEFAULT_MAX_BYTES })) {
    for (const line of lines) {
      const place = `${name}:${++number}`;
      try {
        if (line === undefined) throw tooLong();
        const json = line.toString();
        if (json.trim() !== '') yield readSample(place, json);
      } catch (error) {
        passOver(place, error);
      }
    }
  }
}

function readSample(name: string, json: string): Sample {
  const { source } = readRecord(json);
  const { gold } = JSON.parse(json) as { readonly gold?: unknown };
  return { name, source, ...(typeof gold === 'string' && { gold }) };
}

function tooLong(): DehuskError {
  return new DehuskError(
    'too-large',
    `It has more than ${DEFAULT_MAX_BYTES} bytes, the most that is read here.`,
  );
}

/**
 * Says why a document has failed, and sets the exit status. What is wrong with a `dehusk.yaml` names that file, and is
 * said once for all documents.
 */
export function createFailures(): OnFailure {
  const said = new Set<string>();
  return (name, error) => {
    process.exitCode = 1;
    const { code, message } = toFailure(name, error);
    const isOfRules = code === 'bad-rules' || code === 'bad-option';
    const line = isOfRules ? printableLines(message) : `${printable(name)}: ${printable(message)}`;
    if (!said.has(line)) say(`dehusk: ${line}`);
    said.add(line);
  };
}

/** A configuration may have several mistakes, a line for each. */
function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function passOver(name: string, error: unknown): void {
  say(`dehusk: ${printable(name)}: ${toFailure(name, error).message}`);
}
