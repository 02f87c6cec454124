/** Cleaning one input here and now, without workers. Messages say which input it was. */
import { statSync } from 'node:fs';
import { toDehuskError } from '../batch/failure.ts';
import { DEFAULT_MAX_BYTES } from '../batch/limits.ts';
import { readBytes, toSource } from '../batch/read-input.ts';
import type { Source } from '../clean.ts';
import { DehuskError } from '../errors.ts';
import { readStandardInput } from './streams.ts';

/**
 * Reads a file, or standard input for `-`, and hands its source to `use`.
 *
 * @param limit most bytes
 * @throws DehuskError with the file's name in its message
 */
export async function withSource<T>(
  path: string,
  limit: number = DEFAULT_MAX_BYTES,
  use: (source: Source) => T,
): Promise<T> {
  try {
    if (path === '-') return use(toSource(await readStandardInput(limit)));
    return use(toSource(readBytes(path, limit), path));
  } catch (error) {
    throw inFile(path, error);
  }
}

/** True for a folder. @throws DehuskError when there is nothing of that name */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw inFile(path, error);
  }
}

function inFile(path: string, error: unknown): DehuskError {
  const { code, message } = toDehuskError(error);
  return new DehuskError(code, `${path === '-' ? 'standard input' : path}: ${message}`, { cause: error });
}
