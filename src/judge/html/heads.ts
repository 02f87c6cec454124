/** What is no heading, and without which what stands under it says less: a folded question, the word over a box. */
import type { Block } from '../../document.ts';
import { hasWordOf, type Page, TAG } from '../../page.ts';

const QUESTION_MARK = 0x3f;
const WIDE_QUESTION_MARK = 0xff1f;

/** What an answer folds out of, or stands under as the meaning of a term. */
const FOLDS: ReadonlySet<number> = new Set([TAG.summary, TAG.button, TAG.dt]);

/** How far up the element stands that says what a text is. */
const REACH = 3;

/** A box has a word or two over it: `Note`, `Please note`. */
const LONGEST_LABEL = 24;

/** True for a text that is the head of the one below it, without being a heading. */
export function isHeadOf(block: Block, below: Block | undefined, page: Page): boolean {
  return isFoldedQuestion(block, page) || isBoxLabel(block, below, page);
}

/** True for a question that an answer folds out of. */
function isFoldedQuestion({ text, element }: Block, { tag, parent }: Page): boolean {
  const last = text.charCodeAt(text.length - 1);
  if (last !== QUESTION_MARK && last !== WIDE_QUESTION_MARK) return false;
  for (let at = element, steps = 0; at !== -1 && steps < REACH; at = parent[at], steps++)
    if (FOLDS.has(tag[at])) return true;
  return false;
}

/** True for the word over a box of the text that a class calls a note and that word its title. */
function isBoxLabel({ kind, text, element }: Block, below: Block | undefined, page: Page): boolean {
  if (kind !== 'paragraph' || text.length > LONGEST_LABEL || below === undefined) return false;
  if (!hasWordOf(page, element, 'title')) return false;
  const box = page.parent[element];
  if (box === -1 || !(hasWordOf(page, box, 'notice') || hasWordOf(page, element, 'notice'))) return false;
  let other = below.element;
  while (other > box) other = page.parent[other];
  return other === box;
}
