/**
 * Who wins: turns verdicts into removals and kept blocks.
 *
 * A remove stands unless a protect of the same or a higher rank speaks for the block. Of the
 * removes that stand, the first in the order of the judges names the removal and the others are in
 * its `also`. When the caller keeps the category that a removal is named with, the block stays.
 */
import { isSpace } from '../characters.ts';
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

const NO_CUTS: readonly Cut[] = [];
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
  const byBlock = groupByBlock(blocks.length, verdicts);
  const removals: Removal[] = [];
  const kept: KeptBlock[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    const own = byBlock[index];
    if (own === undefined) {
      kept.push({ block, text: block.text, marks: block.marks });
      continue;
    }
    const cuts = cutsOf(block, own, keep);
    for (const cut of cuts) removals.push(toRemoval(document, block, cut));
    const rest = withoutCuts(block, cuts);
    if (rest) kept.push(rest);
  }
  return { removals, kept };
}

/** The blocks that would stay, one after the other: for those who need not see them all. */
export function* keptBlocks({ blocks }: Document, verdicts: readonly Verdict[]): Generator<KeptBlock> {
  const byBlock = groupByBlock(blocks.length, verdicts);
  for (let index = 0; index < blocks.length; index++) {
    const rest = withoutCuts(blocks[index], cutsOf(blocks[index], byBlock[index], KEEPS_NONE));
    if (rest) yield rest;
  }
}

function groupByBlock(blockCount: number, verdicts: readonly Verdict[]): (Verdict[] | undefined)[] {
  const byBlock = new Array<Verdict[] | undefined>(blockCount);
  for (const verdict of verdicts) {
    const group = byBlock[verdict.block];
    if (group) group.push(verdict);
    else byBlock[verdict.block] = [verdict];
  }
  return byBlock;
}

function cutsOf(
  block: Block,
  verdicts: readonly Verdict[] | undefined,
  keep: ReadonlySet<Category>,
): readonly Cut[] {
  if (!verdicts) return NO_CUTS;
  if (verdicts.length === 1) {
    // Most blocks that go have one verdict.
    const [{ action, span, category }] = verdicts;
    if (action === 'protect' || keep.has(category)) return NO_CUTS;
    if (!span) return [{ start: 0, end: block.text.length, verdicts }];
  }
  const standing = standingRemoves(verdicts);
  const onBlock = standing.filter((verdict) => !verdict.span);
  if (onBlock.length > 0 && !keep.has(onBlock[0].category)) {
    return [{ start: 0, end: block.text.length, verdicts: standing }];
  }
  const fragments = standing.filter((verdict) => verdict.span && !keep.has(verdict.category));
  return mergeFragments(block.text, fragments);
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
function mergeFragments(text: string, fragments: readonly Verdict[]): Cut[] {
  const tight = fragments
    .map((verdict, order) => ({ verdict, order, ...tighten(text, verdict.span ?? { start: 0, end: 0 }) }))
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

function tighten(text: string, span: Span): Span {
  let start = Math.max(0, span.start);
  let end = Math.min(text.length, span.end);
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function toRemoval(document: Document, block: Block, cut: Cut): Removal {
  const { verdicts } = cut;
  const [first] = verdicts;
  const also = verdicts.length === 1 ? [] : rulesBeside(first, verdicts);
  const isText = document.format === 'text';
  const removal: { -readonly [key in keyof Removal]: Removal[key] } = {
    start: isText ? block.start + cut.start : block.start,
    end: isText ? block.start + cut.end : block.end,
    text: block.text.slice(cut.start, cut.end),
    category: first.category,
    rule: first.rule,
    reason: first.reason,
  };
  if (first.score !== undefined) removal.score = first.score;
  if (also.length > 0) removal.also = also;
  return removal;
}

/** The rules of verdicts that are of another rule than the first, each once. */
function rulesBeside({ rule }: Verdict, verdicts: readonly Verdict[]): string[] {
  return [...new Set(verdicts.map((verdict) => verdict.rule))].filter((other) => other !== rule);
}

/** The block without its cuts; undefined when nothing but white space is left of it. */
function withoutCuts(block: Block, cuts: readonly Cut[]): KeptBlock | undefined {
  if (cuts.length === 0) return { block, text: block.text, marks: block.marks };
  if (cuts[0].start === 0 && cuts[0].end === block.text.length) return undefined;
  let text = '';
  let from = 0;
  for (const cut of cuts) {
    text += block.text.slice(from, cut.start);
    from = cut.end;
  }
  text += block.text.slice(from);
  const { start, end } = tighten(text, { start: 0, end: text.length });
  if (start === end) return undefined;
  return { block, text: text.slice(start, end), marks: shiftMarks(block.marks, cuts, start, end) };
}

function shiftMarks(marks: readonly Mark[], cuts: readonly Cut[], start: number, end: number): Mark[] {
  const shift = (position: number): number => {
    let removed = 0;
    for (const cut of cuts) removed += Math.max(0, Math.min(position, cut.end) - cut.start);
    return Math.min(end, Math.max(start, position - removed)) - start;
  };
  return marks
    .map((mark) => ({ ...mark, start: shift(mark.start), end: shift(mark.end) }))
    .filter((mark) => mark.start < mark.end);
}
