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

/**
 * The phrases of some rules, each with its new number, in the order that they have. Rows of columns are
 * carried over as they are: packing thirty thousand phrases anew takes ten times as long.
 */
export function selectPhrases(tables: PhraseTables, numbers: ReadonlyMap<number, number>): PhraseTables {
  return mapTables((name) => {
    const rows = rowsOf(
      tables[name],
      (rule) => numbers.get(rule),
      (language) => language,
    );
    return tableOf(rows, tables[name].folded !== '');
  }, tables.languages);
}

/** The phrases of several packs, whose rules stand one behind the other. @param counts how many rules each has */
export function joinPhrases(packs: readonly PhraseTables[], counts: readonly number[]): PhraseTables {
  const languages = [...new Set(packs.flatMap((pack) => pack.languages))].sort();
  return mapTables((name) => {
    let offset = 0;
    const rows = packs.map((pack, i) => {
      const first = offset;
      offset += counts[i];
      const number = pack.languages.map((language) => languages.indexOf(language));
      return rowsOf(
        pack[name],
        (rule) => rule + first,
        (language) => number[language],
      );
    });
    // The sort is stable: of one key, phrases of a later pack stand first, those of one pack as they stood.
    const sorted = rows
      .reverse()
      .flat()
      .sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1));
    return tableOf(sorted, name !== 'exact');
  }, languages);
}

/** Tables made one by one. */
function mapTables(
  make: (name: 'exact' | 'beginnings' | 'endings' | 'fragments') => PhraseTable,
  languages: readonly string[],
): PhraseTables {
  return {
    languages,
    exact: make('exact'),
    beginnings: make('beginnings'),
    endings: make('endings'),
    fragments: make('fragments'),
  };
}

interface Row {
  readonly key: string;
  readonly folded: string;
  readonly phrase: string;
  readonly rule: number;
  readonly language: number;
}

/** The rows of a table with other numbers of rules and languages, without those whose rule has none. */
function rowsOf(
  table: PhraseTable,
  ruleOf: (rule: number) => number | undefined,
  languageOf: (language: number) => number,
): Row[] {
  const keys = splitColumn(table.keys, table);
  const folded = foldedOf(table);
  const phrases = splitColumn(table.phrases, table);
  const rows: Row[] = [];
  for (let i = 0; i < keys.length; i++) {
    const rule = ruleOf(numberAt(table.rules, i));
    if (rule === undefined) continue;
    const language = languageOf(numberAt(table.languages, i));
    rows.push({ key: keys[i], folded: folded[i], phrase: phrases[i], rule, language });
  }
  return rows;
}

function tableOf(rows: readonly Row[], hasFolded: boolean): PhraseTable {
  return {
    keys: rows.map(({ key }) => key).join(SEPARATOR),
    folded: hasFolded ? rows.map(({ folded }) => folded).join(SEPARATOR) : '',
    phrases: rows.map(({ phrase }) => phrase).join(SEPARATOR),
    rules: writeNumbers(rows.map(({ rule }) => rule)),
    languages: writeNumbers(rows.map(({ language }) => language)),
  };
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
