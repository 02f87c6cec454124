/**
 * The menu at the top of a text that was a page. Its sections have names of their own among the words that all menus
 * have, and stand or go with them:
 *
 *   Home · News · Results · Clubs · Search · Log in
 */
import { countWords } from '../../characters.ts';
import type { Block, Category } from '../../document.ts';
import type { CompiledRule } from '../../packs/compiled.ts';
import type { Match } from './matches.ts';
import { type Chrome, MENU } from './neighbours.ts';

/** What stands between headline and text, where menus are over. */
const BEHIND_MENUS: ReadonlySet<Category> = new Set<Category>(['metadata', 'sharing', 'credit', 'duplicate']);
/** Names of sections are no longer. */
const MOST_WORDS = 2;
const LONGEST = 24;
/** Between two words that are known stand no more of them, and in the whole menu no more for each. */
const MOST_BETWEEN = 4;
const MOST_PER_KNOWN = 1.5;

/**
 * Takes the menu that a text begins with, up to the last word of it that is known, and the names between.
 * @param candidates words of menus, by block
 * @param chrome what goes already
 */
export function takeHeadMenu(
  blocks: readonly Block[],
  candidates: readonly (readonly Match[])[],
  chrome: Chrome,
  take: (match: Match, block: number) => void,
  takeName: (rule: CompiledRule, block: number) => void,
): void {
  const isWord = (block: number): boolean => candidates[block].length > 0;
  const isKnown = (block: number): boolean => isWord(block) || isOfMenu(chrome.get(block));
  if (blocks.length < MENU) return;
  // The name of the site may stand above it; or that is a title.
  const first = isKnown(0) ? 0 : 1;
  let known = 0;
  let words = 0;
  let last = first - 1;
  for (let block = first; block < blocks.length && block - last <= MOST_BETWEEN + 1; block++) {
    if (isKnown(block)) {
      known++;
      if (isWord(block)) words++;
      last = block;
    } else if (chrome.has(block) || !isName(blocks[block])) break;
  }
  if (words === 0 || known < MENU || last + 1 - first - known > known * MOST_PER_KNOWN || !isKnown(first))
    return;
  const rule = candidates.find((found) => found.length > 0)?.[0].rule;
  for (let block = first; block <= last; block++) {
    if (chrome.has(block)) continue;
    if (isWord(block)) take(candidates[block][0], block);
    else if (rule !== undefined) takeName(rule, block);
  }
}

function isOfMenu(category: Category | undefined): boolean {
  return category !== undefined && !BEHIND_MENUS.has(category);
}

function isName({ text }: Block): boolean {
  return text.length <= LONGEST && countWords(text) <= MOST_WORDS && !/[.!?:;,…]$/.test(text);
}
