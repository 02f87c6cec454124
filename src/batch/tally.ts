/** Counts of what was kept and removed, of one document and of a whole run. Characters are UTF-16 code units. */
import type { CleanResult } from '../clean.ts';
import type { Category } from '../document.ts';

export interface Count {
  removals: number;
  characters: number;
}

/** What became of one document. Small, because it goes from worker to main thread and into the journal. */
export interface DocumentTally {
  readonly kept: number;
  /** By category and rule, `related related/heading`. */
  readonly removed: Readonly<Record<string, readonly [removals: number, characters: number]>>;
}

/** Counts the removals of one document by category and rule. */
export function tallyOf({ text, removed }: Pick<CleanResult, 'text' | 'removed'>): DocumentTally {
  const counts: Record<string, [number, number]> = {};
  for (const removal of removed) {
    const key = `${removal.category} ${removal.rule}`;
    counts[key] ??= [0, 0];
    const count = counts[key];
    count[0]++;
    count[1] += removal.text.length;
  }
  return { kept: text.length, removed: counts };
}

/** The counts of a document without removals, without text. */
export function emptyDocumentTally(): DocumentTally {
  return { kept: 0, removed: {} };
}

/** The sum of two documents' counts. */
export function joinTallies(one: DocumentTally, other: DocumentTally): DocumentTally {
  const removed: Record<string, readonly [number, number]> = { ...one.removed };
  for (const [key, [removals, characters]] of Object.entries(other.removed)) {
    const before = removed[key] ?? [0, 0];
    removed[key] = [before[0] + removals, before[1] + characters];
  }
  return { kept: one.kept + other.kept, removed };
}

export interface CategoryTally extends Count {
  readonly rules: Record<string, Count>;
}

/** The sum over documents. */
export interface Tally {
  kept: number;
  removed: number;
  readonly categories: Partial<Record<Category, CategoryTally>>;
}

/** The sum over no document: all zero. */
export function emptyTally(): Tally {
  return { kept: 0, removed: 0, categories: {} };
}

/** Adds a document's counts to the sum. */
export function addTally(sum: Tally, one: DocumentTally): void {
  sum.kept += one.kept;
  for (const [key, [removals, characters]] of Object.entries(one.removed)) {
    const [category, rule] = key.split(' ') as [Category, string];
    sum.categories[category] ??= { removals: 0, characters: 0, rules: {} };
    const inCategory = sum.categories[category];
    inCategory.rules[rule] ??= { removals: 0, characters: 0 };
    for (const count of [inCategory, inCategory.rules[rule]]) {
      count.removals += removals;
      count.characters += characters;
    }
    sum.removed += characters;
  }
}
