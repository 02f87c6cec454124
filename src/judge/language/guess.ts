/** What language is this stretch in, by its script and by the trigram model: the cheap answer, without a detector. */
import { type CharacterClass, CLASS, CLASS_OF } from '../../characters.ts';
import { textOf } from '../../units.ts';
import { createLanguageModel, type LanguageModel } from './model.ts';
import { PROFILES } from './profiles.ts';

/** What a stretch of text looks like. */
export interface Guess {
  /** The most likely language; empty when the script is of no language that can be told cheaply. */
  readonly language: string;
  /** The script of most letters; Han and kana are one. */
  readonly script: CharacterClass;
  /** Share of the letters that are of that script, 0 to 1. */
  readonly scriptShare: number;
  /** Letters, those of Han, kana and Hangul counted as two and a half. */
  readonly letters: number;
  /** Trigrams looked up; 0 when the script alone decides. */
  readonly trigrams: number;
  /** The model's score per trigram for the language, in levels. */
  readonly level: number;
  /** How much better, per trigram, the language is than the next best, in levels. */
  readonly lead: number;
}

/** Every guess of a document is made with one set of counters. Stretches are code units, as `unitsOf` has them. */
export interface Guesser {
  readonly model: LanguageModel;
  readonly guess: (text: Uint16Array, start: number, end: number) => Guess;
  /** Score per trigram of a language in the stretch that was last guessed; -1 when the model does not know it. */
  readonly levelOf: (language: string) => number;
  /** True when a stretch, by its trigrams, is so much in the language that it can't well be in another. */
  readonly isTypical: (language: string, text: Uint16Array, start: number, end: number) => boolean;
  /** Score per trigram that is usual in a language; 0 when the model does not know it. */
  readonly typicalOf: (language: string) => number;
}

/** A relative that the model does not know (Estonian for Finnish) stays below this share of what is usual. */
const USUAL = 0.88;
/** A character of these scripts says as much as two or three of an alphabet. */
const SYLLABIC_WEIGHT = 2.5;
/** A Japanese text has about half of its characters in kana; a name list or a headline has fewer. */
const MIN_KANA_SHARE = 0.08;
/** Words of the other languages in Devanagari that are frequent in news text. */
const MARATHI = /(?:^|\s)(?:आहे|आणि|आहेत|होते|मध्ये|नाही)(?=[\s।,.?!]|$)/;
const NEPALI = /(?:^|\s)(?:छ|छन्|हुन्छ|भएको|गरेको|पनि)(?=[\s।,.?!]|$)/;

/** First code unit of the blocks of scripts that one language dominates. */
const LANGUAGE_OF_RANGE: readonly (readonly [number, string])[] = [
  [0x530, 'hy'],
  [0x590, ''],
  [0x980, 'bn'],
  [0xa00, 'pa'],
  [0xa80, 'gu'],
  [0xb00, 'or'],
  [0xb80, 'ta'],
  [0xc00, 'te'],
  [0xc80, 'kn'],
  [0xd00, 'ml'],
  [0xd80, 'si'],
  [0xe00, 'th'],
  [0xe80, 'lo'],
  [0xf00, 'bo'],
  [0x1000, 'my'],
  [0x10a0, 'ka'],
  [0x1100, ''],
  [0x1200, 'am'],
  [0x13a0, ''],
  [0x1780, 'km'],
  [0x1800, 'mn'],
  [0x1900, ''],
];

let builtIn: LanguageModel | undefined;

/** The model of the built-in profiles, made when it is first needed. */
export function builtInModel(): LanguageModel {
  builtIn ??= createLanguageModel(PROFILES);
  return builtIn;
}

let last: Guesser | undefined;

/** The functions that guess with a model, made when another than the last is asked for. */
export function guesserOf(model: LanguageModel): Guesser {
  if (last?.model !== model) last = createGuesser(model);
  return last;
}

function createGuesser(model: LanguageModel): Guesser {
  const counts = new Int32Array(16);
  const scores = new Int32Array(model.languages.length);
  const indexOf = new Map(model.languages.map((language, index) => [language, index]));
  const floors = model.sure.map((sure, index) => Math.max(sure, model.typical[index] * USUAL));
  let trigrams = 0;

  const guess = (text: Uint16Array, start: number, end: number): Guess => {
    trigrams = 0;
    for (let i = 0; i < counts.length; i++) counts[i] = 0;
    for (let at = start; at < end; at++) counts[CLASS_OF[text[at]]]++;
    const { script, scriptShare, letters } = mainScript(counts);
    if (script !== CLASS.latin && script !== CLASS.cyrillic && script !== CLASS.arabic) {
      const language = letters === 0 ? '' : languageOfScript(script, counts, text, start, end);
      return { language, script, scriptShare, letters, trigrams: 0, level: 0, lead: 0 };
    }
    for (let i = 0; i < scores.length; i++) scores[i] = 0;
    trigrams = model.score(text, start, end, scores);
    if (trigrams === 0) return { language: '', script, scriptShare, letters, trigrams, level: 0, lead: 0 };
    let best = 0;
    let most = scores[0];
    let secondMost = 0;
    for (let index = 1; index < scores.length; index++) {
      const score = scores[index];
      if (score > most) {
        secondMost = most;
        most = score;
        best = index;
      } else if (score > secondMost) secondMost = score;
    }
    const level = most / trigrams;
    const lead = (most - secondMost) / trigrams;
    return { language: model.languages[best], script, scriptShare, letters, trigrams, level, lead };
  };

  const levelOf = (language: string): number => {
    const index = indexOf.get(language);
    return index === undefined || trigrams === 0 ? -1 : scores[index] / trigrams;
  };
  const typicalOf = (language: string): number => {
    const index = indexOf.get(language);
    return index === undefined ? 0 : model.typical[index];
  };
  const isTypical = (language: string, text: Uint16Array, start: number, end: number): boolean => {
    const index = indexOf.get(language);
    return index !== undefined && model.levelIn(index, text, start, end) >= floors[index];
  };
  return { model, guess, levelOf, isTypical, typicalOf };
}

type Script = Pick<Guess, 'script' | 'scriptShare' | 'letters'>;

function mainScript(counts: Int32Array): Script {
  let letters = 0;
  let script: CharacterClass = CLASS.latin;
  let most = 0;
  for (let i = 0; i < SCRIPTS.length; i++) {
    const candidate = SCRIPTS[i];
    const isSyllabic = candidate === CLASS.hangul || candidate === CLASS.han;
    const own = candidate === CLASS.han ? counts[CLASS.han] + counts[CLASS.kana] : counts[candidate];
    const weighed = isSyllabic ? own * SYLLABIC_WEIGHT : own;
    letters += weighed;
    if (weighed > most) {
      most = weighed;
      script = candidate;
    }
  }
  return { script, scriptShare: letters === 0 ? 0 : most / letters, letters };
}

const SCRIPTS: readonly CharacterClass[] = [
  CLASS.latin,
  CLASS.greek,
  CLASS.cyrillic,
  CLASS.hebrew,
  CLASS.arabic,
  CLASS.devanagari,
  CLASS.spaced,
  CLASS.hangul,
  CLASS.unspaced,
  CLASS.han,
];

function languageOfScript(
  script: CharacterClass,
  counts: Int32Array,
  text: Uint16Array,
  start: number,
  end: number,
): string {
  if (script === CLASS.greek) return 'el';
  if (script === CLASS.hebrew) return 'he';
  if (script === CLASS.hangul) return 'ko';
  if (script === CLASS.devanagari) return languageInDevanagari(textOf(text, start, end));
  if (script === CLASS.han) {
    const kana = counts[CLASS.kana];
    return kana >= (kana + counts[CLASS.han]) * MIN_KANA_SHARE ? 'ja' : 'zh';
  }
  for (let at = start; at < end; at++) {
    if (CLASS_OF[text[at]] === script) return languageOfUnit(text[at]);
  }
  return '';
}

function languageInDevanagari(text: string): string {
  if (MARATHI.test(text)) return 'mr';
  return NEPALI.test(text) ? 'ne' : 'hi';
}

function languageOfUnit(unit: number): string {
  let language = '';
  for (const [first, name] of LANGUAGE_OF_RANGE) if (unit >= first) language = name;
  return language;
}
