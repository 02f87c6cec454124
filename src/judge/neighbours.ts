/** Rules that count only beside other chrome: words of menus, and short lines that say nothing telling. */
import type { Category } from '../document.ts';
import type { CompiledRule } from '../packs/compiled.ts';
import type { Match } from './rule-matcher.ts';

/** The category of each block that is removed whole. */
export type Chrome = ReadonlyMap<number, Category>;

/** So many words of menus in a row are a menu. */
const MENU = 3;
/** More lines than this between two lines of chrome are no chrome for that alone. */
const LONGEST_RUN = 3;

/**
 * Takes words of menus and the like. Several in a row stand or go together: they go beside chrome,
 * and `MENU` of them in a row are a menu whatever is beside them.
 */
export function takeMenus(
  candidates: readonly (readonly Match[])[],
  chrome: Chrome,
  take: (match: Match, block: number) => void,
): void {
  const isCandidate = (block: number): boolean => candidates[block]?.length > 0 && !chrome.has(block);
  forEachRun(candidates.length, isCandidate, (start, end) => {
    for (let block = start; block < end; block++) {
      for (const match of candidates[block]) {
        if (end - start >= MENU || hasNeighbours(match.rule, start, end, chrome)) take(match, block);
      }
    }
  });
}

/** Takes short lines by their place alone: up to `LONGEST_RUN` of them with the neighbours that the rule asks for. */
export function takeByPlace(
  rule: CompiledRule,
  count: number,
  fits: (block: number) => boolean,
  chrome: Chrome,
  take: (block: number) => void,
): void {
  const isCandidate = (block: number): boolean => !chrome.has(block) && fits(block);
  forEachRun(count, isCandidate, (start, end) => {
    if (end - start > LONGEST_RUN || !hasNeighbours(rule, start, end, chrome)) return;
    for (let block = start; block < end; block++) take(block);
  });
}

function forEachRun(
  count: number,
  isCandidate: (block: number) => boolean,
  visit: (start: number, end: number) => void,
): void {
  for (let start = 0; start < count; start++) {
    if (!isCandidate(start)) continue;
    let end = start + 1;
    while (end < count && isCandidate(end)) end++;
    visit(start, end);
    start = end;
  }
}

function hasNeighbours(rule: CompiledRule, start: number, end: number, chrome: Chrome): boolean {
  const counts = (block: number): boolean => {
    const category = chrome.get(block);
    return category !== undefined && (rule.beside?.includes(category) ?? true);
  };
  const before = counts(start - 1);
  const after = counts(end);
  return rule.neighbours === 'both' ? before && after : before || after;
}
