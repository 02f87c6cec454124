/**
 * Powers in plain text. A page sets them small and high; without that `10<sup>6</sup>` would be a number that the page
 * does not say, and the year 1850 with a note to it the year 18501. What is set high behind words and signs (ordinals,
 * notes, trade marks) stays as it is: it makes no other number.
 */
import type { KeptBlock, Mark } from '../document.ts';

const EXPONENT = /^(?:[-−–+]?\d{1,3}|n)$/;
/** A plain number, not the end of a name: `IP68` has notes, not powers. */
const BASE = /(?:^|[^\p{L}\p{N}])\d+$/u;
const LONGEST_BASE = 20;
/** Of a fraction behind a whole number: `1<sup>1</sup>/<sub>2</sub>`. */
const SLASH = /^\s?[/⁄∕]/;

/** The block's text with `10^6` for a power, `1 1/2` for a number with a fraction and `1850[1]` for one with a note. */
export function withPowers({ text, marks }: KeptBlock): string {
  let written = '';
  let from = 0;
  let linkEnd = 0;
  for (let at = 0; at < marks.length; at++) {
    const { type, start, end } = marks[at];
    if (type === 'link') linkEnd = Math.max(linkEnd, end);
    if (!isPower(text, marks[at])) continue;
    if (linkEnd > start || holdsLink(marks, at)) {
      written += `${text.slice(from, start)}[${text.slice(start, end)}]`;
      from = end;
      continue;
    }
    written += text.slice(from, start) + (SLASH.test(text.slice(end, end + 2)) ? ' ' : '^');
    from = start;
  }
  return from === 0 ? text : written + text.slice(from);
}

function isPower(text: string, { type, start, end }: Mark): boolean {
  if (type !== 'superscript' || !EXPONENT.test(text.slice(start, end))) return false;
  return BASE.test(text.slice(Math.max(0, start - LONGEST_BASE), start));
}

/** Marks come in the order of their starts, the longer of two first. */
function holdsLink(marks: readonly Mark[], at: number): boolean {
  for (let inner = at + 1; inner < marks.length && marks[inner].start < marks[at].end; inner++) {
    if (marks[inner].type === 'link') return true;
  }
  return false;
}
