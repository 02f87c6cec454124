/**
 * Says which rules' words stand in a block. Whole phrases are one look-up of the folded block,
 * phrases with slots are found by what they begin or end with, fragments and patterns by their
 * literals: no step loops over the rules.
 */
import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import type { Span } from '../document.ts';
import type { CompiledPacks, CompiledPattern, CompiledRule } from '../packs/compiled.ts';
import { foldDates } from '../packs/dates.ts';
import { FoldBuffer, foldInto } from '../packs/fold.ts';
import { LONGEST_ANY, type PhraseParts, splitPhrase } from '../packs/phrase.ts';
import { buildScanner, scan } from './literal-scan.ts';
import { type FoldedText, matchPhrase, mayEnd } from './phrase-match.ts';
import { buildPrefixTable, prefixesOf } from './prefix-table.ts';

/** A rule that fits a block's words; where it stands has still to be seen. */
export interface Match {
  readonly rule: CompiledRule;
  /** The part of the block that the words are; only for fragments. */
  readonly span?: Span;
  /** What the rule found, for the ledger's reason: `“Related Articles” (en)`. */
  readonly says: string;
}

/** Finds the matches in a block's text, in the order of the rules. */
export type RuleMatcher = (text: string) => readonly Match[];

/** Longer blocks are no dates. */
const LONGEST_DATED = 200;
const NONE: readonly Match[] = [];

export function createRuleMatcher(packs: CompiledPacks): RuleMatcher {
  const { rules, phrases } = packs;
  const dateWords = new Map(Object.entries(packs.dateWords));
  const parts: PhraseParts[] = phrases.map((phrase) => splitPhrase(phrase.folded));
  const exact = new Map<string, number[]>();
  const beginnings: [string, number][] = [];
  const endings: [string, number][] = [];
  const scanned: [string, number][] = [];
  let longest = 0;
  phrases.forEach((phrase, i) => {
    const { literals, slots } = parts[i];
    const rule = rules[phrase.rule];
    if (rule.reach === 'fragment') {
      scanned.push([literals[0], i]);
    } else if (slots.length === 0) {
      const same = exact.get(literals[0]);
      if (same === undefined) exact.set(literals[0], [i]);
      else same.push(i);
    } else if (literals[0] !== '') beginnings.push([literals[0], i]);
    else endings.push([reverse(literals[literals.length - 1]), i]);
    if (rule.reach !== 'fragment') {
      longest = Math.max(longest, phrase.folded.length + slots.length * LONGEST_ANY);
    }
  });
  const patterns = packs.patterns.map((pattern) => ({
    rule: rules[pattern.rule],
    find: lazyFinder(pattern),
  }));
  packs.patterns.forEach((pattern, i) => {
    for (const literal of pattern.literals) scanned.push([literal, phrases.length + i]);
  });
  const byBeginning = buildPrefixTable(beginnings);
  const byEnding = buildPrefixTable(endings);
  const scanner = buildScanner(scanned);
  const buffer = new FoldBuffer();

  return (text) => {
    foldInto(buffer, text);
    if (buffer.length === 0) return NONE;
    let matches: Match[] | undefined;
    const add = (rule: CompiledRule, says: string, span?: Span): void => {
      matches ??= [];
      if (matches.some((match) => match.rule === rule && match.span?.start === span?.start)) return;
      matches.push(span === undefined ? { rule, says } : { rule, says, span });
    };
    const addPhrase = (phrase: number, span?: Span): void => {
      const { rule, language } = phrases[phrase];
      add(rules[rule], `“${phrases[phrase].phrase}”${language === 'any' ? '' : ` (${language})`}`, span);
    };

    const matchWhole = (folded: FoldedText): void => {
      for (const phrase of exact.get(folded.text) ?? []) {
        if (fitsLength(rules[phrases[phrase].rule], text)) addPhrase(phrase);
      }
      prefixesOf(byBeginning, folded.text, (literal) => {
        for (const phrase of byBeginning.values[literal]) {
          if (!fitsLength(rules[phrases[phrase].rule], text)) continue;
          if (matchPhrase(parts[phrase], folded, 0, true) >= 0) addPhrase(phrase);
        }
      });
      if (byEnding.literals.length === 0) return;
      prefixesOf(byEnding, reverse(folded.text.slice(-byEnding.longest)), (literal) => {
        for (const phrase of byEnding.values[literal]) {
          if (!fitsLength(rules[phrases[phrase].rule], text)) continue;
          if (matchPhrase(parts[phrase], folded, 0, true) >= 0) addPhrase(phrase);
        }
      });
    };

    if (buffer.length <= longest) {
      const whole = { text: buffer.slice(), original: text, originOf: (i: number) => buffer.offsets[i] };
      matchWhole(whole);
      if (buffer.hasNumber && buffer.length <= LONGEST_DATED) {
        const dated = foldDates(whole.text, dateWords);
        if (dated !== undefined) {
          matchWhole({ text: dated.text, original: text, originOf: (i) => buffer.offsets[dated.offsets[i]] });
        }
      }
    }
    let folded: FoldedText | undefined;
    let tried: Set<number> | undefined;
    scan(scanner, buffer, (value, start, end) => {
      folded ??= { text: buffer.slice(), original: text, originOf: (i) => buffer.offsets[i] };
      if (value < phrases.length) {
        const rule = rules[phrases[value].rule];
        if (!fitsLength(rule, text) || (rule.at === 'start' && start > 0)) return;
        const last = parts[value].slots.length === 0 ? end : matchPhrase(parts[value], folded, start, false);
        if (last < 0 || !mayEnd(folded, last) || (rule.at === 'end' && last < buffer.length)) return;
        addPhrase(value, { start: buffer.offsets[start], end: originEnd(buffer, last) });
        return;
      }
      const index = value - phrases.length;
      const { rule, find } = patterns[index];
      if (tried?.has(index) || !fitsLength(rule, text)) return;
      tried = (tried ?? new Set()).add(index);
      for (const span of find(text)) {
        if (!fitsPlace(rule, span, text)) continue;
        if (rule.reach === 'fragment') add(rule, quote(text.slice(span.start, span.end)), span);
        else add(rule, quote(text.slice(span.start, span.end)));
      }
    });
    return matches ?? NONE;
  };
}

function fitsLength(rule: CompiledRule, text: string): boolean {
  return text.length >= rule.minimum && text.length <= rule.maximum;
}

function fitsPlace(rule: CompiledRule, span: Span, text: string): boolean {
  if (rule.reach !== 'fragment') return true;
  if (rule.at === 'start') return span.start === 0;
  return rule.at === 'anywhere' || span.end === text.length;
}

/** The end of a folded stretch in the original: behind its last character, not before the next one. */
function originEnd(buffer: FoldBuffer, end: number): number {
  return buffer.offsets[end];
}

function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}”`;
}

function reverse(text: string): string {
  let reversed = '';
  for (let i = text.length - 1; i >= 0; i--) reversed += text[i];
  return reversed;
}

type Finder = (text: string) => readonly Span[];

/** Compiles a pattern when a literal of it was seen for the first time. */
function lazyFinder(pattern: CompiledPattern): Finder {
  let finder: Finder | undefined;
  return (text) => {
    finder ??= pattern.engine === 'linear' ? linearFinder(pattern) : nativeFinder(pattern);
    return finder(text);
  };
}

function nativeFinder(pattern: CompiledPattern): Finder {
  const expression = new RegExp(pattern.source, pattern.ignoreCase ? 'giu' : 'gu');
  return (text) =>
    [...text.matchAll(expression)].flatMap((found) =>
      found[0] === '' ? [] : [{ start: found.index, end: found.index + found[0].length }],
    );
}

function linearFinder(pattern: CompiledPattern): Finder {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2;
  const expression = RE2JS.compile(pattern.source, pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return (text) => {
    const spans: Span[] = [];
    const matcher = expression.matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) spans.push({ start: matcher.start(), end: matcher.end() });
    }
    return spans;
  };
}
