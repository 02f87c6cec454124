/** The index over all phrases and patterns of the packs: what finds the few candidates for a block. */
import type { CompiledPacks, CompiledPhrase, CompiledRule } from '../packs/compiled.ts';
import type { DateWords } from '../packs/dates.ts';
import { type PhraseParts, splitPhrase } from '../packs/phrase.ts';
import { createFinder, type Finder } from './finders.ts';
import { buildFilter, type LiteralFilter } from './literal-filter.ts';
import { buildScanner, type LiteralScanner } from './literal-scan.ts';
import { buildPrefixTable, type PrefixTable } from './prefix-table.ts';

export interface IndexedPhrase extends PhraseParts {
  readonly rule: CompiledRule;
  readonly source: CompiledPhrase;
}

export interface IndexedPattern {
  readonly rule: CompiledRule;
  readonly find: Finder;
}

export interface FilteredTable {
  readonly table: PrefixTable;
  readonly filter: LiteralFilter;
}

/** Values in the tables are indices into `phrases`; in the scanner, behind them those into `patterns`. */
export interface RuleIndex {
  readonly phrases: readonly IndexedPhrase[];
  readonly patterns: readonly IndexedPattern[];
  readonly dateWords: DateWords;
  /** Phrases without slots of variable length, by all they say. */
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly longestExact: number;
  /** Other phrases, by what they begin with, or else by what they end with, read backwards. */
  readonly beginnings: FilteredTable;
  readonly endings: FilteredTable;
  /** Beginnings of fragments, and literals of patterns. */
  readonly scanner: LiteralScanner;
}

/** Builds the index of packs. */
export function buildRuleIndex(packs: CompiledPacks): RuleIndex {
  const phrases = packs.phrases.map(
    (source): IndexedPhrase => ({ ...splitPhrase(source.folded), rule: packs.rules[source.rule], source }),
  );
  const exact = new Map<string, number[]>();
  const beginnings: [string, number][] = [];
  const endings: [string, number][] = [];
  const scanned: [string, number][] = [];
  let longestExact = 0;
  phrases.forEach(({ literals, slots, rule }, i) => {
    const first = literals[0];
    if (rule.reach === 'fragment') {
      scanned.push([first, i]);
    } else if (slots.length === 0) {
      const same = exact.get(first);
      if (same === undefined) exact.set(first, [i]);
      else same.push(i);
      longestExact = Math.max(longestExact, first.length);
    } else if (first !== '') {
      beginnings.push([first, i]);
    } else {
      endings.push([reverse(literals[literals.length - 1]), i]);
    }
  });
  packs.patterns.forEach((pattern, i) => {
    for (const literal of pattern.literals) scanned.push([literal, phrases.length + i]);
  });
  return {
    phrases,
    patterns: packs.patterns.map((pattern) => ({
      rule: packs.rules[pattern.rule],
      find: createFinder(pattern),
    })),
    dateWords: new Map(Object.entries(packs.dateWords)),
    exact,
    longestExact,
    beginnings: filtered(buildPrefixTable(beginnings)),
    endings: filtered(buildPrefixTable(endings)),
    scanner: buildScanner(scanned),
  };
}

function filtered(table: PrefixTable): FilteredTable {
  return { table, filter: buildFilter(table.literals) };
}

/** A text's code units in the opposite order, for tables of endings. */
export function reverse(text: string): string {
  let reversed = '';
  for (let i = text.length - 1; i >= 0; i--) reversed += text[i];
  return reversed;
}
