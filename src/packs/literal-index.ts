/**
 * The index of all literals of the packs: what finds the few phrases and patterns that may fit a block.
 * Building it cold takes longer than cleaning a text, so that of the built-in packs comes ready-made.
 */
import type { CompiledPacks, PhraseTable } from './compiled.ts';
import { buildScanner, type LiteralScanner } from './literal-scan.ts';
import { type Literals, readLiterals } from './literals.ts';
import { buildPrefixTable, type PrefixTable } from './prefix-table.ts';
import { splitColumn } from './tables.ts';
import { buildWholeTable, type WholeTable } from './whole-table.ts';

/** Plain data: numbers, truth values and typed arrays. */
export interface LiteralIndex {
  /** Of `PhraseTables.exact`: all they say. */
  readonly wholes: WholeTable;
  /** What phrases with slots begin with, or else what they end with, read backwards. */
  readonly beginnings: PrefixTable;
  readonly endings: PrefixTable;
  /** Beginnings of fragments and, with values behind theirs, literals of patterns. */
  readonly scanner: LiteralScanner;
  /** The words of dates, sorted, and the sum of their roles. */
  readonly dateWords: WholeTable;
  readonly dateRoleOf: Uint8Array;
}

/** Builds the index of packs. */
export function buildLiteralIndex(packs: CompiledPacks): LiteralIndex {
  const { exact, beginnings, endings, fragments } = packs.phrases;
  const scanned = splitColumn(fragments.keys, fragments).map((literal, i): [string, number] => [literal, i]);
  const fragmentCount = scanned.length;
  packs.patterns.forEach(({ literals }, order) => {
    for (const literal of new Set(literals)) scanned.push([literal, fragmentCount + order]);
  });
  const dateWords = Object.keys(packs.dateWords).sort();
  return {
    wholes: buildWholeTable(literalsOf(exact)),
    beginnings: buildPrefixTable(literalsOf(beginnings)),
    endings: buildPrefixTable(literalsOf(endings)),
    scanner: buildScanner(scanned),
    dateWords: buildWholeTable(readLiterals(dateWords.join('\n'), dateWords.length)),
    dateRoleOf: Uint8Array.from(dateWords, (word) => packs.dateWords[word]),
  };
}

function literalsOf(table: PhraseTable): Literals {
  return readLiterals(table.keys, table.rules.length);
}
