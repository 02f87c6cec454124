/** What could not be cleaned, and why: for messages, the report and the lines of `filter`. */
import { DehuskError, type ErrorCode } from '../errors.ts';

/** What is wrong with something that was read. */
export interface Problem {
  readonly code: ErrorCode;
  /** One sentence; what to do about it when there is something. */
  readonly message: string;
}

/** What went wrong with an input. */
export interface Failure extends Problem {
  /** The input's name. */
  readonly name: string;
}

/** Counts failures by their reason. */
export function addCount(counts: Partial<Record<ErrorCode, number>>, code: ErrorCode, count = 1): void {
  counts[code] = (counts[code] ?? 0) + count;
}

/** An error as a failure of the input called `name`; one that is not known becomes `crashed`. */
export function toFailure(name: string, error: unknown): Failure {
  const known = toDehuskError(error);
  return { name, code: known.code, message: known.message };
}

/** System errors on reading, by what they mean for the user. */
const READ_ERRORS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ['not-found', 'There is no such file or folder.'],
  ENOTDIR: ['not-found', 'There is no such file or folder.'],
  EACCES: ['unreadable', 'It may not be read: permission denied.'],
  EPERM: ['unreadable', 'It may not be read: operation not permitted.'],
  EISDIR: ['unreadable', 'It is a folder.'],
  ELOOP: ['unreadable', 'It is a symbolic link that leads nowhere.'],
  ENAMETOOLONG: ['unreadable', 'Its name is too long.'],
  ENXIO: ['unreadable', 'It is a socket or a device that cannot be read.'],
};

/**
 * The DehuskError that says in words what went wrong in reading and cleaning an input.
 * What is no system error and not known is a mistake of ours: `crashed`, with its message.
 */
export function toDehuskError(error: unknown): DehuskError {
  if (error instanceof DehuskError) return error;
  const code = errorCode(error);
  if (code === 'ERR_BUFFER_TOO_LARGE')
    return new DehuskError('too-large', 'It unpacks to more than --max-bytes.');
  if (code?.startsWith('Z_') === true) return new DehuskError('unreadable', 'It is not a whole gzip file.');
  const known = code === undefined ? undefined : READ_ERRORS[code];
  if (known !== undefined) return new DehuskError(known[0], known[1], { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  if (code !== undefined && /^E[A-Z\d]+$/.test(code))
    return new DehuskError('unreadable', message, { cause: error });
  return new DehuskError('crashed', `Cleaning it failed: ${message}`, { cause: error });
}

/** The error for a document that took longer than so many milliseconds. */
export function timedOut(timeout: number): DehuskError {
  return new DehuskError('timeout', `It took longer than ${timeout / 1000} s and was stopped.`);
}

/** The `code` of a system error, if it is one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
