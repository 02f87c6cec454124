/**
 * One line of newline-delimited JSON in, the same line with its `html` or `text` cleaned out. What
 * goes wrong with a line is said in the line.
 */
import type { Cleaner, CleanResult, Source } from '../clean.ts';
import type { Removal } from '../document.ts';
import { DehuskError } from '../errors.ts';
import { toDehuskError } from './failure.ts';
import { tooLarge } from './read-input.ts';
import { editRecord } from './record-edit.ts';
import { type DocumentTally, tallyOf } from './tally.ts';

export interface LineOptions {
  /** Whether `dehusk.removed` is written. */
  readonly ledger: boolean;
}

export interface CleanedLine {
  /** Without a line end. */
  readonly line: string;
  /** Absent for a blank line and for a failure. */
  readonly tally?: DocumentTally;
  readonly error?: { readonly code: string; readonly message: string };
}

/**
 * Cleans one record. Never throws. Bytes that are not UTF-8 become U+FFFD: the rest of the record is
 * worth more than they are.
 *
 * @param bytes a line without its line feed; a carriage return at its end stays
 * @param number the line's number from 1, for messages
 */
export function cleanLine(
  bytes: Uint8Array,
  number: number,
  cleaner: Cleaner,
  options: LineOptions,
): CleanedLine {
  const { json, end } = readLine(bytes, number);
  if (json.trim() === '') return { line: json + end };
  try {
    const { source, isHtml } = readRecord(json, number);
    const result = cleaner(source);
    const dehusk = describe(result, isHtml, options);
    return {
      line: editRecord(json, { text: JSON.stringify(result.text), dehusk: JSON.stringify(dehusk) }) + end,
      tally: tallyOf(result),
    };
  } catch (error) {
    return failLine(bytes, number, toDehuskError(error));
  }
}

/** The line for a record that could not be cleaned: `text` is null, the fields that it has stay. */
export function failLine(bytes: Uint8Array, number: number, error: DehuskError): CleanedLine {
  const { json, end } = readLine(bytes, number);
  const { code } = error;
  const message = error.message.startsWith('Line ') ? error.message : `Line ${number}: ${error.message}`;
  const dehusk = JSON.stringify({ error: { code, message } });
  const line = isObject(json)
    ? editRecord(json, { text: 'null', dehusk })
    : `{"text":null,"dehusk":${dehusk}}`;
  return { line: line + end, error: { code, message } };
}

/** The line that stands for one of more than `maxBytes`, which was not kept. */
export function failTooLong(number: number, maxBytes: number): CleanedLine {
  return failLine(new Uint8Array(), number, tooLarge(maxBytes));
}

function readLine(bytes: Uint8Array, number: number): { json: string; end: string } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const unmarked = number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
  return unmarked.endsWith('\r') ? { json: unmarked.slice(0, -1), end: '\r' } : { json: unmarked, end: '' };
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function readRecord(json: string, number: number): { source: Source; isHtml: boolean } {
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DehuskError('bad-json', `Line ${number} is not JSON: ${why}`);
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    throw new DehuskError('bad-input', `Line ${number} is not an object with "html" or "text".`);
  }
  const { html, text, url } = record as Record<string, unknown>;
  const content = html ?? text;
  if (typeof content !== 'string') {
    const what = content === undefined || content === null ? 'has no' : 'has something else than a string as';
    throw new DehuskError('bad-input', `Line ${number} ${what} "html" or "text".`);
  }
  const isHtml = typeof html === 'string';
  const source = typeof url === 'string' ? { url } : {};
  return { source: isHtml ? { ...source, html } : { ...source, text: content }, isHtml };
}

/** The `dehusk` field. Spans of HTML would be into the page, which is not in the record any more. */
function describe(result: CleanResult, isHtml: boolean, { ledger }: LineOptions): unknown {
  const { title, language, removed, warnings, metadata } = result;
  return {
    title,
    language,
    ...(ledger && { removed: removed.map((removal) => describeRemoval(removal, isHtml)) }),
    warnings,
    metadata,
  };
}

function describeRemoval(
  { start, end, text, category, rule, score, also }: Removal,
  isHtml: boolean,
): unknown {
  return {
    ...(!isHtml && { start, end }),
    text,
    category,
    rule,
    ...(score !== undefined && { score }),
    ...(also !== undefined && also.length > 0 && { also }),
  };
}
