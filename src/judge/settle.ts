/**
 * Who wins: turns verdicts into removals and kept blocks.
 *
 * A remove stands unless a protect of the same or a higher rank speaks for the block. Of the
 * removes that stand, the first in the order of the judges names the removal and the others are in
 * its `also`. When the caller keeps the category that a removal is named with, the block stays.
 */
import { withoutSpaceAround } from '../characters.ts';
import type {
  Block,
  Category,
  Document,
  KeptBlock,
  Mark,
  Outcome,
  Removal,
  Span,
  Verdict,
} from '../document.ts';
import { prefixSums } from './prefix-sums.ts';

const NO_CUTS: readonly Cut[] = [];
const NO_RULES: readonly string[] = [];
const KEEPS_NONE: ReadonlySet<Category> = new Set();

/** A stretch of one block's text that goes, with the verdicts that say so. */
interface Cut extends Span {
  readonly verdicts: readonly Verdict[];
}

/**
 * Settles all verdicts on a document.
 * @param keep Categories that the caller wants to stay.
 */
export function settle(
  document: Document,
  verdicts: readonly Verdict[],
  keep: ReadonlySet<Category> = KEEPS_NONE,
): Outcome {
  const { blocks } = document;
  const { sorted, starts } = groupByBlock(blocks.length, verdicts);
  const removals: Removal[] = [];
  const kept: KeptBlock[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    const first = starts[index];
    const count = starts[index + 1] - first;
    // Most blocks have no verdict or one, and nothing is made for them but what comes out.
    if (count === 1 && takesAll(sorted[first], keep)) {
      removals.push(
        toRemoval(document, block, { start: 0, end: block.text.length }, sorted[first], NO_RULES),
      );
      continue;
    }
    const cuts = count === 0 ? NO_CUTS : cutsOf(block, sorted.slice(first, first + count), keep);
    for (const cut of cuts)
      removals.push(toRemoval(document, block, cut, cut.verdicts[0], rulesBeside(cut.verdicts)));
    const rest = withoutCuts(block, cuts);
    if (rest) kept.push(rest);
  }
  return { removals, kept };
}

/** The blocks that would stay, one after the other: for those who need not see them all. */
export function* keptBlocks({ blocks }: Document, verdicts: readonly Verdict[]): Generator<KeptBlock> {
  const { sorted, starts } = groupByBlock(blocks.length, verdicts);
  for (let index = 0; index < blocks.length; index++) {
    const first = starts[index];
    const count = starts[index + 1] - first;
    if (count === 1 && takesAll(sorted[first], KEEPS_NONE)) continue;
    const cuts =
      count === 0 ? NO_CUTS : cutsOf(blocks[index], sorted.slice(first, first + count), KEEPS_NONE);
    const rest = withoutCuts(blocks[index], cuts);
    if (rest) yield rest;
  }
}

/** The verdicts in the order of their blocks, those on one block in the order of the judges. */
interface ByBlock {
  readonly sorted: readonly Verdict[];
  /** For each block the place of its first verdict in `sorted`; at last the number of verdicts. */
  readonly starts: Int32Array;
}

function groupByBlock(blockCount: number, verdicts: readonly Verdict[]): ByBlock {
  const starts = new Int32Array(blockCount + 1);
  for (const { block } of verdicts) starts[block + 1]++;
  for (let block = 0; block < blockCount; block++) starts[block + 1] += starts[block];
  const next = starts.slice();
  const sorted = verdicts.slice();
  for (const verdict of verdicts) sorted[next[verdict.block]++] = verdict;
  return { sorted, starts };
}

/** True for a verdict that takes a whole block when no other is on it. */
function takesAll({ action, span, category }: Verdict, keep: ReadonlySet<Category>): boolean {
  return action === 'remove' && span === undefined && !keep.has(category);
}

function cutsOf(block: Block, verdicts: readonly Verdict[], keep: ReadonlySet<Category>): readonly Cut[] {
  const standing = standingRemoves(verdicts);
  const onBlock = standing.filter((verdict) => !verdict.span);
  if (onBlock.length > 0 && !keep.has(onBlock[0].category)) {
    return [{ start: 0, end: block.text.length, verdicts: standing }];
  }
  const fragments = standing.filter((verdict) => verdict.span && !keep.has(verdict.category));
  return mergeFragments(block, fragments);
}

/** A protect of a span shields the whole block: half a protected sentence helps nobody. */
function standingRemoves(verdicts: readonly Verdict[]): Verdict[] {
  let shield = -1;
  for (const verdict of verdicts) {
    if (verdict.action === 'protect' && verdict.rank > shield) shield = verdict.rank;
  }
  return verdicts.filter((verdict) => verdict.action === 'remove' && verdict.rank > shield);
}

/** Fragments that overlap or touch become one cut; `fragments` come in the order of the judges. */
function mergeFragments(block: Block, fragments: readonly Verdict[]): Cut[] {
  const tight = fragments
    .map((verdict, order) => ({ verdict, order, ...insideOf(block, verdict.span) }))
    .filter((fragment) => fragment.start < fragment.end)
    .sort((a, b) => a.start - b.start || a.order - b.order);
  const cuts: { start: number; end: number; parts: typeof tight }[] = [];
  for (const fragment of tight) {
    const last = cuts.at(-1);
    if (last && fragment.start <= last.end) {
      last.end = Math.max(last.end, fragment.end);
      last.parts.push(fragment);
    } else {
      cuts.push({ start: fragment.start, end: fragment.end, parts: [fragment] });
    }
  }
  return cuts.map(({ start, end, parts }) => ({
    start,
    end,
    verdicts: parts.sort((a, b) => a.order - b.order).map((part) => part.verdict),
  }));
}

function insideOf(block: Block, span: Span | undefined): Span {
  if (span === undefined) return { start: 0, end: 0 };
  const start = Math.max(0, span.start);
  const end = Math.min(block.text.length, span.end);
  return isCodeOfPage(block) ? { start, end } : withoutSpaceAround(block.text, start, end);
}

/** In the code of a page, spaces are a part of what stands beside them. */
function isCodeOfPage({ kind, element }: Block): boolean {
  return kind === 'code' && element !== -1;
}

function toRemoval(
  document: Document,
  block: Block,
  { start, end }: Span,
  { category, rule, reason, score }: Verdict,
  also: readonly string[],
): Removal {
  const isText = document.format === 'text';
  const removal: { -readonly [key in keyof Removal]: Removal[key] } = {
    start: isText ? block.start + start : block.start,
    end: isText ? block.start + end : block.end,
    text: block.text.slice(start, end),
    category,
    rule,
    reason,
  };
  if (!isText && end - start < block.text.length) removal.within = { start, end };
  if (score !== undefined) removal.score = score;
  if (also.length > 0) removal.also = also;
  return removal;
}

/** The rules of verdicts that are of another rule than the first, each once. */
function rulesBeside(verdicts: readonly Verdict[]): readonly string[] {
  const [{ rule }] = verdicts;
  return [...new Set(verdicts.map((verdict) => verdict.rule))].filter((other) => other !== rule);
}

/** The block without its cuts; undefined when nothing but white space is left of it. */
function withoutCuts(block: Block, tight: readonly Cut[]): KeptBlock | undefined {
  if (tight.length === 0) return { block, text: block.text, marks: block.marks };
  if (tight[0].start === 0 && tight[0].end === block.text.length) return undefined;
  const isCode = isCodeOfPage(block);
  const cuts = isCode ? tight : tight.map((cut) => withOneSpace(block.text, cut));
  let text = '';
  let from = 0;
  for (const cut of cuts) {
    text += block.text.slice(from, cut.start);
    from = cut.end;
  }
  text += block.text.slice(from);
  const { start, end } = withoutSpaceAround(text, 0, text.length);
  if (start === end) return undefined;
  if (isCode) {
    const line = text.lastIndexOf('\n', start) + 1;
    return { block, text: text.slice(line, end), marks: shiftMarks(block.marks, cuts, line, end) };
  }
  return { block, text: text.slice(start, end), marks: shiftMarks(block.marks, cuts, start, end) };
}

/** Of the spaces on both sides of a cut one is enough. */
function withOneSpace(text: string, { start, end }: Span): Span {
  return text[start - 1] === ' ' && text[end] === ' ' ? { start: start - 1, end } : { start, end };
}

/** @param cuts in order, not overlapping */
function shiftMarks(marks: readonly Mark[], cuts: readonly Span[], start: number, end: number): Mark[] {
  const removedBefore = prefixSums(cuts.map((cut) => cut.end - cut.start));
  const shift = (position: number): number => {
    const begun = countBefore(cuts, position);
    const last = cuts[begun - 1];
    const removed = begun === 0 ? 0 : removedBefore[begun] - Math.max(0, last.end - position);
    return Math.min(end, Math.max(start, position - removed)) - start;
  };
  return marks
    .map((mark) => ({ ...mark, start: shift(mark.start), end: shift(mark.end) }))
    .filter((mark) => mark.start < mark.end);
}

/** How many of the cuts start before a position, by halving. */
function countBefore(cuts: readonly Span[], position: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle].start < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
