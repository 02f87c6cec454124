/** What eld knows, as the arrays that `src/judge/language/eld.ts` reads: made whenever dehusk is built. */
import { headOf, type Ngrams, tailOf } from '../../src/judge/language/eld.ts';

interface EldModel {
  readonly languages: Readonly<Record<number, string>>;
  /** Weights by n-gram and number of the language. */
  readonly ngrams: Readonly<Record<string, Readonly<Record<number, number>>>>;
}

const SPACE = 0x20;

/** Reads eld's smallest model. The package exports neither it nor how it encodes text: they are taken by their paths. */
export async function readEldNgrams(): Promise<Ngrams> {
  const entry = import.meta.resolve('eld/extrasmall');
  const take = async (file: string): Promise<unknown> => await import(new URL(file, entry).href);
  const { ngramsData } = (await take('../ngrams/extrasmall.js')) as { readonly ngramsData: EldModel };
  const { dictionary } = (await take('../dictionary.js')) as { readonly dictionary: readonly string[] };
  const { separators } = (await take('../regexPatterns.js')) as { readonly separators: RegExp };
  return {
    languages: Object.values(ngramsData.languages),
    letters: lettersBy(separators),
    bytes: Uint8Array.from(dictionary, (character, byte) => (character === ' ' ? SPACE : byte)),
    ...pack(ngramsData, byteOf(dictionary)),
  };
}

/** Eld writes each byte of more than 7 bits as a character of its own, those of its model too. */
function byteOf(dictionary: readonly string[]): (character: string) => number {
  const bytes = new Map(
    dictionary.flatMap((character, byte) => (byte < 0x80 || character === ' ' ? [] : [[character, byte]])),
  );
  return (character) => bytes.get(character) ?? character.charCodeAt(0);
}

/** A letter is what separates no words; a bit for each. */
function lettersBy(separators: RegExp): Uint8Array {
  const letters = new Uint8Array(0x10000 / 8);
  for (let unit = 0; unit < 0x10000; unit++) {
    const isApostrophe = unit === 0x27 || unit === 0x60 || unit === 0x2019;
    if (!isApostrophe && String.fromCharCode(unit).search(separators) === -1)
      letters[unit >> 3] |= 1 << (unit & 7);
  }
  return letters;
}

function pack(
  { ngrams }: EldModel,
  toByte: (character: string) => number,
): Pick<Ngrams, 'heads' | 'tails' | 'starts' | 'languageOf' | 'weights'> {
  const all = Object.entries(ngrams);
  const weights = all.flatMap(([, byLanguage]) => Object.entries(byLanguage));
  const characters = all.map(([ngram]) => Array.from(ngram, toByte));
  const starts = new Uint32Array(all.length + 1);
  all.forEach(([, byLanguage], i) => {
    starts[i + 1] = starts[i] + Object.keys(byLanguage).length;
  });
  return {
    heads: Uint32Array.from(characters, (ngram) => headOf(ngram, ngram.length)),
    tails: Uint32Array.from(characters, (ngram) => tailOf(ngram, ngram.length)),
    starts,
    languageOf: Uint8Array.from(weights, ([language]) => Number(language)),
    weights: Uint8Array.from(weights, ([, weight]) => weight),
  };
}
