/** Compiles packs that were read to the plain data that the rules judge works with. */
import { type CheckedPatterns, digestOf } from './backtracking.ts';
import {
  type CompiledPacks,
  type CompiledPattern,
  type CompiledPhrase,
  type CompiledRule,
  zonesNamed,
} from './compiled.ts';
import { DATE_ROLES, type DateRole } from './dates.ts';
import { fold } from './fold.ts';
import { packHash } from './pack-hash.ts';
import { readPattern } from './pattern.ts';
import { wordsOfPattern } from './pattern-words.ts';
import { compilePhrase } from './phrase.ts';
import { type Finding, finding, type PackPath, type ReadPack } from './read.ts';
import type { PackSource, RuleSource } from './schema.ts';
import { packPhrases } from './tables.ts';

/** The words of dates by language and role, as `dates.yaml` has them. */
export type DateSource = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface CompileResult {
  readonly packs: CompiledPacks;
  readonly findings: readonly Finding[];
}

/**
 * Compiles packs in the order given. Mistakes that the schema cannot see (ids used twice, rules
 * that can never fit, slots that do not exist) are findings, and what has one is left out.
 * @param checked the patterns that may run in the native engine; all others run in the linear one.
 */
export function compilePacks(
  sources: readonly ReadPack[],
  dates: DateSource,
  checked: CheckedPatterns,
): CompileResult {
  const findings: Finding[] = [];
  const rules: CompiledRule[] = [];
  const phrases: CompiledPhrase[] = [];
  const patterns: CompiledPattern[] = [];
  const files = new Map<string, string>();
  for (const source of sources) {
    source.pack.rules.forEach((rule, index) => {
      const report = (path: PackPath, message: string): void => {
        findings.push(finding(source.file, source.positionOf(['rules', index, ...path]), message));
      };
      const first = files.get(rule.id);
      if (first !== undefined) {
        report(['id'], `the id "${rule.id}" is used twice; the first time in ${first}.`);
        return;
      }
      files.set(rule.id, source.file);
      checkRule(rule, report);
      const number = rules.length;
      rules.push(compileRule(rule, source.pack));
      phrases.push(...compilePhrases(rule, number, report));
      patterns.push(...compilePatterns(rule, number, checked, report));
    });
  }
  return {
    packs: {
      hash: packHash(JSON.stringify([sources.map((source) => source.pack), dates])),
      rules,
      phrases: packPhrases(phrases, rules),
      patterns,
      dateWords: compileDates(dates),
    },
    findings,
  };
}

type Report = (path: PackPath, message: string) => void;

/** Combinations of keys that mean nothing. */
function checkRule(rule: RuleSource, report: Report): void {
  const says = rule.phrases !== undefined || rule.patterns !== undefined || rule.select !== undefined;
  if (!says && rule.neighbours === undefined) {
    report(['id'], `"${rule.id}" says nothing: it needs phrases, patterns, or neighbours with a length.`);
  }
  if (!says && rule.neighbours !== undefined && rule.length?.max === undefined) {
    report(['neighbours'], 'a rule without phrases needs length: { max: … }, so that it takes no prose.');
  }
  if (rule.patterns !== undefined && rule.literals === undefined) {
    report(['patterns'], 'patterns need literals: words of which every text that they fit has one.');
  }
  if (rule.literals !== undefined && rule.patterns === undefined) {
    report(['literals'], 'literals belong to patterns; there are none.');
  }
  if (rule.beside !== undefined && rule.neighbours === undefined) {
    report(['beside'], 'beside belongs to neighbours: it says which categories count.');
  }
  if (rule.at !== undefined && rule.reach !== 'fragment') {
    report(['at'], 'at belongs to reach: fragment.');
  }
  if (rule.protect === true && rule.reach !== undefined && rule.reach !== 'block') {
    report(['reach'], 'a rule that protects reaches no further than its block.');
  }
  if (rule.protect !== true && rule.removes === undefined) {
    report(['id'], `"${rule.id}" has no removes: show at least one line that it takes.`);
  }
  if (rule.length?.min !== undefined && rule.length.max !== undefined && rule.length.min > rule.length.max) {
    report(['length'], 'min is more than max: no block can be so long.');
  }
  if ((rule.reach === 'rest' || rule.reach === 'box') && rule.zone !== 'tail') {
    report(['reach'], `reach: ${rule.reach} needs zone: tail, or it could take the article.`);
  }
}

function compileRule(rule: RuleSource, { category, host, generator }: PackSource): CompiledRule {
  return {
    id: rule.id,
    category,
    about: rule.about.trim(),
    zones: zonesNamed(rule.zone),
    reach: rule.reach ?? 'block',
    at: rule.at ?? 'anywhere',
    minimum: rule.length?.min ?? 1,
    maximum: rule.length?.max ?? 1_000_000,
    prose: rule.prose ?? true,
    ...(rule.kinds === undefined ? {} : { kinds: rule.kinds }),
    ...(rule.neighbours === undefined ? {} : { neighbours: rule.neighbours }),
    ...(rule.beside === undefined ? {} : { beside: rule.beside }),
    ...(rule.atMost === undefined ? {} : { atMost: rule.atMost }),
    ...(host === undefined ? {} : { host }),
    ...(generator === undefined ? {} : { generator }),
    ...(rule.select === undefined ? {} : { select: rule.select }),
    protect: rule.protect ?? false,
    hasWords: rule.phrases !== undefined || rule.patterns !== undefined,
  };
}

function compilePhrases(rule: RuleSource, number: number, report: Report): CompiledPhrase[] {
  const compiled: CompiledPhrase[] = [];
  for (const [language, texts] of Object.entries(rule.phrases ?? {})) {
    texts.forEach((phrase, i) => {
      const result = compilePhrase(phrase);
      if ('mistake' in result) report(['phrases', language, i], result.mistake);
      else compiled.push({ rule: number, language, phrase, folded: result.folded });
    });
  }
  return compiled;
}

function compilePatterns(
  rule: RuleSource,
  number: number,
  checked: CheckedPatterns,
  report: Report,
): CompiledPattern[] {
  const literals = [...new Set((rule.literals ?? []).map(foldLiteral))];
  literals.forEach((literal, i) => {
    if (literal === '') report(['literals', i], `"${rule.literals?.[i]}" has nothing to look for.`);
  });
  return (rule.patterns ?? []).flatMap((written, i) => {
    const pattern = readPattern(written);
    if ('mistake' in pattern) {
      report(['patterns', i], pattern.mistake);
      return [];
    }
    const engine = checked[digestOf(pattern)] === undefined ? 'linear' : 'native';
    return [{ rule: number, ...pattern, literals, words: wordsOfPattern(pattern), engine }];
  });
}

/** A mark such as "/" is dropped at the ends of a text, but it can be found between words. */
function foldLiteral(literal: string): string {
  return fold(literal) || fold(`a${literal}a`).slice(1, -1).trim();
}

function compileDates(dates: DateSource): Record<string, number> {
  const words = new Map<string, number>();
  for (const roles of Object.values(dates)) {
    for (const [role, texts] of Object.entries(roles)) {
      const bit = DATE_ROLES[role as DateRole] ?? 0;
      for (const text of texts) words.set(fold(text), (words.get(fold(text)) ?? 0) | bit);
    }
  }
  words.delete('');
  return Object.fromEntries([...words].sort(([a], [b]) => (a < b ? -1 : 1)));
}
