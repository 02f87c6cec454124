/** Reads pack files: YAML in, checked packs out, and every mistake with its file, line and column. */
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { ZodType } from 'zod';
import type { PackKind, PackSource } from './schema.ts';
import { packSchema } from './schema.ts';

/** A mistake in a pack file, or something in it that proves or does nothing. */
export interface Finding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
  /** What may stand there instead. */
  readonly allowed?: string;
  readonly severity: 'error' | 'warning';
}

/** A step into a pack: `['rules', 2, 'phrases', 'en', 0]`. */
export type PackPath = readonly (string | number)[];

export interface ReadPack {
  readonly file: string;
  readonly pack: PackSource;
  /** Where the value at a path stands, from 1; the nearest thing around it when it is absent. */
  readonly positionOf: (path: PackPath) => { readonly line: number; readonly column: number };
}

export interface ReadResult {
  readonly pack?: ReadPack;
  readonly findings: readonly Finding[];
}

/**
 * Reads one pack file's text. Never throws for what is in it: mistakes are findings.
 * @param kind each has a schema of its own.
 */
export function readPack(file: string, text: string, kind: PackKind = 'general'): ReadResult {
  const { value, positionOf, findings } = readYaml(file, text, packSchema(kind), (path) =>
    keysOfPack(kind, path),
  );
  return value === undefined ? { findings } : { pack: { file, pack: value, positionOf }, findings };
}

export interface ReadYaml<T> {
  /** Absent when there are mistakes. */
  readonly value?: T;
  readonly positionOf: ReadPack['positionOf'];
  readonly findings: readonly Finding[];
}

/**
 * Reads YAML and checks it against a schema. Mistakes are findings with their line and column.
 * @param keysAt the keys that the map at a path may have, for messages.
 */
export function readYaml<T>(
  file: string,
  text: string,
  schema: ZodType<T>,
  keysAt: (path: PackPath) => string,
): ReadYaml<T> {
  const yaml = createRequire(import.meta.url)('yaml') as typeof Yaml;
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const positionOf = (path: PackPath) => positionIn(yaml, document, lines, path);
  if (document.errors.length > 0) {
    const findings = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return finding(
        file,
        { line, column: col },
        explainYaml(error.code, error.message.split(/ at line|\n/)[0]),
      );
    });
    return { positionOf, findings };
  }
  // A file of comments alone says nothing, which is no mistake of its form.
  const content: unknown = document.toJS() ?? {};
  const parsed = schema.safeParse(content);
  if (parsed.success) return { value: parsed.data, positionOf, findings: [] };
  const findings = parsed.error.issues.map((issue) => {
    const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
    const { message, allowed, at } = describe(issue, path, keysAt, valueAt(content, path));
    return { ...finding(file, positionOf(at), message), ...(allowed === undefined ? {} : { allowed }) };
  });
  return { positionOf, findings };
}

/** What to do about mistakes in YAML that writers of rules make most. */
const YAML_ADVICE: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  DUPLICATE_KEY: 'Keep one of the two.',
  MISSING_CHAR: 'A phrase with {any}, a comma, a colon or a quotation mark in it needs quotes around it.',
  UNEXPECTED_TOKEN: 'A phrase with {any}, a comma, a colon or a quotation mark in it needs quotes around it.',
  BAD_INDENT: 'Indent this line as the ones before it, or close the list above it with ].',
  BLOCK_AS_IMPLICIT_KEY: 'A text with a colon in it needs quotes around it.',
  BAD_ALIAS: 'A text that begins with * or & needs quotes around it.',
};

function explainYaml(code: string, message: string): string {
  const advice = YAML_ADVICE[code];
  return advice === undefined ? message : `${message.replace(/\.?$/, '.')} ${advice}`;
}

/** An error at a place in a file. */
export function finding(
  file: string,
  position: { readonly line: number; readonly column: number },
  message: string,
  severity: 'error' | 'warning' = 'error',
): Finding {
  return { file, line: position.line, column: position.column, message, severity };
}

/** `rules/comments.yaml:12:5: error: …`, as compilers print it. */
export function formatFinding(found: Finding): string {
  const allowed = found.allowed === undefined ? '' : ` Allowed: ${found.allowed}.`;
  return `${found.file}:${found.line}:${found.column}: ${found.severity}: ${found.message}${allowed}`;
}

interface Issue {
  readonly code?: string;
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly expected?: string;
  /** Of what is too small: `array`, `string`, `number`. */
  readonly origin?: string;
  readonly errors?: readonly (readonly Issue[])[];
}

function keysOfPack(kind: PackKind, path: PackPath): string {
  if (path.length === 0) return PACK_KEYS[kind];
  if (path[path.length - 1] === 'length') return 'min, max';
  return kind === 'general' ? RULE_KEYS : `${RULE_KEYS}, select`;
}

const PACK_KEYS: Readonly<Record<PackKind, string>> = {
  general: 'category, rules',
  site: 'host, category, rules',
  software: 'generator, host, category, rules',
};
const RULE_KEYS =
  'id, about, partial, phrases, patterns, literals, zone, length, prose, kinds, neighbours, beside, atMost, reach, at, protect, removes, keeps';

function describe(
  issue: Issue,
  path: PackPath,
  keysAt: (path: PackPath) => string,
  value: unknown,
): { message: string; allowed?: string; at: PackPath } {
  const name = nameOf(path);
  const fault = value === undefined ? 'is missing.' : 'has an unknown value.';
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys?.[0] ?? '';
    return { message: `unknown key "${key}".`, allowed: keysAt(path), at: [...path, key] };
  }
  if (issue.code === 'invalid_value') {
    return { message: `${name} ${fault}`, allowed: issue.values?.join(', '), at: path };
  }
  if (issue.code === 'invalid_union') {
    const values = issue.errors?.flat().find((inner) => inner.values !== undefined)?.values;
    return { message: `${name} ${fault}`, allowed: values?.join(', '), at: path };
  }
  if (issue.code === 'too_small' && issue.origin !== 'number' && issue.origin !== 'int') {
    const unit = issue.origin === 'array' ? 'item' : 'letter';
    return { message: `${name} is empty: write at least one ${unit}.`, at: path };
  }
  if (issue.code === 'invalid_key') {
    return { message: `"${name}" is no language.`, allowed: 'two letters (ISO 639-1), or any', at: path };
  }
  if (issue.code === 'invalid_type') {
    const wanted = article(issue.expected ?? 'something else');
    if (value === undefined) return { message: `${name} is missing.`, at: path };
    if (value === null) return { message: `${name} is empty: it must be ${wanted}.`, at: path };
    return { message: `${name} must be ${wanted}.`, at: path };
  }
  return { message: `${name}: ${issue.message}.`, at: path };
}

/** What the file says at the path; undefined where it says nothing. */
function valueAt(content: unknown, path: PackPath): unknown {
  let at = content;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}

/** `keeps`, or `item 3 of keeps`. */
function nameOf(path: PackPath): string {
  const last = path[path.length - 1];
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `item ${last + 1} of ${path[path.length - 2]}` : last;
}

function article(type: string): string {
  const names: Record<string, string> = {
    string: 'text (put it in quotes)',
    array: 'a list: [a, b], or a line each that begins with "- "',
    object: 'a map: { key: value }, or a line each',
    record: 'a map: { key: value }, or a line each',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
  };
  return names[type] ?? type;
}

function positionIn(
  yaml: typeof Yaml,
  document: Yaml.Document.Parsed,
  lines: Yaml.LineCounter,
  path: PackPath,
): { line: number; column: number } {
  let node: unknown = document.contents;
  let offset = yaml.isNode(node) && node.range ? node.range[0] : 0;
  for (const step of path) {
    if (yaml.isMap(node)) {
      const pair = node.items.find(
        (item) => yaml.isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (pair === undefined) break;
      if (yaml.isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (yaml.isSeq(node)) {
      node = node.items[Number(step)];
      if (yaml.isNode(node) && node.range) offset = node.range[0];
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
