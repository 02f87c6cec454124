/**
 * The file of compiled packs: a first line of JSON, then the columns of phrases as they are, one
 * behind the other. Reading it parses only the first line; a column is a slice of the rest.
 */
import type { CompiledPacks, PhraseTable } from './compiled.ts';

/** JavaScript's own encoding, which is read twice as fast as UTF-8. */
export const PACKS_ENCODING = 'utf16le';

const COLUMNS = ['keys', 'folded', 'phrases', 'rules', 'languages'] as const;
const TABLES = ['exact', 'beginnings', 'endings', 'fragments'] as const;

type Lengths = Record<(typeof COLUMNS)[number], number>;
type Head = Omit<CompiledPacks, 'phrases'> & {
  readonly phrases: { readonly languages: readonly string[] } & Record<(typeof TABLES)[number], Lengths>;
};

/** The content of the file. The same packs give the same text. */
export function writePacks(packs: CompiledPacks): string {
  let columns = '';
  const lengthsOf = (table: PhraseTable): Lengths => {
    const lengths: Lengths = { keys: 0, folded: 0, phrases: 0, rules: 0, languages: 0 };
    for (const column of COLUMNS) {
      lengths[column] = table[column].length;
      columns += table[column];
    }
    return lengths;
  };
  const { languages, exact, beginnings, endings, fragments } = packs.phrases;
  const head: Head = {
    ...packs,
    phrases: {
      languages,
      exact: lengthsOf(exact),
      beginnings: lengthsOf(beginnings),
      endings: lengthsOf(endings),
      fragments: lengthsOf(fragments),
    },
  };
  return `${JSON.stringify(head)}\n${columns}`;
}

/** Reads what `writePacks` wrote. */
export function readPacks(text: string): CompiledPacks {
  let at = text.indexOf('\n') + 1;
  const head = JSON.parse(text.slice(0, at)) as Head;
  const column = (length: number): string => {
    at += length;
    return text.slice(at - length, at);
  };
  // The order of columns and tables is the order of the file.
  const table = (lengths: Lengths): PhraseTable => ({
    keys: column(lengths.keys),
    folded: column(lengths.folded),
    phrases: column(lengths.phrases),
    rules: column(lengths.rules),
    languages: column(lengths.languages),
  });
  const { languages, exact, beginnings, endings, fragments } = head.phrases;
  return {
    ...head,
    phrases: {
      languages,
      exact: table(exact),
      beginnings: table(beginnings),
      endings: table(endings),
      fragments: table(fragments),
    },
  };
}
