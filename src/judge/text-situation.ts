/**
 * What tells which situation a text is in, a whole page that became text, menus, footer and all, or an article
 * that an extractor took out already: its first and last blocks, and the lengths of all.
 */
import type { Document } from '../document.ts';
import { type Measure, measure, newMeasure, skipMarkers } from './text-measure.ts';

const names: string[] = [];
const column = (name: string): number => names.push(name) - 1;

const BLOCKS = column('blocks');
const CHARACTERS = column('characters');
const LONG_SHARE = column('share of text in long blocks');
const MEAN_LENGTH = column('characters per block');
const SHORT_BLOCKS = column('share of short blocks');
const ENDS = ['head', 'tail'].map((end) =>
  [
    'blocks to prose',
    'words to prose',
    'short among ten',
    'share of short blocks',
    'longest run of short blocks',
    'share without a stop',
    'signs',
    'copies',
    'capitals',
  ].map((name) => column(`${end}: ${name}`)),
);

export const SITUATION_FEATURES: readonly string[] = names;

const LOOKED_AT = 40;
const NEAREST = 10;
const SHORT_WORDS = 4;
const PROSE_WORDS = 10;
const LONG_PROSE_WORDS = 25;
const LONG_LENGTH = 100;
const SHORT_LENGTH = 25;

/**
 * Looks at a text.
 * @param gone 1 for each block that a rule removes: what is left decides; all zero when there is no rule
 * @returns one row of numbers, in the order of `SITUATION_FEATURES`
 */
export function situationOf(document: Document, gone: Uint8Array): Float32Array {
  const blocks = document.blocks.filter((_, index) => gone[index] !== 1);
  const row = new Float32Array(SITUATION_FEATURES.length);
  let characters = 0;
  let long = 0;
  let short = 0;
  for (const { text } of blocks) {
    characters += text.length;
    if (text.length >= LONG_LENGTH) long += text.length;
    if (text.length < SHORT_LENGTH) short++;
  }
  const count = Math.max(1, blocks.length);
  row[BLOCKS] = blocks.length;
  row[CHARACTERS] = characters;
  row[LONG_SHARE] = long / Math.max(1, characters);
  row[MEAN_LENGTH] = characters / count;
  row[SHORT_BLOCKS] = short / count;
  const last = blocks.length - 1;
  fillEnd(row, ENDS[0][0], Math.min(LOOKED_AT, blocks.length), (index) => blocks[index].text);
  fillEnd(row, ENDS[1][0], Math.min(LOOKED_AT, blocks.length), (index) => blocks[last - index].text);
  return row;
}

function fillEnd(row: Float32Array, first: number, count: number, textAt: (index: number) => string): void {
  const counts: Measure = newMeasure();
  const seen = new Set<number>();
  let toProse = -1;
  let wordsToProse = 0;
  let shortNear = 0;
  let short = 0;
  let run = 0;
  let longestRun = 0;
  let open = 0;
  let signs = 0;
  let copies = 0;
  let capitals = 0;
  for (let index = 0; index < count; index++) {
    const text = textAt(index);
    measure(counts, text, skipMarkers(text));
    const ends = counts.endsAs === 1 || counts.endsAs === 2;
    const isProse = counts.words >= LONG_PROSE_WORDS || (counts.words >= PROSE_WORDS && ends);
    if (isProse && toProse === -1) toProse = index;
    if (toProse === -1) wordsToProse += counts.words;
    const isShort = counts.words <= SHORT_WORDS;
    if (isShort) short++;
    if (isShort && index < NEAREST) shortNear++;
    run = isShort ? run + 1 : 0;
    longestRun = Math.max(longestRun, run);
    if (counts.endsAs === 0) open++;
    if (counts.signs > 0) signs++;
    if (seen.has(counts.hash)) copies++;
    seen.add(counts.hash);
    capitals += counts.capitalWords / Math.max(1, counts.words);
  }
  const all = Math.max(1, count);
  row.set(
    [
      toProse === -1 ? LOOKED_AT : toProse,
      wordsToProse,
      shortNear,
      short / all,
      longestRun,
      open / all,
      signs,
      copies,
      capitals / all,
    ],
    first,
  );
}
