/** What a page states in JSON-LD, in the words of schema.org. */
/** Longer JSON-LD is a catalogue, not a statement about the page. */
const MAX_LINKED_DATA = 300_000;

/** Types that say what the page is for; the first of them in the page's JSON-LD counts. */
const MAIN_TYPES =
  /^(?:.*article|blogposting|posting|report|review|recipe|howto|product|productgroup|.*forumposting|qapage|faqpage|jobposting|event|softwareapplication|book|course|collectionpage|itemlist|videoobject|webpage|service|.*business|organization)$/;

/** What the JSON-LD of a page says of the page. */
export interface LinkedData {
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
export function readLinkedData(scripts: readonly string[]): LinkedData {
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
  const byId = new Map(items.map((item) => [item['@id'], item]));
  return {
    type,
    headline: textOf(item.headline),
    author: namesOf(item.author, byId),
    date:
      textOf(item.datePublished) ?? textOf(item.datePosted) ?? textOf(item.dateCreated) ?? dateOfPage(typed),
    description: textOf(item.description),
    publisher: namesOf(item.publisher, byId),
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

interface TypedItem {
  readonly item: Item;
  readonly type: string;
}

/** The date is often stated of the page, not of the article on it. */
function dateOfPage(items: readonly TypedItem[]): string | undefined {
  return textOf(
    items.find(({ item, type }) => type === 'webpage' && textOf(item.datePublished))?.item.datePublished,
  );
}

/** The name of a person or an organisation, which may stand elsewhere under its id; the names of several. */
function namesOf(value: unknown, byId: ReadonlyMap<unknown, Item>): string | undefined {
  if (Array.isArray(value)) {
    const names = value.map((one) => namesOf(one, byId)).filter((name) => name !== undefined);
    return names.length > 0 ? names.join(', ') : undefined;
  }
  if (typeof value === 'object' && value !== null) {
    const item = value as Item;
    const named = item.name ?? byId.get(item['@id'])?.name;
    return Array.isArray(named) ? textOf(named) : nameOnly(named);
  }
  return nameOnly(value);
}

/** What should be a name is often the address of a profile. */
export function nameOnly(value: unknown): string | undefined {
  return typeof value !== 'string' || /^https?:|^@|^\/\//.test(value.trim()) ? undefined : value;
}
