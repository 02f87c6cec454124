/**
 * What tells which situation a text is in, a whole page that became text, menus, footer and all, or an article
 * that an extractor took out already: its first and last blocks, and the lengths of all.
 */
import type { Block } from '../../document.ts';
import { END, isProse, type Measures } from './measure.ts';

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
const LONG_LENGTH = 100;
const SHORT_LENGTH = 25;

/**
 * Looks at a text.
 * @param gone 1 for each block that a rule removes: what is left decides; all zero when there is no rule
 * @returns one row of numbers, in the order of `SITUATION_FEATURES`
 */
export function situationOf(blocks: readonly Block[], measures: Measures, gone: Uint8Array): Float32Array {
  const row = new Float32Array(SITUATION_FEATURES.length);
  let characters = 0;
  let long = 0;
  let short = 0;
  let count = 0;
  for (let block = 0; block < blocks.length; block++) {
    if (gone[block] === 1) continue;
    const { length } = blocks[block].text;
    count++;
    characters += length;
    if (length >= LONG_LENGTH) long += length;
    if (length < SHORT_LENGTH) short++;
  }
  row[BLOCKS] = count;
  row[CHARACTERS] = characters;
  row[LONG_SHARE] = long / Math.max(1, characters);
  row[MEAN_LENGTH] = characters / Math.max(1, count);
  row[SHORT_BLOCKS] = short / Math.max(1, count);
  fillEnd(row, ENDS[0][0], measures, gone, 1);
  fillEnd(row, ENDS[1][0], measures, gone, -1);
  return row;
}

/** Looks at the blocks of one end: of the head with `step` 1, of the tail with `step` -1. */
function fillEnd(row: Float32Array, first: number, measures: Measures, gone: Uint8Array, step: 1 | -1): void {
  const { words, endsAs, signs: signsOf, hashes, capitalWords } = measures;
  const seen = new Set<number>();
  let index = 0;
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
  const start = step === 1 ? 0 : words.length - 1;
  for (let block = start; block >= 0 && block < words.length && index < LOOKED_AT; block += step) {
    if (gone[block] === 1) continue;
    if (toProse === -1 && isProse(measures, block)) toProse = index;
    if (toProse === -1) wordsToProse += words[block];
    const isShort = words[block] <= SHORT_WORDS;
    if (isShort) short++;
    if (isShort && index < NEAREST) shortNear++;
    run = isShort ? run + 1 : 0;
    longestRun = Math.max(longestRun, run);
    if (endsAs[block] === END.letter) open++;
    if (signsOf[block] > 0) signs++;
    if (seen.has(hashes[block])) copies++;
    seen.add(hashes[block]);
    capitals += capitalWords[block] / Math.max(1, words[block]);
    index++;
  }
  const all = Math.max(1, index);
  const found = [
    toProse === -1 ? LOOKED_AT : toProse,
    wordsToProse,
    shortNear,
    short / all,
    longestRun,
    open / all,
    signs,
    copies,
    capitals / all,
  ];
  row.set(found, first);
}
