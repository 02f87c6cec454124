/**
 * The whole program on text of sites that its scorer of text has not seen: for each fold a copy of the built
 * program with the model that was trained without the fold's sites.
 *
 *   npx tsx tools/train/text-dump.ts ../shared/data DUMP
 *   python tools/train/text.py DUMP --keep MODELS
 *   npm run build && npm run bench -- text-folds ../shared/data MODELS
 */
import { withFolds } from './fold-copies.ts';
import { printSituations, readSituations } from './text-table.ts';

/** Prints the tables of the text situations. `models` is what `text.py --keep` wrote. */
export function benchTextFolds(data: string, models: string | undefined): Promise<void> {
  return withFolds(models, 'page-text', ({ foldOf, cleaners }) =>
    printSituations(readSituations(data), ({ id, text }) => cleaners[foldOf[id]]({ text }).text),
  );
}
