/**
 * The whole program on text of sites that its scorer of text has not seen: for each fold a copy of the built
 * program with the model that was trained without the fold's sites.
 *
 *   npx tsx tools/train/text-dump.ts ../shared/data DUMP
 *   python tools/train/text.py DUMP --keep MODELS
 *   npm run build && npm run bench -- text-folds ../shared/data MODELS
 */
import type { CleanOptions } from '../../src/options.ts';
import { type Folds, withFolds } from './fold-copies.ts';
import { printSituations, readSituations } from './text-table.ts';

/**
 * Prints the tables of the text situations.
 * @param models what `text.py --keep` wrote
 * @param omit kinds of blocks to leave out
 */
export function benchTextFolds(
  data: string,
  models: string | undefined,
  omit: CleanOptions['omit'],
): Promise<void> {
  const print = ({ foldOf, cleaners }: Folds): void =>
    printSituations(readSituations(data), ({ id, text }) => cleaners[foldOf[id]]({ text }).text);
  return withFolds(models, 'page-text', print, { omit });
}
