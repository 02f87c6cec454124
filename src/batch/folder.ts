/**
 * Cleans files and folders into an output folder. The main thread finds the inputs and writes the
 * outputs; workers read and clean.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DehuskError } from '../errors.ts';
import { readOptions } from '../options.ts';
import { openPacks } from '../packs/configuration.ts';
import { type Archive, openArchive } from './archive.ts';
import { type BatchOptions, poolOptions, runKey } from './batch-options.ts';
import { cleanPage } from './clean-page.ts';
import { namesOnDisk } from './disk-case.ts';
import { type Failure, toFailure } from './failure.ts';
import { archiveEnding, targetPaths } from './finish.ts';
import { GATHERED_NAME, gatherPages } from './gather.ts';
import { forEachConcurrently } from './in-order.ts';
import { type Journal, openJournal } from './journal.ts';
import { ENDINGS, type NameKey } from './names.ts';
import { type OutputFolder, openOutput, REPORT_NAME, STATE_NAME, toUnwritable } from './output.ts';
import { createPageQueue } from './page-queue.ts';
import { createPool, type Pool, type PoolOptions } from './pool.ts';
import { type ColumnNames, columnNames } from './record-line.ts';
import { Accounts, type Report } from './report.ts';
import { createRulesFinder, type RulesFinder } from './rules-of-input.ts';
import { cleanShard, type ShardRun } from './shard.ts';
import { GROUP_SIZE } from './sync-group.ts';
import type { Target } from './target.ts';
import { type InputFile, type Skipped, type WalkOptions, walk } from './walk.ts';

export interface FolderOptions extends BatchOptions, ColumnNames {
  /** The folder that the outputs are written to. */
  readonly out: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Gather documents in files of this kind. Without it a page becomes a file, an archive an archive. */
  readonly to?: Target;
  /** Whether records have `dehusk.removed`. Default true. */
  readonly ledger?: boolean;
  /** Clean everything again, also what an earlier run has done. */
  readonly force?: boolean;
  /** Stops the run when it is aborted; what is done stays done. */
  readonly signal?: AbortSignal;
  /** Is told after every document, in the order in which they end. */
  readonly onDocument?: (accounts: Accounts, failure: Failure | undefined) => void;
}

/**
 * Cleans files and folders; the tree is mirrored below `out`. Goes on where an earlier run with the
 * same inputs and options stopped. A document that cannot be cleaned is a failure in the report and
 * costs the others nothing.
 *
 * @param paths files and folders; see `walk` for what is read
 * @param openPool starts the workers, or has them from an earlier run; the pool is closed in the end
 * @throws DehuskError `bad-option`, `bad-rules`, `bad-input` (outputs among inputs), `no-input`
 *   (nothing to clean), `unwritable` (the output folder, or no space left)
 */
export async function cleanFolder(
  paths: readonly string[],
  options: FolderOptions,
  openPool: (options: PoolOptions) => Pool = createPool,
): Promise<Report> {
  checkTogether(options);
  const rules = createRulesFinder(options, paths);
  const accounts = new Accounts();
  await checkInputs(paths, options);
  const out = await openOutput(options.out);
  const inputs = walk(paths, walkOptions(options, out.nameKey), accounts.skipped);
  try {
    const journal = await openJournal(out.journalPath, options.force === true);
    try {
      const pool = openPool(poolOptions(options));
      const run = { out, journal, pool, accounts, options, rules, paths };
      try {
        await stopOnAbort(options.signal, pool, cleanAll(run, inputs));
      } finally {
        await pool.close();
      }
      if (options.signal?.aborted !== true) await findLeftovers(run);
    } finally {
      journal.close();
    }
    const { onDocument, signal, ...shown } = options;
    const report = accounts.report({
      ...reportRules(options, rules),
      options: shown,
      interrupted: signal?.aborted === true,
    });
    await out.writeReport(`${JSON.stringify(report, null, 2)}\n`);
    return report;
  } catch (error) {
    throw toUnwritable(error, options.out);
  } finally {
    await out.close();
  }
}

/** Options that are wrong by themselves, or together, are said before anything is written. */
function checkTogether(options: FolderOptions): void {
  poolOptions(options);
  if (options.to !== 'dolma' || (options.format === undefined && options.ledger !== false)) return;
  const flag = options.format === undefined ? '--no-ledger' : '--format';
  throw new DehuskError(
    'bad-option',
    `Dolma's documents come out as they came in, with spans beside them: leave ${flag} away.`,
  );
}

/** The roots, and whether there is an input at all, before the output folder is made. */
async function checkInputs(paths: readonly string[], options: FolderOptions): Promise<void> {
  const inputs = walk(paths, walkOptions(options), { hidden: 0, links: 0, other: 0 });
  const first = await inputs.next();
  if (first.done === true) throw nothingToClean(paths);
  await inputs.return(undefined);
}

/** What earlier runs made and this one did not is said, and stays: it may come from other inputs. */
async function findLeftovers({ out, journal, accounts }: Run): Promise<void> {
  for (const name of journal.leftovers()) {
    for (const path of new Set([name, ...targetPaths('dolma', name)])) {
      const isThere = await stat(out.pathOf(path)).then(
        () => true,
        () => false,
      );
      if (isThere) accounts.addLeftover(path);
    }
  }
}

function reportRules(options: FolderOptions, rules: RulesFinder): Pick<Report, 'rules' | 'configurations'> {
  const used = rules.used();
  return {
    rules: used.length === 1 ? used[0].hash : openPacks(readOptions(options)).hash,
    configurations: used.flatMap(({ config: file, hash }) =>
      file === undefined ? [] : [{ file, rules: hash }],
    ),
  };
}

/** Finds the inputs and says where their outputs would go, and does nothing. */
export async function* planFolder(
  paths: readonly string[],
  options: FolderOptions,
  skipped: Skipped,
): AsyncGenerator<InputFile | Failure> {
  // What is there of the output folder may be as much as a part of its path.
  const nameKey = await namesOnDisk(join(options.out, STATE_NAME));
  yield* walk(paths, walkOptions(options, nameKey), skipped);
}

function walkOptions(options: FolderOptions, nameKey?: NameKey): WalkOptions {
  const { format } = readOptions(options);
  const { include, exclude, out, to } = options;
  return {
    out,
    ...(include && { include }),
    ...(exclude && { exclude }),
    ...(nameKey && { nameKey }),
    ending: ENDINGS[format],
    archiveEnding: (archive) => archiveEnding(to, archive),
    reserved: [REPORT_NAME, STATE_NAME, ...(to === undefined ? [] : [gatheredName(to)])],
  };
}

/** What pages are gathered in. */
function gatheredName(to: Target): string {
  return GATHERED_NAME + archiveEnding(to, { kind: 'ndjson', stem: '', isGzip: false });
}

/** The files that an input's output is in, as paths below the output folder. */
export function plannedOutputs({ output, archive }: InputFile, { to }: FolderOptions): string[] {
  return targetPaths(to, to === undefined || archive !== undefined ? output : gatheredName(to));
}

interface Run {
  readonly out: OutputFolder;
  readonly journal: Journal;
  readonly pool: Pool;
  readonly accounts: Accounts;
  readonly options: FolderOptions;
  readonly rules: RulesFinder;
  readonly paths: readonly string[];
}

async function cleanAll(run: Run, inputs: AsyncIterable<InputFile | Failure>): Promise<void> {
  const { options, accounts } = run;
  const { signal, to } = options;
  const { jobs } = poolOptions(options);
  let gathers = false;
  // One archive at a time has all workers.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (action: () => Promise<void>): Promise<void> => {
    const next = turn.then(action);
    turn = next.catch(() => undefined);
    return next;
  };
  const note = (failure: Failure | undefined) => {
    if (signal?.aborted === true) return;
    if (failure !== undefined) accounts.addFailure(failure);
    options.onDocument?.(accounts, failure);
  };
  // While one group of outputs is being synced and another gathers, workers clean the next pages.
  const atOnce = jobs * 4 + GROUP_SIZE * 2;
  const pageRun = { ...run, clean: createPageQueue(run.pool, jobs) };
  await forEachConcurrently(untilAborted(inputs, signal), atOnce, async (input) => {
    if ('code' in input) return note(input);
    const { archive } = input;
    if (archive !== undefined) await inTurn(() => cleanArchive(run, input, archive, note));
    else if (to !== undefined) gathers = true;
    else {
      const rules = run.rules.find(input.path);
      const failure =
        rules instanceof DehuskError ? toFailure(input.name, rules) : await cleanPage(pageRun, rules, input);
      accounts.bytes += input.size;
      note(failure);
    }
  });
  if (!gathers || to === undefined || signal?.aborted === true) return;
  const wanted = walkOptions(options, run.out.nameKey);
  const pages = () => onlyPages(walk(run.paths, wanted, { hidden: 0, links: 0, other: 0 }));
  // What each page is cleaned with is in the collection's own hash.
  const shards = shardRun(run, '');
  const gathered = gatherPages(pages, gatheredName(to), shards.read, run.rules);
  const failure = await cleanShard(shards, gathered);
  if (failure !== undefined) note(failure);
}

async function cleanArchive(
  run: Run,
  input: InputFile,
  archive: Archive,
  note: (failure: Failure | undefined) => void,
): Promise<void> {
  if (run.options.signal?.aborted === true) return;
  const rules = run.rules.find(input.path);
  let failure: Failure | undefined;
  if (rules instanceof DehuskError) failure = toFailure(input.name, rules);
  else {
    const { config, hash } = rules;
    const shards = shardRun(run, hash);
    const opened = openArchive(input, archive, shards.read);
    failure = await cleanShard(shards, { ...opened, ...(config !== undefined && { config }) });
  }
  run.accounts.bytes += input.size;
  run.accounts.position = 0;
  if (failure !== undefined) note(failure);
}

/** @param rules the hash of the rules for all of it */
function shardRun({ out, journal, pool, accounts, options }: Run, rules: string): ShardRun {
  const { to, ledger = true, htmlColumn, textColumn, signal, onDocument } = options;
  const { jobs, timeout, maxBytes } = poolOptions(options);
  return {
    out,
    journal,
    pool,
    accounts,
    jobs,
    limits: { timeout, maxBytes },
    ledger,
    signal,
    target: to,
    read: { maxBytes, ...columnNames(options), ...(signal && { signal }) },
    key: runKey(options, rules, [to, ledger, htmlColumn, textColumn]),
    onDocument: (failure) => onDocument?.(accounts, failure),
  };
}

async function* onlyPages(inputs: AsyncIterable<InputFile | Failure>): AsyncGenerator<InputFile | Failure> {
  for await (const input of inputs) if (!('archive' in input)) yield input;
}

/** Ends the workers when the run is to stop: their documents are not waited for. */
async function stopOnAbort(signal: AbortSignal | undefined, pool: Pool, work: Promise<void>): Promise<void> {
  if (signal === undefined) return await work;
  const stop = () => void pool.close();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    await work;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  for await (const item of items) {
    if (signal?.aborted === true) return;
    yield item;
  }
}

function nothingToClean(paths: readonly string[]): DehuskError {
  return new DehuskError(
    'no-input',
    `There is nothing to clean in ${paths.join(', ')}. Read are .html .htm .xhtml .txt .md .ndjson .jsonl .warc .wet .tar (also .gz), .json.gz, .tgz and .parquet.`,
  );
}
