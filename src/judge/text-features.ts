/**
 * What the text scorer knows of each block of a page that became text: how it reads, what stands around it,
 * and where it stands. Nothing depends on how a converter writes lists, headings or links.
 */
import type { Document } from '../document.ts';
import { unitsOf } from '../units.ts';
import { builtInModel } from './language-guess.ts';
import * as column from './text-columns.ts';
import { FEATURE_COUNT } from './text-columns.ts';
import { ENDS_AS_SENTENCE, measure, newMeasure, skipMarkers } from './text-measure.ts';
import { fillCues, fillEnds, fillReturns, fillTalk, prefixSums } from './text-surroundings.ts';
import { fillTopics } from './text-topics.ts';
import type { WordWeights } from './text-words.ts';

/** From this many words on, a block that ends as a sentence does is prose. */
const PROSE_WORDS = 10;
/** A block without a closing full stop must be this long to be prose. */
const LONG_PROSE_WORDS = 25;
const SHORT_WORDS = 4;
const LEVEL_LENGTH = 100;
/** A distance that is no nearer. */
const FAR = 60;

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
  const words = new Float64Array(blocks.length);
  const prose = new Float64Array(blocks.length);
  fillOwn(document, cues, rows, words, prose);
  fillNeighbours(rows, words);
  fillWindows(rows, words, prose, cues);
  fillRuns(rows, words, prose, cues);
  fillShapes(rows, words);
  fillTopics(rows, blocks, prose);
  fillPlaces(rows, words, prose);
  fillCues(rows, cues);
  fillEnds(rows, document, prose, cues);
  if (weights !== undefined) fillTalk(rows, blocks, weights);
  for (let cost = 0; cost < column.COSTS.length; cost++) fillCore(rows, words, prose, cost);
  return rows;
}

function fillOwn(
  document: Document,
  cues: Uint8Array,
  rows: Float32Array,
  words: Float64Array,
  prose: Float64Array,
): void {
  const { blocks } = document;
  const { units, starts } = unitsOf(document);
  const model = builtInModel();
  const language = model.languages.indexOf(document.languages[0] ?? '');
  const counts = newMeasure();
  const copies = new Map<number, number>();
  const hashes = new Int32Array(blocks.length);
  const titles = new Int32Array(blocks.length);
  for (let index = 0; index < blocks.length; index++) {
    const { text } = blocks[index];
    const start = skipMarkers(text);
    const from = starts[index] + start;
    measure(counts, text, start);
    const row = index * FEATURE_COUNT;
    const perWord = Math.max(1, counts.words);
    const perCharacter = Math.max(1, Math.min(counts.length, 2000));
    words[index] = counts.words;
    const isProse =
      counts.words >= LONG_PROSE_WORDS ||
      (counts.words >= PROSE_WORDS && (counts.endsAs === ENDS_AS_SENTENCE || counts.endsAs === 2));
    prose[index] = isProse ? counts.words : 0;
    rows[row + column.WORDS] = counts.words;
    rows[row + column.LENGTH] = counts.length;
    rows[row + column.WORD_LENGTH] = Math.min(counts.length, 2000) / perWord;
    rows[row + column.ENDS_AS] = counts.endsAs;
    rows[row + column.STARTS_LOW] = counts.startsLow;
    rows[row + column.CAPITALS] = counts.capitalWords / perWord;
    rows[row + column.DIGITS] = counts.digits / perCharacter;
    rows[row + column.MARKS] = counts.marks / perCharacter;
    rows[row + column.SEPARATORS] = counts.separators;
    rows[row + column.COMMAS] = counts.commas / perWord;
    rows[row + column.SENTENCES] = counts.sentences;
    rows[row + column.SIGNS] = counts.signs;
    rows[row + column.CUE] = cues[index];
    rows[row + column.LEVEL] =
      language === -1 || counts.words < 3
        ? -1
        : model.levelIn(language, units, from, from + Math.min(text.length - start, LEVEL_LENGTH)) /
          model.typical[language];
    hashes[index] = counts.hash;
    titles[index] = counts.titleHash;
    const before = copies.get(counts.hash) ?? 0;
    rows[row + column.IS_COPY] = before > 0 ? 1 : 0;
    copies.set(counts.hash, before + 1);
  }
  for (let index = 0; index < blocks.length; index++) {
    rows[index * FEATURE_COUNT + column.COPIES] = copies.get(hashes[index]) ?? 1;
  }
  fillReturns(rows, titles);
}

function fillNeighbours(rows: Float32Array, words: Float64Array): void {
  const count = words.length;
  for (let index = 0; index < count; index++) {
    const row = index * FEATURE_COUNT;
    column.AROUND.forEach((offset, which) => {
      const near = index + offset;
      const isThere = near >= 0 && near < count;
      rows[row + column.NEAR_WORDS[which]] = isThere ? words[near] : -1;
      rows[row + column.NEAR_ENDS[which]] = isThere ? rows[near * FEATURE_COUNT + column.ENDS_AS] : -1;
    });
    const before = index > 0 ? rows[row - FEATURE_COUNT + column.CAPITALS] : -1;
    const behind = index + 1 < count ? rows[row + FEATURE_COUNT + column.CAPITALS] : -1;
    rows[row + column.NEAR_CAPITALS[0]] = before;
    rows[row + column.NEAR_CAPITALS[1]] = behind;
  }
}

/** One block with a thousand words is not to outweigh everything in a window. */
const MAX_WINDOW_WORDS = 60;

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

function fillRuns(rows: Float32Array, words: Float64Array, prose: Float64Array, cues: Uint8Array): void {
  fillRun(
    rows,
    words.length,
    column.SHORT_RUN,
    column.SHORT_RUN_PLACE,
    (i) => words[i] <= SHORT_WORDS,
    () => true,
  );
  fillRun(
    rows,
    words.length,
    column.PROSE_RUN,
    -1,
    (i) => prose[i] > 0,
    () => true,
  );
  const ends = (i: number) => rows[i * FEATURE_COUNT + column.ENDS_AS];
  const isAlike = (i: number) => Math.abs(words[i] - words[i - 1]) <= 1 && ends(i) === ends(i - 1);
  fillRun(rows, words.length, column.SHAPE_RUN, -1, () => true, isAlike);
  let toProse = FAR;
  let toCue = FAR;
  for (let index = 0; index < words.length; index++) {
    const row = index * FEATURE_COUNT;
    rows[row + column.TO_PROSE_BEFORE] = toProse;
    rows[row + column.CUES_BEFORE] = toCue;
    toProse = prose[index] > 0 ? 1 : Math.min(FAR, toProse + 1);
    toCue = cues[index] === 1 ? 1 : Math.min(FAR, toCue + 1);
  }
  toProse = FAR;
  for (let index = words.length - 1; index >= 0; index--) {
    rows[index * FEATURE_COUNT + column.TO_PROSE_BEHIND] = toProse;
    toProse = prose[index] > 0 ? 1 : Math.min(FAR, toProse + 1);
  }
}

/** Writes the length of each run of blocks that belong, and the place in it when `place` is a column. */
function fillRun(
  rows: Float32Array,
  count: number,
  length: number,
  place: number,
  belongs: (index: number) => boolean,
  continuesRun: (index: number) => boolean,
): void {
  let start = 0;
  for (let index = 0; index <= count; index++) {
    const goesOn =
      index > start && index < count && belongs(index) && belongs(index - 1) && continuesRun(index);
    if (index === start || goesOn) continue;
    for (let inside = start; inside < index; inside++) {
      const isIn = belongs(inside);
      rows[inside * FEATURE_COUNT + length] = isIn ? index - start : 0;
      if (place !== -1) rows[inside * FEATURE_COUNT + place] = isIn ? inside - start : -1;
    }
    start = index;
  }
}

const SHAPE_WINDOW = 15;
const ENDS = 7;
const SHAPES = 9 * ENDS * 2;
/** So many blocks among the same shapes are cards of a list rather than chance. */
const REPEATED = 4;

/** Cards of a list repeat their shapes: how long, how ended, with digits or not. */
function fillShapes(rows: Float32Array, words: Float64Array): void {
  const count = words.length;
  const shapes = new Int32Array(count + 2);
  for (let index = 0; index < count; index++) {
    const row = index * FEATURE_COUNT;
    const length =
      words[index] <= 3 ? words[index] : Math.min(8, 4 + Math.floor(Math.log2(words[index] / 4)));
    const digits = rows[row + column.DIGITS] > 0 ? 1 : 0;
    shapes[index + 1] = 1 + (length * ENDS + rows[row + column.ENDS_AS]) * 2 + digits;
  }
  const triples = new Map<number, number>();
  const tripleAt = (index: number) =>
    (shapes[index] * (SHAPES + 1) + shapes[index + 1]) * (SHAPES + 1) + shapes[index + 2];
  for (let index = 0; index < count; index++) {
    const triple = tripleAt(index);
    triples.set(triple, (triples.get(triple) ?? 0) + 1);
  }
  const around = new Int32Array(SHAPES + 1);
  let repeated = 0;
  for (let index = 0; index < Math.min(count, SHAPE_WINDOW); index++) around[shapes[index + 1]]++;
  for (let index = 0; index < count; index++) {
    if (index + SHAPE_WINDOW < count) around[shapes[index + SHAPE_WINDOW + 1]]++;
    if (index > SHAPE_WINDOW) around[shapes[index - SHAPE_WINDOW]]--;
    const alike = triples.get(tripleAt(index)) ?? 0;
    if (alike >= REPEATED) repeated++;
    rows[index * FEATURE_COUNT + column.SHAPE_NEAR] = around[shapes[index + 1]];
    rows[index * FEATURE_COUNT + column.SHAPE_SHARE] = alike / count;
  }
  for (let index = 0; index < count; index++) {
    rows[index * FEATURE_COUNT + column.SHAPED_SHARE] = repeated / count;
  }
}

function fillPlaces(rows: Float32Array, words: Float64Array, prose: Float64Array): void {
  const count = words.length;
  const wordSums = prefixSums(words);
  const proseSums = prefixSums(prose);
  const total = wordSums[count];
  const proseTotal = proseSums[count];
  let short = 0;
  let signs = 0;
  for (let index = 0; index < count; index++) {
    if (words[index] <= SHORT_WORDS) short++;
    if (rows[index * FEATURE_COUNT + column.SIGNS] > 0) signs++;
  }
  for (let index = 0; index < count; index++) {
    const row = index * FEATURE_COUNT;
    rows[row + column.PLACE] = (index + 0.5) / count;
    rows[row + column.WORDS_BEFORE] = (wordSums[index] + words[index] / 2) / Math.max(1, total);
    rows[row + column.PROSE_BEFORE] = (proseSums[index] + prose[index] / 2) / Math.max(1, proseTotal);
    rows[row + column.PROSE_WORDS_BEFORE] = proseSums[index];
    rows[row + column.PROSE_WORDS_BEHIND] = proseTotal - proseSums[index + 1];
    rows[row + column.BLOCKS] = count;
    rows[row + column.TOTAL] = total;
    rows[row + column.PROSE_SHARE] = proseTotal / Math.max(1, total);
    rows[row + column.MEAN_WORDS] = total / count;
    rows[row + column.SHORT_SHARE] = short / count;
    rows[row + column.SIGN_SHARE] = signs / count;
  }
}

/**
 * The stretch of blocks in which words of prose outweigh blocks without, each of which costs `cost` words: the
 * maximum-sum subsequence of Pasternack and Roth (WWW 2009). The feature is how far a block is outside.
 */
function fillCore(rows: Float32Array, words: Float64Array, prose: Float64Array, which: number): void {
  const cost = column.COSTS[which];
  let best = 0;
  let from = 0;
  let to = 0;
  let sum = 0;
  let start = 0;
  let total = 0;
  for (let index = 0; index < words.length; index++) {
    total += prose[index];
    sum +=
      prose[index] > 0 ? Math.min(prose[index], MAX_WINDOW_WORDS * 2) : Math.min(0, words[index] / 2 - cost);
    if (sum <= 0) {
      sum = 0;
      start = index + 1;
    } else if (sum > best) {
      best = sum;
      from = start;
      to = index + 1;
    }
  }
  let inside = 0;
  for (let index = from; index < to; index++) inside += prose[index];
  for (let index = 0; index < words.length; index++) {
    const row = index * FEATURE_COUNT;
    const distance = index < from ? index - from : index >= to ? index - to + 1 : 0;
    rows[row + column.CORE[which]] = Math.max(-FAR * 2, Math.min(FAR * 2, distance));
    rows[row + column.CORE_SHARE[which]] = total === 0 ? 0 : inside / total;
  }
}
