/**
 * Finds the main content of a page that became text. Nothing is done to text that an extractor has been at
 * already: it is article text, and rules are what helps there.
 *
 * Every block gets a score by itself and its surroundings; then so many are kept that the expected F1 is highest.
 */
import { readFileSync } from 'node:fs';
import { type Document, type Judge, RANK, type Verdict } from '../document.ts';
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

/** From this probability on, a text is taken for a whole page. */
const IS_PAGE = 0.8;
/** With `--extractor scorer` the doubtful ones are too; the scorer's own output still is not. */
const MAY_BE_PAGE = 0.2;
/** Fewer blocks are no page. */
const MIN_BLOCKS = 8;

let model: { readonly scorer: Trees; readonly situation: Trees } | undefined;

/** The judge of rule `content/score` for text. */
export function createPageTextJudge(settings: Settings): Judge {
  return (document, verdicts) => {
    const { extractor } = settings;
    if (document.format !== 'text' || (extractor !== 'auto' && extractor !== 'scorer')) return [];
    return judgePageText(document, verdicts, extractor === 'scorer' ? MAY_BE_PAGE : IS_PAGE);
  };
}

/**
 * Judges a text by the scorer when it is a whole page.
 * @param verdicts what the judges before said: a block that a rule removes is a cue for those around it
 * @param certainty how likely it must be a page, 0 to 1
 */
export function judgePageText(
  document: Document,
  verdicts: readonly Verdict[],
  certainty: number,
): Verdict[] {
  if (document.blocks.length < MIN_BLOCKS || pageProbability(document) < certainty) return [];
  const { scores, threshold } = scoreText(document, cuesOf(document, verdicts));
  const found: Verdict[] = [];
  scores.forEach((score, block) => {
    if (score >= threshold) return;
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

/** How likely a text is a whole page, 0 to 1. */
export function pageProbability(document: Document): number {
  return scoreRows(load().situation, situationOf(document))[0];
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
  const scores = scoreRows(load().scorer, rows);
  const words = scores.map((_, index) => (cues[index] === 1 ? 0 : rows[index * FEATURE_COUNT + WORDS]));
  return { scores, threshold: bestThreshold(scores, words).threshold };
}

function load() {
  if (model === undefined) {
    const path = new URL('./page-text.model.json', import.meta.url);
    const file = JSON.parse(readFileSync(path, 'utf8')) as PageTextModel;
    model = {
      scorer: readTrees(file.scorer, TEXT_FEATURES),
      situation: readTrees(file.situation, SITUATION_FEATURES),
    };
  }
  return model;
}
