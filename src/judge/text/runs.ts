/** What the text scorer knows of runs of blocks, and of shapes that come again. */
import * as column from './columns.ts';
import { FEATURE_COUNT } from './columns.ts';

const SHORT_WORDS = 4;
/** A distance that is no nearer. */
const FAR = 60;

/** Fills the columns of runs, of short blocks, of prose, of blocks of one shape; and how far prose and cues are. */
export function fillRuns(
  rows: Float32Array,
  words: Float64Array,
  prose: Float64Array,
  cues: Uint8Array,
): void {
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

/** Fills the columns of shapes. Cards of a list repeat their shapes: how long, how ended, with digits or not. */
export function fillShapes(rows: Float32Array, words: Float64Array): void {
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
