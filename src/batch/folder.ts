/**
 * Cleans files and folders into an output folder. The main thread finds the inputs and finishes the
 * outputs; workers read, clean and write under temporary names.
 */
import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { DehuskError } from '../errors.ts';
import { type CleanOptions, readOptions, type Settings } from '../options.ts';
import { loadBuiltInPacks, loadPackFolder, mergePacks } from '../packs/load.ts';
import { type Failure, toFailure } from './failure.ts';
import type { FileResult, FileTask } from './file-task.ts';
import { forEachConcurrently } from './in-order.ts';
import { type Journal, openJournal } from './journal.ts';
import { DEFAULT_MAX_BYTES, DEFAULT_TIMEOUT } from './limits.ts';
import { ENDINGS } from './names.ts';
import { concernsOneName, type OutputFolder, openOutput, REPORT_NAME, toUnwritable } from './output.ts';
import { createPool, type Pool } from './pool.ts';
import { Accounts, packageVersion, type Report } from './report.ts';
import { type InputFile, type Skipped, walk } from './walk.ts';

export interface BatchOptions extends CleanOptions {
  /** Worker threads; default: as many as the machine has cores. */
  readonly jobs?: number;
  /** Milliseconds that a document may take. Default 10,000. */
  readonly timeout?: number;
  /** Most bytes of a document, packed and unpacked. Default 64 MB. */
  readonly maxBytes?: number;
}

export interface FolderOptions extends BatchOptions {
  /** The folder that the outputs are written to. */
  readonly out: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
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
 * @throws DehuskError `bad-option`, `bad-rules`, `bad-input` (outputs among inputs), `no-input`
 *   (nothing to clean), `unwritable` (the output folder, or no space left)
 */
export async function cleanFolder(paths: readonly string[], options: FolderOptions): Promise<Report> {
  const settings = readOptions(options);
  const rules = rulesHash(settings);
  const accounts = new Accounts();
  const inputs = walk(paths, walkOptions(options, settings), accounts.skipped);
  // The first step checks the roots, before the output folder is made.
  const first = await inputs.next();
  const out = await openOutput(options.out);
  let journal: Journal | undefined;
  let pool: Pool | undefined;
  try {
    journal = await openJournal(out.journalPath, options.force === true);
    pool = createPool(poolOptions(options));
    const run: Run = { out, journal, pool, accounts, options, key: runKey(settings, rules) };
    await cleanAll(run, prepend(first, inputs), poolOptions(options).jobs);
  } catch (error) {
    throw error instanceof DehuskError ? error : toUnwritable(error, options.out);
  } finally {
    await pool?.close();
    journal?.close();
    await out.close();
  }
  const report = accounts.report({
    rules,
    options: shownOptions(options),
    interrupted: options.signal?.aborted === true,
  });
  if (report.documents.done + report.documents.failed === 0 && !report.interrupted)
    throw nothingToClean(paths);
  await writeReport(out, report);
  return report;
}

function walkOptions(options: Pick<FolderOptions, 'include' | 'exclude' | 'out'>, settings: Settings) {
  return { ...options, ending: ENDINGS[settings.format], reserved: [REPORT_NAME] };
}

/** Finds the inputs and says where their outputs would go, and does nothing. */
export async function* planFolder(
  paths: readonly string[],
  options: FolderOptions,
  skipped: Skipped,
): AsyncGenerator<InputFile | Failure> {
  yield* walk(paths, walkOptions(options, readOptions(options)), skipped);
}

interface Run {
  readonly out: OutputFolder;
  readonly journal: Journal;
  readonly pool: Pool;
  readonly accounts: Accounts;
  readonly options: FolderOptions;
  /** Stands for all that an output depends on beside its input. */
  readonly key: string;
}

async function cleanAll(run: Run, inputs: AsyncIterable<InputFile | Failure>, jobs: number): Promise<void> {
  const { signal } = run.options;
  const stop = new Promise<void>((resolve) =>
    signal?.addEventListener('abort', () => resolve(), { once: true }),
  );
  // Workers clean while others of the outputs are being synced.
  const work = forEachConcurrently(untilAborted(inputs, signal), jobs * 4, async (input) => {
    const failure = 'code' in input ? input : await cleanOne(run, input);
    if (signal?.aborted === true) return;
    if (failure !== undefined) run.accounts.addFailure(failure);
    run.options.onDocument?.(run.accounts, failure);
  });
  await Promise.race([work, stop.then(() => run.pool.close())]);
  if (signal?.aborted === true) await work.catch(() => undefined);
}

async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  for await (const item of items) {
    if (signal?.aborted === true) return;
    yield item;
  }
}

/** @throws DehuskError when the trouble is with the output folder as a whole */
async function cleanOne(run: Run, input: InputFile): Promise<Failure | undefined> {
  const { out, journal, accounts } = run;
  const earlier = journal.find(input.output);
  const temporary = out.temporaryPath();
  const task: FileTask = {
    path: input.path,
    name: input.name,
    temporary,
    run: run.key,
    ...(earlier !== undefined && {
      earlier: { key: earlier.key, output: earlier.output, path: out.pathOf(input.output) },
    }),
  };
  let result: FileResult;
  try {
    result = await run.pool.run<FileResult>('file', task);
  } catch (error) {
    return toFailure(input.name, error);
  }
  switch (result.state) {
    case 'unchanged':
      if (earlier !== undefined) accounts.addDone(input.name, earlier.tally, earlier.milliseconds, true);
      return undefined;
    case 'failed':
      if (result.writing !== undefined && !concernsOneName(result.writing)) {
        throw toUnwritable(Object.assign(new Error(result.message), { code: result.writing }), out.path);
      }
      return { name: input.name, code: result.code, message: result.message };
    case 'done': {
      try {
        await out.commit(temporary, input.output);
      } catch (error) {
        await rm(temporary, { force: true });
        const known = toUnwritable(error, out.pathOf(input.output));
        if (error instanceof DehuskError || concernsOneName((error as NodeJS.ErrnoException).code)) {
          return toFailure(input.name, known);
        }
        throw known;
      }
      const { key, output, tally, milliseconds } = result;
      journal.add({ name: input.output, key, output, tally, milliseconds });
      accounts.addDone(input.name, tally, milliseconds, false);
      return undefined;
    }
  }
}

async function* prepend<T>(first: IteratorResult<T>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

/** The options of the workers, with the defaults filled in. */
export function poolOptions(options: BatchOptions) {
  const { jobs = availableParallelism(), timeout = DEFAULT_TIMEOUT, maxBytes = DEFAULT_MAX_BYTES } = options;
  const { omit, keep, extractor, languages, rules, format } = options;
  return { jobs, timeout, maxBytes, clean: { omit, keep, extractor, languages, rules, format } };
}

function shownOptions(options: FolderOptions): Record<string, unknown> {
  const { onDocument, signal, ...shown } = options;
  return shown;
}

/** Hash of the built-in packs and the user's. */
export function rulesHash(settings: Settings): string {
  return mergePacks([loadBuiltInPacks(), ...settings.rules.map(loadPackFolder)]).hash;
}

function runKey(settings: Settings, rules: string): string {
  const parts = [
    packageVersion(),
    rules,
    settings.format,
    settings.extractor,
    [...settings.omit].sort(),
    [...settings.keep].sort(),
    [...settings.languages].sort(),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function nothingToClean(paths: readonly string[]): DehuskError {
  return new DehuskError(
    'no-input',
    `There is nothing to clean in ${paths.join(', ')}. Files that end in .html, .htm, .xhtml, .txt or .md are read.`,
  );
}

async function writeReport(out: OutputFolder, report: Report): Promise<void> {
  const temporary = `${out.reportPath}.tmp`;
  try {
    await writeFile(temporary, `${JSON.stringify(report, null, 2)}\n`);
    await rename(temporary, out.reportPath);
  } catch (error) {
    await rm(temporary, { force: true });
    throw toUnwritable(error, out.reportPath);
  }
}
