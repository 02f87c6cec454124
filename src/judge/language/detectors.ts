/**
 * The two language detectors, loaded when the first doubtful text comes. eld (byte n-grams) proposes, franc (trigram
 * ranks) objects.
 */
import { createRequire } from 'node:module';
import { readEldModel } from '../eld-model.ts';
import { createEldDetector } from './eld.ts';

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
let eld: ((text: string) => string) | undefined;
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
  eld ??= createEldDetector(readEldModel());
  return commonCode(eld(text));
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
