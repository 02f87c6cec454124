/**
 * Phrases as sorted columns: what is written to a file and can be searched as soon as it is read.
 * Fifteen thousand objects take longer to read than a page takes to clean; four long strings do not.
 */
import type { CompiledPhrase, CompiledRule, PhraseTable, PhraseTables } from './compiled.ts';
import { splitPhrase } from './phrase.ts';

const SEPARATOR = '\n';

interface Keyed extends CompiledPhrase {
  readonly key: string;
}

/** Sorts phrases into tables by what finds them in a text. */
export function packPhrases(
  phrases: readonly CompiledPhrase[],
  rules: readonly CompiledRule[],
): PhraseTables {
  const exact: Keyed[] = [];
  const beginnings: Keyed[] = [];
  const endings: Keyed[] = [];
  const fragments: Keyed[] = [];
  for (const phrase of phrases) {
    const { literals, slots } = splitPhrase(phrase.folded);
    const first = literals[0];
    if (rules[phrase.rule].reach === 'fragment') fragments.push({ ...phrase, key: first });
    else if (slots.length === 0) exact.push({ ...phrase, key: first });
    else if (first !== '') beginnings.push({ ...phrase, key: first });
    else endings.push({ ...phrase, key: reverse(literals[literals.length - 1]) });
  }
  const languages = [...new Set(phrases.map((phrase) => phrase.language))].sort();
  const table = (keyed: Keyed[]): PhraseTable => packTable(keyed, languages);
  const whole = table(exact);
  return {
    languages,
    exact: { ...whole, folded: '' },
    beginnings: table(beginnings),
    endings: table(endings),
    fragments: table(fragments),
  };
}

function packTable(phrases: Keyed[], languages: readonly string[]): PhraseTable {
  // Phrases with one key keep their order: the first rule names the removal.
  const sorted = phrases.map((phrase, order) => ({ ...phrase, order }));
  sorted.sort((a, b) => (a.key === b.key ? b.order - a.order : a.key < b.key ? -1 : 1));
  const join = (column: (phrase: Keyed) => string): string => sorted.map(column).join(SEPARATOR);
  return {
    keys: join((phrase) => phrase.key),
    folded: join((phrase) => phrase.folded),
    phrases: join((phrase) => phrase.phrase.replace(/\s+/g, ' ')),
    rules: writeNumbers(sorted.map((phrase) => phrase.rule)),
    languages: writeNumbers(sorted.map((phrase) => languages.indexOf(phrase.language))),
  };
}

/** All phrases of the tables, one object each; for tools, not for cleaning. */
export function unpackPhrases(tables: PhraseTables): readonly CompiledPhrase[] {
  return [tables.exact, tables.beginnings, tables.endings, tables.fragments].flatMap((table) => {
    const folded = foldedOf(table);
    const phrases = splitColumn(table.phrases, table);
    return phrases.map((_, i) => ({
      rule: numberAt(table.rules, i),
      language: tables.languages[numberAt(table.languages, i)],
      phrase: phrases[i],
      folded: folded[i],
    }));
  });
}

/** A space is 0, so that a column of numbers stays one line of text. */
const ZERO = 0x20;
const HIGHEST = 0xd7ff - ZERO;

function writeNumbers(numbers: readonly number[]): string {
  return numbers
    .map((number) => {
      if (number > HIGHEST) throw new RangeError(`Packs can have up to ${HIGHEST} rules.`);
      return String.fromCharCode(ZERO + number);
    })
    .join('');
}

/** The number at a place in a column of numbers. */
export function numberAt(column: string, index: number): number {
  return column.charCodeAt(index) - ZERO;
}

/** The folded phrases of a table; whole phrases are their own keys and stand there once. */
export function foldedOf(table: PhraseTable): readonly string[] {
  return splitColumn(table.folded === '' ? table.keys : table.folded, table);
}

/** The entries of a column of a table. */
export function splitColumn(column: string, table: PhraseTable): readonly string[] {
  return table.rules.length === 0 ? [] : column.split(SEPARATOR);
}

/** A text's code units in the opposite order, for tables of endings. */
export function reverse(text: string): string {
  let reversed = '';
  for (let i = text.length - 1; i >= 0; i--) reversed += text[i];
  return reversed;
}
