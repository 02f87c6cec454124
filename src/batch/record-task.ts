/** Cleans the records of an archive or of `filter`. Runs in a worker. */
import type { Cleaner } from '../clean.ts';
import { decode } from '../decode/decode.ts';
import { sniffFormat } from '../decode/sniff.ts';
import { DehuskError } from '../errors.ts';
import { toDolma } from './dolma.ts';
import { type Problem, toDehuskError } from './failure.ts';
import { tooLarge } from './read-input.ts';
import { editRecord } from './record-edit.ts';
import {
  type ColumnNames,
  contentFields,
  describeResult,
  isJsonObject,
  type RecordContent,
  readRecord,
} from './record-line.ts';
import { type DocumentTally, tallyOf } from './tally.ts';

/** A line of newline-delimited JSON without its line feed (undefined: it was too long), or a page. */
export type RecordInput = Uint8Array | undefined | LineRecord | PageRecord;

/** A line that has a name of its own. */
export interface LineRecord {
  readonly line: Uint8Array | undefined;
  readonly name: string;
}

/** A document that is no JSON yet. */
export interface PageRecord {
  /** What else is known of it, as a JSON object. */
  readonly fields: string;
  readonly url?: string;
  readonly bytes: Uint8Array;
  /** Why it could not be read. */
  readonly problem?: Problem;
  /** What was wrong with it though it could be read. */
  readonly remark?: Problem;
  readonly contentType?: string;
  /** A file name, whose ending tells the format. */
  readonly name?: string;
  /** The `dehusk.yaml` for this page. */
  readonly config?: string;
}

/** What a record becomes: the record with clean text, or a document and its attributes (two lines, tab between). */
export type RecordTarget = 'record' | 'dolma';

export interface RecordsTask {
  readonly records: readonly RecordInput[];
  /** Number of the first, from 1. */
  readonly first: number;
  readonly ledger: boolean;
  readonly target: RecordTarget;
  /** Where the records come from, for ids. */
  readonly source?: string;
  /** The `dehusk.yaml` for records without one of their own. */
  readonly config?: string;
  /** Where lines hold their documents. */
  readonly columns?: ColumnNames;
}

export interface CleanedRecord {
  /** The file that a page was. */
  readonly name?: string;
  /** Without a line end. */
  readonly line: string;
  /** Absent for a blank line and for a failure. */
  readonly tally?: DocumentTally;
  readonly milliseconds?: number;
  /** Why it failed; with a tally, what was wrong with it all the same. */
  readonly error?: Problem;
}

/** The `dehusk.yaml` for the record at `index` of a task. */
export function configOf({ records, config }: RecordsTask, index: number): string | undefined {
  const record = records[index];
  return isPage(record) ? (record.config ?? config) : config;
}

/**
 * Cleans the record at `index` of a task. Never throws: what goes wrong is said in the line. Bytes
 * that are not UTF-8 become U+FFFD: the rest of the record is worth more than they are.
 */
export function cleanRecord(
  task: RecordsTask,
  index: number,
  cleaner: Cleaner,
  maxBytes: number,
): CleanedRecord {
  const input = task.records[index];
  const number = task.first + index;
  const { json, end } = readJson(input);
  const isLost = !isPage(input) && lineOf(input) === undefined;
  if (json.trim() === '' && !isLost) return { line: json + end };
  const name = nameOf(input);
  const columns = columnsOf(input, task);
  try {
    const began = performance.now();
    if (isLost) throw tooLarge(maxBytes);
    const content = isPage(input) ? readPage(input) : readRecord(json, columns);
    const made =
      task.target === 'dolma'
        ? toDolma(json, content, cleaner, `${task.source}:${number}`, columns)
        : toRecord(json, content, cleaner, task.ledger, columns);
    const milliseconds = Math.round(performance.now() - began);
    const error = isPage(input) ? input.remark : undefined;
    return { ...name, line: made.line + end, tally: made.tally, milliseconds, ...(error && { error }) };
  } catch (error) {
    return failRecord(input, number, toDehuskError(error), task);
  }
}

/** The line for a record that could not be cleaned: `text` is null, the other fields stay. */
export function failRecord(
  input: RecordInput,
  number: number,
  { code, message: reason }: DehuskError,
  task: Pick<RecordsTask, 'target' | 'source' | 'columns'>,
): CleanedRecord {
  const { target, source } = task;
  const { json, end } = readJson(input);
  // In an archive the failure's name says where it was.
  const message = source === undefined ? `Line ${number}: ${reason}` : reason;
  const error = { code, message };
  // There is no document to give attributes to.
  if (target === 'dolma') return { ...nameOf(input), line: '', error };
  const dehusk = JSON.stringify({ error });
  const fields = isJsonObject(json) ? json : '{}';
  return { ...nameOf(input), line: withText(fields, 'null', dehusk, columnsOf(input, task)) + end, error };
}

function isPage(input: RecordInput): input is PageRecord {
  return input !== undefined && 'fields' in input;
}

function lineOf(input: Exclude<RecordInput, PageRecord>): Uint8Array | undefined {
  return input === undefined || input instanceof Uint8Array ? input : input.line;
}

function nameOf(input: RecordInput): Pick<CleanedRecord, 'name'> {
  return input !== undefined && 'name' in input && input.name !== undefined ? { name: input.name } : {};
}

/** Where a page is has nothing to do with the columns of lines. */
function columnsOf(input: RecordInput, { columns }: Pick<RecordsTask, 'columns'>): ColumnNames | undefined {
  return isPage(input) ? undefined : columns;
}

function toRecord(
  json: string,
  content: RecordContent,
  cleaner: Cleaner,
  ledger: boolean,
  columns: ColumnNames | undefined,
) {
  const result = cleaner(content.source);
  const dehusk = JSON.stringify(describeResult(result, content.isHtml, ledger));
  return { line: withText(json, JSON.stringify(result.text), dehusk, columns), tally: tallyOf(result) };
}

function withText(json: string, text: string, dehusk: string, columns: ColumnNames = {}): string {
  const fields = contentFields(columns);
  return editRecord(
    json,
    [
      { key: 'text', value: text, orElse: fields },
      { key: 'dehusk', value: dehusk },
    ],
    fields,
  );
}

function readJson(input: RecordInput): { json: string; end: string } {
  if (isPage(input)) return { json: input.fields, end: '' };
  const line = lineOf(input);
  if (line === undefined) return { json: '', end: '' };
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8');
  // Not only in the first line: files that begin with a mark are sent through one behind the other.
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text;
  return unmarked.endsWith('\r') ? { json: unmarked.slice(0, -1), end: '\r' } : { json: unmarked, end: '' };
}

/** The type that a server sent is believed for plain text only as far as the content does not contradict it. */
function readPage({ bytes, problem, contentType, name, url }: PageRecord): RecordContent {
  if (problem !== undefined) throw new DehuskError(problem.code, problem.message);
  const { text } = decode(bytes, contentType === undefined ? {} : { contentType });
  const declaredHtml = contentType !== undefined && /html/i.test(contentType);
  const isHtml = declaredHtml || sniffFormat(text, name?.replace(/\.gz$/i, '')) === 'html';
  return { source: { ...(url !== undefined && { url }), ...(isHtml ? { html: text } : { text }) }, isHtml };
}
