/** `dehusk golden check|update`: do the inputs still become what they must? */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pc from 'picocolors';
import { type Failure, toFailure } from '../batch/failure.ts';
import { DEFAULT_MAX_BYTES } from '../batch/limits.ts';
import { ENDINGS, printable } from '../batch/names.ts';
import { readBytes, toSource } from '../batch/read-input.ts';
import { createRulesFinder, type RulesFinder } from '../batch/rules-of-input.ts';
import { type InputFile, walk } from '../batch/walk.ts';
import { type Cleaner, type CleanResult, createCleaner } from '../clean.ts';
import { DehuskError } from '../errors.ts';
import type { Format } from '../options.ts';
import { byConfig } from '../verify/by-config.ts';
import { compareWithGolden, formatDiff, readGolden } from '../verify/golden.ts';
import { type CleanValues, toCleanOptions } from './options.ts';
import { print, say } from './streams.ts';

interface Counts {
  same: number;
  written: number;
  failed: number;
}

/**
 * @throws DehuskError `bad-option` for an update with CI set, `no-input`, `bad-rules` for what goes for all inputs:
 *   a mistake in a `dehusk.yaml` further down fails the inputs of its folder
 */
export async function runGolden(
  action: 'check' | 'update',
  inputs: string,
  goldens: string,
  values: CleanValues,
): Promise<void> {
  if (action === 'update' && process.env.CI) {
    throw new DehuskError(
      'bad-option',
      'CI is set: goldens are written by people, who look at what they write.',
    );
  }
  const options = toCleanOptions(values);
  const ending = ENDINGS[(options.format ?? 'text') satisfies Format];
  const cleanerFor = byConfig((config) =>
    createCleaner({ ...options, ...(config !== undefined && { config }) }),
  );
  const rules = createRulesFinder(options, [inputs]);
  const expected = new Set<string>();
  const counts: Counts = { same: 0, written: 0, failed: 0 };

  for await (const input of walk([inputs], { ending }, { hidden: 0, links: 0, other: 0 })) {
    if ('code' in input) {
      counts.failed++;
      await print(`${pc.red('failed')}    ${printable(input.name)}: ${input.message}\n`);
      continue;
    }
    expected.add(input.output);
    const path = join(goldens, input.output);
    const result = cleanInput(input, rules, cleanerFor);
    if ('code' in result) {
      counts.failed++;
      await print(`${pc.red('failed')}    ${printable(input.name)}: ${result.message}\n`);
    } else if (action === 'check') await check(result, input.output, { inputs, goldens }, counts);
    else await update(result, path, counts);
  }
  if (expected.size === 0 && counts.failed > 0) {
    // Without inputs every golden would seem an orphan.
    process.exitCode = 1;
    return;
  }
  if (expected.size === 0) {
    throw new DehuskError('no-input', `There is no input in ${inputs}.`);
  }
  for (const orphan of await findOrphans(goldens, ending, expected)) {
    counts.failed++;
    await print(`${pc.red('orphaned')}  ${printable(join(goldens, orphan))} has no input. Delete it.\n`);
  }
  const written = action === 'update' ? `, ${counts.written} written` : '';
  say(`${counts.same} the same${written}, ${counts.failed} failed`);
  if (counts.failed > 0) process.exitCode = 1;
}

function cleanInput(
  { path, name }: InputFile,
  rules: RulesFinder,
  cleanerFor: (config: string | undefined) => Cleaner,
): CleanResult | Failure {
  try {
    const found = rules.find(path);
    if (found instanceof DehuskError) throw found;
    return cleanerFor(found.config)(toSource(readBytes(path, DEFAULT_MAX_BYTES), name));
  } catch (error) {
    return toFailure(name, error);
  }
}

async function check(
  result: CleanResult,
  name: string,
  { inputs, goldens }: { readonly inputs: string; readonly goldens: string },
  counts: Counts,
): Promise<void> {
  const path = join(goldens, name);
  const golden = readGolden(path);
  if (golden === undefined) {
    counts.failed++;
    const command = `dehusk golden update ${printable(inputs)} ${printable(goldens)}`;
    await print(`${pc.red('missing')}   ${printable(path)}. Write it with: ${command}\n`);
    return;
  }
  const diff = compareWithGolden(result, golden);
  if (diff === undefined) {
    counts.same++;
    return;
  }
  counts.failed++;
  await print(`${pc.red('different')} ${printable(name)}   ${pc.red('- golden')}  ${pc.green('+ now')}\n`);
  for (const line of formatDiff(diff)) await print(`    ${paint(line)}\n`);
}

function paint(line: string): string {
  if (line.startsWith('-')) return pc.red(line);
  return line.startsWith('+') ? pc.green(line) : pc.dim(line);
}

async function update(result: CleanResult, path: string, counts: Counts): Promise<void> {
  if (readGolden(path) === result.text) {
    counts.same++;
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.tmp`, result.text);
  await rename(`${path}.tmp`, path);
  counts.written++;
  await print(`${pc.green('written')}   ${printable(path)}\n`);
}

async function findOrphans(
  goldens: string,
  ending: string,
  expected: ReadonlySet<string>,
): Promise<string[]> {
  const entries = await readdir(goldens, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(goldens, '/').length))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !expected.has(path))
    .sort();
}
