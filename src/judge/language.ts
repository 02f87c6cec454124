/**
 * What is in another language than the document. A block is first compared with the document's language by
 * script and by the built-in trigram model; only the suspicious ones are shown to the detectors.
 * Short text, names, sources, quoted text, what the text announces with a colon, code, tables and addresses are left alone.
 */
import { CLASS, countWords, countWordsIn } from '../characters.ts';
import { type Block, type BlockKind, type Document, type Judge, RANK, type Verdict } from '../document.ts';
import type { Settings } from '../options.ts';
import { toUnits, unitsOf } from '../units.ts';
import { commonCode, francObjects, proposeLanguage } from './language/detectors.ts';
import { SAMPLE_LENGTH } from './language/document.ts';
import { builtInModel, type Guess, type Guesser, guesserOf } from './language/guess.ts';
import type { LanguageModel } from './language/model.ts';
import {
  isMostlyNames,
  isReference,
  unquoted,
  withoutAddresses,
  withoutMeasures,
} from './language/quotes.ts';
import { letterShare } from './language/signs.ts';
import { findAnnounced, hasOwnLine, isOnlyCode } from './language/spared.ts';
import { remove } from './verdict.ts';

const MIN_WORDS = 8;
/** Of all words; the others are measures. */
const MIN_WORDS_SHARE = 0.75;
const MIN_LETTERS = 20;
const MIN_TRIGRAMS = 20;
/** How much of a block is looked at before anything else. */
const GLANCE_LENGTH = 100;
const LONG_GLANCE_LENGTH = 300;
/** More than this is not looked at. */
const MAX_LENGTH = 1000;
/** How much better, per trigram, another language must fit than the document's, in levels of half a nat. */
const SUSPICIOUS = 0.2;
const FOREIGN = 0.3;
/** From here on franc's objection does not count: it mistakes one sentence in six. */
const CERTAIN = 0.5;
/** Below this share of what is usual in the document's language, a text may be in one that the model does not know. */
const STRANGE_LEVEL = 0.65;
/**
 * Share of the letters that another script must have. Latin names and product words stand in texts of every
 * script, so Latin needs more.
 */
const OTHER_SCRIPT = 0.55;
const LATIN_SCRIPT = 0.85;
/** Below, it is program text or addresses. */
const MIN_LETTER_SHARE = 0.6;
/** Outside its quotations a text must have this much to be judged by. */
const MIN_UNQUOTED_WORDS = 3;
const MIN_UNQUOTED_TRIGRAMS = 12;

const MAX_FOREIGN = 0.4;

const ABSTAINS: ReadonlySet<BlockKind> = new Set<BlockKind>(['code', 'table', 'quote', 'byline']);

/**
 * Makes the judge of rule `language/foreign`.
 * @param settings `languages` are the ones that stay beside the document's own
 */
export function createLanguageJudge(settings: Settings): Judge {
  let last: Looked | undefined;
  return (document) =>
    judgeWith(builtInModel(), settings, document, last, (looked) => {
      last = looked;
    });
}

/** What was found in the blocks of a pass, against the document's language; of use to the next pass. */
interface Looked {
  readonly blocks: readonly Block[];
  readonly main: string;
  readonly found: readonly (Foreign | undefined)[];
}

/** The same with another model, for cross-validation. */
export function judgeWith(
  model: LanguageModel,
  settings: Settings,
  document: Document,
  last?: Looked,
  remember?: (looked: Looked) => void,
): Verdict[] {
  const [main, ...others] = document.languages;
  if (main === undefined || others.length > 0) return [];
  const allowed = new Set([main, ...[...settings.languages].map(commonCode)]);
  const guesser = guesserOf(model);
  const verdicts: Verdict[] = [];
  let length = 0;
  let foreignLength = 0;
  const { blocks, earlier } = document;
  const { units, starts } = unitsOf(document);
  const before = earlier !== undefined && earlier.blocks === last?.blocks ? last : undefined;
  const found = blocks.map((block, index) => {
    const same = before?.main === main ? (earlier?.indexOf[index] ?? -1) : -1;
    if (same !== -1) return before?.found[same];
    if (!isSuspicious(guesser, block, units, starts[index], main)) return undefined;
    const text = block.text.slice(0, MAX_LENGTH);
    const foreign = examine(guesser, text, main, allowed);
    return foreign && hasOwnLine(guesser, text, main, foreign.language) ? undefined : foreign;
  });
  remember?.({ blocks, main, found });
  const announced = findAnnounced(blocks, (index) => found[index] !== undefined);
  found.forEach((foreign, index) => {
    const block = blocks[index];
    length += block.text.length;
    if (foreign === undefined || announced[index]) return;
    foreignLength += block.text.length;
    const { language, score } = foreign;
    const reason = `in ${language}, the document is in ${main}`;
    verdicts.push(
      remove(index, { category: 'language', rule: 'language/foreign', reason, rank: RANK.statistic, score }),
    );
  });
  // So much can't be foreign: then the document's language was mistaken.
  return foreignLength > length * MAX_FOREIGN ? [] : verdicts;
}

interface Foreign {
  readonly language: string;
  readonly score: number;
}

/** The quick look. `units` hold the block's text from `start` on. */
function isSuspicious(
  guesser: Guesser,
  block: Block,
  units: Uint16Array,
  start: number,
  main: string,
): boolean {
  const { kind, text } = block;
  if (ABSTAINS.has(kind) || isOnlyCode(block) || text.length < MIN_WORDS * 2) return false;
  const upTo = (length: number): number => start + Math.min(text.length, length);
  if (countWordsIn(units, start, upTo(SAMPLE_LENGTH), MIN_WORDS) < MIN_WORDS) return false;
  if (guesser.isTypical(main, units, start, upTo(GLANCE_LENGTH))) return false;
  if (text.length > GLANCE_LENGTH && guesser.isTypical(main, units, start, upTo(LONG_GLANCE_LENGTH)))
    return false;
  const first = guesser.guess(units, start, upTo(SAMPLE_LENGTH));
  return first.letters >= MIN_LETTERS && !isPlausible(guesser, first, main);
}

/** True when nothing speaks against the document's language; after `guesser.guess` on the same stretch. */
function isPlausible(guesser: Guesser, guess: Guess, main: string): boolean {
  if (guess.language === main) return guess.trigrams === 0 || !isStrange(guesser, guess, main);
  if (guess.trigrams === 0) return guess.scriptShare < OTHER_SCRIPT;
  const level = guesser.levelOf(main);
  // The model does not know the document's language: a good fit of another is what is suspicious.
  if (level < 0) return guess.level < guesser.typicalOf(guess.language) * STRANGE_LEVEL;
  return guess.level - level < SUSPICIOUS && !isStrange(guesser, guess, main);
}

function isStrange(guesser: Guesser, guess: Guess, main: string): boolean {
  return guess.trigrams >= MIN_TRIGRAMS && guesser.levelOf(main) < guesser.typicalOf(main) * STRANGE_LEVEL;
}

/** The slow, careful look at a suspicious block. */
function examine(
  guesser: Guesser,
  whole: string,
  main: string,
  allowed: ReadonlySet<string>,
): Foreign | undefined {
  const text = withoutAddresses(whole);
  const words = countWords(text);
  if (words < MIN_WORDS || countWords(withoutMeasures(text)) < words * MIN_WORDS_SHARE) return undefined;
  if (
    letterShare(toUnits(text), 0, text.length) < MIN_LETTER_SHARE ||
    isMostlyNames(text) ||
    isReference(whole)
  )
    return undefined;
  const own = runningText(guesser, text, main);
  if (own === '') return undefined;
  const guess = guesser.guess(toUnits(own), 0, own.length);
  const level = guesser.levelOf(main);
  if (isOtherScript(guesser, guess, main, level)) {
    const language = guess.language || proposeLanguage(own);
    return language === '' || allowed.has(language) ? undefined : { language, score: 1 };
  }
  const strange = isStrange(guesser, guess, main);
  if (guess.trigrams < MIN_TRIGRAMS || (allowed.has(guess.language) && !strange)) return undefined;
  const difference = guess.level - level;
  const proposed = proposeLanguage(own);
  if (proposed === '' || allowed.has(proposed)) return undefined;
  const isKnown = guesser.typicalOf(proposed) > 0;
  const isFitting = guess.level >= guesser.typicalOf(guess.language) * STRANGE_LEVEL;
  const isClear = level < 0 ? isKnown && guess.language === proposed : isFitting && difference >= FOREIGN;
  // A language that the model does not know can't lead in it: the detectors alone decide, and franc must agree.
  if (!isClear && (isKnown || !strange)) return undefined;
  if ((!isClear || difference < CERTAIN) && francObjects(own, main, proposed)) return undefined;
  const language = isClear && isKnown ? guess.language : proposed;
  return { language: allowed.has(language) ? proposed : language, score: certainty(difference) };
}

/**
 * What of a text is to be judged: what stands outside its quotations; all of it when that is short but clearly
 * foreign itself; nothing (the empty string) when nearly all is quoted, or what introduces the quotation is not foreign.
 */
function runningText(guesser: Guesser, text: string, main: string): string {
  const rest = unquoted(text);
  const words = countWords(rest);
  if (words >= MIN_WORDS) return rest;
  if (words < MIN_UNQUOTED_WORDS) return '';
  const guess = guesser.guess(toUnits(rest), 0, rest.length);
  const level = guesser.levelOf(main);
  if (isOtherScript(guesser, guess, main, level)) return text;
  return guess.trigrams >= MIN_UNQUOTED_TRIGRAMS && guess.level - level >= CERTAIN ? text : '';
}

function isOtherScript(guesser: Guesser, guess: Guess, main: string, level: number): boolean {
  const needed = guess.script === CLASS.latin ? LATIN_SCRIPT : OTHER_SCRIPT;
  return guess.scriptShare >= needed && !sharesScript(guesser, guess, main, level);
}

/** True when the document's language is written in the script of the guess. */
function sharesScript(guesser: Guesser, guess: Guess, main: string, level: number): boolean {
  if (guess.trigrams === 0) {
    return guess.language === main || (guess.script === CLASS.devanagari && DEVANAGARI.has(main));
  }
  // In another script of the model, next to none of the trigrams is known.
  if (level >= 0) return level > guesser.typicalOf(main) * 0.1;
  return SCRIPT_OF[main] === undefined && guess.script === CLASS.latin;
}

const DEVANAGARI: ReadonlySet<string> = new Set(['hi', 'mr', 'ne']);

/** Languages outside the model that have a script of their own. */
const SCRIPT_OF: Readonly<Record<string, true>> = Object.fromEntries(
  'el he ko ja zh hi mr ne hy bn pa gu or ta te kn ml si th lo bo my ka am km mn mk be kk ky ur ps'
    .split(' ')
    .map((language) => [language, true as const]),
);

/** Half at no difference, nearly 1 at two nats per trigram. */
function certainty(difference: number): number {
  return Number((1 - 0.5 ** (1 + Math.max(0, difference))).toFixed(3));
}
