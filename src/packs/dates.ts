/**
 * Dates inside folded text, in any language whose words are in `rules/dates.yaml`: for `{date}` in
 * phrases. No calendar is needed, only the question whether a run of words and numbers is a date.
 */
import { CLASS, CLASS_OF, isSpacedLetter } from '../characters.ts';
import { SLOT } from './fold.ts';

/** What a word can be in a date; a word can be several of these in different languages. */
export const DATE_ROLES = { months: 1, days: 2, units: 4, ago: 8, between: 16, after: 32 } as const;
export type DateRole = keyof typeof DATE_ROLES;

/** Folded words and the sum of their roles. */
export type DateWords = ReadonlyMap<string, number>;

/** A folded text whose dates were replaced by `SLOT.date`, and where its characters came from. */
export interface DatedText {
  readonly text: string;
  /** Index into the folded text of each character, and the end. */
  readonly offsets: readonly number[];
}

const NUMBER = '0';
const MARKS_INSIDE = " ,./:-()'";
/** Between the numbers of a date that has no name of a month. */
const MARKS_OF_NUMERIC_DATES = '/.-';
/** Lengths of a day, a month and a year, the shortest first. */
const DATE_SHAPES = new Set(['114', '124', '224', '222']);
/** กุมภาพันธ์, February. */
const LONGEST_WORD_OF_UNSPACED = 10;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly isNumber: boolean;
  readonly roles: number;
}

/**
 * Replaces each date in a folded text by `SLOT.date`; undefined when there is none.
 * @param digitsAt how many characters the number at an index had before it was folded.
 */
export function foldDates(
  text: string,
  words: DateWords,
  digitsAt: (index: number) => number,
): DatedText | undefined {
  if (words.size === 0 || !text.includes(NUMBER)) return undefined;
  let result = '';
  const offsets: number[] = [];
  let done = 0;
  let run: Token[] = [];
  const copy = (end: number): void => {
    for (let i = done; i < end; i++) offsets.push(i);
    result += text.slice(done, end);
    done = end;
  };
  const close = (): void => {
    const date = dateIn(run, text, digitsAt);
    run = [];
    if (date === undefined) return;
    copy(date.start);
    offsets.push(date.start);
    result += SLOT.date;
    done = date.end;
  };
  for (let i = 0; i < text.length; ) {
    const token = tokenAt(text, i, words);
    if (token === undefined) {
      if (!MARKS_INSIDE.includes(text[i])) close();
      i++;
    } else {
      if (token.isNumber || token.roles > 0) run.push(token);
      else close();
      i = token.end;
    }
  }
  close();
  if (done === 0) return undefined;
  copy(text.length);
  offsets.push(text.length);
  return { text: result, offsets };
}

/** The word or number that begins at `start`; undefined for a mark. */
function tokenAt(text: string, start: number, words: DateWords): Token | undefined {
  const first = CLASS_OF[text.charCodeAt(start)];
  if (first === CLASS.digit) return { start, end: start + 1, isNumber: true, roles: 0 };
  if (first >= CLASS.unspaced) {
    for (let end = Math.min(text.length, start + LONGEST_WORD_OF_UNSPACED); end > start; end--) {
      const roles = words.get(text.slice(start, end));
      if (roles !== undefined) return { start, end, isNumber: false, roles };
    }
    return { start, end: start + 1, isNumber: false, roles: 0 };
  }
  if (first < CLASS.latin) return undefined;
  let end = start + 1;
  while (end < text.length && isSpacedLetter(text.charCodeAt(end))) end++;
  return { start, end, isNumber: false, roles: words.get(text.slice(start, end)) ?? 0 };
}

/** The date that a run of date words holds, its ends trimmed of words that only stand inside dates. */
function dateIn(
  run: readonly Token[],
  text: string,
  digitsAt: (index: number) => number,
): { start: number; end: number } | undefined {
  const { months, days, units, ago, after } = DATE_ROLES;
  const tokens = trim(run, months | days | ago, months | days | units | ago | after);
  if (!tokens.some((token) => token.isNumber)) return undefined;
  const count = (role: number): number => tokens.filter((token) => (token.roles & role) !== 0).length;
  if (count(months) > 0 || isNumeric(tokens, text, digitsAt)) return spanOf(trimCalendarDate(tokens));
  if (count(ago) > 0 && count(units) > 0) return spanOf(tokens);
  if (count(days) > 0 && hasTime(tokens, text)) return spanOf(tokens);
  const numbers = tokens.filter((token) => token.isNumber).length;
  return numbers > 1 && count(after) > 1 ? spanOf(tokens) : undefined;
}

function spanOf(tokens: readonly Token[]): { start: number; end: number } | undefined {
  return tokens.length === 0 ? undefined : { start: tokens[0].start, end: tokens[tokens.length - 1].end };
}

/** A run without the words at its ends that have none of the roles that a date begins or ends with. */
function trim(run: readonly Token[], firstRoles: number, lastRoles: number): readonly Token[] {
  let first = 0;
  let last = run.length - 1;
  while (first <= last && !run[first].isNumber && (run[first].roles & firstRoles) === 0) first++;
  while (last >= first && !run[last].isNumber && (run[last].roles & lastRoles) === 0) last--;
  return run.slice(first, last + 1);
}

/**
 * A date of the calendar says nothing of how long ago: "à jour le 5 mai" begins with the 5, and "5 May 2023 3 min" ends
 * with the year.
 */
function trimCalendarDate(tokens: readonly Token[]): readonly Token[] {
  const { months, days, units, after } = DATE_ROLES;
  const date = trim(tokens, months | days, months | days | units | after);
  const unit = date.at(-1);
  const isLength =
    unit !== undefined &&
    date.at(-2)?.isNumber === true &&
    (unit.roles & units) !== 0 &&
    (unit.roles & (months | after)) === 0 &&
    date.length > 3;
  return isLength ? date.slice(0, -2) : date;
}

/** `10:30`, `10.30`, `10h30`. */
function hasTime(tokens: readonly Token[], text: string): boolean {
  return tokens.some((token, i) => {
    const before = tokens[i - 1];
    if (i === 0 || !token.isNumber) return false;
    const hours = before.isNumber ? before : tokens[i - 2];
    return hours?.isNumber === true && [':', '.', 'h'].includes(text.slice(hours.end, token.start));
  });
}

/** `2023-06-20`, `20.6.2023`, `12/05/23`: three numbers in a row, as long as days, months and years are. */
function isNumeric(tokens: readonly Token[], text: string, digitsAt: (index: number) => number): boolean {
  for (let i = 0; i + 2 < tokens.length; i++) {
    const three = tokens.slice(i, i + 3);
    const digits = three.map((token) => (token.isNumber ? digitsAt(token.start) : 0));
    const marks = [text.slice(three[0].end, three[1].start), text.slice(three[1].end, three[2].start)];
    const joined = marks.every(
      (mark) => mark.trim().length === 1 && MARKS_OF_NUMERIC_DATES.includes(mark.trim()),
    );
    const shape = [...digits].sort().join('');
    if (joined && DATE_SHAPES.has(shape)) return true;
  }
  return false;
}
