/** Cleaning one input here and now, without workers. Messages say which input it was. */
import { runInNewContext } from 'node:vm';
import { errorCode, timedOut, toDehuskError } from '../batch/failure.ts';
import { DEFAULT_MAX_BYTES } from '../batch/limits.ts';
import { readInput, toSource } from '../batch/read-input.ts';
import type { Source } from '../clean.ts';
import { DehuskError } from '../errors.ts';
import type { LimitValues } from './options.ts';
import { readStandardInput, say } from './streams.ts';

/**
 * Reads a file, or standard input for `-`, and hands its source to `use`. Of a file that is not whole it says so, and
 * the exit status does.
 *
 * @param limits without a timeout `use` may take as long as it takes: it keeps nobody else waiting
 * @throws DehuskError with the file's name in its message
 */
export async function withSource<T>(
  path: string,
  { timeout, maxBytes = DEFAULT_MAX_BYTES }: LimitValues,
  use: (source: Source) => T,
): Promise<T> {
  try {
    const { bytes, problem } =
      path === '-' ? { bytes: await readStandardInput(maxBytes) } : readInput(path, maxBytes);
    const source = toSource(bytes, path === '-' ? undefined : path);
    const used = timeout === undefined ? use(source) : within(timeout, () => use(source));
    if (problem !== undefined) {
      say(`dehusk: ${path}: ${problem.message}`);
      process.exitCode = 1;
    }
    return used;
  } catch (error) {
    throw inFile(path, error);
  }
}

/** @throws DehuskError `timeout` when `work` is not done after so many milliseconds */
function within<T>(milliseconds: number, work: () => T): T {
  try {
    // V8 stops what was called from a script that has a timeout, wherever it comes from.
    return runInNewContext('work()', { work }, { timeout: Math.ceil(milliseconds) }) as T;
  } catch (error) {
    throw errorCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? timedOut(milliseconds) : error;
  }
}

function inFile(path: string, error: unknown): DehuskError {
  const { code, message } = toDehuskError(error);
  return new DehuskError(code, `${path === '-' ? 'standard input' : path}: ${message}`, { cause: error });
}
