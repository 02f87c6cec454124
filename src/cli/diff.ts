/** `dehusk diff`: what other rules, or another version, change in a folder of documents. */
import pc from 'picocolors';
import { printable } from '../batch/names.ts';
import { createCleaner } from '../clean.ts';
import { DehuskError } from '../errors.ts';
import { byConfig } from '../verify/by-config.ts';
import { type Change, diffCleaning } from '../verify/diff.ts';
import { loadVersion } from '../verify/version.ts';
import { counted } from './counted.ts';
import { type CleanValues, toCleanOptions } from './options.ts';
import { createFailures, readSamples } from './samples.ts';
import { print, say } from './streams.ts';

export interface DiffCommand extends CleanValues {
  readonly against?: string;
}

/**
 * Cleans every document both ways and prints what changes, by rule and by document. The exit status
 * is 1 when something does, or a document has failed.
 * @throws DehuskError `bad-option` when there is nothing to compare with
 */
export async function runDiff(folder: string, command: DiffCommand): Promise<void> {
  const { against } = command;
  if (against === undefined && command.rules === undefined) {
    throw new DehuskError('bad-option', 'Say what to compare with: --rules DIR or --against VERSION.');
  }
  const options = toCleanOptions(command);
  const { rules, ...withoutRules } = options;
  const after = byConfig((config) => createCleaner({ ...options, ...(config !== undefined && { config }) }));
  // Against another version it is this one with the same options; else these rules against none of them.
  const [other, otherOptions] =
    against === undefined ? [createCleaner, withoutRules] : [await loadVersion(against), options];
  const before = byConfig((config) => other({ ...otherOptions, ...(config !== undefined && { config }) }));
  const fail = createFailures();
  const samples = readSamples(folder, options, fail);
  const { documents, changed, rules: byRule } = await diffCleaning(samples, before, after, fail);
  for (const { name, changes, textChanged } of changed) {
    await print(`${pc.bold(printable(name))}${textChanged ? '' : ' (the text stays the same)'}\n`);
    for (const change of changes) await print(`  ${describe(change)}\n`);
  }
  if (byRule.length > 0) await print('\n');
  for (const { rule, removed, kept, renamed, documents: count } of byRule) {
    await print(
      `${rule.padEnd(36)} ${removed} more removed, ${kept} more kept, ${renamed} renamed, in ${counted(count, 'document')}\n`,
    );
  }
  say(
    `${changed.length} of ${counted(documents, 'document')} ${changed.length === 1 ? 'changes' : 'change'}`,
  );
  if (changed.length > 0) process.exitCode = 1;
}

const LONGEST = 80;

function describe({ kind, text, rule, before }: Change): string {
  const line = printable(text.replace(/\s+/g, ' '));
  const excerpt = line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
  if (kind === 'removed') return pc.red(`- ${excerpt}   ← removed by ${rule}`);
  if (kind === 'kept') return pc.green(`+ ${excerpt}   ← not removed by ${rule} any more`);
  return pc.dim(`  ${excerpt}   ← removed by ${rule}, before by ${before}`);
}
