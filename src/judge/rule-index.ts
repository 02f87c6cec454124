/** The index over all phrases and patterns of the packs: what finds the few candidates for a block. */
import type { CompiledPacks, CompiledRule, PhraseTable } from '../packs/compiled.ts';
import type { DateWords } from '../packs/dates.ts';
import { type PhraseParts, splitPhrase } from '../packs/phrase.ts';
import { foldedOf, numberAt, splitColumn } from '../packs/tables.ts';
import { createFinder, type Finder } from './finders.ts';
import { buildScanner, type LiteralScanner } from './literal-scan.ts';
import { type Literals, readLiterals } from './literals.ts';
import { buildPrefixTable, type PrefixTable } from './prefix-table.ts';
import { buildWholeTable, type WholeTable } from './whole-table.ts';

/** Phrases of one table; what only a candidate needs is made when one is found. */
export interface PhraseIndex {
  readonly ruleOf: (phrase: number) => CompiledRule;
  readonly partsOf: (phrase: number) => PhraseParts;
  /** `“Related Articles” (en)` */
  readonly sayingOf: (phrase: number) => string;
}

/** Phrases that are found by a part of theirs. */
interface KeyedIndex extends PhraseIndex {
  readonly keys: PrefixTable;
}

/** A pattern that is looked for where one of its literals stands. */
export interface PatternIndex {
  readonly rule: CompiledRule;
  readonly find: Finder;
  /** Its place among all patterns: those of a rule are tried in this order. */
  readonly order: number;
}

export interface RuleIndex {
  /** Phrases without slots of variable length, by all they say. */
  readonly exact: PhraseIndex;
  readonly wholes: WholeTable;
  /** Other phrases, by what they begin with, or else by what they end with, read backwards. */
  readonly beginnings: KeyedIndex;
  readonly endings: KeyedIndex;
  readonly fragments: PhraseIndex;
  readonly patterns: readonly PatternIndex[];
  /** Beginnings of fragments and, with values behind theirs, literals of patterns. */
  readonly scanner: LiteralScanner;
  readonly fragmentCount: number;
  readonly dateRoles: DateWords;
  /** The same words, sorted, and their roles. */
  readonly dateWords: WholeTable;
  readonly dateRoleOf: Uint8Array;
}

/** Builds the index of packs. */
export function buildRuleIndex(packs: CompiledPacks): RuleIndex {
  const index = (table: PhraseTable): PhraseIndex => indexPhrases(packs, table);
  const dateWords = Object.keys(packs.dateWords).sort();
  const { exact, beginnings, endings, fragments } = packs.phrases;
  const scanned = splitColumn(fragments.keys, fragments).map((literal, i): [string, number] => [literal, i]);
  const fragmentCount = scanned.length;
  const patterns = packs.patterns.map((pattern, order): PatternIndex => {
    for (const literal of new Set(pattern.literals)) scanned.push([literal, fragmentCount + order]);
    return { rule: packs.rules[pattern.rule], find: createFinder(pattern), order };
  });
  return {
    exact: index(exact),
    wholes: buildWholeTable(literalsOf(exact)),
    beginnings: { ...index(beginnings), keys: buildPrefixTable(literalsOf(beginnings)) },
    endings: { ...index(endings), keys: buildPrefixTable(literalsOf(endings)) },
    fragments: index(fragments),
    patterns,
    scanner: buildScanner(scanned),
    fragmentCount,
    dateRoles: new Map(Object.entries(packs.dateWords)),
    dateWords: buildWholeTable(readLiterals(dateWords.join('\n'), dateWords.length)),
    dateRoleOf: Uint8Array.from(dateWords, (word) => packs.dateWords[word]),
  };
}

function literalsOf(table: PhraseTable): Literals {
  return readLiterals(table.keys, table.rules.length);
}

function indexPhrases(packs: CompiledPacks, table: PhraseTable): PhraseIndex {
  let folded: readonly string[] | undefined;
  let phrases: readonly string[] | undefined;
  const parts: PhraseParts[] = [];
  return {
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
