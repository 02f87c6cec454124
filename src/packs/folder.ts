/** Reads a folder of packs from disk: every `.yaml` file in it and below, in the order of their names. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Yaml from 'yaml';
import { DehuskError } from '../errors.ts';
import { readCheckedPatterns } from './backtracking.ts';
import { type CompileResult, compilePacks, type DateSource } from './compile.ts';
import type { CompiledPattern } from './compiled.ts';
import { type Finding, type ReadPack, readPack } from './read.ts';
import type { PackKind } from './schema.ts';

/** The file of a folder that holds the words of dates; no pack. */
const DATES = 'dates.yaml';

/** A configuration beside packs is none of them. */
export const CONFIGURATION_FILE = 'dehusk.yaml';

/** The folders of packs that are for one site each, or for what one software prints on all of its sites. */
const KINDS: ReadonlyMap<string, PackKind> = new Map([
  ['sites', 'site'],
  ['software', 'software'],
]);

export interface FolderResult extends CompileResult {
  /** The packs without mistakes, as they were read. */
  readonly sources: readonly ReadPack[];
}

/**
 * Reads and compiles the packs of `folder`. Mistakes in them are findings.
 * @param engine `native` for dehusk's own packs: their patterns run natively when they are known to
 * be safe. Those of strangers always run in the linear engine.
 * @throws DehuskError `bad-option` when there is no such folder, `bad-rules` when no pack is in it.
 */
export function readPackFolder(folder: string, engine: CompiledPattern['engine']): FolderResult {
  const files = packFiles(folder);
  const findings: Finding[] = [];
  const sources: ReadPack[] = [];
  let dates: DateSource = {};
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (path.basename(file) === DATES) {
      dates = (createRequire(import.meta.url)('yaml') as typeof Yaml).parse(text) as DateSource;
      continue;
    }
    const result = readPack(file, text, KINDS.get(path.basename(path.dirname(file))));
    findings.push(...result.findings);
    if (result.pack !== undefined) sources.push(result.pack);
  }
  const checked = engine === 'native' ? readCheckedPatterns(folder) : {};
  const compiled = compilePacks(sources, dates, checked);
  return { packs: compiled.packs, findings: [...findings, ...compiled.findings], sources };
}

function packFiles(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    throw new DehuskError('bad-option', `${folder} is no folder. Name a folder of rule packs (.yaml files).`);
  }
  const files = names
    .filter((name) => /\.ya?ml$/.test(name) && path.basename(name) !== CONFIGURATION_FILE)
    .sort();
  if (files.length === 0) {
    throw new DehuskError(
      'bad-rules',
      `${folder} holds no rule packs. A pack is a .yaml file; see README.md.`,
    );
  }
  return files.map((name) => path.join(folder, name));
}
