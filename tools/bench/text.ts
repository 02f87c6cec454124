/**
 * How text comes out that another tool took out of pages, against the gold of WCXB:
 *
 *   npm run bench -- text ../shared/data
 *
 * The scorer of text is trained on these pages: what the program reaches on sites that it has not seen is what
 * `npm run bench -- text-folds` prints.
 */
import { createCleaner } from '../../src/clean.ts';
import { readFlattened } from '../train/text-data.ts';
import { printTextSpeed } from './speed.ts';
import { printSituations, readSituations } from './text-table.ts';

/** Prints the tables of the text situations. `data` is the folder that holds `flattened/` and `wcxb/`. */
export function benchText(data: string): void {
  const clean = createCleaner();
  console.log('The scorer was trained on these pages.');
  printSituations(readSituations(data), ({ text }) => clean({ text }).text);
  const full = readFlattened(data, 'fulltext');
  const changed = full.filter(({ text }) => {
    const cleaned = clean({ text }).text;
    return clean({ text: cleaned }).text !== cleaned;
  });
  console.log(`\ncleaning twice changes ${changed.length} of ${full.length} texts`);
  printTextSpeed(data);
}
