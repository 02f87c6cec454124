/**
 * One collection of documents, from its records to a finished output. The clean records go to a
 * working file, line by line; a checkpoint says how many are in it and how many bytes that is, so that
 * a run that was ended goes on behind the last one. The whole is then turned into its own format.
 */
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { DehuskError, type ErrorCode } from '../errors.ts';
import type { Collection, ReadOptions, RecordBatch } from './archive.ts';
import { type CleanedBatch, cleanRecords, type RecordsOptions } from './clean-records.ts';
import { addCount, errorCode, type Failure, toFailure } from './failure.ts';
import { finishShard, hashOutputs, targetPaths } from './finish.ts';
import type { Journal, ShardEntry } from './journal.ts';
import type { Limits } from './limits.ts';
import { concernsOneName, type OutputFolder, toUnwritable } from './output.ts';
import type { Pool } from './pool.ts';
import { emptyProgress, type Progress } from './progress.ts';
import type { Accounts } from './report.ts';
import { joinTallies } from './tally.ts';
import type { Target } from './target.ts';

export interface ShardRun {
  readonly out: OutputFolder;
  readonly journal: Journal;
  readonly pool: Pool;
  readonly accounts: Accounts;
  readonly jobs: number;
  readonly limits: Limits;
  readonly read: ReadOptions;
  readonly target: Target | undefined;
  readonly ledger: boolean;
  /** Stands for all that the output depends on beside the collection. */
  readonly key: string;
  readonly signal: AbortSignal | undefined;
  readonly onDocument: (failure: Failure | undefined) => void;
}

/** Fewest milliseconds between two checkpoints: what a killed process does again. */
const CHECKPOINT_INTERVAL = 500;
/** With many failures a checkpoint is long; in a run of a night the journal grows by 60 MB at most. */
const CHECKPOINT_BYTES_PER_SECOND = 2000;

/** Failures that are kept by name; more are only counted. */
const MOST_FAILURES = 1000;

/**
 * Cleans a collection.
 *
 * @returns what is wrong with it as a whole; what is wrong with single records is in the accounts
 * @throws DehuskError `unwritable`, and system errors on writing
 */
export async function cleanShard(run: ShardRun, input: Collection): Promise<Failure | undefined> {
  let key: string;
  try {
    key = await input.hash(run.key);
  } catch (error) {
    return toFailure(input.name, error);
  }
  const known = run.journal.findShard(input.output);
  const earlier = known?.key === key && !mayGoBetter(known, run.limits) ? known : undefined;
  if (earlier?.output !== undefined && (await isStillThere(run, input, earlier.output))) {
    run.journal.keep(input.output);
    run.accounts.addEarlier(earlier.progress);
    return earlier.failure;
  }
  if (isStopped(run)) return undefined;
  const working = run.out.workingPath(input.output);
  const goesOn = earlier !== undefined && (await isLongEnough(working, earlier.progress.bytes));
  const progress = goesOn ? earlier.progress : emptyProgress();
  run.accounts.addEarlier(progress);
  const error = await cleanRest(run, input, key, working, progress);
  const failure = error === undefined ? undefined : toFailure(input.name, error);
  if (isStopped(run)) return failure;
  if (failure !== undefined && progress.records === 0) {
    rmSync(working, { force: true });
    return failure;
  }

  // Of an archive that is cut off or broken, what could be read is an output too.
  let output: string;
  try {
    output = await finishShard(run.target, working, input, run.out, run.read);
  } catch (error) {
    if (isStopped(run)) return failure;
    // A column that cannot be written, or a name that is too long, is this archive's trouble alone.
    const isOurs = errorCode(error) !== undefined && !concernsOneName(errorCode(error));
    if (isOurs && !(error instanceof DehuskError)) throw error;
    return toFailure(input.name, toUnwritable(error, input.output));
  }
  const { limits } = run;
  // A disk that could not be read may be read the next time: such an archive is not done.
  const mayPass = /^E[A-Z\d]+$/.test(errorCode(error) ?? '');
  if (!mayPass) {
    run.journal.addShard({ name: input.output, key, progress, limits, output, ...(failure && { failure }) });
  }
  rmSync(working, { force: true });
  return failure;
}

/** Then reading and packing have ended with an error of their own, which is no failure of the collection. */
const isStopped = ({ signal }: ShardRun): boolean => signal?.aborted === true;

/** Whether documents that failed for a limit get more now. What failed otherwise would fail again. */
function mayGoBetter({ progress, failure, limits: before }: ShardEntry, now: Limits): boolean {
  const failedFor = (code: ErrorCode) => progress.codes[code] !== undefined || failure?.code === code;
  return (
    (failedFor('timeout') && now.timeout > before.timeout) ||
    (failedFor('too-large') && now.maxBytes > before.maxBytes)
  );
}

/**
 * Cleans the records behind the first `progress.records` and adds them to the working file.
 * @returns the error that ended the reading before its end
 */
async function cleanRest(
  run: ShardRun,
  input: Collection,
  key: string,
  working: string,
  progress: Progress,
): Promise<unknown> {
  const file = openSync(working, existsSync(working) ? 'r+' : 'w');
  const checkpoint = () => {
    // After a power cut the journal must not promise more than the disk has.
    fdatasyncSync(file);
    return run.journal.addShard({ name: input.output, key, progress, limits: run.limits });
  };
  let isOurs = false;
  try {
    ftruncateSync(file, progress.bytes);
    let nextCheckpoint = performance.now() + CHECKPOINT_INTERVAL;
    for await (const batch of cleanRecords(
      remaining(input, progress, run.signal),
      run.pool,
      recordsOptions(run, input),
    )) {
      if (isStopped(run)) break;
      append(file, linesOf(batch), progress);
      addBatch(run, input, progress, batch);
      if (performance.now() < nextCheckpoint) continue;
      const pause = (checkpoint() / CHECKPOINT_BYTES_PER_SECOND) * 1000;
      nextCheckpoint = performance.now() + Math.max(CHECKPOINT_INTERVAL, pause);
    }
    return undefined;
  } catch (error) {
    isOurs = WRITING.includes((error as NodeJS.ErrnoException).syscall ?? '');
    if (isOurs) throw error;
    return error;
  } finally {
    try {
      if (progress.records > 0 && !isOurs) checkpoint();
    } finally {
      closeSync(file);
    }
  }
}

/** System calls whose errors are the output's, not the input's. */
const WRITING = ['write', 'fsync', 'fdatasync', 'ftruncate'];

function recordsOptions(run: ShardRun, { name, config, columns }: Collection): RecordsOptions {
  const target = run.target === 'dolma' ? 'dolma' : 'record';
  const { jobs, ledger, read } = run;
  return {
    jobs,
    maxBytes: read.maxBytes,
    ledger,
    target,
    source: name,
    ...(config !== undefined && { config }),
    ...(columns !== undefined && { columns }),
  };
}

/** A disk that gets full takes the first part of what is written. */
function append(file: number, lines: string, progress: Progress): void {
  const bytes = Buffer.from(lines);
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(file, bytes, written, bytes.length - written, progress.bytes + written);
  }
  progress.bytes += bytes.length;
}

/** A record without a line, which is one that has failed on its way to Dolma, is none. */
function linesOf({ records }: CleanedBatch): string {
  return records.map(({ line, error }) => (line === '' && error !== undefined ? '' : `${line}\n`)).join('');
}

function addBatch(
  run: ShardRun,
  input: Collection,
  progress: Progress,
  { first, position, records }: CleanedBatch,
): void {
  progress.records = first - 1 + records.length;
  run.accounts.position = position;
  records.forEach(({ name: file, tally, error, milliseconds = 0 }, i) => {
    const name = file ?? `${input.name}:${first + i}`;
    if (tally !== undefined) {
      progress.done++;
      progress.tally = joinTallies(progress.tally, tally);
      run.accounts.addDone(name, tally, milliseconds, false);
      if (error === undefined) run.onDocument(undefined);
    }
    if (error !== undefined) {
      const failure = { name, code: error.code, message: error.message };
      progress.failed++;
      addCount(progress.codes, error.code);
      if (progress.failures.length < MOST_FAILURES) progress.failures.push(failure);
      run.accounts.addFailure(failure);
      run.onDocument(failure);
    }
  });
}

async function* remaining(
  input: Collection,
  { records: count }: Progress,
  signal: AbortSignal | undefined,
): AsyncGenerator<RecordBatch> {
  const done = count;
  for await (const { records, first, position } of input.read()) {
    if (signal?.aborted === true) return;
    const skipped = Math.max(0, Math.min(records.length, done - first + 1));
    if (skipped < records.length) yield { records: records.slice(skipped), first: first + skipped, position };
  }
}

async function isStillThere(run: ShardRun, input: Collection, expected: string): Promise<boolean> {
  const paths = targetPaths(run.target, input.output).map(run.out.pathOf);
  return await hashOutputs(paths, run.signal).then(
    (hash) => hash === expected,
    () => false,
  );
}

async function isLongEnough(path: string, bytes: number): Promise<boolean> {
  return await stat(path).then(
    ({ size }) => size >= bytes,
    () => false,
  );
}
