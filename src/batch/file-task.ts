/** One file of a folder, from its bytes to those of its output. Runs in a worker. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Cleaner } from '../clean.ts';
import { type Problem, toDehuskError } from './failure.ts';
import { readInput, toSource } from './read-input.ts';
import { type DocumentTally, tallyOf } from './tally.ts';

export interface FileTask {
  readonly path: string | Uint8Array;
  readonly name: string;
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
  /** What the output is to hold. The main thread writes it while the worker cleans the next page. */
  readonly bytes: Uint8Array;
  /** Hash of the output. */
  readonly output: string;
  readonly tally: DocumentTally;
  readonly milliseconds: number;
  /** What was wrong with the input all the same. */
  readonly problem?: Problem;
}

/** The same input was cleaned the same way before, and the output is still there, byte for byte. */
export interface FileUnchanged {
  readonly state: 'unchanged';
}

export interface FileFailed extends Problem {
  readonly state: 'failed';
}

/** Cleans a file. Never throws: what goes wrong is the result. */
export function cleanFile(task: FileTask, cleaner: Cleaner, maxBytes: number): FileResult {
  try {
    const began = performance.now();
    const { bytes, problem } = readInput(task.path, maxBytes);
    const key = hash(task.run, bytes);
    if (task.earlier?.key === key && isStillThere(task.earlier)) return { state: 'unchanged' };
    const result = cleaner(toSource(bytes, task.name));
    // Of its own memory: a small Buffer would take the memory that it shares with others along to the main thread.
    const text = new TextEncoder().encode(result.text);
    return {
      state: 'done',
      key,
      bytes: text,
      output: hash('', text),
      tally: tallyOf(result),
      milliseconds: Math.round(performance.now() - began),
      ...(problem && { problem }),
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
