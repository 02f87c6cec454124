/** One page that is a file of its own: a worker cleans it, the main thread writes its output. */
import { DehuskError } from '../errors.ts';
import { errorCode, type Failure, toFailure } from './failure.ts';
import type { FileResult, FileTask } from './file-task.ts';
import type { Journal } from './journal.ts';
import { concernsOneName, type OutputFolder, toUnwritable } from './output.ts';
import type { Accounts } from './report.ts';
import type { InputRules } from './rules-of-input.ts';
import type { InputFile } from './walk.ts';

export interface PageRun {
  readonly out: OutputFolder;
  readonly journal: Journal;
  /** See `createPageQueue`. */
  readonly clean: (file: FileTask) => Promise<FileResult>;
  readonly accounts: Accounts;
}

/**
 * Cleans a page, unless an earlier run has done it.
 *
 * @returns what went wrong with this page, or was wrong with it though it was cleaned
 * @throws DehuskError `unwritable` when the trouble is with the output folder as a whole
 */
export async function cleanPage(
  run: PageRun,
  { key, config }: InputRules,
  input: InputFile,
): Promise<Failure | undefined> {
  const { out, journal, accounts, clean } = run;
  const earlier = journal.find(input.output);
  const task: FileTask = {
    path: input.path,
    name: input.name,
    run: key,
    ...(config !== undefined && { config }),
    ...(earlier !== undefined && {
      earlier: { key: earlier.key, output: earlier.output, path: out.pathOf(input.output) },
    }),
  };
  let result: FileResult;
  try {
    result = await clean(task);
  } catch (error) {
    return toFailure(input.name, error);
  }
  if (result.state === 'failed') {
    return { name: input.name, code: result.code, message: result.message };
  }
  if (result.state === 'unchanged') {
    journal.keep(input.output);
    if (earlier !== undefined) accounts.addDone(input.name, earlier.tally, earlier.milliseconds, true);
    return earlier?.failure && { ...earlier.failure, name: input.name };
  }
  const failure = await write(out, result.bytes, input);
  if (failure !== undefined) return failure;
  const { key: inputKey, output, tally, milliseconds, problem } = result;
  const remark = problem && { name: input.name, ...problem };
  const entry = { name: input.output, key: inputKey, output, tally, milliseconds };
  journal.add({ ...entry, ...(remark && { failure: remark }) });
  accounts.addDone(input.name, tally, milliseconds, false);
  return remark;
}

async function write(out: OutputFolder, bytes: Uint8Array, input: InputFile): Promise<Failure | undefined> {
  try {
    await out.write(bytes, input.output);
    return undefined;
  } catch (error) {
    const known = toUnwritable(error, out.pathOf(input.output));
    if (error instanceof DehuskError || concernsOneName(errorCode(error)))
      return toFailure(input.name, known);
    throw known;
  }
}
