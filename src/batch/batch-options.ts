/** Options of everything that cleans many documents. */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { DehuskError } from '../errors.ts';
import { type CleanOptions, cleanOptionsIn, readOptions } from '../options.ts';
import { DEFAULT_MAX_BYTES, DEFAULT_TIMEOUT } from './limits.ts';
import { packageVersion } from './package-version.ts';
import type { PoolOptions } from './pool.ts';

export interface BatchOptions extends CleanOptions {
  /** Worker threads; default: as many as the machine has cores. */
  readonly jobs?: number;
  /** Milliseconds that a document may take. Default 10,000. */
  readonly timeout?: number;
  /** Most bytes of a document, packed and unpacked. Default 64 MB. */
  readonly maxBytes?: number;
}

/**
 * The options of the workers, with the defaults filled in.
 * @throws DehuskError `bad-option` for numbers that are none
 */
export function poolOptions(options: BatchOptions): PoolOptions {
  const { jobs = availableParallelism(), timeout = DEFAULT_TIMEOUT, maxBytes = DEFAULT_MAX_BYTES } = options;
  checkWhole('jobs', jobs);
  checkWhole('maxBytes', maxBytes);
  if (!(timeout > 0)) throw new DehuskError('bad-option', `timeout: give milliseconds, not ${timeout}.`);
  return { jobs, timeout, maxBytes, clean: cleanOptionsIn({ ...options }) };
}

function checkWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new DehuskError('bad-option', `${name}: give a whole number from 1, not ${value}.`);
}

/**
 * Stands for all that an output depends on beside its input: the version, the rules and the options.
 * @param rules the hash of the rules
 * @param more what else the kind of output depends on
 */
export function runKey(options: CleanOptions, rules: string, more: readonly unknown[] = []): string {
  const { format, extractor, omit, keep, languages } = readOptions(options);
  const parts = [
    packageVersion(),
    rules,
    format,
    extractor,
    [...omit].sort(),
    [...keep].sort(),
    [...languages].sort(),
  ];
  return createHash('sha256')
    .update(JSON.stringify([...parts, ...more]))
    .digest('hex');
}
