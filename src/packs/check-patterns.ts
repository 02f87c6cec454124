/** Patterns that can backtrack catastrophically, that stand twice, or that no block is shown to for lack of a literal. */
import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import { CLASS, CLASS_OF } from '../characters.ts';
import { checkBacktracking, digestOf } from './backtracking.ts';
import type { Place, Places } from './check.ts';
import type { CompiledPacks, CompiledPattern } from './compiled.ts';
import { fold } from './fold.ts';
import type { FolderResult } from './folder.ts';
import type { Finding } from './read.ts';
import type { RuleSource } from './schema.ts';

/** Milliseconds that the check of a pattern may take here; `build.js --check-patterns` gives it more. */
const LONGEST_CHECK = 5000;

/**
 * Findings about the patterns of packs that were read.
 * @param base packs that they work beside
 */
export function checkPatterns(
  { packs, sources }: FolderResult,
  places: Places,
  base?: CompiledPacks,
): Finding[] {
  const rules = new Map(sources.flatMap(({ pack }) => pack.rules.map((rule) => [rule.id, rule])));
  const owners = new Map<string, string>();
  for (const pattern of base?.patterns ?? []) {
    owners.set(digestOf(pattern), `the built-in ${base?.rules[pattern.rule].id}`);
  }
  return packs.patterns.flatMap((pattern) => {
    const { id } = packs.rules[pattern.rule];
    const rule = rules.get(id);
    const place = places.get(id);
    if (rule === undefined || place === undefined) return [];
    const written = pattern.ignoreCase ? `(?i)${pattern.source}` : pattern.source;
    const path = ['patterns', rule.patterns?.indexOf(written) ?? 0];
    const digest = digestOf(pattern);
    const owner = owners.get(digest);
    owners.set(digest, owner ?? id);
    return [
      ...(owner === undefined ? [] : [place(path, `this pattern is in ${owner} already: take it out.`)]),
      ...checkTime(pattern, (message, severity) => place(path, message, severity)),
      ...checkLiterals(rule, pattern, place),
    ];
  });
}

/** Patterns that were found safe before run natively, all others in the linear engine. */
function checkTime(
  pattern: CompiledPattern,
  report: (message: string, severity: Finding['severity']) => Finding,
): Finding[] {
  if (pattern.engine === 'native') return [];
  const safety = checkBacktracking(pattern, LONGEST_CHECK);
  if (safety.status === 'safe') return [];
  if (safety.status === 'unknown') {
    const message =
      'recheck could not tell whether this pattern can backtrack catastrophically. Make two of it, or write * and + for bounds such as {0,80}.';
    return [report(message, 'warning')];
  }
  const { attack, status } = safety;
  if (status === 'polynomial') {
    const message = `this pattern backtracks in polynomial time, on ${attack}. Anchor it with ^, or bound its repetitions: {0,80} for *.`;
    return [report(message, 'warning')];
  }
  const message = `this pattern backtracks catastrophically, on ${attack}. Let no two repetitions take the same characters: a+ for (a+)+.`;
  return [report(message, 'error')];
}

/** A block without a literal is not shown to the patterns, so an example that fits one must have one. */
function checkLiterals(rule: RuleSource, pattern: CompiledPattern, place: Place): Finding[] {
  if (rule.literals === undefined) return [];
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2;
  const expression = RE2JS.compile(pattern.source, pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  const lines = (rule.removes ?? []).flatMap((example) => {
    const all = example.trim().split('\n');
    return all.length === 1 ? all : all.filter((line) => line.includes('~~'));
  });
  const unseen = lines
    .map((line) => line.trim().replaceAll('~~', ''))
    .find((line) => !line.startsWith('<') && expression.matcher(line).find() && !hasLiteral(line, pattern));
  if (unseen === undefined) return [];
  const message = `no literal begins a word of "${unseen}", so no pattern is tried on it. Add one of its words.`;
  return [place(['literals'], message)];
}

function hasLiteral(line: string, { literals }: CompiledPattern): boolean {
  const folded = fold(line);
  return literals.some((literal) => {
    for (let at = folded.indexOf(literal); at >= 0; at = folded.indexOf(literal, at + 1)) {
      if (!isLetter(literal, 0) || !isLetter(folded, at - 1)) return true;
    }
    return false;
  });
}

/** Of a script that puts spaces between its words. */
function isLetter(text: string, at: number): boolean {
  const characterClass = at < 0 ? CLASS.space : CLASS_OF[text.charCodeAt(at)];
  return characterClass >= CLASS.latin && characterClass < CLASS.unspaced;
}
