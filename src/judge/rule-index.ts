/** The index over all phrases and patterns of the packs: what finds the few candidates for a block. */
import type { CompiledPacks, CompiledRule, PhraseTable } from '../packs/compiled.ts';
import type { DateWords } from '../packs/dates.ts';
import { type PhraseParts, splitPhrase } from '../packs/phrase.ts';
import { foldedOf, numberAt, splitColumn } from '../packs/tables.ts';
import { createFinder, type Finder } from './finders.ts';
import { buildFilter, buildWholeFilter, type LiteralFilter, type WholeFilter } from './literal-filter.ts';
import { buildScanner, type LiteralScanner } from './literal-scan.ts';
import { buildPrefixTable, type PrefixTable } from './prefix-table.ts';

/** Phrases of one table; what only a candidate needs is made when one is found. */
export interface PhraseIndex {
  /** Sorted by their code units. */
  readonly literals: readonly string[];
  readonly keys: PrefixTable;
  readonly filter: LiteralFilter;
  readonly ruleOf: (phrase: number) => CompiledRule;
  readonly partsOf: (phrase: number) => PhraseParts;
  /** `“Related Articles” (en)` */
  readonly sayingOf: (phrase: number) => string;
}

/** The patterns of a rule, which share their literals. */
export interface PatternIndex {
  readonly rule: CompiledRule;
  readonly finders: readonly Finder[];
}

export interface RuleIndex {
  /** Phrases without slots of variable length, by all they say. */
  readonly exact: PhraseIndex;
  readonly exactFilter: WholeFilter;
  /** Other phrases, by what they begin with, or else by what they end with, read backwards. */
  readonly beginnings: PhraseIndex;
  readonly endings: PhraseIndex;
  readonly fragments: PhraseIndex;
  readonly patterns: readonly PatternIndex[];
  /** Beginnings of fragments and, with values behind theirs, literals of patterns. */
  readonly scanner: LiteralScanner;
  readonly fragmentCount: number;
  readonly dateWords: DateWords;
}

/** Builds the index of packs. */
export function buildRuleIndex(packs: CompiledPacks): RuleIndex {
  const index = (table: PhraseTable): PhraseIndex => indexPhrases(packs, table);
  const fragments = index(packs.phrases.fragments);
  const fragmentCount = fragments.literals.length;
  const scanned = fragments.literals.map((literal, i): [string, number] => [literal, i]);
  const rules = [...new Set(packs.patterns.map((pattern) => pattern.rule))];
  const patterns = rules.map((rule, i): PatternIndex => {
    const own = packs.patterns.filter((pattern) => pattern.rule === rule);
    const literals = new Set(own.flatMap((pattern) => pattern.literals));
    for (const literal of literals) scanned.push([literal, fragmentCount + i]);
    return { rule: packs.rules[rule], finders: own.map(createFinder) };
  });
  const exact = index(packs.phrases.exact);
  return {
    exact,
    exactFilter: buildWholeFilter(exact.literals),
    beginnings: index(packs.phrases.beginnings),
    endings: index(packs.phrases.endings),
    fragments,
    patterns,
    scanner: buildScanner(scanned),
    fragmentCount,
    dateWords: new Map(Object.entries(packs.dateWords)),
  };
}

function indexPhrases(packs: CompiledPacks, table: PhraseTable): PhraseIndex {
  const literals = splitColumn(table.keys, table);
  let keys: PrefixTable | undefined;
  let filter: LiteralFilter | undefined;
  let folded: readonly string[] | undefined;
  let phrases: readonly string[] | undefined;
  const parts: PhraseParts[] = [];
  return {
    literals,
    // Whole phrases need neither.
    get keys() {
      keys ??= buildPrefixTable(literals);
      return keys;
    },
    get filter() {
      filter ??= buildFilter(literals);
      return filter;
    },
    ruleOf: (phrase) => packs.rules[numberAt(table.rules, phrase)],
    partsOf: (phrase) => {
      folded ??= foldedOf(table);
      parts[phrase] ??= splitPhrase(folded[phrase]);
      return parts[phrase];
    },
    sayingOf: (phrase) => {
      phrases ??= splitColumn(table.phrases, table);
      const language = packs.phrases.languages[numberAt(table.languages, phrase)];
      return `“${phrases[phrase]}”${language === 'any' ? '' : ` (${language})`}`;
    },
  };
}
