/** The options that commands share, and their way to the API's names. */
import { dirname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { BatchOptions } from '../batch/batch-options.ts';
import { CATEGORIES } from '../document.ts';
import { type CleanOptions, cleanOptionsIn, EXTRACTORS, FORMATS, OMITTABLE } from '../options.ts';
import { findConfiguration } from '../packs/configuration.ts';
import { isFolder } from './is-folder.ts';

export interface CleanValues {
  readonly omit?: string[];
  readonly keep?: string[];
  readonly extractor?: string;
  readonly languages?: string[];
  readonly rules?: string[];
  readonly config?: string;
  readonly format?: string;
}

export interface LimitValues {
  /** Milliseconds. */
  readonly timeout?: number;
  readonly maxBytes?: number;
}

export interface BatchValues extends CleanValues, LimitValues {
  readonly jobs?: number;
}

/** Adds what says how a document is cleaned. */
export function addCleanOptions(command: Command): Command {
  return command
    .option('--omit <kinds>', `leave these out: ${OMITTABLE.join(', ')}`, commaList)
    .option('--keep <categories>', `categories that stay: ${CATEGORIES.join(', ')}`, commaList)
    .option('--extractor <name>', `how the main content is found: ${EXTRACTORS.join(', ')}`)
    .option('--languages <codes>', 'languages that stay beside the own one of a document: en,pt', commaList)
    .option('--rules <dir>', 'a folder of further rule packs; may be given again', repeated)
    .option('--config <file>', 'a dehusk.yaml, instead of the nearest one above each input')
    .option('--format <name>', `what to write: ${FORMATS.join(', ')}`);
}

/** Adds what says how many documents are cleaned at once, and what one may cost. */
export function addBatchOptions(command: Command): Command {
  return addLimits(
    command.option('-j, --jobs <n>', 'worker threads (default: one for each core)', wholeNumber),
    '10, for one file without --out none',
  );
}

/** Adds what says where records hold their documents. */
export function addColumnOptions(command: Command): Command {
  return command
    .option(
      '--html-column <name>',
      'the field of records, or column of Parquet, with the page (default: html)',
    )
    .option('--text-column <name>', 'the one with the text (default: text); clean text goes to text');
}

/** Adds what says what a document may cost. */
export function addLimits(command: Command, defaultTimeout = 'none'): Command {
  return command
    .option('--timeout <seconds>', `stop a document that takes longer (default: ${defaultTimeout})`, seconds)
    .option('--max-bytes <n>', 'pass over documents that are larger: 500000, 64M (default: 64M)', byteCount);
}

/** The API's options. Words that are not known are found out there, with what is allowed. */
export function toCleanOptions(values: CleanValues): CleanOptions {
  return cleanOptionsIn({ ...values });
}

/**
 * The options for an input: with the nearest `dehusk.yaml`, unless they name one.
 * @param path a file or folder; `-` is standard input, for which the current folder counts
 */
export function withNearestConfig<T extends CleanOptions>(options: T, path: string): T {
  if (options.config !== undefined) return options;
  const folder = path === '-' ? '.' : isFolder(path) ? path : dirname(path);
  const config = findConfiguration(folder);
  return config === undefined ? options : { ...options, config };
}

/** The API's options of everything that cleans many documents. Milliseconds and bytes. */
export function toBatchOptions(values: BatchValues): BatchOptions {
  const { jobs, timeout, maxBytes } = values;
  return {
    ...toCleanOptions(values),
    ...(jobs !== undefined && { jobs }),
    ...(timeout !== undefined && { timeout }),
    ...(maxBytes !== undefined && { maxBytes }),
  };
}

function commaList(value: string, before: string[] = []): string[] {
  return [...before, ...value.split(',').flatMap((word) => word.trim() || [])];
}

function repeated(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError('Give a number from 1.');
  return Number(value);
}

/** Seconds on the command line, milliseconds inside. */
function seconds(value: string): number {
  const number = Number(value);
  if (!(number > 0) || !Number.isFinite(number))
    throw new InvalidArgumentError('Give a number of seconds: 10, 0.5.');
  return number * 1000;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

function byteCount(value: string): number {
  const [, digits, unit = ''] = /^(\d+)([KMG]?)B?$/i.exec(value) ?? [];
  const count = Number(digits) * UNITS[unit.toUpperCase()];
  if (!(count > 0)) throw new InvalidArgumentError('Give a number of bytes: 500000, 64M.');
  return count;
}
