/**
 * Lines of a list, cells of a table, one below the other: each by itself says next to nothing of where it belongs, and
 * half a list is worse than all or none of it. So the lines of a run stay or go together.
 */
import { LONG_WORDS } from './choice.ts';

/** So many short lines one below the other are a list; fewer are one when they stand within the text. */
const LEAST_LINES = 4;
const LEAST_WITHIN = 2;
/** Behind the text, up to the first line of dashes: there menus and names begin as well. */
const LEAST_LAST = 3;
/** What a list within the text of a page needs: 4 of 664 articles more come out to the letter, recall +.003. */
const NEEDED_WITHIN = 0.25;

/**
 * The scores with that of its run, the mean of its lines, for each line of a run.
 * @param words of each block
 * @param cues 1 for each block that a rule removes: a run ends there
 */
export function scoreLists(scores: Float64Array, words: Float64Array, cues: Uint8Array): Float64Array {
  const counted = scores.slice();
  forEachRun(words, cues, (start, end) => {
    if (end - start >= LEAST_LINES) counted.fill(meanOf(scores, start, end), start, end);
  });
  return counted;
}

/**
 * The same for a page, whose menus are runs as well: only for runs between two paragraphs that stay, and they need less; and
 * for the run behind the last one, where that spares it.
 * @returns the scores that count, and what each block needs
 */
export function scoreListsWithin(
  scores: Float64Array,
  words: Float64Array,
  cues: Uint8Array,
  threshold: number,
): { readonly scores: Float64Array; readonly needed: Float64Array } {
  const counted = scores.slice();
  const needed = new Float64Array(scores.length).fill(threshold);
  const stays = (block: number): boolean => cues[block] === 0 && scores[block] >= threshold;
  const lastParagraph = scores.findLastIndex((_, block) => words[block] >= LONG_WORDS && stays(block));
  const take = (start: number, end: number): void => {
    counted.fill(meanOf(scores, start, end), start, end);
    needed.fill(Math.min(threshold, NEEDED_WITHIN), start, end);
  };
  const takeLast = (start: number, behind: number): void => {
    let end = start;
    while (end < behind && words[end] > 0) end++;
    if (end - start >= LEAST_LAST && meanOf(scores, start, end) >= NEEDED_WITHIN) take(start, end);
  };
  forEachRun(words, cues, (start, end) => {
    if (end - start < LEAST_WITHIN || start === 0 || !stays(start - 1)) return;
    const isWithin = end < scores.length && stays(end);
    if (isWithin) take(start, end);
    else if (start === lastParagraph + 1) takeLast(start, end);
  });
  return { scores: counted, needed };
}

/** Visits the stretches of short lines that no rule removes. */
function forEachRun(
  words: Float64Array,
  cues: Uint8Array,
  visit: (start: number, end: number) => void,
): void {
  const isLine = (block: number): boolean => words[block] < LONG_WORDS && cues[block] === 0;
  for (let start = 0; start < words.length; start++) {
    if (!isLine(start)) continue;
    let end = start + 1;
    while (end < words.length && isLine(end)) end++;
    visit(start, end);
    start = end;
  }
}

function meanOf(scores: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let block = start; block < end; block++) sum += scores[block];
  return sum / (end - start);
}
