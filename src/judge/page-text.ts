/**
 * Finds the main content of a page that became text. Nothing is done to text that an extractor has been at
 * already: it is article text, and rules are what helps there.
 *
 * Every block gets a score by itself and its surroundings; then so many are kept that the expected F1 is highest.
 */
import { readFileSync } from 'node:fs';
import { type BlockKind, type Document, type Judge, RANK, type Verdict } from '../document.ts';
import type { Settings } from '../options.ts';
import { FEATURE_COUNT, TEXT_FEATURES, WORDS } from './text-columns.ts';
import { cuesOf } from './text-cues.ts';
import { computeTextFeatures } from './text-features.ts';
import { SITUATION_FEATURES, situationOf } from './text-situation.ts';
import { bestThreshold } from './text-threshold.ts';
import { readTrees, scoreRows, type TreeModel, type Trees } from './trees.ts';

interface PageTextModel {
  readonly scorer: TreeModel;
  readonly situation: TreeModel;
}

/** From this probability on, a text is taken for a whole page; with `--extractor scorer` from the lower one. */
const IS_PAGE = 0.7;
/** Between the two, only what is next to certainly not content goes: a page, or an article with much left around it. */
const MAY_BE_PAGE = 0.1;
const NEVER_CONTENT = 0.15;
/** What the segmenter knows to be the article's own stays in a text that may be one. */
const NAMED: ReadonlySet<BlockKind> = new Set<BlockKind>(['title', 'heading', 'byline']);
/** Fewer blocks are no page. */
const MIN_BLOCKS = 8;

let scorer: Trees | undefined;
let situation: Trees | undefined;

/** The judge of rule `content/score` for text. */
export function createPageTextJudge(settings: Settings): Judge {
  return (document, verdicts) => {
    const { extractor } = settings;
    if (document.format !== 'text' || document.blocks.length < MIN_BLOCKS) return [];
    if (extractor !== 'auto' && extractor !== 'scorer') return [];
    const cues = cuesOf(document, verdicts);
    const probability = pageProbability(document, cues);
    if (probability < MAY_BE_PAGE) return [];
    const { scores, threshold } = scoreText(document, cues);
    const isPage = probability >= IS_PAGE || extractor === 'scorer';
    if (isPage) return removeBelow(scores, threshold, () => false);
    const isNamed = (block: number) => NAMED.has(document.blocks[block].kind);
    return removeBelow(scores, Math.min(threshold, NEVER_CONTENT), isNamed);
  };
}

function removeBelow(
  scores: Float64Array,
  threshold: number,
  isExempt: (block: number) => boolean,
): Verdict[] {
  const found: Verdict[] = [];
  scores.forEach((score, block) => {
    if (score >= threshold || isExempt(block)) return;
    const reason = `not main content: score ${score.toFixed(2)}, ${threshold.toFixed(2)} is needed`;
    const says = {
      action: 'remove',
      category: 'content',
      rule: 'content/score',
      rank: RANK.statistic,
    } as const;
    found.push({ ...says, block, reason, score: Number(score.toFixed(4)) });
  });
  return found;
}

/**
 * How likely a text is a whole page, 0 to 1.
 * @param cues 1 for each block that a rule removes; they are looked at no more
 */
export function pageProbability(document: Document, cues: Uint8Array): number {
  return scoreRows(situationTrees(), situationOf(document, cues))[0];
}

/**
 * Scores every block of a page that became text.
 * @param cues 1 for each block that a rule removes
 * @returns the scores, 0 to 1, and the lowest that is kept
 */
export function scoreText(
  document: Document,
  cues: Uint8Array,
): { readonly scores: Float64Array; readonly threshold: number } {
  const rows = computeTextFeatures(document, cues);
  const scores = scoreRows(scorerTrees(), rows);
  const words = scores.map((_, index) => (cues[index] === 1 ? 0 : rows[index * FEATURE_COUNT + WORDS]));
  return { scores, threshold: bestThreshold(scores, words).threshold };
}

function scorerTrees(): Trees {
  scorer ??= readTrees(readModel().scorer, TEXT_FEATURES);
  return scorer;
}

function situationTrees(): Trees {
  situation ??= readTrees(readModel().situation, SITUATION_FEATURES);
  return situation;
}

function readModel(): PageTextModel {
  return JSON.parse(readFileSync(new URL('./page-text.model.json', import.meta.url), 'utf8'));
}
