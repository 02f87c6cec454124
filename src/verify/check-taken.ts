/** What of packs does nothing because other rules do it: examples that prove nothing, phrases that are taken. */
import type { Judge } from '../document.ts';
import type { Places, RuleFinding } from '../packs/check.ts';
import type { FolderResult } from '../packs/folder.ts';
import type { Finding } from '../packs/read.ts';
import type { PackPlace, RuleSource } from '../packs/schema.ts';
import { strike, type Trial, trialsOf } from './trials.ts';

/**
 * Examples of what goes that would go without their rule.
 * @param judge of these packs and those beside them
 */
export function checkExamples(read: FolderResult, places: Places, judge: Judge): Finding[] {
  return read.sources.flatMap(({ pack }) =>
    pack.rules.flatMap((rule) =>
      (rule.removes ?? []).flatMap((example, i) => {
        const trials = trialsOf(rule, 'removes', example, pack);
        const others = takers(judge, trials, (id) => id !== rule.id);
        const place = places.get(rule.id);
        if (others === undefined || place === undefined) return [];
        const message = `this example proves nothing: ${others.join(', ')} would do it alone. Show what only ${rule.id} takes.`;
        return [place(['removes', i], message)];
      }),
    ),
  );
}

/**
 * Phrases that built-in rules take however those say it, or keep. What is open in them, `{any}`, is not
 * tried.
 * @param judge of these packs and those beside them
 */
export function checkPhrasesBeside(read: FolderResult, places: Places, judge: Judge): RuleFinding[] {
  const isBuiltIn = (id: string): boolean => !places.has(id);
  return read.sources.flatMap(({ pack }) =>
    pack.rules.flatMap((rule) =>
      Object.entries(rule.phrases ?? {}).flatMap(([language, phrases]) =>
        phrases.flatMap((phrase, i) => {
          const place = places.get(rule.id);
          const says = sayBeside(judge, isBuiltIn, rule, phrase, pack);
          return place === undefined || says === undefined ? [] : [place(['phrases', language, i], says)];
        }),
      ),
    ),
  );
}

function sayBeside(
  judge: Judge,
  isBuiltIn: (id: string) => boolean,
  rule: RuleSource,
  phrase: string,
  pack: PackPlace,
): string | undefined {
  const isTried = !phrase.includes('{any}') && (rule.kinds?.includes('paragraph') ?? true);
  if (!isTried) return undefined;
  const trials = trialsOf(rule, 'removes', fillSlots(phrase), pack);
  const keepers = trials.map(({ document }) =>
    judge(document, []).find((verdict) => verdict.action === 'protect' && isBuiltIn(verdict.rule)),
  );
  const [keeper] = keepers;
  if (keeper !== undefined && keepers.every((verdict) => verdict !== undefined)) {
    return rule.protect === true
      ? `"${phrase}" is kept by the built-in ${keeper.rule} already: take it out.`
      : `"${phrase}" stays whatever this rule says: the built-in ${keeper.rule} keeps it. Take it out.`;
  }
  if (rule.protect === true) return undefined;
  const others = takers(judge, trials, isBuiltIn);
  return others && `"${phrase}" is taken by the built-in ${others.join(', ')} already: take it out.`;
}

/** Numbers, dates and names that phrases leave open. */
function fillSlots(phrase: string): string {
  return phrase.replaceAll('{n}', '3').replaceAll('{date}', '12 May 2023').replaceAll('{name}', 'Anna Berg');
}

/** The rules among those that count that do what the trials want, all of it; undefined when they do not. */
function takers(
  judge: Judge,
  trials: readonly Trial[],
  counts: (id: string) => boolean,
): readonly string[] | undefined {
  const rules = new Set<string>();
  for (const { document, expected } of trials) {
    const verdicts = judge(document, []).filter((verdict) => counts(verdict.rule));
    const isDone = document.blocks.every(
      (block, i) => expected[i] === undefined || strike(block, i, verdicts) === expected[i],
    );
    if (!isDone) return undefined;
    for (const verdict of verdicts) rules.add(verdict.rule);
  }
  return [...rules];
}
