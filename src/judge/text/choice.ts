/**
 * How much of a text to take out, given how likely each block is main content: nothing, where an extractor left
 * little else; what is next to certainly not content, above all behind the text; or everything below the best
 * threshold, as on a page that became text. Told by what the scores promise and by the situation of the text.
 */
import { bestThreshold } from '../threshold.ts';
import { SITUATION_FEATURES } from './situation.ts';

/** Below this score a block is next to certainly not content. */
export const NEVER_CONTENT = 0.18;
/** The same before the text ends, where a caption or a label may be the article's own. */
export const NEVER_WITHIN = 0.12;
/** The same for a line of so many words there: captions, items with explanations and names of works score low, and are the article's. */
export const NEVER_LONG = 0.05;
export const LONG_WORDS = 8;
/** The last block with this score ends an article's text. */
export const SURELY_CONTENT = 0.5;
/** Scores this many times lower or higher than the threshold are near it. */
const NEAR = 1.6;
/** Below this score a block is more likely not content. */
const LOW = 0.25;
/** How many blocks at either end are looked at for what rules remove there. */
const HEAD_BLOCKS = 5;
const TAIL_BLOCKS = 20;

/** The columns of a text's row, in order. */
export const CHOICE_FEATURES: readonly string[] = [
  'expected gain',
  'threshold',
  'share of words expected to be content',
  'share of words below the threshold',
  'share of words next to certainly not content',
  'share of blocks below the threshold',
  'share of blocks next to certainly not content',
  'share of words near the threshold',
  'share of words below the threshold in front',
  'share of words below the threshold behind',
  'changes between above and below',
  'mean score of the last tenth',
  'cues',
  'cues per block',
  'cues at the tail',
  'cues at the head',
  'cues behind the content',
  'blocks behind the content',
  'low blocks behind the content',
  'blocks before the content',
  'low blocks before the content',
  ...SITUATION_FEATURES,
];

/** What the scores of a text come to. */
export interface Prospect {
  /** The lowest score that is kept for the highest expected F1. */
  readonly threshold: number;
  /** How much more F1 is expected of that than of keeping everything. */
  readonly gain: number;
  /** How many words are expected to be content. */
  readonly content: number;
  /** One row of `CHOICE_FEATURES`. */
  readonly row: Float32Array;
}

/**
 * Sums up the scores of a text.
 * @param words of each block
 * @param cues 1 for each block that a rule removes: it is out of the question
 * @param situation the row of `situationOf`
 */
export function prospectOf(
  scores: Float64Array,
  words: ArrayLike<number>,
  cues: Uint8Array,
  situation: Float32Array,
): Prospect {
  const own = scores.map((_, index) => (cues[index] === 1 ? 0 : words[index]));
  const { threshold, expected, expectedOfAll } = bestThreshold(scores, own);
  const gain = expected - expectedOfAll;
  const sure = Math.min(threshold, NEVER_CONTENT);
  let total = 0;
  let content = 0;
  let below = 0;
  let never = 0;
  let near = 0;
  let blocks = 0;
  let blocksBelow = 0;
  let blocksNever = 0;
  let inFront = 0;
  let behind = 0;
  let changes = 0;
  let wasAbove: boolean | undefined;
  let hasContent = false;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index];
    const size = own[index];
    const isAbove = score >= threshold;
    total += size;
    content += score * size;
    if (!isAbove) below += size;
    if (score < sure) never += size;
    if (score > threshold / NEAR && score < Math.min(1, threshold * NEAR)) near += size;
    if (!isAbove) behind += size;
    if (cues[index] === 1) continue;
    blocks++;
    if (!isAbove) blocksBelow++;
    if (score < sure) blocksNever++;
    if (wasAbove !== undefined && wasAbove !== isAbove) changes++;
    wasAbove = isAbove;
    if (!isAbove) continue;
    if (!hasContent) inFront = behind;
    hasContent = true;
    behind = 0;
  }
  if (!hasContent) behind = below;
  const all = Math.max(1e-9, total);
  const many = Math.max(1, blocks);
  const row = Float32Array.from([
    gain,
    threshold,
    content / all,
    below / all,
    never / all,
    blocksBelow / many,
    blocksNever / many,
    near / all,
    inFront / all,
    behind / all,
    changes / many,
    lastTenth(scores, cues, blocks),
    ...aroundContent(scores, cues),
    ...situation,
  ]);
  return { threshold, gain, content, row };
}

/** The mean score of the last tenth of the blocks that no rule removes. */
function lastTenth(scores: Float64Array, cues: Uint8Array, blocks: number): number {
  const wanted = Math.max(1, Math.floor(blocks / 10));
  let count = 0;
  let sum = 0;
  for (let index = scores.length - 1; index >= 0 && count < wanted; index--) {
    if (cues[index] === 1) continue;
    sum += scores[index];
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** What rules remove, and what lies around the content: a page has a menu before it and a footer behind. In the order of the columns. */
function aroundContent(scores: Float64Array, cues: Uint8Array): number[] {
  const count = scores.length;
  let first = 0;
  let last = count - 1;
  let hasContent = false;
  let head = 0;
  let tail = 0;
  let all = 0;
  for (let index = 0; index < count; index++) {
    if (cues[index] === 1) {
      all++;
      if (index < HEAD_BLOCKS) head++;
      if (index >= count - TAIL_BLOCKS) tail++;
    } else if (scores[index] >= SURELY_CONTENT) {
      if (!hasContent) first = index;
      hasContent = true;
      last = index;
    }
  }
  let cuesBehind = 0;
  let lowBehind = 0;
  let lowBefore = 0;
  for (let index = 0; index < count; index++) {
    if (index >= first && index <= last) continue;
    const isLow = scores[index] < LOW && cues[index] === 0;
    if (index < first) lowBefore += isLow ? 1 : 0;
    else if (isLow) lowBehind++;
    else if (cues[index] === 1) cuesBehind++;
  }
  return [
    all,
    all / Math.max(1, count),
    tail,
    head,
    cuesBehind,
    count - 1 - last,
    lowBehind,
    first,
    lowBefore,
  ];
}
