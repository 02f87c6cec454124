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
  return {
    languages,
    exact: table(exact),
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
    rules: sorted.map((phrase) => phrase.rule),
    languages: sorted.map((phrase) => languages.indexOf(phrase.language)),
  };
}

/** All phrases of the tables, one object each; for tools, not for cleaning. */
export function unpackPhrases(tables: PhraseTables): readonly CompiledPhrase[] {
  return [tables.exact, tables.beginnings, tables.endings, tables.fragments].flatMap((table) => {
    const folded = splitColumn(table.folded, table);
    const phrases = splitColumn(table.phrases, table);
    return table.rules.map((rule, i) => ({
      rule,
      language: tables.languages[table.languages[i]],
      phrase: phrases[i],
      folded: folded[i],
    }));
  });
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
