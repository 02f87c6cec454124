/**
 * What the scorer knows of each block of a page: its text, its place, its surroundings, the page.
 * A few passes over typed arrays, nothing that depends on a language but words, which are asked on bare pages only.
 */
import type { Document } from '../../document.ts';
import type { Page } from '../../page.ts';
import type { WordWeights } from '../words.ts';
import { PAGE } from './columns.ts';
import { countPage, FEATURES, type RowWriter } from './counted.ts';
import { readPageFacts } from './page-facts.ts';
import { placeWriters } from './rows-place.ts';
import { textWriter } from './rows-text.ts';
import { treeWriters } from './rows-tree.ts';
import { wordsWriter } from './rows-words.ts';

/**
 * Counts a page, which has blocks, and returns what writes the features of any stretch of its blocks:
 * a row of `FEATURE_NAMES.length` for each, whatever the rows held before.
 * @param weights of words; without them the words say nothing
 */
export function prepareFeatures(document: Document, page: Page, weights: WordWeights | undefined): RowWriter {
  const counted = countPage(document, page);
  const facts = readPageFacts(document, counted);
  const writers = [textWriter(document, counted), ...placeWriters(counted), ...treeWriters(counted)];
  if (weights !== undefined) writers.push(wordsWriter(document, weights));
  return (rows, from, to) => {
    const end = (to - from) * FEATURES;
    rows.fill(0, 0, end);
    for (const write of writers) write(rows, from, to);
    for (let at = PAGE; at < end; at += FEATURES) rows.set(facts, at);
  };
}

/** The features of all blocks at once, without what words say. */
export function computeFeatures(document: Document, page: Page): Float32Array {
  const count = document.blocks.length;
  const rows = new Float32Array(count * FEATURES);
  if (count > 0) prepareFeatures(document, page, undefined)(rows, 0, count);
  return rows;
}
