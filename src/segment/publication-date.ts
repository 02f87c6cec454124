/**
 * When a page's article was published: what the page states, else the day beside its title. Many sites only print it: of
 * 655 pages of WCXB with a date 151 state none.
 */
import { ELEMENT, hasWordOf, type Page, TAG } from '../page.ts';
import { type DateHabit, findDate, isoDateOf } from './dates.ts';
import type { Statements } from './metadata.ts';
import { BEFORE, BEHIND, blocksBeside, MAX_LINE, type TitlePlace } from './title-place.ts';

/** Finds the date, as ISO 8601; undefined when the page names none. */
export function findPublicationDate(
  statements: Statements,
  place: TitlePlace,
  habit: DateHabit,
): string | undefined {
  return (
    statedDate(statements, habit) ??
    timeBeside(statements, place, habit, false) ??
    printedDate(place, habit) ??
    dateInAddress(place.url) ??
    timeBeside(statements, place, habit, true)
  );
}

const DATE_TAGS = [
  'article:published_time datepublished date dc.date dcterms.date publishdate pubdate parsely-pub-date',
  'sailthru.date citation_publication_date citation_online_date citation_date og:published_time',
  'article:published article.published published-date publish-date publish_date published_time',
  'publication_date publication-date date.created datecreated dc.date.issued dc.date.created',
  'dcterms.created dcterms.issued og:pubdate pub_date cxenseparse:recs:publishtime',
]
  .join(' ')
  .split(' ');

function statedDate({ notes, linked, meta }: Statements, habit: DateHabit): string | undefined {
  return firstRead([...DATE_TAGS.map((tag) => meta(tag)), linked.date, notes.published], habit);
}

function firstRead(values: readonly (string | undefined)[], habit: DateHabit): string | undefined {
  for (const value of values) {
    const date = value && isoDateOf(value.slice(0, MAX_LINE), habit);
    if (date) return date;
  }
  return undefined;
}

/**
 * What a `time` element beside the title states, on a page without a title the first that there is.
 * @param isOther of those that say something else than when the article was published
 */
function timeBeside(
  { notes }: Statements,
  { blocks, title }: TitlePlace,
  habit: DateHabit,
  isOther: boolean,
): string | undefined {
  const from = title === -1 ? 0 : blocks[Math.max(0, title - BEFORE)].start;
  const to = title === -1 ? Infinity : blocks[Math.min(blocks.length - 1, title + BEHIND)].end;
  const begins = title === -1 ? 0 : blocks[title].start;
  const near = notes.times.filter(
    (time) => time.start >= from && time.start <= to && time.isOther === isOther,
  );
  const behind = near.filter(({ start }) => start >= begins);
  const values = [...behind, ...near.reverse()].map(({ datetime }) => datetime);
  return firstRead(values, habit);
}

/** Words before a day that is not that of the first publication. */
const UPDATED =
  /updat|modifi|revis|reviewed|aktualis|aktualiz|geändert|mis(?:e)? à jour|actualizad|atualizad|aggiornat|bijgewerkt|uppdater|opdater|oppdater|päivitet|frissít|güncelle|обновл|оновл|更新|수정|تحديث|עודכן/i;
/** Pages print older days too, and none is that of a page. */
const FIRST_DAY = '1990-01-01';
/** A line that says little more than a day. */
const MAX_BESIDE_DATE = 60;

function printedDate(place: TitlePlace, habit: DateHabit): string | undefined {
  const { blocks, page } = place;
  let updated: string | undefined;
  for (const at of blocksBeside(place)) {
    const { text } = blocks[at];
    if (text.length > MAX_LINE) continue;
    const found = findDate(text, habit);
    if (found === undefined || found.day < FIRST_DAY) continue;
    if (
      text.length - (found.end - found.start) > MAX_BESIDE_DATE &&
      !isMarkedDate(page, blocks[at].element, page.leaf[at])
    )
      continue;
    if (!UPDATED.test(text.slice(0, found.start))) return found.day;
    updated ??= found.day;
  }
  return updated;
}

function isMarkedDate(page: Page, ...elements: readonly number[]): boolean {
  return elements.some(
    (element) =>
      element !== -1 &&
      (page.tag[element] === TAG.time ||
        (page.flags[element] & ELEMENT.author) !== 0 ||
        hasWordOf(page, element, 'date') ||
        hasWordOf(page, element, 'byline') ||
        hasWordOf(page, element, 'meta')),
  );
}

/** The day that blogs and newspapers have in an address: `/2024/05/01/`. */
function dateInAddress(url: string | undefined): string | undefined {
  const parts = /\/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)/.exec(url ?? '');
  return parts === null ? undefined : isoDateOf(`${parts[1]}-${parts[2]}-${parts[3]}`, NO_HABIT);
}

const NO_HABIT: DateHabit = { language: undefined, isMonthFirst: false };
