/** What changes when documents are cleaned with other rules, or by another version: for `dehusk diff`. */
import type { CleanResult, Source } from '../clean.ts';
import type { Removal } from '../document.ts';
import { type OnFailure, rethrow } from './by-config.ts';
import type { Sample } from './statistics.ts';

/** A stretch that only one of the two removes, or that they remove for different reasons. */
export interface Change {
  readonly kind: 'removed' | 'kept' | 'renamed';
  readonly text: string;
  /** Who removes it: the new side when it is removed, the old one when it is kept. */
  readonly rule: string;
  /** For `renamed`: who removed it before. */
  readonly before?: string;
}

export interface DocumentDiff {
  readonly name: string;
  /** In the order of the document. */
  readonly changes: readonly Change[];
  /** True when the clean text is another; a rule that only gets another name changes no text. */
  readonly textChanged: boolean;
}

export interface RuleDiff {
  readonly rule: string;
  /** Stretches that this rule removes now and that were kept before, and the other way round. */
  readonly removed: number;
  readonly kept: number;
  readonly renamed: number;
  readonly documents: number;
}

export interface Diff {
  readonly documents: number;
  /** Documents with changes, in the order given. */
  readonly changed: readonly DocumentDiff[];
  /** By rule, the one with the most changes first. */
  readonly rules: readonly RuleDiff[];
}

/** Cleans one source; what `createCleaner` returns, here or in another version. */
export type Clean = (source: Source) => Pick<CleanResult, 'text' | 'removed'>;

/**
 * Cleans each document on both sides, each with its `dehusk.yaml`, and collects what differs.
 * @param fail is told of the ones that one of the sides cannot clean; they do not count
 */
export async function diffCleaning(
  documents: Iterable<Sample> | AsyncIterable<Sample>,
  before: (config: string | undefined) => Clean,
  after: (config: string | undefined) => Clean,
  fail: OnFailure = rethrow,
): Promise<Diff> {
  let count = 0;
  const changed: DocumentDiff[] = [];
  for await (const { name, source, config } of documents) {
    try {
      const old = before(config)(source);
      const now = after(config)(source);
      const changes = diffRemovals(old.removed, now.removed);
      const textChanged = old.text !== now.text;
      if (changes.length > 0 || textChanged) changed.push({ name, changes, textChanged });
      count++;
    } catch (error) {
      fail(name, error);
    }
  }
  return { documents: count, changed, rules: diffRules(changed) };
}

/** The differences of two ledgers of one document, by the spans of their removals. */
function diffRemovals(before: readonly Removal[], after: readonly Removal[]): readonly Change[] {
  const old = new Map(before.map((removal) => [spanOf(removal), removal]));
  const now = new Map(after.map((removal) => [spanOf(removal), removal]));
  const changes: (Change & { readonly start: number })[] = [];
  for (const removal of after) {
    const same = old.get(spanOf(removal));
    const { start, text, rule } = removal;
    if (same === undefined) changes.push({ start, kind: 'removed', text, rule });
    else if (same.rule !== rule) changes.push({ start, kind: 'renamed', text, rule, before: same.rule });
  }
  for (const removal of before) {
    const { start, text, rule } = removal;
    if (!now.has(spanOf(removal))) changes.push({ start, kind: 'kept', text, rule });
  }
  changes.sort((a, b) => a.start - b.start);
  return changes.map(({ start, ...change }) => change);
}

/** Of a fragment of a page, its place in its block too, whose span it has. */
function spanOf({ start, end, within }: Removal): string {
  return within === undefined ? `${start} ${end}` : `${start} ${end} ${within.start} ${within.end}`;
}

function diffRules(changed: readonly DocumentDiff[]): readonly RuleDiff[] {
  const rules = new Map<string, { removed: number; kept: number; renamed: number; names: Set<string> }>();
  for (const { name, changes } of changed) {
    for (const { kind, rule } of changes) {
      const counted = rules.get(rule) ?? { removed: 0, kept: 0, renamed: 0, names: new Set() };
      counted[kind]++;
      counted.names.add(name);
      rules.set(rule, counted);
    }
  }
  const total = (rule: RuleDiff): number => rule.removed + rule.kept + rule.renamed;
  return [...rules]
    .map(([rule, { names, ...counted }]) => ({ rule, ...counted, documents: names.size }))
    .sort((a, b) => total(b) - total(a) || (a.rule < b.rule ? -1 : 1));
}
