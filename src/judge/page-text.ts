/**
 * Finds the main content of text: of a page that became text, menus, footer and all, and of what an extractor
 * left of one. Every block gets a score by itself and its surroundings. How many of them are kept depends on the
 * situation: on a page, so many that the expected F1 is highest; of article text only what is next to certainly
 * not content goes, or nothing.
 */
import { readFileSync } from 'node:fs';
import { type Block, type BlockKind, type Document, type Judge, RANK, type Verdict } from '../document.ts';
import type { Settings } from '../options.ts';
import { findTitle } from '../titles.ts';
import {
  CHOICE_FEATURES,
  LONG_WORDS,
  NEVER_CONTENT,
  NEVER_LONG,
  NEVER_WITHIN,
  type Prospect,
  prospectOf,
  SURELY_CONTENT,
} from './text/choice.ts';
import { FEATURE_COUNT, SITUATION, TEXT_FEATURES, WORDS } from './text/columns.ts';
import { cuesOf } from './text/cues.ts';
import { computeTextFeatures } from './text/features.ts';
import { findHeadline } from './text/headline.ts';
import { scoreLists, scoreListsWithin } from './text/lists.ts';
import type { TreeModel } from './tree-model.ts';
import { readTrees, scoreRows, type Trees } from './trees.ts';
import { remove } from './verdict.ts';
import { readWords, type WordModel, type WordWeights } from './words.ts';

interface PageTextModel {
  readonly scorer: TreeModel;
  /** Whether a text is a page rather than what an extractor took out of one. */
  readonly page: TreeModel;
  /** Whether the best threshold does a text good. */
  readonly bold: TreeModel;
  /** Whether taking what is next to certainly not content does. */
  readonly careful: TreeModel;
  readonly words: WordModel;
}

interface Model {
  readonly scorer: Trees;
  readonly page: Trees;
  readonly bold: Trees;
  readonly careful: Trees;
  readonly weights: WordWeights;
}

/**
 * Everything below the best threshold goes when that does a text good with this probability, when the text looks like
 * a page with this one, or when that much more F1 is promised, however it looks.
 */
const PAGE = { probability: 0.8, page: 0.94, gain: 0.1 };
/** Whole pages say "Log in", "Share", "Privacy policy": where rules find so little there must be other signs. */
const PAGE_WITHOUT_CUES = { probability: 0.92, page: 0.97, gain: 0.3 };
const FEW_CUES = 1;
/** A text that promises less is left to the careful choice: what was cleaned once is not to be cleaned away bit by bit. */
const LEAST_GAIN = 0.01;
/** A text with fewer words of content is left as it is, unless much is promised: six sentences are no sample to judge the odd one by. */
const LEAST_CONTENT = 100;
/** From this probability on that it does a text good, what is next to certainly not content goes. */
const IS_LEFTOVER = 0.5;
/**
 * Every pass that removes something has another behind it: of 5,000 lines that are all alike the last fell below
 * what was needed 3,671 times, one after the other. A share of the blocks at a time keeps the whole linear.
 */
const LEAST_SHARE = 1 / 500;
/** What the segmenter knows to be the article's own stays, wherever it stands. */
const NAMED: ReadonlySet<BlockKind> = new Set<BlockKind>(['title', 'byline']);
/** Blocks of this length are paragraphs; so many lines may stand before the first and behind the last. */
const PARAGRAPH_LENGTH = 100;
const MOST_LINES = 6;
/** Fewer blocks are no page. */
const MIN_BLOCKS = 8;

let model: Model | undefined;

/** The judge of rule `content/score` for text. */
export function createPageTextJudge(settings: Settings): Judge {
  return (document, verdicts) => {
    const judged = judgeText(document, verdicts, settings.extractor);
    if (judged === undefined) return [];
    const { scores, needed } = judged;
    const removals: Verdict[] = [];
    for (let block = 0; block < scores.length; block++) {
      if (scores[block] < needed[block]) removals.push(removeLow(block, scores[block], needed[block]));
    }
    return removals;
  };
}

/**
 * Says why a block of a text stays or goes.
 * @param verdicts of the judges before the scorer; of those behind it none counts
 * @returns undefined where the scorer does not judge: of a page's blocks, and of text that looks like an article
 */
export function explainTextScore(
  document: Document,
  verdicts: readonly Verdict[],
  extractor: Settings['extractor'],
): ((block: number) => { readonly score: number; readonly threshold: number }) | undefined {
  const judged = judgeText(document, verdicts, extractor);
  return judged && ((block) => ({ score: judged.scores[block], threshold: judged.needed[block] }));
}

interface JudgedText {
  /** Of each block, 0 to 1; of article text, that of its list. */
  readonly scores: Float64Array;
  /** The score from which on each block stays. */
  readonly needed: Float64Array;
}

/** What the scorer says of a text, unless it would take less than `LEAST_SHARE` of it. */
function judgeText(
  document: Document,
  verdicts: readonly Verdict[],
  extractor: Settings['extractor'],
): JudgedText | undefined {
  const judged = judgeSituation(document, verdicts, extractor);
  if (judged === undefined) return undefined;
  const { scores, needed } = judged;
  let gone = 0;
  for (let block = 0; block < scores.length; block++) if (scores[block] < needed[block]) gone++;
  return gone < scores.length * LEAST_SHARE ? undefined : judged;
}

/** How much each block needs in the situation that the text is in; undefined where it is left as it is. */
function judgeSituation(
  document: Document,
  verdicts: readonly Verdict[],
  extractor: Settings['extractor'],
): JudgedText | undefined {
  if (document.format !== 'text' || document.blocks.length < MIN_BLOCKS) return undefined;
  if (extractor !== 'auto' && extractor !== 'scorer') return undefined;
  const cues = cuesOf(document, verdicts);
  if (extractor === 'auto' && isPlainArticle(document, cues)) return undefined;
  const { scores, words, prospect, isPage, hasLeftovers } = scoreText(document, cues);
  const { threshold } = prospect;
  if (!isPage && !hasLeftovers && extractor !== 'scorer') return undefined;
  const isAboveCredit = blocksAboveCredits(document, verdicts);
  // The segmenter does not know that a date, a byline and a row of buttons between title and text are none of the text.
  const title = findTitle(document.blocks, cues);
  const headline = findHeadline(
    document,
    verdicts,
    (block) => cues[block] === 0 && scores[block] >= threshold,
  );
  const sparing = (thresholdAt: (block: number) => number): Float64Array =>
    scores.map((_, block) => {
      if (NAMED.has(document.blocks[block].kind) || block === title || block === headline) return 0;
      const isCaption = isAboveCredit[block] === 1 && words[block] >= LONG_WORDS;
      return isCaption ? Math.min(thresholdAt(block), NEVER_LONG) : thresholdAt(block);
    });
  if (isPage || extractor === 'scorer') {
    const page = scoreListsWithin(scores, words, cues, threshold);
    return { scores: page.scores, needed: sparing((block) => page.needed[block]) };
  }
  const lastContent = scores.findLastIndex((score) => score >= SURELY_CONTENT);
  const leastAt = (block: number): number => {
    if (lastContent !== -1 && block > lastContent) return NEVER_CONTENT;
    return words[block] >= LONG_WORDS ? NEVER_LONG : NEVER_WITHIN;
  };
  const counted = scoreLists(scores, words, cues);
  return { scores: counted, needed: sparing((block) => Math.min(threshold, leastAt(block))) };
}

/**
 * True for a text in which no rule found anything and which begins and ends with paragraphs, or soon has some: three
 * in five of what extractors leave, one in a hundred of whole pages. The scorer would find next to nothing that
 * is better gone, and takes longer than all else.
 * @param cues 1 for each block that a rule removes
 */
function isPlainArticle({ blocks }: Document, cues: Uint8Array): boolean {
  if (cues.includes(1)) return false;
  const isParagraph = ({ text }: Block): boolean => text.length >= PARAGRAPH_LENGTH;
  return blocks.slice(0, MOST_LINES + 1).some(isParagraph) && blocks.slice(-MOST_LINES - 1).some(isParagraph);
}

/** 1 for each block right above the credit of an image: a long one is the image's caption, and the article's. */
function blocksAboveCredits({ blocks }: Document, verdicts: readonly Verdict[]): Uint8Array {
  const above = new Uint8Array(blocks.length);
  for (const { action, category, span, block } of verdicts) {
    if (action === 'remove' && category === 'credit' && span === undefined && block > 0) above[block - 1] = 1;
  }
  return above;
}

function removeLow(block: number, score: number, threshold: number): Verdict {
  return remove(block, {
    category: 'content',
    rule: 'content/score',
    reason: `not main content: score ${inHundredths(score)}, ${inHundredths(threshold)} is needed`,
    rank: RANK.statistic,
    score: Math.round(score * 10_000) / 10_000,
  });
}

/** `0.07`, `1.00` */
const HUNDREDTHS: readonly string[] = Array.from({ length: 101 }, (_, n) => (n / 100).toFixed(2));

/** A number from 0 to 1 with two decimals; a page has hundreds to print. */
function inHundredths(value: number): string {
  return HUNDREDTHS[Math.round(value * 100)];
}

/** What the scorer says of a text. */
interface TextScores {
  /** Of each block, 0 to 1. */
  readonly scores: Float64Array;
  /** How many words each block has. */
  readonly words: Float64Array;
  readonly prospect: Prospect;
  /** Whether the text is a page, menus, footer and all. */
  readonly isPage: boolean;
  /** Whether an extractor left things in it that are better gone. */
  readonly hasLeftovers: boolean;
}

/**
 * Scores every block of a text.
 * @param cues 1 for each block that a rule removes
 */
function scoreText(document: Document, cues: Uint8Array): TextScores {
  model ??= readModel();
  const { scorer, page, bold, careful, weights } = model;
  const hasWords = weights.languages.includes(document.languages[0] ?? '');
  const rows = computeTextFeatures(document, cues, hasWords ? weights : undefined);
  const scores = scoreRows(scorer, rows);
  const words = scores.map((_, index) => rows[index * FEATURE_COUNT + WORDS]);
  // What is known of the document stands in every row; a document without blocks has none.
  const situation = new Float32Array(SITUATION.length);
  situation.set(rows.subarray(SITUATION[0], SITUATION[0] + SITUATION.length));
  const prospect = prospectOf(scores, words, cues, situation);
  const needed = countOf(cues) <= FEW_CUES ? PAGE_WITHOUT_CUES : PAGE;
  const looksBetter = (): boolean =>
    scoreRows(bold, prospect.row)[0] >= needed.probability || scoreRows(page, prospect.row)[0] >= needed.page;
  const isLongEnough = prospect.content >= LEAST_CONTENT;
  return {
    scores,
    words,
    prospect,
    isPage: prospect.gain >= needed.gain || (prospect.gain >= LEAST_GAIN && isLongEnough && looksBetter()),
    hasLeftovers: isLongEnough && scoreRows(careful, prospect.row)[0] >= IS_LEFTOVER,
  };
}

function countOf(cues: Uint8Array): number {
  return cues.reduce((sum, cue) => sum + cue, 0);
}

function readModel(): Model {
  const path = new URL('../judge/page-text.model.json', import.meta.url);
  const { scorer, page, bold, careful, words }: PageTextModel = JSON.parse(readFileSync(path, 'utf8'));
  return {
    scorer: readTrees(scorer, TEXT_FEATURES),
    page: readTrees(page, CHOICE_FEATURES),
    bold: readTrees(bold, CHOICE_FEATURES),
    careful: readTrees(careful, CHOICE_FEATURES),
    weights: readWords(words),
  };
}
