/** The index over all phrases and patterns of the packs: what finds the few candidates for a block. */
import type { CompiledPacks, CompiledRule, PhraseTable } from '../packs/compiled.ts';
import type { DateWords } from '../packs/dates.ts';
import { type PhraseParts, splitPhrase } from '../packs/phrase.ts';
import { splitColumn } from '../packs/tables.ts';
import { createFinder, type Finder } from './finders.ts';
import { buildFilter, type LiteralFilter } from './literal-filter.ts';
import { buildScanner, type LiteralScanner } from './literal-scan.ts';
import { buildPrefixTable, type PrefixTable } from './prefix-table.ts';

/** Phrases of one table; what only a candidate needs is made when one is found. */
export interface PhraseIndex {
  readonly keys: PrefixTable;
  readonly filter: LiteralFilter;
  readonly ruleOf: (phrase: number) => CompiledRule;
  readonly partsOf: (phrase: number) => PhraseParts;
  /** `“Related Articles” (en)` */
  readonly sayingOf: (phrase: number) => string;
}

export interface IndexedPattern {
  readonly rule: CompiledRule;
  readonly find: Finder;
}

export interface RuleIndex {
  /** Phrases without slots of variable length, by all they say. */
  readonly exact: PhraseIndex;
  /** Other phrases, by what they begin with, or else by what they end with, read backwards. */
  readonly beginnings: PhraseIndex;
  readonly endings: PhraseIndex;
  readonly fragments: PhraseIndex;
  readonly patterns: readonly IndexedPattern[];
  /** Beginnings of fragments and, with values behind theirs, literals of patterns. */
  readonly scanner: LiteralScanner;
  readonly fragmentCount: number;
  readonly dateWords: DateWords;
}

/** Builds the index of packs. */
export function buildRuleIndex(packs: CompiledPacks): RuleIndex {
  const index = (table: PhraseTable): PhraseIndex => indexPhrases(packs, table);
  const fragments = index(packs.phrases.fragments);
  const fragmentCount = fragments.keys.literals.length;
  const scanned = fragments.keys.literals.map((literal, i): [string, number] => [literal, i]);
  packs.patterns.forEach((pattern, i) => {
    for (const literal of pattern.literals) scanned.push([literal, fragmentCount + i]);
  });
  return {
    exact: index(packs.phrases.exact),
    beginnings: index(packs.phrases.beginnings),
    endings: index(packs.phrases.endings),
    fragments,
    patterns: packs.patterns.map((pattern) => ({
      rule: packs.rules[pattern.rule],
      find: createFinder(pattern),
    })),
    scanner: buildScanner(scanned),
    fragmentCount,
    dateWords: new Map(Object.entries(packs.dateWords)),
  };
}

function indexPhrases(packs: CompiledPacks, table: PhraseTable): PhraseIndex {
  const keys = buildPrefixTable(splitColumn(table.keys, table));
  let folded: readonly string[] | undefined;
  let phrases: readonly string[] | undefined;
  const parts: PhraseParts[] = [];
  return {
    keys,
    filter: buildFilter(keys.literals),
    ruleOf: (phrase) => packs.rules[table.rules[phrase]],
    partsOf: (phrase) => {
      folded ??= splitColumn(table.folded, table);
      parts[phrase] ??= splitPhrase(folded[phrase]);
      return parts[phrase];
    },
    sayingOf: (phrase) => {
      phrases ??= splitColumn(table.phrases, table);
      const language = packs.phrases.languages[table.languages[phrase]];
      return `“${phrases[phrase]}”${language === 'any' ? '' : ` (${language})`}`;
    },
  };
}
