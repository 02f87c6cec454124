/** Loads packs: the built-in ones, compiled when the project was built, and folders of the user's own. */
import { readFileSync } from 'node:fs';
import { DehuskError } from '../errors.ts';
import { readArrays } from './array-file.ts';
import type { CompiledPacks } from './compiled.ts';
import { PACKS_ENCODING, readPacks } from './file.ts';
import { readPackFolder } from './folder.ts';
import type { LiteralIndex } from './literal-index.ts';
import { packHash } from './pack-hash.ts';
import { formatFinding } from './read.ts';
import { joinPhrases, selectPhrases } from './tables.ts';

const BUILT_IN = new URL('../../dist/packs.txt', import.meta.url);
const BUILT_IN_INDEX = new URL('../../dist/packs.index', import.meta.url);

/**
 * The packs that come with dehusk.
 * @throws DehuskError `bad-rules` when they have not been compiled yet.
 */
export function loadBuiltInPacks(): CompiledPacks {
  let text: string;
  let index: Buffer<ArrayBuffer>;
  try {
    text = readFileSync(BUILT_IN, PACKS_ENCODING);
    index = readFileSync(BUILT_IN_INDEX);
  } catch (cause) {
    const message =
      'The built-in rules are not beside the program. In a clone of dehusk, run: npm run build. ' +
      'A bundler leaves them behind: have it treat dehusk as external.';
    throw new DehuskError('bad-rules', message, { cause });
  }
  return { ...readPacks(text), index: readArrays<LiteralIndex>(index) };
}

/**
 * The packs of a folder of YAML files, its patterns run by a linear engine.
 * @throws DehuskError `bad-rules` with every mistake's file, line and column.
 */
export function loadPackFolder(folder: string): CompiledPacks {
  const { packs, findings } = readPackFolder(folder, 'linear');
  const errors = findings.filter((found) => found.severity === 'error');
  if (errors.length > 0) throw new DehuskError('bad-rules', errors.map(formatFinding).join('\n'));
  return packs;
}

/**
 * One set of packs out of several. A rule of a later pack takes the place of an earlier rule with
 * the same id.
 */
export function mergePacks(packs: readonly CompiledPacks[]): CompiledPacks {
  if (packs.length === 1) return packs[0];
  const owner = new Map<string, CompiledPacks>();
  for (const pack of packs) for (const rule of pack.rules) owner.set(rule.id, pack);
  return {
    hash: packHash(packs.map((pack) => pack.hash).join()),
    ...joinRules(packs.map((pack) => selectRules(pack, (id) => owner.get(id) === pack))),
    dateWords: mergeDateWords(packs),
  };
}

/** The packs without the rules of these ids. */
export function withoutRules(packs: CompiledPacks, ids: ReadonlySet<string>): CompiledPacks {
  return selectRules(packs, (id) => !ids.has(id));
}

/** The rules that `wanted` names, their phrases and patterns renumbered; the packs themselves when it names all. */
export function selectRules(packs: CompiledPacks, wanted: (id: string) => boolean): CompiledPacks {
  const number = new Map<number, number>();
  const rules = packs.rules.filter((rule, i) => wanted(rule.id) && number.set(i, number.size) !== undefined);
  if (rules.length === packs.rules.length) return packs;
  const patterns = packs.patterns.flatMap((pattern) => {
    const rule = number.get(pattern.rule);
    return rule === undefined ? [] : [{ ...pattern, rule }];
  });
  return { ...packs, rules, phrases: selectPhrases(packs.phrases, number), patterns, index: undefined };
}

function joinRules(packs: readonly CompiledPacks[]): Pick<CompiledPacks, 'rules' | 'phrases' | 'patterns'> {
  const rules: CompiledPacks['rules'][number][] = [];
  const patterns: CompiledPacks['patterns'][number][] = [];
  for (const pack of packs) {
    const offset = rules.length;
    rules.push(...pack.rules);
    for (const pattern of pack.patterns) patterns.push({ ...pattern, rule: pattern.rule + offset });
  }
  const counts = packs.map((pack) => pack.rules.length);
  return {
    rules,
    phrases: joinPhrases(
      packs.map((pack) => pack.phrases),
      counts,
    ),
    patterns,
  };
}

function mergeDateWords(packs: readonly CompiledPacks[]): Record<string, number> {
  const words: Record<string, number> = {};
  for (const pack of packs) {
    for (const [word, roles] of Object.entries(pack.dateWords)) words[word] = (words[word] ?? 0) | roles;
  }
  return words;
}
