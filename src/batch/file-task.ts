/** One file of a folder, from its bytes to a finished output under a temporary name. Runs in a worker. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Cleaner } from '../clean.ts';
import type { ErrorCode } from '../errors.ts';
import { errorCode, toDehuskError } from './failure.ts';
import { readBytes, toSource } from './read-input.ts';
import { type DocumentTally, tallyOf } from './tally.ts';

export interface FileTask {
  readonly path: string | Uint8Array;
  readonly name: string;
  /** Where to write. */
  readonly temporary: string;
  /** Stands for the options, the rules and the version: what else the output depends on. */
  readonly run: string;
  /** The `dehusk.yaml` for this input. */
  readonly config?: string;
  /** What an earlier run made of this input, and where that is. */
  readonly earlier?: { readonly key: string; readonly output: string; readonly path: string };
}

export type FileResult = FileDone | FileUnchanged | FileFailed;

export interface FileDone {
  readonly state: 'done';
  /** Hash of the input and the run. */
  readonly key: string;
  /** Hash of the output. */
  readonly output: string;
  readonly tally: DocumentTally;
  readonly milliseconds: number;
}

/** The same input was cleaned the same way before, and the output is still there, byte for byte. */
export interface FileUnchanged {
  readonly state: 'unchanged';
}

export interface FileFailed {
  readonly state: 'failed';
  readonly code: ErrorCode;
  readonly message: string;
  /** The system error, when it was the writing that failed. */
  readonly writing?: string;
}

/** Cleans a file. Never throws: what goes wrong is the result. */
export function cleanFile(task: FileTask, cleaner: Cleaner, maxBytes: number): FileResult {
  try {
    const began = performance.now();
    const bytes = readBytes(task.path, maxBytes);
    const key = hash(task.run, bytes);
    if (task.earlier?.key === key && isStillThere(task.earlier)) return { state: 'unchanged' };
    const result = cleaner(toSource(bytes, task.name));
    const text = Buffer.from(result.text, 'utf8');
    const failed = write(task.temporary, text);
    if (failed !== undefined) return failed;
    return {
      state: 'done',
      key,
      output: hash('', text),
      tally: tallyOf(result),
      milliseconds: Math.round(performance.now() - began),
    };
  } catch (error) {
    const { code, message } = toDehuskError(error);
    return { state: 'failed', code, message };
  }
}

/** 128 bits of SHA-256 tell contents apart; collisions by accident do not happen. */
function hash(run: string, bytes: Uint8Array): string {
  return createHash('sha256').update(run).update('\0').update(bytes).digest('hex').slice(0, 32);
}

function isStillThere(earlier: { readonly output: string; readonly path: string }): boolean {
  try {
    return hash('', readFileSync(earlier.path)) === earlier.output;
  } catch {
    return false;
  }
}

function write(path: string, bytes: Buffer): FileFailed | undefined {
  try {
    writeFileSync(path, bytes);
    return undefined;
  } catch (error) {
    // Half a file on a full disk is in the way of everything else.
    rmSync(path, { force: true });
    const message = error instanceof Error ? error.message : String(error);
    return { state: 'failed', code: 'unwritable', message, writing: errorCode(error) ?? 'unknown' };
  }
}
