/** Reads dates as pages print and state them, in numbers and with the names of months, and writes them as ISO 8601. */
import { monthOf } from './months.ts';

/** How dates are written where a page is from. */
export interface DateHabit {
  /** Two letters; undefined when the page does not say. */
  readonly language: string | undefined;
  /** The month goes first in `3/4/2024`. */
  readonly isMonthFirst: boolean;
}

/** A day that a text names. */
export interface FoundDate {
  /** `2024-05-01`. */
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

/** English, but not that of countries that write the day first. */
export function habitOf(language: string | undefined): DateHabit {
  const code = language?.trim().slice(0, 2).toLowerCase();
  const isMonthFirst =
    (code === undefined || code === 'en') && !/[-_](?:gb|ie|au|nz|in|za)\b/i.test(language ?? '');
  return { language: code, isMonthFirst };
}

/** A date with a time of day, in the forms that are not quite ISO 8601 too. */
const STAMP =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
/** Seconds or milliseconds since 1970, of this century. */
const EPOCH = /^(?:9[5-9]|[1-4]\d)\d{8}(?:\d{3})?$/;

/**
 * A date that is a value of its own, as ISO 8601: the day, and the time where the value has it in a form that says what it is.
 * @returns undefined for what is no date, or leaves open which number is the month and which the day
 */
export function isoDateOf(value: string, habit: DateHabit): string | undefined {
  const trimmed = value.trim();
  const stamp = STAMP.exec(trimmed);
  if (stamp !== null) {
    const [, day, time, zone = ''] = stamp;
    const [year, month, date] = day.split('-').map(Number);
    return dayOf(year, month, date, habit) && `${day}T${time.replace(',', '.')}${isoZone(zone)}`;
  }
  if (EPOCH.test(trimmed))
    return `${new Date(Number(trimmed.slice(0, 10)) * 1000).toISOString().slice(0, 19)}Z`;
  const compact = /^(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}|T\d{6}(?:Z|[+-]\d{4}))?$/.exec(trimmed);
  if (compact !== null) return dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]), habit);
  return findDate(trimmed, habit)?.day;
}

function isoZone(zone: string): string {
  if (/^(?:z|utc|gmt)$/i.test(zone)) return 'Z';
  return zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
}

/** Year first: `2024-05-01`, `2024/5/1`, `2024. 5. 1`, `2024年5月1日`. */
const YEAR_FIRST = /(?<!\d)(\d{4})(?:[-/]| ?[.年년] ?)(\d{1,2})(?:[-/]| ?[.月월] ?)(\d{1,2})(?!\d)/;
/** Year last: `1.5.2024`, `01/05/2024`, `5-1-2024`. */
const YEAR_LAST = /(?<![\d.])(\d{1,2})(\. ?|[-/])(\d{1,2})\2(\d{4})(?!\d)/;
const TOKEN = /\d+|\p{L}[\p{L}\p{M}'’׳]*(?:\.\p{L}[\p{L}\p{M}]*)*/gu;

/** Digits of Arabic, Persian and Hindi: a code's last four bits are the digit, in Hindi six more. */
const OTHER_DIGIT = /[٠-٩۰-۹०-९]/g;

/** What every date has. */
const YEAR = /[\d٠-٩۰-۹०-९]{4}/;

/** The first day that a text names; undefined when it names none in full. */
export function findDate(printed: string, habit: DateHabit): FoundDate | undefined {
  if (!YEAR.test(printed)) return undefined;
  const text = printed.replace(OTHER_DIGIT, (digit) =>
    String((digit.charCodeAt(0) - (digit >= '०' ? 6 : 0)) & 15),
  );
  const found = [findYearFirst(text, habit), findYearLast(text, habit), findNamed(text, habit)];
  let first: FoundDate | undefined;
  for (const date of found) if (date !== undefined && date.start < (first?.start ?? Infinity)) first = date;
  return first;
}

function findYearFirst(text: string, habit: DateHabit): FoundDate | undefined {
  const match = YEAR_FIRST.exec(text);
  if (match === null) return undefined;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]), habit);
  return day === undefined ? undefined : { day, start: match.index, end: match.index + match[0].length };
}

function findYearLast(text: string, habit: DateHabit): FoundDate | undefined {
  const match = YEAR_LAST.exec(text);
  if (match === null) return undefined;
  const [left, right, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const isMonthFirst = right > 12 || (left <= 12 && habit.isMonthFirst && !match[2].startsWith('.'));
  const day = isMonthFirst ? dayOf(year, left, right, habit) : dayOf(year, right, left, habit);
  return day === undefined ? undefined : { day, start: match.index, end: match.index + match[0].length };
}

interface Token {
  /** The letters of a word; a number has none. */
  readonly length: number;
  /** -1 for a word. */
  readonly number: number;
  /** The month that it names, 0 for none. */
  readonly month: number;
  readonly start: number;
  readonly end: number;
}

/** A month by its name, with a day and a year beside it: `May 1st, 2024`, `1 de mayo de 2024`, `2024. május 1.`. */
function findNamed(text: string, habit: DateHabit): FoundDate | undefined {
  const tokens = tokensOf(text, habit.language);
  for (let at = 0; at < tokens.length; at++) {
    const { month, start } = tokens[at];
    if (month === 0) continue;
    const before = numberBeside(tokens, at, -1);
    const after = numberBeside(tokens, at, 1);
    const last = after && numberBeside(tokens, tokens.indexOf(after), 1);
    // Day and year stand around the month, behind it, or around it the other way.
    const ways = [
      [before, after],
      [after, last],
      [after, before],
    ] as const;
    for (const [day, year] of ways) {
      if (day === undefined || year === undefined || year.number < FIRST_YEAR) continue;
      const found = dayOf(year.number, month, day.number, habit);
      if (found === undefined) continue;
      return { day: found, start: Math.min(start, day.start, year.start), end: Math.max(day.end, year.end) };
    }
  }
  return undefined;
}

function tokensOf(text: string, language: string | undefined): Token[] {
  const tokens: Token[] = [];
  for (const { 0: token, index: start } of text.matchAll(TOKEN)) {
    const end = start + token.length;
    const number = /^\d/.test(token) ? Number(token) : -1;
    const last = tokens.at(-1);
    if (language === 'vi' && number >= 1 && number <= 12 && last?.month === COUNTED) {
      tokens[tokens.length - 1] = { ...last, month: number, end };
      continue;
    }
    const word = token.normalize('NFC').toLowerCase();
    const isCounted = language === 'vi' && (word === 'tháng' || word === 'thg');
    const month = number !== -1 ? 0 : isCounted ? COUNTED : monthOf(word, language);
    tokens.push({ length: number === -1 ? token.length : 0, number, month, start, end });
  }
  return tokens;
}

/** Vietnamese months are numbers: `tháng 3`. The word alone is no month that a date has. */
const COUNTED = 13;
/** Between the parts of a date stand at most two short words: `de`, `of`, `st`, `năm`. */
const MAX_BETWEEN = 2;
const MAX_FILLER = 3;

/** The number before (-1) or behind (1) a token. */
function numberBeside(tokens: readonly Token[], at: number, step: -1 | 1): Token | undefined {
  for (let passed = 0, i = at + step; passed <= MAX_BETWEEN; passed++, i += step) {
    const token = tokens[i];
    if (token === undefined || token.length > MAX_FILLER) return undefined;
    if (token.number !== -1) return token;
  }
  return undefined;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
/** Thailand counts its years from the death of the Buddha. */
const BUDDHIST = 543;

function dayOf(year: number, month: number, day: number, { language }: DateHabit): string | undefined {
  const counted = language === 'th' && year > FIRST_YEAR + BUDDHIST ? year - BUDDHIST : year;
  const time = new Date(Date.UTC(counted, month - 1, day));
  const isDay = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return isDay && counted >= FIRST_YEAR && counted <= LAST_YEAR ? time.toISOString().slice(0, 10) : undefined;
}
