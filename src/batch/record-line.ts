/** What a record of newline-delimited JSON says, and what dehusk says of it. */
import type { CleanResult } from '../clean.ts';
import type { Removal } from '../document.ts';
import { DehuskError } from '../errors.ts';

export interface RecordContent {
  readonly source: { readonly url?: string; readonly html?: string; readonly text?: string };
  readonly isHtml: boolean;
}

/** Where documents are in a record, when not in `html` and `text`: columns of Parquet, fields of lines. */
export interface ColumnNames {
  /** The one that holds the page. */
  readonly htmlColumn?: string;
  /** The one that holds the text. */
  readonly textColumn?: string;
}

/** Those of them that options give a name. */
export function columnNames({ htmlColumn, textColumn }: ColumnNames): ColumnNames {
  return {
    ...(htmlColumn !== undefined && { htmlColumn }),
    ...(textColumn !== undefined && { textColumn }),
  };
}

/** The fields that go from a record for its clean text, which is in `text`: the ones that are named, and `html`. */
export function contentFields({ htmlColumn, textColumn }: ColumnNames): string[] {
  return [textColumn, htmlColumn, 'html'].filter((name) => name !== undefined);
}

/**
 * Reads `html` or else `text`, or the fields that are named in their place, and `url`, of a record; null is absent,
 * and so is a blank page beside a text: columns that cannot be null have one where there was no page, and the text
 * must not be lost to it.
 * @throws DehuskError `bad-json`, or `bad-input` when neither is there as a string
 */
export function readRecord(json: string, names: ColumnNames = {}): RecordContent {
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DehuskError('bad-json', `It is not JSON: ${why}`);
  }
  const isNamed = names.htmlColumn !== undefined || names.textColumn !== undefined;
  const { htmlColumn, textColumn } = isNamed ? names : DEFAULT_NAMES;
  const wanted = [htmlColumn, textColumn]
    .flatMap((name) => (name === undefined ? [] : `"${name}"`))
    .join(' or ');
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    throw new DehuskError('bad-input', `It is not an object with ${wanted}.`);
  }
  const fields = record as Record<string, unknown>;
  const { url } = fields;
  const html = htmlColumn === undefined ? undefined : fields[htmlColumn];
  const text = textColumn === undefined ? undefined : fields[textColumn];
  const isBlank = typeof html === 'string' && html.trim() === '';
  const page = isBlank && typeof text === 'string' ? undefined : html;
  const content = page ?? text;
  if (typeof content !== 'string') {
    const what = content === undefined || content === null ? 'has no' : 'has something else than a string as';
    throw new DehuskError('bad-input', `It ${what} ${wanted}.`);
  }
  const from = typeof url === 'string' ? { url } : {};
  const isHtml = typeof page === 'string';
  return { source: { ...from, ...(isHtml ? { html: content } : { text: content }) }, isHtml };
}

const DEFAULT_NAMES: ColumnNames = { htmlColumn: 'html', textColumn: 'text' };

/** Whether it is the text of one whole object. */
export function isJsonObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The `dehusk` field. Spans of HTML would be into the page, which is not in the record any more. */
export function describeResult(result: CleanResult, isHtml: boolean, ledger: boolean): unknown {
  const { title, language, removed, rules, warnings, metadata } = result;
  return {
    title,
    language,
    ...(ledger && { removed: removed.map((removal) => describeRemoval(removal, isHtml)) }),
    warnings,
    metadata,
    rules,
  };
}

function describeRemoval(
  { start, end, at, text, category, rule, score, also }: Removal,
  isHtml: boolean,
): unknown {
  return {
    ...(!isHtml && { start, end }),
    text,
    category,
    rule,
    ...(score !== undefined && { score }),
    ...(also !== undefined && also.length > 0 && { also }),
    // For `restore`: where in the clean text it was.
    ...(!isHtml && at !== undefined && { at }),
  };
}
