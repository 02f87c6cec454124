/**
 * Finds the main content: of a page, the blocks that a learned scorer takes for it. The scorer was
 * trained by `tools/train`; what it looks at is named in `html/columns.ts`.
 */
import { readFileSync } from 'node:fs';
import { type Document, type Judge, RANK, type Verdict } from '../document.ts';
import type { Settings } from '../options.ts';
import { type Page, TAG_NAMES, type TagName, WORD_GROUPS } from '../page.ts';
import { isBare } from './html/bare.ts';
import { FAR_WORDS, FEATURE_NAMES, WORDS } from './html/columns.ts';
import { FEATURES, type RowWriter } from './html/counted.ts';
import { prepareFeatures } from './html/features.ts';
import { isHeadOf } from './html/heads.ts';
import { findHoles } from './html/holes.ts';
import { findStructures, type Structure } from './html/structures.ts';
import { bestThreshold } from './threshold.ts';
import { ROWS_AT_ONCE } from './tree-lanes.ts';
import type { TreeModel } from './tree-model.ts';
import { contributionsOf, readTrees, scoreRows, type Trees } from './trees.ts';
import { remove } from './verdict.ts';
import { readWords, type WordModel, type WordWeights } from './words.ts';

/** Why a block has its score. */
export interface ScoreExplanation {
  /** Probability that the block is main content; in a table, a list or a figure, the mean of its blocks by words. */
  readonly score: number;
  /** From this score on, the block stays. */
  readonly threshold: number;
  /** The table, list or figure whose blocks have one score: its tag, and how many they are. */
  readonly structure?: { readonly tag: TagName; readonly blocks: number };
  /** The three features that weighed most in the block's own score, the heaviest first. */
  readonly features: readonly FeatureWeight[];
}

export interface FeatureWeight {
  readonly name: string;
  readonly value: number;
  /** What it adds to the logarithm of the odds: above 0 speaks for main content. */
  readonly contribution: number;
}

const FEATURES_EXPLAINED = 3;
const COMMENTS = FAR_WORDS + WORD_GROUPS.indexOf('comments');

/** A text this long that stands on the page twice is no coincidence; code and table rows repeat with reason. */
const MIN_COPY_LENGTH = 20;
/** So do items that are more than labels: of their copies 170 are in gold texts and 21 are not. */
const LONG_ITEM_LENGTH = 40;
/** What repeats with good reason, as the labels of a specification do, scores as high each time; a long text does not repeat so. */
const MAX_COPY_SCORE = 0.8;
const LONG_COPY_LENGTH = 80;

/** A heading right above content needs this share of the threshold, as does a table, a list or a hole in a text that stays. */
const SUPPORTED_SHARE = 0.25;
/** Short captions are often credits. */
const MIN_CAPTION_WORDS = 8;
/** The share that longer ones need there: gold texts mostly leave captions out, and their scores are low for it. */
const CAPTION_SHARE = 0.1;

/** The judge that removes what is not main content, by rank a statistic. */
export function createContentJudge(settings: Settings): Judge {
  return (document) => {
    if (settings.extractor === 'none' || document.page === undefined) return [];
    return judgePage(document, document.page);
  };
}

/**
 * Says why a block of a page stays or goes.
 * @returns undefined for text, and for a block that is not there.
 */
export function explainScore(document: Document, block: number): ScoreExplanation | undefined {
  if (document.page === undefined || document.blocks[block] === undefined) return undefined;
  const found = explained.get(document) ?? scorePage(document, document.page);
  explained.set(document, found);
  const { trees, write, scores, needed, structures } = found;
  const row = new Float32Array(FEATURES);
  write(row, block, block + 1);
  const features = contributionsOf(trees, row, 0)
    .slice(0, FEATURES_EXPLAINED)
    .map(({ column, amount }) => ({ name: FEATURE_NAMES[column], value: row[column], contribution: amount }));
  const together = structures.find(({ blocks }) => blocks.includes(block));
  const structure = together && { tag: TAG_NAMES[together.tag], blocks: together.blocks.length };
  return { score: scores[block], threshold: needed[block], ...(structure && { structure }), features };
}

/** Pages that name their parts and pages that do not have a scorer each; the words are for the second. */
interface Models {
  readonly named: TreeModel;
  readonly bare: TreeModel;
  readonly words: WordModel;
}
let models: Models | undefined;
let named: Trees | undefined;
let bare: { readonly trees: Trees; readonly weights: WordWeights } | undefined;

/**
 * The scorer of a page, read when the first page needs it; and the weights of words for a bare page, unless it is in a
 * language whose words are not known. On pages with names they gained nothing on sites not seen, on bare ones .002 F1.
 */
function scorerFor(document: Document, page: Page): { trees: Trees; weights?: WordWeights } {
  models ??= JSON.parse(
    readFileSync(new URL('../judge/content.model.json', import.meta.url), 'utf8'),
  ) as Models;
  if (!isBare(document, page)) {
    named ??= readTrees(models.named, FEATURE_NAMES);
    return { trees: named };
  }
  bare ??= { trees: readTrees(models.bare, FEATURE_NAMES), weights: readWords(models.words) };
  return bare.weights.languages.includes(document.languages[0] ?? '') ? bare : { trees: bare.trees };
}

interface Scored {
  /** What scored the blocks. */
  readonly trees: Trees;
  /** Writes the features of any of the blocks. */
  readonly write: RowWriter;
  /** 1 for each block that stands among comments. */
  readonly isComment: Uint8Array;
  /** The score that counts for each block: its own, or that of its structure. */
  readonly scores: Float64Array;
  /** The score from which on each block stays. */
  readonly needed: Float64Array;
  /** What stays or goes as one. */
  readonly structures: readonly Structure[];
}

/** Explaining asks block by block: the scores of a document are computed once. */
const explained = new WeakMap<Document, Scored>();

/** Where the features of blocks that are scored together are written; filled anew for each stretch of blocks. */
const stretch = new Float32Array(ROWS_AT_ONCE * FEATURES);

function scorePage(document: Document, page: Page): Scored {
  const count = document.blocks.length;
  const { trees, weights } = scorerFor(document, page);
  const write = prepareFeatures(document, page, weights);
  const own = new Float64Array(count);
  const words = new Float64Array(count);
  const isComment = new Uint8Array(count);
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const to = Math.min(count, from + ROWS_AT_ONCE);
    write(stretch, from, to);
    own.set(scoreRows(trees, stretch.subarray(0, (to - from) * FEATURES)), from);
    for (let block = from, row = 0; block < to; block++, row += FEATURES) {
      words[block] = Math.max(1, stretch[row + WORDS]);
      isComment[block] = stretch[row + COMMENTS];
    }
  }
  const threshold = chooseThreshold(own, words);
  const needed = new Float64Array(count).fill(threshold);
  const structures = findStructures(document, page);
  const scores = scoreStructures(document, structures, { scores: own, words, threshold }, needed);
  for (const hole of findHoles(document, page, words, (block) => scores[block] >= needed[block]))
    needed[hole] = Math.min(needed[hole], threshold * SUPPORTED_SHARE);
  setNeedsOfHeadings(document, page, { scores, words, threshold }, needed);
  return { trees, write, isComment, scores, needed, structures };
}

function judgePage(document: Document, page: Page): Verdict[] {
  if (document.blocks.length === 0) return [];
  const { isComment, scores, needed } = scorePage(document, page);
  const verdicts: Verdict[] = [];
  const seen = new Set<string>();
  document.blocks.forEach(({ text, kind }, block) => {
    if (scores[block] < needed[block]) {
      verdicts.push(removeLow(block, scores[block], isComment[block] === 1));
      return;
    }
    if (text.length < MIN_COPY_LENGTH || kind === 'code' || kind === 'table') return;
    if (kind === 'list-item' && text.length >= LONG_ITEM_LENGTH) return;
    const isCopy = seen.has(text) && (scores[block] < MAX_COPY_SCORE || text.length >= LONG_COPY_LENGTH);
    if (isCopy) verdicts.push(removeCopy(block));
    seen.add(text);
  });
  return verdicts;
}

/**
 * Gives the blocks of a table, a list or a figure one score, their mean by words, so that they stay or go together;
 * the text around one that stays lowers what it needs.
 * @returns the score that counts for each block
 */
function scoreStructures(
  document: Document,
  structures: readonly Structure[],
  { scores, words, threshold }: { scores: Float64Array; words: Float64Array; threshold: number },
  needed: Float64Array,
): Float64Array {
  const counted = scores.slice();
  for (const { blocks, before, after } of structures) {
    let size = 0;
    let sum = 0;
    for (const block of blocks) {
      size += words[block];
      sum += words[block] * scores[block];
    }
    const [first] = blocks;
    const isBetween = before !== -1 && scores[before] >= threshold && scores[after] >= threshold;
    const isSupported =
      isPartOfText(document.blocks[first], size) &&
      (isBetween || announces(document, first - 1, counted, needed));
    const share = document.blocks[first].kind === 'caption' ? CAPTION_SHARE : SUPPORTED_SHARE;
    for (const block of blocks) {
      counted[block] = sum / size;
      if (isSupported) needed[block] = threshold * share;
    }
  }
  return counted;
}

/** A short caption is often a credit. */
function isPartOfText({ kind }: Document['blocks'][number], words: number): boolean {
  return kind !== 'caption' || words >= MIN_CAPTION_WORDS;
}

/** True for a block that stays and ends in a colon: what follows is what it speaks of. */
function announces({ blocks }: Document, block: number, scores: Float64Array, needed: Float64Array): boolean {
  return block >= 0 && scores[block] >= needed[block] && /[:：]$/.test(blocks[block].text);
}

/** What may stand between a title and its text: a byline, a date, a row of buttons, the credit of a picture. */
const TITLE_REACH = { blocks: 14, words: 50 };

/**
 * What headings need. Right above what stays it is a share of the page's threshold. The title needs nothing, with a byline
 * or the like between it and the text too, and is of no use where nothing below it stays: that is an empty page.
 * Gold texts mostly leave the title out; keeping it costs .001 F1 on articles. The question that an answer folds out of
 * and the word over a box need nothing either: without them what stays says less.
 */
function setNeedsOfHeadings(
  { blocks, headline }: Document,
  page: Page,
  { scores, words, threshold }: { scores: Float64Array; words: Float64Array; threshold: number },
  needed: Float64Array,
): void {
  /** The next block that stays, and how many words go before it. */
  let next = Infinity;
  let between = 0;
  for (let block = blocks.length - 1; block >= 0; block--) {
    const { kind, text } = blocks[block];
    const passed = next - block - 1;
    const isTitle = kind === 'title' || (kind === 'heading' && text === headline);
    if (kind === 'heading' && passed === 0) needed[block] = threshold * SUPPORTED_SHARE;
    if (passed === 0 && isHeadOf(blocks[block], blocks[block + 1], page)) needed[block] = 0;
    if (isTitle && passed <= TITLE_REACH.blocks && between <= TITLE_REACH.words) needed[block] = 0;
    if (kind === 'title' && next === Infinity) needed[block] = Infinity;
    const stays = scores[block] >= needed[block];
    next = stays ? block : next;
    between = stays ? 0 : between + words[block];
  }
}

function removeLow(block: number, score: number, isComment: boolean): Verdict {
  return remove(block, {
    category: isComment ? 'comments' : 'content',
    rule: 'content/score',
    reason: isComment ? 'a comment, not main content' : 'not main content',
    rank: RANK.statistic,
    score,
  });
}

function removeCopy(block: number): Verdict {
  return remove(block, {
    category: 'duplicate',
    rule: 'duplicate/block',
    reason: 'a copy of a text of the main content',
    rank: RANK.statistic,
  });
}

/** The threshold that would be best for most pages. */
const USUAL_THRESHOLD = 0.45;
const USUAL_SHARE = 0.3;

/**
 * A threshold for one page: the one that maximises the expected F1 of the kept words, given the
 * probabilities, drawn a little towards the usual one (cf. Ye et al., Optimizing F-measure, ICML 2012).
 */
function chooseThreshold(scores: Float64Array, words: Float64Array): number {
  return bestThreshold(scores, words).threshold * (1 - USUAL_SHARE) + USUAL_THRESHOLD * USUAL_SHARE;
}
