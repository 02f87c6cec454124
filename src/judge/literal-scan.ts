/**
 * Finds literals anywhere in a folded block, at the beginnings of words. Most words begin no
 * literal and cost one look-up, however many literals there are.
 */
import { CLASS, CLASS_OF } from '../characters.ts';
import type { FoldBuffer } from '../packs/fold.ts';
import { buildFilter, type LiteralFilter, mayBeginAt } from './literal-filter.ts';
import { buildPrefixTable, type PrefixTable, prefixesOf } from './prefix-table.ts';

export interface LiteralScanner {
  readonly table: PrefixTable;
  /** What belongs to each literal of the table. */
  readonly values: readonly number[];
  readonly filter: LiteralFilter;
}

/** Builds the scanner of pairs of a folded literal and a value. */
export function buildScanner(entries: readonly (readonly [string, number])[]): LiteralScanner {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const table = buildPrefixTable(sorted.map(([literal]) => literal));
  return { table, values: sorted.map(([, value]) => value), filter: buildFilter(table.literals) };
}

/**
 * Calls `found` with each value stored with a literal, and where in the folded text it begins and ends.
 * @param textOf the folded text as a string; asked for only when a word may begin a literal.
 */
export function scan(
  scanner: LiteralScanner,
  buffer: FoldBuffer,
  textOf: () => string,
  found: (value: number, start: number, end: number) => void,
): void {
  const { table, values, filter } = scanner;
  if (table.literals.length === 0) return;
  const { units, length } = buffer;
  let before: number = CLASS.space;
  for (let i = 0; i < length; i++) {
    const characterClass = CLASS_OF[units[i]];
    const begins = beginsWord(characterClass, before);
    before = characterClass;
    if (!begins || !mayBeginAt(filter, units, i, length - i, 1)) continue;
    prefixesOf(table, textOf().slice(i, i + table.longest), (literal) => {
      found(values[literal], i, i + table.literals[literal].length);
    });
  }
}

/** A letter behind no letter, each character of a script without spaces, and marks, which literals may begin with. */
function beginsWord(characterClass: number, before: number): boolean {
  if (characterClass === CLASS.space) return false;
  if (characterClass < CLASS.latin || characterClass >= CLASS.unspaced) return true;
  return before < CLASS.latin || before >= CLASS.unspaced;
}
