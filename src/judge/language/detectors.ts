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
    options?: { readonly only?: readonly string[]; readonly minLength?: number },
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

/** Languages of franc that only have to be named; those that are no more than another's variety go by its code. */
const NAMED_BY_FRANC: Readonly<Record<string, string>> = {
  ...{
    ayr: 'ay',
    bam: 'bm',
    bod: 'bo',
    bos: 'hr',
    cmn: 'zh',
    ekk: 'et',
    epo: 'eo',
    ewe: 'ee',
    fuf: 'ff',
    fuv: 'ff',
  },
  ...{
    guj: 'gu',
    hat: 'ht',
    hye: 'hy',
    jav: 'jv',
    jpn: 'ja',
    kan: 'kn',
    kat: 'ka',
    kaz: 'kk',
    khk: 'mn',
    khm: 'km',
    kin: 'rw',
  },
  ...{
    kir: 'ky',
    kng: 'kg',
    kor: 'ko',
    lao: 'lo',
    lin: 'ln',
    lug: 'lg',
    lvs: 'lv',
    mal: 'ml',
    mya: 'my',
    ndo: 'ng',
    nno: 'no',
  },
  ...{
    npi: 'ne',
    nya: 'ny',
    pan: 'pa',
    pbu: 'ps',
    plt: 'mg',
    prs: 'fa',
    quy: 'qu',
    quz: 'qu',
    qug: 'qu',
    run: 'rn',
    sag: 'sg',
  },
  ...{
    sin: 'si',
    sna: 'sn',
    sot: 'st',
    src: 'sc',
    ssw: 'ss',
    sun: 'su',
    tam: 'ta',
    tat: 'tt',
    tel: 'te',
    tgk: 'tg',
    tha: 'th',
  },
  ...{
    tir: 'ti',
    tsn: 'tn',
    tso: 'ts',
    tuk: 'tk',
    uig: 'ug',
    ven: 've',
    wol: 'wo',
    xho: 'xh',
    ydd: 'yi',
    zlm: 'id',
  },
};
const LANGUAGE_OF: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FRANC_CODE).map(([language, code]) => [code, language])),
  ...NAMED_BY_FRANC,
};
const FRANC_LANGUAGES: ReadonlySet<string> = new Set(Object.values(LANGUAGE_OF));

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

/** What eld can propose; other languages it takes for one of these. */
const ELD_LANGUAGES: ReadonlySet<string> = new Set(
  (
    'am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy id is it ja ka kn ko ku lo lt lv ml mr nl no ' +
    'or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh'
  ).split(' '),
);

/** Whether `proposeLanguage` can propose the language. */
export function isKnownToEld(language: string): boolean {
  return ELD_LANGUAGES.has(language);
}

/** How well a text fits a language: the best has 1. `language` is empty where there is no two-letter code. */
export interface RankedLanguage {
  readonly language: string;
  readonly score: number;
}

/** All languages that franc knows in the script of a text, the best first. */
export function rankLanguages(text: string): readonly RankedLanguage[] {
  franc ??= require('franc') as Franc;
  return franc.francAll(text).map(([code, score]) => ({ language: LANGUAGE_OF[code] ?? '', score }));
}

/** Whether `rankLanguages` can name the language. */
export function isKnownToFranc(language: string): boolean {
  return FRANC_LANGUAGES.has(language);
}
