/**
 * The whole program on pages of sites that its main-content scorer has not seen: for each fold a copy of the
 * built program with the model that was trained without the fold's sites.
 *
 *   npx tsx tools/train/dump.ts ../shared/data DUMP
 *   python tools/train/content.py DUMP /dev/null /dev/null --keep MODELS
 *   npm run build && npm run bench -- folds ../shared/data MODELS
 *
 * Gold texts mostly leave the headline out, which dehusk keeps: `folds ../shared/data MODELS title` omits it.
 */
import { join } from 'node:path';
import type { CleanOptions } from '../../src/options.ts';
import { goldPages, segmentPages } from '../train/dataset.ts';
import { byGroup, type Extractor, type PageScore, scoreGold, scoreSegments, textOf } from './accuracy.ts';
import { type Folds, withFolds } from './fold-copies.ts';

/**
 * Prints F1 by page type, of the segments, and the worst pages.
 * @param models what `content.py --keep` wrote
 * @param omit kinds of blocks to leave out
 */
export function benchFolds(
  data: string,
  models: string | undefined,
  omit: CleanOptions['omit'],
): Promise<void> {
  const print = (folds: Folds): void => {
    const unseenBy = extractUnseen(data, folds);
    const scores = scoreGold(data, unseenBy);
    for (const [group, { f1, pages }] of byGroup(scores))
      console.log(`${group.padEnd(14)} ${f1.toFixed(4)}  ${pages} pages`);
    console.log(`segments       ${scoreSegments(data, unseenBy).f1.toFixed(4)}`);
    console.log(`worst          ${worstOf(data, scores).join(', ')}`);
  };
  return withFolds(models, 'content', print, { omit });
}

const WORST = 10;

/** The pages with a gold text that come out worst. */
function worstOf(data: string, scores: readonly PageScore[]): string[] {
  const withGold = new Set<string>();
  for (const { id, gold } of goldPages(join(data, 'wcxb'))) if (gold.trim() !== '') withGold.add(id);
  const sorted = scores.filter(({ id }) => withGold.has(id)).sort((a, b) => a.f1 - b.f1);
  return sorted.slice(0, WORST).map(({ id, group, f1 }) => `${id} (${group}, ${f1.toFixed(2)})`);
}

/** Each page goes to the copy that has not seen its site; pages are told by their source. */
export function extractUnseen(data: string, { foldOf, cleaners }: Folds): Extractor {
  const folds = new Map<string, number>();
  for (const { id, html } of goldPages(join(data, 'wcxb'))) folds.set(html, foldOf[`wcxb ${id}`]);
  for (const { id, html } of segmentPages(join(data, 'segments'))) folds.set(html, foldOf[`segments ${id}`]);
  return (source) => textOf(cleaners[folds.get(source.html) ?? 0](source));
}
