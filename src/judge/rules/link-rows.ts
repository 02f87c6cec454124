/**
 * Rows of links that stand in one block, as the buttons of a share bar do: the rules know each of them, and not the row.
 *
 *   [Share on Facebook] | [Share on WhatsApp]   goes for what each link says
 *   [Share on Facebook] | [The mill reopens]    stays: no rule knows the second link
 */
import { isWordCharacter } from '../../characters.ts';
import type { Block } from '../../document.ts';
import { type Match, matchOf } from './matches.ts';
import { MENU } from './neighbours.ts';

/** In characters. */
const LONGEST_ROW = 300;
const NO_MATCHES: readonly Match[] = [];

/** The texts of a row's links; undefined for a block that is no row of two links or more and nothing else. */
export function linksOfRow({ text, marks }: Block): readonly string[] | undefined {
  if (marks.length < 2 || text.length > LONGEST_ROW) return undefined;
  const links: string[] = [];
  let at = 0;
  for (const { type, start, end } of marks) {
    if (type !== 'link') continue;
    if (hasWords(text, at, start)) return undefined;
    if (hasWords(text, start, end)) links.push(text.slice(start, end));
    at = end;
  }
  return links.length < 2 || hasWords(text, at, text.length) ? undefined : links;
}

/**
 * What takes a row, by what stands for each of its links: nothing where one of them is unknown or protected. Words of
 * menus, which count only beside chrome, have it in the row: the links that other rules know, or enough of their like.
 */
export function matchesOfRow(links: readonly (readonly Match[])[]): readonly Match[] {
  const found: Match[] = [];
  let hasChrome = links.length >= MENU;
  for (const matches of links) {
    if (matches.some(({ rule }) => rule.protect)) return NO_MATCHES;
    const whole = matches.filter(({ rule, span }) => span === undefined && rule.reach === 'block');
    if (whole.length === 0) return NO_MATCHES;
    if (whole.some(({ rule }) => rule.neighbours === undefined)) hasChrome = true;
    for (const match of whole) if (!found.some(({ rule }) => rule === match.rule)) found.push(match);
  }
  return hasChrome ? found.map(({ rule, says, span }) => matchOf(rule, says, span, true)) : found;
}

function hasWords(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (isWordCharacter(text.charCodeAt(i))) return true;
  return false;
}
