/** What a page says of itself: `title`, Open Graph and other meta tags, JSON-LD, `lang`, canonical URL. */
import type { Metadata } from '../document.ts';

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
  /** `datetime` of the first `time` element that has one and does not stand in a part beside the text. */
  time: string | undefined;
  /** Text of the first `rel=author` or `itemprop=author`. */
  author: string | undefined;
  /** Names (lower case) and contents of meta tags; the first of a name counts. */
  readonly meta: Map<string, string>;
  /** Contents of `script type="application/ld+json"`. */
  readonly linkedData: string[];
}

/** Notes of a page of which nothing has been read. */
export function emptyNotes(): PageNotes {
  const nothing = undefined;
  return {
    title: nothing,
    language: nothing,
    canonical: nothing,
    published: nothing,
    time: nothing,
    author: nothing,
    meta: new Map(),
    linkedData: [],
  };
}

/** Longer JSON-LD is a catalogue, not a statement about the page. */
const MAX_LINKED_DATA = 300_000;
const MAX_VALUE = 1_000;
/** What stands before a name in the element that names an author. */
const BY = /^\s*(?:(?:written |posted )?by|von|par|por|di|door)\s+/i;

/** Types that say what the page is for; the first of them in the page's JSON-LD counts. */
const MAIN_TYPES =
  /^(?:.*article|blogposting|posting|report|review|recipe|howto|product|productgroup|.*forumposting|qapage|faqpage|jobposting|event|softwareapplication|book|course|collectionpage|itemlist|videoobject|webpage|service|.*business|organization)$/;

/**
 * Forms the metadata; fields that the page does not state are absent.
 * @param base where the page came from, if known: a relative canonical address is resolved against it
 */
export function toMetadata(notes: PageNotes, base?: string): Metadata {
  const linked = readLinkedData(notes.linkedData);
  const meta = (...names: string[]) => {
    for (const name of names) {
      const content = notes.meta.get(name);
      if (content !== undefined) return content;
    }
    return undefined;
  };
  const type = linked.type ?? meta('og:type');
  // Whom a product's page prints wrote a review of it.
  const printedAuthor = type !== undefined && /product/i.test(type) ? undefined : notes.author;
  const fields: Record<keyof Metadata, string | undefined> = {
    title:
      meta('og:title', 'twitter:title') ??
      linked.headline ??
      notes.title ??
      meta('citation_title', 'dc.title', 'title'),
    author:
      nameOnly(
        meta(
          'author',
          'article:author',
          'dc.creator',
          'parsely-author',
          'sailthru.author',
          'citation_author',
        ),
      ) ??
      linked.author ??
      nameOnly(printedAuthor?.replace(BY, '') ?? meta('byl')?.replace(BY, '')),
    date:
      meta(
        'article:published_time',
        'datepublished',
        'date',
        'dc.date',
        'dc.date.issued',
        'dc.date.created',
        'dcterms.date',
        'dcterms.issued',
        'dcterms.created',
        'publishdate',
        'pubdate',
        'parsely-pub-date',
        'sailthru.date',
        'citation_publication_date',
        'citation_online_date',
        'citation_date',
      ) ??
      linked.date ??
      notes.published ??
      notes.time,
    description:
      meta('og:description', 'description', 'twitter:description', 'dc.description') ?? linked.description,
    siteName: meta('og:site_name', 'application-name') ?? linked.publisher,
    url: resolve(notes.canonical || meta('og:url'), base),
    language: languageOf(
      notes.language ?? meta('og:locale', 'content-language', 'language', 'dc.language') ?? linked.language,
    ),
    type: type?.toLowerCase(),
  };
  const metadata: Partial<Record<keyof Metadata, string>> = {};
  for (const key of Object.keys(fields) as (keyof Metadata)[]) {
    const value = fields[key];
    const folded = value && foldValue(value);
    if (folded) metadata[key] = folded;
  }
  return metadata;
}

/** White space folded, and no longer than a value may be: some hold a whole page. */
export function foldValue(value: string): string {
  return value.replace(/\s+/g, ' ').trim().slice(0, MAX_VALUE);
}

/** A relative address made absolute; one with a scheme stays as the page wrote it. */
function resolve(address: string | undefined, base: string | undefined): string | undefined {
  if (!address || /^[a-z][a-z\d+.-]*:/i.test(address) || !URL.canParse(address, base)) return address;
  return new URL(address, base).href;
}

/** `article:author` is often the address of a profile. */
function nameOnly(value: string | undefined): string | undefined {
  return value === undefined || /^https?:|^@|^\/\//.test(value.trim()) ? undefined : value;
}

function languageOf(value: string | undefined): string | undefined {
  return value
    ?.trim()
    .match(/^([a-z]{2})(?:$|[-_,;])/i)?.[1]
    .toLowerCase();
}

interface LinkedData {
  type?: string;
  headline?: string;
  author?: string;
  date?: string;
  description?: string;
  publisher?: string;
  language?: string;
}

type Item = Readonly<Record<string, unknown>>;

/** Reads JSON-LD for what it says of the page; what can't be parsed says nothing. */
function readLinkedData(scripts: readonly string[]): LinkedData {
  const items: Item[] = [];
  for (const script of scripts) {
    if (script.length <= MAX_LINKED_DATA) collectItems(parseForgivingly(script), items, 0);
  }
  const typed = items.map((item) => ({ item, type: typeOf(item) }));
  const main =
    typed.find(({ type }) => /article|posting|recipe|howto|qapage|report/.test(type)) ??
    typed.find(({ type }) => /product|event|job|faqpage|course|book/.test(type)) ??
    typed.find(({ type }) => MAIN_TYPES.test(type));
  if (main === undefined) return {};
  const { item, type } = main;
  const names = new Map(
    items
      .map((described) => [described['@id'], described.name] as const)
      .filter(([, name]) => name !== undefined),
  );
  return {
    type,
    headline: textOf(item.headline),
    author: namesOf(item.author, names),
    date: textOf(item.datePublished) ?? textOf(item.datePosted) ?? textOf(item.dateCreated),
    description: textOf(item.description),
    publisher: namesOf(item.publisher, names),
    language: textOf(item.inLanguage),
  };
}

/** JSON with the usual blemishes: comment or CDATA wrappers, raw line breaks in strings, a last semicolon. */
function parseForgivingly(script: string): unknown {
  try {
    return JSON.parse(script);
  } catch {
    const cleaned = script
      .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
      .replace(/(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/, '')
      .replace(/\p{Cc}+/gu, ' ')
      .replace(/;\s*$/, '')
      .replace(/,\s*([}\]])/g, '$1');
    try {
      return JSON.parse(cleaned);
    } catch {
      return undefined;
    }
  }
}

const MAX_ITEM_DEPTH = 3;
const NO_NAMES: ReadonlyMap<unknown, unknown> = new Map();

function collectItems(value: unknown, items: Item[], depth: number): void {
  if (depth > MAX_ITEM_DEPTH || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const element of value) collectItems(element, items, depth + 1);
    return;
  }
  const item = value as Item;
  items.push(item);
  collectItems(item['@graph'], items, depth + 1);
  collectItems(item.mainEntity, items, depth + 1);
}

function typeOf(item: Item): string {
  const type = Array.isArray(item['@type']) ? item['@type'][0] : item['@type'];
  return typeof type === 'string' ? type.toLowerCase().replace(/^.*[/:]/, '') : '';
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? textOf(value[0]) : undefined;
}

/** @param described the names of what is only referred to by its `@id` */
function namesOf(value: unknown, described: ReadonlyMap<unknown, unknown>): string | undefined {
  if (Array.isArray(value)) {
    const names = value.map((one) => namesOf(one, described)).filter((name) => name !== undefined);
    return names.length > 0 ? names.join(', ') : undefined;
  }
  if (typeof value === 'string') return nameOnly(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, '@id': id } = value as Item;
  return namesOf(name ?? described.get(id), NO_NAMES);
}
