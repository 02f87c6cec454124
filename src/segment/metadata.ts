/**
 * What a page says of itself: `title`, Open Graph and other meta tags, JSON-LD, `lang`, canonical URL. Who wrote it and
 * when is also found where it is printed, in `publication.ts`.
 */
import type { Metadata } from '../document.ts';
import { decodeEntities } from './entities.ts';
import { type LinkedData, readLinkedData } from './linked-data.ts';

/** What the segmenter noted while it read; values have their entities decoded. */
export interface PageNotes {
  /** Text of the `title` element, folded. */
  title: string | undefined;
  /** `lang` of `html`. */
  language: string | undefined;
  /** `link rel=canonical`. */
  canonical: string | undefined;
  /** When the page says that it was published: `itemprop=datePublished`, `abbr.published`, `time.published`. */
  published: string | undefined;
  /** The first `time` elements that have a `datetime`. */
  readonly times: NotedTime[];
  /** Text of the first `rel=author` or `itemprop=author`. */
  author: string | undefined;
  /** Names (lower case) and contents of meta tags; the first of a name counts. */
  readonly meta: Map<string, string>;
  /** Contents of `meta name=generator`: a page names its software and that software's plugins, a tag each. */
  readonly generators: string[];
  /** Contents of `script type="application/ld+json"`. */
  readonly linkedData: string[];
}

export interface NotedTime {
  readonly datetime: string;
  /** Where its text begins in the source. */
  readonly start: number;
  /** It stands in a part of the page beside the text, or says when that was changed. */
  readonly isOther: boolean;
}

/** Notes of a page of which nothing has been read. */
export function emptyNotes(): PageNotes {
  const nothing = undefined;
  return {
    title: nothing,
    language: nothing,
    canonical: nothing,
    published: nothing,
    times: [],
    author: nothing,
    meta: new Map(),
    generators: [],
    linkedData: [],
  };
}

const MAX_VALUE = 1_000;

/** What a page states in meta tags and JSON-LD. */
export interface Statements {
  readonly notes: PageNotes;
  readonly linked: LinkedData;
  /** The content of the first of these meta tags that the page has. */
  readonly meta: (...names: readonly string[]) => string | undefined;
}

/** Reads what the notes hold. */
export function readStatements(notes: PageNotes): Statements {
  const meta = (...names: readonly string[]): string | undefined => {
    for (const name of names) {
      const content = notes.meta.get(name);
      if (content !== undefined) return content;
    }
    return undefined;
  };
  return { notes, linked: readLinkedData(notes.linkedData), meta };
}

/**
 * Forms the metadata but for who wrote the page and when; fields that it does not state are absent.
 * @param base where the page came from, if known: a relative canonical address is resolved against it
 */
export function toMetadata({ notes, linked, meta }: Statements, base?: string): Metadata {
  const fields = {
    title:
      meta('og:title', 'twitter:title') ??
      linked.headline ??
      notes.title ??
      meta('citation_title', 'dc.title', 'title'),
    description:
      meta('og:description', 'description', 'twitter:description', 'dc.description') ?? linked.description,
    siteName: meta('og:site_name', 'application-name') ?? linked.publisher,
    url: resolve(notes.canonical || meta('og:url'), base),
    language: languageOf(
      notes.language ?? meta('og:locale', 'content-language', 'language', 'dc.language') ?? linked.language,
    ),
    type: (linked.type ?? meta('og:type'))?.toLowerCase(),
  };
  const metadata: Partial<Record<keyof typeof fields, string>> = {};
  for (const key of Object.keys(fields) as (keyof typeof fields)[]) {
    const value = fields[key];
    const folded = value && foldValue(value);
    if (folded) metadata[key] = folded;
  }
  return metadata;
}

/**
 * White space folded, and no longer than a value may be: some hold a whole page. References of HTML that are still in
 * it were written twice, or in JSON.
 */
export function foldValue(value: string): string {
  const decoded = /&#?\w+;/.test(value) ? decodeEntities(value) : value;
  return decoded.replace(/\s+/g, ' ').trim().slice(0, MAX_VALUE);
}

/** A relative address made absolute; one with a scheme stays as the page wrote it. */
function resolve(address: string | undefined, base: string | undefined): string | undefined {
  if (!address || /^[a-z][a-z\d+.-]*:/i.test(address) || !URL.canParse(address, base)) return address;
  return new URL(address, base).href;
}

function languageOf(value: string | undefined): string | undefined {
  return value
    ?.trim()
    .match(/^([a-z]{2})(?:$|[-_,;])/i)?.[1]
    .toLowerCase();
}
