/** The index over all phrases and patterns of the packs: what finds the few candidates for a block. */
import type { CompiledPacks, CompiledRule, PhraseTable } from '../../packs/compiled.ts';
import type { DateWords } from '../../packs/dates.ts';
import { buildLiteralIndex } from '../../packs/literal-index.ts';
import type { LiteralScanner } from '../../packs/literal-scan.ts';
import { type PhraseParts, splitPhrase } from '../../packs/phrase.ts';
import type { PrefixTable } from '../../packs/prefix-table.ts';
import { foldedOf, numberAt, splitColumn } from '../../packs/tables.ts';
import type { WholeTable } from '../../packs/whole-table.ts';
import { createFinder, type Finder } from './finders.ts';

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

/** Patterns of a rule that have a literal in common, in their order. */
export interface PatternGroup {
  readonly rule: CompiledRule;
  readonly patterns: readonly PatternIndex[];
}

/** What has a literal: phrases, by their places among the fragments, and patterns by rule. */
export interface LiteralOwners {
  readonly fragments: readonly number[];
  readonly groups: readonly PatternGroup[];
}

export interface RuleIndex {
  /** Phrases without slots of variable length, by all they say. */
  readonly exact: PhraseIndex;
  readonly wholes: WholeTable;
  /** Other phrases, by what they begin with, or else by what they end with, read backwards. */
  readonly beginnings: KeyedIndex;
  readonly endings: KeyedIndex;
  readonly fragments: PhraseIndex;
  /** Beginnings of fragments and literals of patterns. */
  readonly scanner: LiteralScanner;
  readonly ownersOf: (literal: number) => LiteralOwners;
  readonly dateRoles: DateWords;
  /** The same words, sorted, and their roles. */
  readonly dateWords: WholeTable;
  readonly dateRoleOf: Uint8Array;
}

/** The index of packs, whose literals are indexed here when that of the packs did not come with them. */
export function buildRuleIndex(packs: CompiledPacks): RuleIndex {
  const { exact, beginnings, endings, fragments } = packs.phrases;
  const literals = packs.index ?? buildLiteralIndex(packs);
  const index = (table: PhraseTable): PhraseIndex => indexPhrases(packs, table);
  return {
    exact: index(exact),
    wholes: literals.wholes,
    beginnings: { ...index(beginnings), keys: literals.beginnings },
    endings: { ...index(endings), keys: literals.endings },
    fragments: index(fragments),
    scanner: literals.scanner,
    ownersOf: indexOwners(packs, literals.scanner),
    dateRoles: new Map(Object.entries(packs.dateWords)),
    dateWords: literals.dateWords,
    dateRoleOf: literals.dateRoleOf,
  };
}

/**
 * Who has a literal is put together when it is first found: most never are. Literals of the same patterns, as those of
 * a rule mostly are, have one group, so that who finds several need not join them.
 */
function indexOwners(packs: CompiledPacks, { firstOf, values }: LiteralScanner): RuleIndex['ownersOf'] {
  const fragmentCount = packs.phrases.fragments.rules.length;
  const patterns = packs.patterns.map((pattern, order) => ({
    rule: packs.rules[pattern.rule],
    find: createFinder(pattern),
    order,
  }));
  const groups = new Map<string, PatternGroup>();
  const groupOf = (rule: CompiledRule, group: readonly PatternIndex[]): PatternGroup => {
    const name = group.map(({ order }) => order).join();
    const known = groups.get(name) ?? { rule, patterns: group };
    groups.set(name, known);
    return known;
  };
  const gather = (literal: number): LiteralOwners => {
    const fragments: number[] = [];
    const byRule = new Map<CompiledRule, PatternIndex[]>();
    // What was given last goes first.
    for (let at = firstOf[literal + 1] - 1; at >= firstOf[literal]; at--) {
      if (values[at] < fragmentCount) {
        fragments.push(values[at]);
        continue;
      }
      const pattern = patterns[values[at] - fragmentCount];
      const group = byRule.get(pattern.rule);
      if (group === undefined) byRule.set(pattern.rule, [pattern]);
      else group.unshift(pattern);
    }
    return { fragments, groups: [...byRule].map(([rule, group]) => groupOf(rule, group)) };
  };
  const known = new Array<LiteralOwners | undefined>(firstOf.length - 1);
  return (literal) => (known[literal] ??= gather(literal));
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
