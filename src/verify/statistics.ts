/** How often each rule fires on real documents, and how often it is right: for `dehusk rules stats`. */
import { createCleaner, type Source } from '../clean.ts';
import type { Category, Removal } from '../document.ts';
import { type CleanOptions, readOptions } from '../options.ts';
import { openPacks } from '../packs/configuration.ts';
import { byConfig, type OnFailure, rethrow } from './by-config.ts';
import { type GoldText, readGoldText } from './gold.ts';

/** A document to count on. */
export interface Sample {
  readonly name: string;
  readonly source: Source;
  /** What of it is content, when somebody knows: a golden, or the gold text of a data set. */
  readonly gold?: string;
  /** The `dehusk.yaml` that applies to it. */
  readonly config?: string;
}

export interface RuleStatistics {
  readonly rule: string;
  readonly category: Category;
  /** Documents in which it named a removal. */
  readonly documents: number;
  readonly removals: number;
  /** Characters of what it removed. */
  readonly characters: number;
  /** Removals that another rule or judge named, and this one confirmed. */
  readonly confirmed: number;
  /** Share of its characters that are not in the gold text, 0 to 1; absent where no document has one. */
  readonly precision?: number;
  /** The first three removals, and the first three that were wrong. */
  readonly examples: readonly string[];
  readonly mistakes: readonly string[];
}

export interface Statistics {
  readonly documents: number;
  /** Of these, the ones with a gold text. */
  readonly judged: number;
  /** Rules and judges that fired, the most frequent first. */
  readonly rules: readonly RuleStatistics[];
  /** Ids of rules that never did, sorted. */
  readonly silent: readonly string[];
}

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 100;

interface Count {
  category: Category;
  names: Set<string>;
  removals: number;
  characters: number;
  confirmed: number;
  judged: number;
  wrong: number;
  examples: string[];
  mistakes: string[];
}

/**
 * Cleans the samples and counts what each rule and judge removed.
 * @param fail is told of the samples that cannot be cleaned; they do not count
 * @throws DehuskError `bad-option` or `bad-rules`; without `fail` also what is wrong with a sample
 */
export async function collectStatistics(
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  options: CleanOptions = {},
  fail: OnFailure = rethrow,
): Promise<Statistics> {
  const cleanerFor = byConfig((config) => createCleaner(withConfig(options, config)));
  const counts = new Map<string, Count>();
  let documents = 0;
  let judged = 0;
  for await (const { name, source, gold, config } of samples) {
    let removed: readonly Removal[];
    try {
      removed = cleanerFor(config)(source).removed;
    } catch (error) {
      fail(name, error);
      continue;
    }
    documents++;
    if (gold !== undefined) judged++;
    const folded = gold === undefined ? undefined : readGoldText(gold);
    for (const removal of removed) count(counts, name, removal, folded);
  }
  const rules = [...counts].map(([rule, counted]) => toStatistics(rule, counted));
  rules.sort((a, b) => b.documents - a.documents || (a.rule < b.rule ? -1 : 1));
  const silent = openPacks(readOptions(options))
    .rules.map(({ id }) => id)
    .filter((id) => !counts.has(id))
    .sort();
  return { documents, judged, rules, silent };
}

function withConfig(options: CleanOptions, config: string | undefined): CleanOptions {
  return config === undefined ? options : { ...options, config };
}

function count(counts: Map<string, Count>, name: string, removal: Removal, gold: GoldText | undefined): void {
  const counted = countOf(counts, removal.rule, removal.category);
  const text = removal.text.replace(/\s+/g, ' ').trim();
  counted.names.add(name);
  counted.removals++;
  counted.characters += text.length;
  const example = text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE - 1)}…` : text;
  if (counted.examples.length < EXAMPLES) counted.examples.push(example);
  if (gold !== undefined) {
    counted.judged += text.length;
    if (gold.has(text)) {
      counted.wrong += text.length;
      if (counted.mistakes.length < EXAMPLES) counted.mistakes.push(`${name}: ${example}`);
    }
  }
  for (const other of removal.also ?? []) countOf(counts, other, removal.category).confirmed++;
}

function countOf(counts: Map<string, Count>, rule: string, category: Category): Count {
  const known = counts.get(rule);
  if (known !== undefined) return known;
  const fresh: Count = {
    category,
    names: new Set(),
    removals: 0,
    characters: 0,
    confirmed: 0,
    judged: 0,
    wrong: 0,
    examples: [],
    mistakes: [],
  };
  counts.set(rule, fresh);
  return fresh;
}

function toStatistics(rule: string, counted: Count): RuleStatistics {
  const { category, names, removals, characters, confirmed, judged, wrong, examples, mistakes } = counted;
  return {
    rule,
    category,
    documents: names.size,
    removals,
    characters,
    confirmed,
    ...(judged === 0 ? {} : { precision: 1 - wrong / judged }),
    examples,
    mistakes,
  };
}
