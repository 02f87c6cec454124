/**
 * What the scorer knows of each block of a page: its text, its place, its surroundings, the page.
 * A few passes over typed arrays, nothing that depends on a language.
 */
import type { Document } from '../document.ts';
import type { Page } from '../page.ts';
import { PAGE } from './html-columns.ts';
import { countPage, FEATURES } from './html-counted.ts';
import { readPageFacts } from './html-page-facts.ts';
import { writeHeadings, writeNeighbours, writePlaces, writeWindows } from './html-rows-place.ts';
import { writeTexts } from './html-rows-text.ts';
import { writeAncestors, writeContainers, writePaths, writeWords } from './html-rows-tree.ts';

/** The features of all blocks, a row of `FEATURE_NAMES.length` for each. */
export function computeFeatures(document: Document, page: Page): Float32Array {
  const { blocks } = document;
  const rows = new Float32Array(blocks.length * FEATURES);
  if (blocks.length === 0) return rows;
  const counted = countPage(document, page);
  writeTexts(rows, document, counted);
  writePlaces(rows, counted);
  writeHeadings(rows, counted);
  writeWindows(rows, counted);
  writeNeighbours(rows, counted);
  writeAncestors(rows, counted);
  writePaths(rows, counted);
  writeContainers(rows, counted);
  writeWords(rows, counted);
  const facts = readPageFacts(document, counted);
  for (let i = 0; i < blocks.length; i++) rows.set(facts, i * FEATURES + PAGE);
  return rows;
}
