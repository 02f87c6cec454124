/** Rules that count only beside other chrome: words of menus, and short lines that say nothing telling. */
import type { Category } from '../../document.ts';
import type { CompiledRule } from '../../packs/compiled.ts';
import type { Match } from './matches.ts';

/** The category of each block that is removed whole. */
export type Chrome = ReadonlyMap<number, Category>;

/** So many words of menus in a row are a menu. */
export const MENU = 3;
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

/**
 * Takes short lines by their place alone: up to `LONGEST_RUN` of them with the neighbours that a
 * rule asks for. The runs are found once, however many rules there are.
 * @param isLine true for a block that is no prose and no sentence.
 */
export function takeByPlace(
  rules: readonly CompiledRule[],
  count: number,
  isLine: (block: number) => boolean,
  fits: (rule: CompiledRule, block: number) => boolean,
  chrome: Chrome,
  take: (rule: CompiledRule, block: number) => void,
): void {
  if (rules.length === 0 || chrome.size === 0) return;
  // A run that counts lies beside chrome; what is further away need not be looked at.
  const isNear = new Uint8Array(count);
  for (const block of chrome.keys())
    isNear.fill(1, Math.max(0, block - LONGEST_RUN - 1), block + LONGEST_RUN + 2);
  const isCandidate = (block: number): boolean => isNear[block] === 1 && !chrome.has(block) && isLine(block);
  forEachRun(count, isCandidate, (start, end) => {
    if (end - start > LONGEST_RUN || !(chrome.has(start - 1) || chrome.has(end))) return;
    const blocks = Array.from({ length: end - start }, (_, i) => start + i);
    for (const rule of rules) {
      if (!hasNeighbours(rule, start, end, chrome) || !blocks.every((block) => fits(rule, block))) continue;
      for (const block of blocks) take(rule, block);
      return;
    }
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

const ENDS_SENTENCE = '!?。！？؟';
const CLOSING = `"'”’»)`;
const SMALL = /^\p{Ll}{3}$/u;
const TIME = /^\d{1,2}[:.]\d\d\s/;

/** Whether a short line is a sentence or a point of a programme, and no name: "That did it, thanks!", "10:00 Doors open". */
export function saysSomething(text: string): boolean {
  return isSentence(text) || TIME.test(text);
}

/** Words with a mark behind them that ends a sentence. Most lines have none: that is looked at first, without a search. */
function isSentence(text: string): boolean {
  const end = CLOSING.includes(text[text.length - 1]) ? text.length - 1 : text.length;
  const last = text[end - 1] ?? '';
  const isEnded =
    last === '.' ? SMALL.test(text.slice(Math.max(0, end - 4), end - 1)) : ENDS_SENTENCE.includes(last);
  const space = isEnded ? text.search(/\S\s/) : -1;
  return space !== -1 && text.slice(space + 1, end - 1).trim() !== '';
}
