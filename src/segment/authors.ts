/**
 * Who wrote a page's article: what the page states, else the name beside its title. Many sites only print it: of 621 pages
 * of WCXB with an author 230 state none.
 */
import type { Block } from '../document.ts';
import { type DateHabit, findDate } from './dates.ts';
import { nameOnly } from './linked-data.ts';
import { foldValue, type Statements } from './metadata.ts';
import { lettersOf, namesAuthor } from './naming.ts';
import { isLabel, withoutLabel, writerIn } from './person-names.ts';
import { blocksBeside, MAX_LINE, type TitlePlace } from './title-place.ts';

/** Finds the names of the writers, with a comma between them; undefined when the page names none. */
export function findAuthor(statements: Statements, place: TitlePlace, habit: DateHabit): string | undefined {
  const { linked, meta } = statements;
  // Whom the page of a product prints wrote a review of it.
  const isProduct = /product/i.test(linked.type ?? meta('og:type') ?? '');
  const site = lettersOf(linked.publisher ?? meta('og:site_name', 'application-name') ?? '');
  const stated = statedAuthor(statements, site, isProduct);
  return stated.person ?? (isProduct ? undefined : printedAuthor(place, habit)) ?? stated.site;
}

const AUTHOR_TAGS = [
  ...['author', 'article:author', 'dc.creator', 'dcterms.creator', 'parsely-author', 'sailthru.author'],
  ...['citation_author', 'byl', 'article.author', 'og:article:author', 'twitter:creator:name'],
];

/** The first name that is no name of the site; a site that has no other writer is the writer. */
function statedAuthor(
  { notes, linked, meta }: Statements,
  site: string,
  isProduct: boolean,
): { person?: string; site?: string } {
  // WordPress says it as a label and its value, in the language of the site.
  const labelled = isLabel(meta('twitter:label1') ?? '') ? meta('twitter:data1') : undefined;
  const values = [
    ...AUTHOR_TAGS.map((tag) => nameOnly(meta(tag))),
    linked.author,
    labelled,
    isProduct ? undefined : nameOnly(notes.author),
  ];
  const names = values.map(cleanName).filter((name) => name !== undefined);
  return { person: names.find((name) => lettersOf(name) !== site), site: names[0] };
}

/** What programs state where nobody is named: a word for nobody, or the key of a text that they did not find. */
const NOBODY = /^(?:undefined|null|unknown|admin(?:istrator)?|webmaster|name)$|^\w+(?:\.\w+){2,}$/i;

function cleanName(value: string | undefined): string | undefined {
  const name = value && withoutLabel(foldValue(value)).replace(/[,;|\s]+$/, '');
  return !name || NOBODY.test(name) ? undefined : name;
}

/** Addresses of the pages of writers; the slug is theirs. */
const WRITERS_PAGE =
  /\/(?:authors?|autor(?:es|en|i)?|auteurs?|autore|writers?|contributors?|columnists?|bloggers?|by)[/=-]\/?[^/?#]|[?&]author=|\/@\w/i;
/** Addresses of the pages of people, writers or not. */
const PERSONS_PAGE =
  /\/(?:people|person|team|staff|\w*profiles?|bio|editors?|users?|members?|u|~)[/=-]?\/?([^/?#]+)|[?&]user=(\w+)/i;

/** A longer address is data. */
const MAX_ADDRESS = 500;

function printedAuthor(place: TitlePlace, habit: DateHabit): string | undefined {
  const { blocks, page } = place;
  for (const at of blocksBeside(place)) {
    const { kind, text, element } = blocks[at];
    if (text.length > MAX_LINE || kind === 'table') continue;
    const isNamed = namesAuthor(page, element) || namesAuthor(page, page.leaf[at]);
    const found = linkedWriter(blocks[at]) ?? writerIn(withoutDate(text, habit), isNamed);
    if (found !== undefined) return found;
  }
  return labelledWriter(blocks, habit);
}

/** A writer behind a label of its own, wherever on the page that is: often below the text. */
function labelledWriter(blocks: readonly Block[], habit: DateHabit): string | undefined {
  for (let at = 0; at + 1 < blocks.length; at++) {
    if (blocks[at].kind === 'table' || !isLabel(blocks[at].text)) continue;
    const named = writerIn(withoutDate(blocks[at + 1].text.slice(0, MAX_LINE), habit), true);
    if (named !== undefined) return named;
  }
  return undefined;
}

/** A line with a bar in the place of a day: what stands beside that is no part of a name. */
function withoutDate(line: string, habit: DateHabit): string {
  const found = findDate(line, habit);
  return found === undefined ? line : `${line.slice(0, found.start)} | ${line.slice(found.end)}`;
}

/** The text of a link to the page of a writer. */
function linkedWriter({ text, marks }: Block): string | undefined {
  for (const { type, href, start, end } of marks) {
    if (type !== 'link' || href === undefined || href.length > MAX_ADDRESS) continue;
    const linked = text.slice(start, end);
    if (!WRITERS_PAGE.test(href) && !isSlugOf(PERSONS_PAGE.exec(href)?.[1], linked)) continue;
    const name = writerIn(linked, true);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** True for a part of an address that has a word of the name. */
function isSlugOf(slug: string | undefined, name: string): boolean {
  if (slug === undefined) return false;
  const letters = lettersOf(slug);
  return name.split(/\s+/).some((word) => word.length > 2 && letters.includes(lettersOf(word)));
}
