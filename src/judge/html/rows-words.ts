/** Features: what the words of each block and of those around it say. */
import type { Document } from '../../document.ts';
import { unitsOf } from '../../units.ts';
import { weighBlocks, writeTalk } from '../talk.ts';
import type { WordWeights } from '../words.ts';
import { TALK } from './columns.ts';
import { FEATURES, type RowWriter } from './counted.ts';

/** The writer of the columns of words. */
export function wordsWriter(document: Document, weights: WordWeights): RowWriter {
  const { units, starts } = unitsOf(document);
  const ends = starts.map((start, block) => start + document.blocks[block].text.length);
  const talk = weighBlocks(weights, units, starts, ends);
  return (rows, from, to) => {
    for (let block = from, row = 0; block < to; block++, row += FEATURES)
      writeTalk(rows, row + TALK, talk, block);
  };
}
