/** What a caller may ask for, shared by the API and the command line. */
import { type BlockKind, CATEGORIES, type Category } from './document.ts';
import { DehuskError } from './errors.ts';

/** `auto`: the scorer for HTML and for whole pages as text; of article text only what is next to certainly not content. */
export const EXTRACTORS = ['auto', 'scorer', 'readability', 'none'] as const;
export type Extractor = (typeof EXTRACTORS)[number];

export const FORMATS = ['text', 'markdown', 'html', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** The kinds that `omit` may leave out. */
export const OMITTABLE = [
  'title',
  'byline',
  'caption',
  'table',
  'code',
] as const satisfies readonly BlockKind[];

export interface CleanOptions {
  /** Kinds of blocks to leave out, as removals of category `omitted`. */
  readonly omit?: readonly (typeof OMITTABLE)[number][];
  /** Categories that stay in the text. */
  readonly keep?: readonly Category[];
  /** How the main content is found. Default `auto`. */
  readonly extractor?: Extractor;
  /** Languages that stay beside the document's own, ISO 639-1. */
  readonly languages?: readonly string[];
  /** Folders of further rule packs. */
  readonly rules?: string | readonly string[];
  /**
   * A `dehusk.yaml`, which disables or changes rules. Commands take the nearest one above their input;
   * in code none is looked for.
   */
  readonly config?: string;
  /** Default `text`. */
  readonly format?: Format;
}

const OPTION_NAMES: Readonly<Record<keyof CleanOptions, true>> = {
  omit: true,
  keep: true,
  extractor: true,
  languages: true,
  rules: true,
  config: true,
  format: true,
};

/** `CleanOptions` with every default filled in. */
export interface Settings {
  readonly omit: ReadonlySet<BlockKind>;
  readonly keep: ReadonlySet<Category>;
  readonly extractor: Extractor;
  readonly languages: ReadonlySet<string>;
  readonly rules: readonly string[];
  readonly config: string | undefined;
  readonly format: Format;
}

/**
 * Checks options and fills in the defaults.
 * @throws DehuskError `bad-option` naming the option and what it may be.
 */
export function readOptions(options: CleanOptions = {}): Settings {
  return {
    omit: new Set(eachOf('omit', options.omit, OMITTABLE)),
    keep: new Set(eachOf('keep', options.keep, CATEGORIES)),
    extractor: oneOf('extractor', options.extractor ?? 'auto', EXTRACTORS),
    languages: new Set(languageCodes(options.languages ?? [])),
    rules: folders(options.rules ?? []),
    config: options.config,
    format: oneOf('format', options.format ?? 'text', FORMATS),
  };
}

/**
 * Checks the names of options, as somebody wrote them in code.
 * @param more names that there are beside those of `CleanOptions`
 * @throws DehuskError `bad-option` naming one that does not exist.
 */
export function checkOptionNames(options: CleanOptions, more: readonly string[] = []): void {
  if (typeof options !== 'object' || options === null) {
    throw new DehuskError('bad-option', "Give the options as an object, such as { format: 'markdown' }.");
  }
  const names = [...Object.keys(OPTION_NAMES), ...more];
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const known = names.join(', ');
  throw new DehuskError('bad-option', `${unknown}: there is no such option. There are ${known}.`);
}

/** The options of `clean` among others, those that are set. */
export function cleanOptionsIn(given: Readonly<Record<string, unknown>>): CleanOptions {
  const names = Object.keys(OPTION_NAMES).filter((name) => given[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, given[name]]));
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new DehuskError('bad-option', `${name}: "${value}" is unknown. Use one of ${allowed.join(', ')}.`);
  }
  return found;
}

function eachOf<T extends string>(name: string, values: readonly string[] = [], allowed: readonly T[]): T[] {
  if (!Array.isArray(values))
    throw new DehuskError('bad-option', `${name}: give a list, such as ["${allowed[0]}"].`);
  return values.map((value) => oneOf(name, value, allowed));
}

function folders(rules: string | readonly string[]): readonly string[] {
  if (typeof rules === 'string') return [rules];
  if (!Array.isArray(rules) || rules.some((folder) => typeof folder !== 'string'))
    throw new DehuskError('bad-option', 'rules: give a folder or a list of folders, such as ["my-rules"].');
  return rules;
}

function languageCodes(codes: readonly string[]): readonly string[] {
  if (!Array.isArray(codes)) throw new DehuskError('bad-option', 'languages: give a list, such as ["en"].');
  if (codes.length === 0) return codes;
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  for (const code of codes) {
    if (!/^[a-z]{2}$/.test(code) || names.of(code) === undefined) {
      throw new DehuskError(
        'bad-option',
        `languages: "${code}" is no ISO 639-1 code. Use two letters: en, pt.`,
      );
    }
  }
  return codes;
}
