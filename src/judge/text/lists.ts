/**
 * Lines of a list, cells of a table, one below the other: each by itself says next to nothing of where it belongs, and
 * half a list is worse than all or none of it. So the lines of a run stay or go together.
 */
import { LONG_WORDS } from './choice.ts';

/** So many short lines one below the other are a list. */
const LEAST_LINES = 4;

/**
 * The scores with that of its run, the mean of its lines, for each line of a run.
 * @param words of each block
 * @param cues 1 for each block that a rule removes: a run ends there
 */
export function scoreLists(scores: Float64Array, words: Float64Array, cues: Uint8Array): Float64Array {
  const counted = scores.slice();
  const isLine = (block: number): boolean => words[block] < LONG_WORDS && cues[block] === 0;
  for (let start = 0; start < scores.length; start++) {
    if (!isLine(start)) continue;
    let end = start;
    let sum = 0;
    for (; end < scores.length && isLine(end); end++) sum += scores[end];
    if (end - start >= LEAST_LINES) counted.fill(sum / (end - start), start, end);
    start = end;
  }
  return counted;
}
