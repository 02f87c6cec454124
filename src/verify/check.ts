/** Everything that `dehusk rules check` finds in a folder of packs, in the order of files and lines. */
import { createRulesJudge } from '../judge/rules.ts';
import { checkIds, checkReach, findPlaces, type RuleFinding } from '../packs/check.ts';
import { checkLanguages } from '../packs/check-languages.ts';
import { checkPatterns } from '../packs/check-patterns.ts';
import { checkPhrases } from '../packs/check-phrases.ts';
import type { CompiledPacks } from '../packs/compiled.ts';
import { readPackFolder } from '../packs/folder.ts';
import { mergePacks } from '../packs/load.ts';
import type { Finding } from '../packs/read.ts';
import { checkFit } from './check-fit.ts';
import { checkExamples, checkPhrasesBeside } from './check-taken.ts';

/**
 * Checks the packs of a folder: their schema, ids and phrases used twice, phrases that other rules take
 * already, phrases and rules that can never fit, examples that prove nothing, patterns that RE2 refuses or that can backtrack
 * catastrophically, languages that are missing.
 * @param base packs that they work beside, the built-in ones; without it, they are these
 * @throws DehuskError `bad-option` or `bad-rules` when there is no folder, or no pack in it.
 */
export function checkFolder(folder: string, base?: CompiledPacks): readonly Finding[] {
  const read = readPackFolder(folder, base === undefined ? 'native' : 'linear');
  const places = findPlaces(read);
  const all = base === undefined ? read.packs : mergePacks([base, read.packs]);
  const judge = createRulesJudge(all);
  const phrases = new Map<string, RuleFinding>();
  const beside = base === undefined ? [] : checkPhrasesBeside(read, places, judge);
  for (const found of [
    ...checkPhrases(read, places, all),
    ...beside,
    ...checkFit(read, places, read.packs),
  ]) {
    const key = `${found.file} ${found.line} ${found.column}`;
    if (!phrases.has(key)) phrases.set(key, found);
  }
  const findings = [
    ...read.findings,
    ...checkIds(read, places, base),
    ...phrases.values(),
    ...checkReach(read, places, [...phrases.values()]),
    ...checkPatterns(read, places, base),
    ...checkLanguages(read, places, base === undefined),
    ...checkExamples(read, places, judge),
  ];
  return findings.sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
}
