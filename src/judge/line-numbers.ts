/** The numbers of a program's lines, which highlighters print as code of their own: in a gutter beside the program. */
import { type Block, type Document, RANK, type Verdict } from '../document.ts';
import { type Page, TAG } from '../page.ts';
import { remove } from './verdict.ts';

/** Empty lines at either end of a program are numbered, and lost from its text. */
const MAX_DIFFERENCE = 2;
/** What a table is made of: the whole of it must be the program's, for rows of short code are what it tells. */
const IN_TABLE: ReadonlySet<number> = new Set([TAG.tr, TAG.tbody, TAG.thead]);
const NUMBER = /^[1-9]\d{0,5}$/;

/** Removes code that only counts the lines of the code right behind it, in the same row or box of the page. */
export function judgeLineNumbers({ blocks, page }: Document): Verdict[] {
  const verdicts: Verdict[] = [];
  if (page === undefined) return verdicts;
  for (let index = 0; index + 1 < blocks.length; index++) {
    if (blocks[index].kind !== 'code' || blocks[index + 1].kind !== 'code') continue;
    const lines = countNumbers(blocks[index].text);
    if (lines === 0 || !isNumberOf(lines, blocks[index + 1].text)) continue;
    if (isPair(blocks, index, page)) verdicts.push(removeNumbers(index));
  }
  return verdicts;
}

/** How many whole numbers a text is, each on its line and one more than the last; 0 when it is anything else. */
function countNumbers(text: string): number {
  let first = 0;
  let count = 0;
  for (const line of text.split('\n')) {
    const number = line.trim();
    if (number === '') continue;
    if (count === 0) first = Number(number);
    if (!NUMBER.test(number) || Number(number) !== first + count) return 0;
    count++;
  }
  return count;
}

function isNumberOf(numbers: number, code: string): boolean {
  const lines = code.split('\n').length;
  // One number and one line say little of each other: there the count must be the same.
  return numbers === lines || (lines > 1 && numbers >= lines && numbers - lines <= MAX_DIFFERENCE);
}

/** True when some element holds this block and the next and no other: not what a program printed, beside the next program. */
function isPair(blocks: readonly Block[], index: number, { parent, tag }: Page): boolean {
  const holders = new Set<number>();
  for (let at = blocks[index].element; at !== -1; at = parent[at]) holders.add(at);
  let shared = blocks[index + 1].element;
  while (shared !== -1 && !holders.has(shared)) shared = parent[shared];
  while (shared !== -1 && IN_TABLE.has(tag[shared])) shared = parent[shared];
  const isInside = (block: Block | undefined): boolean => {
    let at = block?.element ?? -1;
    while (at > shared) at = parent[at];
    return at === shared;
  };
  return shared !== -1 && !isInside(blocks[index - 1]) && !isInside(blocks[index + 2]);
}

function removeNumbers(block: number): Verdict {
  return remove(block, {
    category: 'navigation',
    rule: 'navigation/line-numbers',
    reason: 'counts the lines of the code behind it',
    rank: RANK.rule,
  });
}
