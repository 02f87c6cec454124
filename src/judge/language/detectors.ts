/**
 * The two language detectors, loaded when the first doubtful text comes: eld takes 150 ms and 128 MB.
 * eld (byte n-grams) proposes, franc (trigram ranks) objects.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface Eld {
  readonly detect: (text: string) => {
    readonly language: string;
  };
}
interface Franc {
  readonly francAll: (
    text: string,
    options: { readonly only?: readonly string[]; readonly minLength?: number },
  ) => readonly (readonly [string, number])[];
}

/** What eld calls Malay is nearly always Indonesian; both Norwegians are `no`, as in eld and in `lang` attributes. */
const SAME_LANGUAGE: Readonly<Record<string, string>> = {
  ms: 'id',
  nb: 'no',
  nn: 'no',
  bs: 'hr',
  sh: 'hr',
  iw: 'he',
  in: 'id',
};

/** Two-letter codes to the three-letter codes of franc (ISO 639-3). */
export const FRANC_CODE: Readonly<Record<string, string>> = {
  af: 'afr',
  am: 'amh',
  ar: 'arb',
  az: 'azj',
  be: 'bel',
  bg: 'bul',
  bn: 'ben',
  ca: 'cat',
  cs: 'ces',
  da: 'dan',
  de: 'deu',
  el: 'ell',
  en: 'eng',
  es: 'spa',
  et: 'est',
  fa: 'pes',
  fi: 'fin',
  fr: 'fra',
  gl: 'glg',
  ha: 'hau',
  he: 'heb',
  hi: 'hin',
  hr: 'hrv',
  hu: 'hun',
  id: 'ind',
  ig: 'ibo',
  it: 'ita',
  lt: 'lit',
  lv: 'lav',
  mk: 'mkd',
  mr: 'mar',
  ne: 'nep',
  nl: 'nld',
  no: 'nob',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  ru: 'rus',
  sk: 'slk',
  sl: 'slv',
  so: 'som',
  sq: 'als',
  sr: 'srp',
  sv: 'swe',
  sw: 'swh',
  tl: 'tgl',
  tr: 'tur',
  uk: 'ukr',
  ur: 'urd',
  uz: 'uzn',
  vi: 'vie',
  yo: 'yor',
  zu: 'zul',
};

const require = createRequire(import.meta.url);
let eld: Eld | undefined;
let franc: Franc | undefined;

/** The code that dehusk uses for a language: two letters, close relatives that no detector tells apart as one. */
export function commonCode(code: string): string {
  return SAME_LANGUAGE[code] ?? code;
}

/**
 * Asks eld. It looks at the first 350 bytes or so.
 * @returns its best guess, empty when it has none
 */
export function proposeLanguage(text: string): string {
  eld ??= loadEld();
  return commonCode(eld.detect(text).language);
}

/**
 * Asks franc which of two languages a text is in.
 * @returns true when it says `expected`; false when it says `proposed`, or does not know one of them
 */
export function francObjects(text: string, expected: string, proposed: string): boolean {
  const expectedCode = FRANC_CODE[expected];
  const proposedCode = FRANC_CODE[proposed];
  if (expectedCode === undefined || proposedCode === undefined) return false;
  franc ??= require('franc') as Franc;
  const [first] = franc.francAll(text, { only: [expectedCode, proposedCode], minLength: 1 });
  return first?.[0] === expectedCode;
}

/** The package exports its models to `import` only, so that one is required by its path (Node 20.19 and later can). */
function loadEld(): Eld {
  const path = fileURLToPath(import.meta.resolve('eld/extrasmall'));
  return (require(path) as { readonly eld: Eld }).eld;
}
