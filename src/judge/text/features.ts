/**
 * What the text scorer knows of each block of a page that became text: how it reads, what stands around it,
 * and where it stands. Nothing depends on how a converter writes lists, headings or links.
 */
import type { Document } from '../../document.ts';
import { type BlockUnits, unitsOf } from '../../units.ts';
import { builtInModel } from '../language/guess.ts';
import { prefixSums } from '../prefix-sums.ts';
import { weighBlocks, writeTalk } from '../talk.ts';
import type { WordWeights } from '../words.ts';
import * as column from './columns.ts';
import { FEATURE_COUNT } from './columns.ts';
import { isProse, type Measures, measureBlocks, NO_LETTERS } from './measure.ts';
import { fillCore, fillEnds, fillPlaces } from './places.ts';
import { fillRuns, fillShapes } from './runs.ts';
import { fillCues, fillReturns, MAX_WINDOW_WORDS } from './surroundings.ts';
import { fillTopics } from './topics.ts';

const LEVEL_LENGTH = 100;
/** What is a share of the characters is one of the first so many: no more are measured. */
const MEASURED = 2000;

/**
 * Computes all features.
 * @param cues 1 for every block that a rule removes
 * @param weights of words; without them the words say nothing
 * @returns a row of `FEATURE_COUNT` numbers per block
 */
export function computeTextFeatures(
  document: Document,
  cues: Uint8Array,
  weights?: WordWeights,
): Float32Array {
  const { blocks } = document;
  const rows = new Float32Array(blocks.length * FEATURE_COUNT);
  const units = unitsOf(document);
  const measures = measureBlocks(blocks, units);
  const { words } = measures;
  const prose = proseOf(measures);
  fillOwn(rows, measures, cues);
  fillLevels(rows, document, measures, units);
  fillCopies(rows, measures);
  fillReturns(rows, measures.titleHashes);
  fillNeighbours(rows, words);
  fillWindows(rows, words, prose, cues);
  fillRuns(rows, words, prose, cues);
  fillShapes(rows, words);
  fillTopics(rows, blocks, units, prose);
  fillPlaces(rows, words, prose);
  fillCues(rows, cues);
  fillEnds(rows, blocks, measures, prose, cues);
  if (weights !== undefined) fillTalk(rows, document, units, measures, weights);
  for (let cost = 0; cost < column.COSTS.length; cost++) fillCore(rows, words, prose, cost);
  return rows;
}

function fillTalk(
  rows: Float32Array,
  { blocks }: Document,
  { units, starts: blockStarts }: BlockUnits,
  { starts }: Measures,
  weights: WordWeights,
): void {
  const ends = blockStarts.map((start, block) => start + blocks[block].text.length);
  const talk = weighBlocks(weights, units, starts, ends);
  for (let block = 0; block < blocks.length; block++)
    writeTalk(rows, block * FEATURE_COUNT + column.TALK, talk, block);
}

/** The words of each block that is prose, 0 for the others. */
function proseOf(measures: Measures): Float64Array {
  return measures.words.map((count, block) => (isProse(measures, block) ? count : 0));
}

function fillOwn(rows: Float32Array, measures: Measures, cues: Uint8Array): void {
  const { words, lengths, endsAs, startsLow, capitalWords } = measures;
  const { digits, marks, separators, commas, sentences, signs } = measures;
  for (let block = 0, row = 0; block < words.length; block++, row += FEATURE_COUNT) {
    const perWord = Math.max(1, words[block]);
    const measured = Math.min(lengths[block], MEASURED);
    const perCharacter = Math.max(1, measured);
    rows[row + column.WORDS] = words[block];
    rows[row + column.LENGTH] = lengths[block];
    rows[row + column.WORD_LENGTH] = measured / perWord;
    rows[row + column.ENDS_AS] = endsAs[block];
    rows[row + column.STARTS_LOW] = startsLow[block];
    rows[row + column.CAPITALS] = capitalWords[block] / perWord;
    rows[row + column.DIGITS] = digits[block] / perCharacter;
    rows[row + column.MARKS] = marks[block] / perCharacter;
    rows[row + column.SEPARATORS] = separators[block];
    rows[row + column.COMMAS] = commas[block] / perWord;
    rows[row + column.SENTENCES] = sentences[block];
    rows[row + column.SIGNS] = signs[block];
    rows[row + column.CUE] = cues[block];
  }
}

/** How much each block's trigrams are those of the document's language. */
function fillLevels(
  rows: Float32Array,
  document: Document,
  { starts, lengths, words }: Measures,
  { units }: BlockUnits,
): void {
  const model = builtInModel();
  const language = model.languages.indexOf(document.languages[0] ?? '');
  for (let block = 0, row = 0; block < words.length; block++, row += FEATURE_COUNT) {
    if (language === -1 || words[block] < 3) {
      rows[row + column.LEVEL] = -1;
      continue;
    }
    const end = starts[block] + Math.min(lengths[block], LEVEL_LENGTH);
    rows[row + column.LEVEL] = model.levelIn(language, units, starts[block], end) / model.typical[language];
  }
}

function fillCopies(rows: Float32Array, { hashes }: Measures): void {
  const copies = new Map<number, number>();
  for (let block = 0, row = 0; block < hashes.length; block++, row += FEATURE_COUNT) {
    const before = copies.get(hashes[block]) ?? 0;
    rows[row + column.IS_COPY] = before > 0 ? 1 : 0;
    copies.set(hashes[block], before + 1);
  }
  for (let block = 0, row = 0; block < hashes.length; block++, row += FEATURE_COUNT) {
    // A line of dashes is a copy of nothing.
    rows[row + column.COPIES] = hashes[block] === NO_LETTERS ? 1 : (copies.get(hashes[block]) ?? 1);
  }
}

function fillNeighbours(rows: Float32Array, words: Float64Array): void {
  const count = words.length;
  for (let index = 0, row = 0; index < count; index++, row += FEATURE_COUNT) {
    for (let which = 0; which < column.AROUND.length; which++) {
      const near = index + column.AROUND[which];
      const isThere = near >= 0 && near < count;
      rows[row + column.NEAR_WORDS[which]] = isThere ? words[near] : -1;
      rows[row + column.NEAR_ENDS[which]] = isThere ? rows[near * FEATURE_COUNT + column.ENDS_AS] : -1;
    }
    const before = index > 0 ? rows[row - FEATURE_COUNT + column.CAPITALS] : -1;
    const behind = index + 1 < count ? rows[row + FEATURE_COUNT + column.CAPITALS] : -1;
    rows[row + column.NEAR_CAPITALS[0]] = before;
    rows[row + column.NEAR_CAPITALS[1]] = behind;
  }
}

function fillWindows(rows: Float32Array, words: Float64Array, prose: Float64Array, cues: Uint8Array): void {
  const count = words.length;
  const wordSums = prefixSums(words.map((value) => Math.min(value, MAX_WINDOW_WORDS)));
  const proseSums = prefixSums(prose.map((value) => Math.min(value, MAX_WINDOW_WORDS)));
  const cueSums = prefixSums(cues);
  for (let index = 0; index < count; index++) {
    const row = index * FEATURE_COUNT;
    for (let which = 0; which < column.WINDOWS.length; which++) {
      const size = column.WINDOWS[which];
      const from = Math.max(0, index - size);
      const to = Math.min(count, index + 1 + size);
      rows[row + column.MEAN_BEFORE[which]] = (wordSums[index] - wordSums[from]) / size;
      rows[row + column.MEAN_BEHIND[which]] = (wordSums[to] - wordSums[index + 1]) / size;
      rows[row + column.PROSE_NEAR[which]] = proseSums[to] - proseSums[from];
      rows[row + column.CUES_NEAR[which]] = cueSums[to] - cueSums[from];
    }
  }
}
