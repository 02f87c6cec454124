/** What a run came to: for the summary on the terminal, and for `report.json`. */
import type { ErrorCode } from '../errors.ts';
import { addCount, type Failure } from './failure.ts';
import { packageVersion } from './package-version.ts';
import type { Progress } from './progress.ts';
import { addTally, type DocumentTally, emptyTally, type Tally } from './tally.ts';
import type { Skipped } from './walk.ts';

export interface Report {
  readonly version: string;
  readonly node: string;
  /** Hash of the rules that were used; with several configurations, of the rules without any. */
  readonly rules: string;
  /** The `dehusk.yaml` files that changed rules, and the hash of the rules that each makes. */
  readonly configurations: readonly { readonly file: string; readonly rules: string }[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly documents: {
    /** In the output now. */
    readonly done: number;
    /** Of these, the ones that an earlier run had done. */
    readonly unchanged: number;
    readonly failed: number;
  };
  /** How many failed for which reason. */
  readonly failuresByCode: Readonly<Partial<Record<ErrorCode, number>>>;
  readonly skipped: Readonly<Skipped>;
  readonly characters: { readonly kept: number; readonly removed: number };
  readonly removals: Tally['categories'];
  /** In the order of their names, at most 10,000. */
  readonly failures: readonly Failure[];
  /**
   * Outputs of earlier runs that are still there and that this run has nothing to do with: their inputs
   * are gone or have failed this time, or other options give outputs other names. At most 10,000 by name.
   */
  readonly leftovers: { readonly count: number; readonly names: readonly string[] };
  /** The slowest documents of all, slowest first. */
  readonly slowest: readonly { readonly name: string; readonly milliseconds: number }[];
  /** When the run began, ISO 8601. */
  readonly began: string;
  readonly seconds: number;
  /** True when the run was stopped before its end. */
  readonly interrupted: boolean;
}

/** Failures and leftovers that are kept by name; more are only counted. */
const MOST_FAILURES = 10_000;
const SLOWEST = 20;

/** Adds up a run. Its memory does not grow with the number of documents. */
export class Accounts {
  private readonly began = new Date();
  private readonly start = performance.now();
  private readonly codes: Partial<Record<ErrorCode, number>> = {};
  private readonly tally: Tally = emptyTally();
  private readonly failures: Failure[] = [];
  private readonly leftovers: string[] = [];
  private leftover = 0;
  private slowest: { name: string; milliseconds: number }[] = [];
  readonly skipped: Skipped = { hidden: 0, links: 0, other: 0 };
  done = 0;
  unchanged = 0;
  failed = 0;
  /** Bytes of the inputs that are done with. */
  bytes = 0;
  /** Bytes that were read of the archive at hand. */
  position = 0;

  addDone(name: string, tally: DocumentTally, milliseconds: number, unchanged: boolean): void {
    this.done++;
    if (unchanged) this.unchanged++;
    addTally(this.tally, tally);
    const last = this.slowest[SLOWEST - 1];
    if (last !== undefined && last.milliseconds >= milliseconds) return;
    this.slowest = [...this.slowest, { name, milliseconds }]
      .sort((a, b) => b.milliseconds - a.milliseconds)
      .slice(0, SLOWEST);
  }

  /** What an earlier run did of an archive. */
  addEarlier({ done, failed, codes, tally, failures }: Progress): void {
    this.done += done;
    this.unchanged += done;
    addTally(this.tally, tally);
    this.failed += failed;
    for (const [code, count] of Object.entries(codes)) addCount(this.codes, code as ErrorCode, count);
    for (const failure of failures) this.nameFailure(failure);
  }

  addFailure(failure: Failure): void {
    this.failed++;
    addCount(this.codes, failure.code);
    this.nameFailure(failure);
  }

  private nameFailure(failure: Failure): void {
    if (this.failures.length < MOST_FAILURES) this.failures.push(failure);
  }

  addLeftover(name: string): void {
    this.leftover++;
    if (this.leftovers.length < MOST_FAILURES) this.leftovers.push(name);
  }

  report(run: Pick<Report, 'rules' | 'configurations' | 'options' | 'interrupted'>): Report {
    return {
      version: packageVersion(),
      node: process.version,
      ...run,
      documents: { done: this.done, unchanged: this.unchanged, failed: this.failed },
      failuresByCode: byKey(this.codes),
      skipped: this.skipped,
      characters: { kept: this.tally.kept, removed: this.tally.removed },
      removals: sorted(this.tally.categories),
      failures: [...this.failures].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
      leftovers: { count: this.leftover, names: [...this.leftovers].sort() },
      slowest: this.slowest,
      began: this.began.toISOString(),
      seconds: Math.round((performance.now() - this.start) / 10) / 100,
    };
  }
}

function byKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same counts are the same bytes, in whatever order the documents came. */
function sorted(categories: Tally['categories']): Tally['categories'] {
  return byKey(
    Object.fromEntries(
      Object.entries(categories).map(([category, count]) => [
        category,
        { ...count, rules: byKey(count.rules) },
      ]),
    ),
  );
}
