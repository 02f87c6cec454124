/**
 * Rows of buttons that became one line, "Share on Facebook Share on WhatsApp Share on X": a line that is nothing
 * but phrases, each of which a rule would take if it stood alone.
 */
import { CLASS, CLASS_OF, isWordCharacter } from '../../characters.ts';
import type { CompiledRule } from '../../packs/compiled.ts';
import { type FoldBuffer, SLOT } from '../../packs/fold.ts';
import { mayBeginAt } from '../../packs/literal-filter.ts';
import { longestPrefix } from '../../packs/prefix-table.ts';
import { equalBefore, lastEqual } from '../../packs/whole-table.ts';
import { isForAll } from './origin.ts';
import { type FoldedText, matchPhrase } from './phrase-match.ts';
import type { PhraseIndex, RuleIndex } from './rule-index.ts';

/** A rule that takes a row, and what the row says. */
export interface Row {
  readonly rule: CompiledRule;
  readonly says: string;
}

/** A phrase of a row. */
interface Part {
  readonly rule: CompiledRule;
  readonly saying: string;
  readonly hasWords: boolean;
}

/** Longer lines are no rows, nor are lines with more words that may begin a phrase. */
export const LONGEST_ROW = 160;
const MOST_BEGINNINGS = 24;
/** Words that may begin a phrase, in one phrase. */
const LONGEST_PART = 6;
/** So many phrases are a row, whatever they say. */
const SURELY_ROW = 3;
const SPACE = 0x20;

/** Where in the folded text a phrase of a row may begin; filled anew for each line. */
const begins = new Int32Array(MOST_BEGINNINGS + 1);

/**
 * Reads a line as a row. Most lines are none, and say so with their first words.
 * @param source where the line stands as code units, from `from` on; its folded text is in the buffer
 * @returns of the phrases' rules the one for the fewest zones, when the others are for these zones too
 */
export function matchRow(
  index: RuleIndex,
  buffer: FoldBuffer,
  source: Uint16Array,
  from: number,
  original: string,
): Row | undefined {
  const count = findBeginnings(buffer, source, from);
  if (count < 2) return undefined;
  const parts = partsFrom(index, original, buffer, count, 0);
  if (parts === undefined || !isRow(parts)) return undefined;
  const rule = parts.reduce(
    (least, part) => (part.rule.zones.length < least.zones.length ? part.rule : least),
    parts[0].rule,
  );
  if (!parts.every((part) => rule.zones.every((zone) => part.rule.zones.includes(zone)))) return undefined;
  return { rule, says: parts.map(({ saying }) => saying).join(', ') };
}

/** "Legal terms" and "Contact the team" are chance: of two phrases both have several words, or one is printed twice. */
function isRow(parts: readonly Part[]): boolean {
  if (parts.length >= SURELY_ROW) return true;
  // "Share", "Home" and their like count beside chrome, which the others of a row are.
  if (parts.every(({ rule }) => rule.neighbours !== undefined)) return false;
  if (parts.every(({ hasWords }) => hasWords)) return true;
  return parts.every(({ saying }) => saying === parts[0].saying);
}

/**
 * Finds where a phrase may begin: with a word behind a space or a mark, no small letter first. Folding changes
 * capitals and leaves small letters as they are.
 * @returns how many there are; 0 when the line begins otherwise, or has too many
 */
function findBeginnings(
  { units, offsets, words, wordCount }: FoldBuffer,
  source: Uint16Array,
  from: number,
): number {
  let count = 0;
  for (let word = 0; word < wordCount; word++) {
    const at = words[word];
    const characterClass = CLASS_OF[units[at]];
    if (characterClass < CLASS.latin) continue;
    if (characterClass <= CLASS.cyrillic && source[from + offsets[at]] === units[at]) {
      if (at === 0) return 0;
      continue;
    }
    if (at > 0 && isWordCharacter(units[at - 1])) continue;
    if (count === MOST_BEGINNINGS) return 0;
    begins[count++] = at;
  }
  return begins[0] === 0 ? count : 0;
}

/** The phrases that the line is from one beginning on; undefined when it is none. */
function partsFrom(
  index: RuleIndex,
  original: string,
  buffer: FoldBuffer,
  count: number,
  first: number,
): readonly Part[] | undefined {
  if (first === count) return [];
  const { filter } = index.beginnings.keys;
  const start = begins[first];
  const isSlotted = mayBeginAt(filter, buffer.units, start, buffer.length - start, 1);
  // Two phrases that differ in their last word are rare: the first that fits is taken, and nothing is tried twice.
  for (let next = Math.min(count, first + LONGEST_PART); next > first; next--) {
    if (first === 0 && next === count) continue;
    const end = endBefore(buffer, next === count ? buffer.length : begins[next]);
    const part =
      exactPart(index, buffer, start, end) ??
      (isSlotted ? slottedPart(index, original, buffer, start, end) : undefined);
    if (part === undefined) continue;
    const others = partsFrom(index, original, buffer, count, next);
    return others && [part, ...others];
  }
  return undefined;
}

/** The end of what stands in front of a beginning, spaces and marks left out. */
function endBefore({ units }: FoldBuffer, at: number): number {
  let end = at;
  while (end > 0 && !isWordCharacter(units[end - 1])) end--;
  return end;
}

function exactPart(
  { wholes, exact }: RuleIndex,
  buffer: FoldBuffer,
  start: number,
  end: number,
): Part | undefined {
  const length = lengthOf(buffer, start, end);
  // Of rules that know the same words, one that needs no chrome beside it says more.
  let unsure = -1;
  for (let i = lastEqual(wholes, buffer.units, start, end); i !== -1; i = equalBefore(wholes, i)) {
    if (!isButton(exact.ruleOf(i), length)) continue;
    if (exact.ruleOf(i).neighbours === undefined) return partOf(exact, i, buffer, start, end);
    unsure = i;
  }
  return unsure === -1 ? undefined : partOf(exact, unsure, buffer, start, end);
}

function slottedPart(
  { beginnings }: RuleIndex,
  original: string,
  buffer: FoldBuffer,
  start: number,
  end: number,
): Part | undefined {
  let i = longestPrefix(beginnings.keys, buffer.units, start, end);
  if (i === -1) return undefined;
  const folded = stretchOf(original, buffer, start, end);
  for (; i !== -1; i = beginnings.keys.parents[i]) {
    const parts = beginnings.partsOf(i);
    if (parts.slots.includes(SLOT.any) || !isButton(beginnings.ruleOf(i), lengthOf(buffer, start, end)))
      continue;
    if (matchPhrase(parts, folded, 0, true) >= 0) return partOf(beginnings, i, buffer, start, end);
  }
  return undefined;
}

function lengthOf({ offsets }: FoldBuffer, start: number, end: number): number {
  return offsets[end - 1] - offsets[start] + 1;
}

function partOf(index: PhraseIndex, phrase: number, { units }: FoldBuffer, start: number, end: number): Part {
  const hasWords = units.subarray(start, end).includes(SPACE);
  return { rule: index.ruleOf(phrase), saying: index.sayingOf(phrase), hasWords };
}

/** Whether a rule takes a block of this length for its words, and nothing but the block. */
function isButton(rule: CompiledRule, length: number): boolean {
  if (rule.protect || rule.reach !== 'block' || !isForAll(rule)) return false;
  return length >= rule.minimum && length <= rule.maximum;
}

/** A stretch of the folded text as a text of its own. */
function stretchOf(original: string, buffer: FoldBuffer, start: number, end: number): FoldedText {
  return { text: buffer.slice(start, end), original, originOf: (at) => buffer.offsets[start + at] };
}
