/** `dehusk rules check|test|list`: the packs that come with dehusk, or a folder of one's own. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { printable } from '../batch/names.ts';
import { DehuskError } from '../errors.ts';
import type { CompiledPacks } from '../packs/compiled.ts';
import { formatLanguageTable, listRules, tabulateLanguages } from '../packs/list.ts';
import { loadBuiltInPacks, loadPackFolder } from '../packs/load.ts';
import { formatFinding } from '../packs/read.ts';
import { checkFolder } from '../verify/check.ts';
import { runExamples } from '../verify/examples.ts';
import { counted } from './counted.ts';
import { print, say } from './streams.ts';

const BUILT_IN = fileURLToPath(new URL('../../rules', import.meta.url));

/** A folder of one's own works beside the built-in rules, which do not work beside themselves. */
function openFolder(folder: string = BUILT_IN): { folder: string; base: CompiledPacks | undefined } {
  const isBuiltIn = realPath(folder) === realPath(BUILT_IN);
  return { folder, base: isBuiltIn ? undefined : loadBuiltInPacks() };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new DehuskError('bad-option', `${path} is no folder. Name a folder of rule packs (.yaml files).`);
  }
}

/** Prints the mistakes in packs, each with its file, line and column. */
export async function runCheck(dir: string | undefined): Promise<void> {
  const { folder, base } = openFolder(dir);
  const findings = checkFolder(folder, base);
  for (const found of findings) await print(`${formatFinding(found)}\n`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  say(`${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}`);
  if (errors > 0) process.exitCode = 1;
}

/** Runs the rules' examples and prints the ones that do not hold. */
export async function runTest(dir: string | undefined): Promise<void> {
  const { folder, base } = openFolder(dir);
  const { passed, failures, findings } = runExamples(folder, base);
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const found of errors) await print(`${formatFinding(found)}\n`);
  for (const { file, line, column, rule, message, happened } of failures) {
    await print(`${file}:${line}:${column}: ${pc.bold(rule)}: ${message}\n`);
    for (const row of happened.split('\n')) await print(`    ${row}\n`);
  }
  const more = errors.length > 0 ? `, ${counted(errors.length, 'error')}` : '';
  const hold = passed === 1 ? 'holds' : 'hold';
  const doNot = failures.length === 1 ? 'does not' : 'do not';
  say(`${counted(passed, 'example')} ${hold}, ${failures.length} ${doNot}${more}`);
  if (failures.length + errors.length > 0) process.exitCode = 1;
}

/** Prints every rule: its id, where it stands, what it is about and the languages of its phrases. */
export async function runList(
  dir: string | undefined,
  { table = false }: { readonly table?: boolean },
): Promise<void> {
  const { folder, base } = openFolder(dir);
  const packs = base === undefined ? loadBuiltInPacks() : loadPackFolder(folder);
  if (table) return await print(formatLanguageTable(tabulateLanguages(packs)));
  for (const { id, about, zones, protect, languages } of listRules(packs)) {
    const where = zones.length === 3 ? 'anywhere' : zones.join(' ');
    const what = `${protect ? 'keeps: ' : ''}${printable(about)}`;
    await print(`${pc.bold(id.padEnd(36))} ${where.padEnd(10)} ${what} ${pc.dim(languages.join(' '))}\n`);
  }
}
