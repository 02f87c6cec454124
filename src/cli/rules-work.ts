/** `dehusk rules stats|new`: what rules do on real documents, and a first draft of a new one. */
import pc from 'picocolors';
import { printable } from '../batch/names.ts';
import { draftRule } from '../verify/draft.ts';
import { collectStatistics, type RuleStatistics } from '../verify/statistics.ts';
import { counted } from './counted.ts';
import { withSource } from './one-file.ts';
import { type CleanValues, toCleanOptions } from './options.ts';
import { createFailures, readSamples } from './samples.ts';
import { print, say } from './streams.ts';

export interface StatsCommand extends CleanValues {
  readonly goldens?: string;
}

/** Prints how often each rule fires, with examples, and the rules that never do. */
export async function runStats(folder: string, command: StatsCommand): Promise<void> {
  const options = toCleanOptions(command);
  const fail = createFailures();
  const samples = readSamples(folder, options, fail, command.goldens);
  const { documents, judged, rules, silent } = await collectStatistics(samples, options, fail);
  for (const rule of rules) await printRule(rule);
  if (silent.length > 0) await print(`\nNever: ${silent.join(', ')}\n`);
  const gold = judged === 0 ? '' : ` (${judged} with a gold text)`;
  const fired = `${counted(rules.length, 'rule')} fired, ${silent.length} never did`;
  say(`${counted(documents, 'document')}${gold}, ${fired}`);
}

async function printRule({
  rule,
  documents,
  removals,
  confirmed,
  precision,
  examples,
  mistakes,
}: RuleStatistics) {
  const right = precision === undefined ? '' : `, ${(precision * 100).toFixed(1)} % right`;
  const also = confirmed === 0 ? '' : `, ${confirmed} confirmed`;
  const often = `${counted(documents, 'document')}, ${counted(removals, 'removal')}`;
  await print(`${pc.bold(rule.padEnd(36))} ${often}${also}${right}\n`);
  for (const example of examples) await print(`    ${pc.dim(printable(example))}\n`);
  for (const mistake of mistakes) await print(`    ${pc.red(`wrong: ${printable(mistake)}`)}\n`);
}

/** Prints a draft of a rule with examples from a document. */
export async function runNew(id: string, { from }: { readonly from: string }): Promise<void> {
  await print(await withSource(from, {}, (source) => draftRule(id, source)));
}
