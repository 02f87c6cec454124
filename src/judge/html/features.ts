/**
 * What the scorer knows of each block of a page: its text, its place, its surroundings, the page.
 * A few passes over typed arrays, nothing that depends on a language.
 */
import type { Document } from '../../document.ts';
import type { Page } from '../../page.ts';
import { PAGE } from './columns.ts';
import { countPage, FEATURES, type RowWriter } from './counted.ts';
import { readPageFacts } from './page-facts.ts';
import { placeWriters } from './rows-place.ts';
import { textWriter } from './rows-text.ts';
import { treeWriters } from './rows-tree.ts';

/**
 * Counts a page, which has blocks, and returns what writes the features of any stretch of its blocks:
 * a row of `FEATURE_NAMES.length` for each, whatever the rows held before.
 */
export function prepareFeatures(document: Document, page: Page): RowWriter {
  const counted = countPage(document, page);
  const facts = readPageFacts(document, counted);
  const writers = [textWriter(document, counted), ...placeWriters(counted), ...treeWriters(counted)];
  return (rows, from, to) => {
    const end = (to - from) * FEATURES;
    rows.fill(0, 0, end);
    for (const write of writers) write(rows, from, to);
    for (let at = PAGE; at < end; at += FEATURES) rows.set(facts, at);
  };
}

/** The features of all blocks at once. */
export function computeFeatures(document: Document, page: Page): Float32Array {
  const count = document.blocks.length;
  const rows = new Float32Array(count * FEATURES);
  if (count > 0) prepareFeatures(document, page)(rows, 0, count);
  return rows;
}
