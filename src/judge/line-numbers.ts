/** The numbers of a program's lines, which highlighters print: in a gutter beside the program, or in each line. */
import { type Block, type Document, RANK, type Span, type Verdict } from '../document.ts';
import { type Page, TAG } from '../page.ts';
import { remove } from './verdict.ts';

/** Empty lines at either end of a program are numbered, and lost from its text. */
const MAX_DIFFERENCE = 2;
/** What a table is made of: the whole of it must be the program's, for rows of short code are what it tells. */
const IN_TABLE: ReadonlySet<number> = new Set([TAG.tr, TAG.tbody, TAG.thead]);
const NONE: readonly Span[] = [];
const NUMBER = /^[1-9]\d{0,5}$/;
/** Behind a number: it is what the line says first, `1: bread` or `1, 2`. */
const PART_OF_TEXT = /[:.,;)\]=]/;

/**
 * Removes code that only counts the lines of the code right behind it, in the same row or box of the page, and the
 * numbers that stand at the start of each line of code in elements of their own.
 */
export function judgeLineNumbers({ blocks, page }: Document): Verdict[] {
  const verdicts: Verdict[] = [];
  if (page === undefined) return verdicts;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (block.kind !== 'code') continue;
    if (isGutter(blocks, index, page)) verdicts.push(removeNumbers(index));
    else if (block.marks.length > 0)
      for (const number of lineNumbersOf(block, page)) verdicts.push(removeNumbers(index, number));
  }
  return verdicts;
}

function isGutter(blocks: readonly Block[], index: number, page: Page): boolean {
  if (blocks[index + 1]?.kind !== 'code') return false;
  const lines = countNumbers(blocks[index].text);
  return lines > 0 && isNumberOf(lines, blocks[index + 1].text) && isPair(blocks, index, page);
}

/**
 * The numbers at the start of each line of code, each one more than that of the line before; or in a line of its own
 * above each line. Empty when it is not so.
 */
function lineNumbersOf({ text, marks, element }: Block, { tag }: Page): readonly Span[] {
  const numbers = marks.filter(({ type }) => type === 'line-number');
  // What one number says of one line is little, unless it stands in a cell of its own.
  if (numbers.length < 2 && !IN_TABLE.has(tag[element])) return NONE;
  const [first] = numbers;
  const isAbove = numbers.every(({ end }) => text[end] === '\n');
  const behind = isAbove ? 1 : 0;
  let at = 0;
  let hasCode = false;
  for (const [line, { start, end }] of numbers.entries()) {
    const number = Number(text.slice(start, end));
    if (start !== at || number !== Number(text.slice(first.start, first.end)) + line) return NONE;
    if (PART_OF_TEXT.test(text[end] ?? '')) return NONE;
    const feed = text.indexOf('\n', end + behind);
    const isLast = line === numbers.length - 1;
    if ((feed === -1) !== isLast) return NONE;
    hasCode ||= (isLast ? text.length : feed) > end + behind;
    at = feed + 1;
  }
  return hasCode ? numbers.map(({ start, end }) => ({ start, end: end + behind })) : NONE;
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

function removeNumbers(block: number, span?: Span): Verdict {
  return remove(block, {
    ...(span && { span }),
    category: 'navigation',
    rule: 'navigation/line-numbers',
    reason: 'counts the lines of the code behind it',
    rank: RANK.rule,
  });
}
