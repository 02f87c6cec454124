/** The slow, careful look at a suspicious block: the detectors are asked, and what quotes, names or refers is left alone. */
import { countWords } from '../../characters.ts';
import { toUnits } from '../../units.ts';
import { francObjects, proposeLanguage } from './detectors.ts';
import { isStrange, MIN_TRIGRAMS, MIN_WORDS, STRANGE_LEVEL } from './glance.ts';
import type { Guesser } from './guess.ts';
import { isMostlyNames, isReference, unquoted, withoutAddresses, withoutMeasures } from './quotes.ts';
import { isOtherScript, type Own } from './scripts.ts';
import { letterShare } from './signs.ts';

/** Of all words; the others are measures. */
const MIN_WORDS_SHARE = 0.75;
/** How much better, per trigram, another language must fit than the document's, in levels of half a nat. */
const FOREIGN = 0.3;
/** From here on franc's objection does not count: it mistakes one sentence in six. */
const CERTAIN = 0.5;
/** A text in a language of the model has this share of what is usual in it, when the document is in one outside the model. */
const FITTING_LEVEL = 0.88;
/** Below, it is program text or addresses. */
const MIN_LETTER_SHARE = 0.6;
/** Outside its quotations a text must have this much to be judged by. */
const MIN_UNQUOTED_WORDS = 3;
const MIN_UNQUOTED_TRIGRAMS = 12;

/** What a block was found to be in. */
export interface Foreign {
  readonly language: string;
  readonly score: number;
}

/** @returns undefined for a block that may be in the document's language */
export function examine(guesser: Guesser, whole: string, own: Own): Foreign | undefined {
  const { main, allowed } = own;
  const text = withoutAddresses(whole);
  const words = countWords(text);
  if (words < MIN_WORDS || countWords(withoutMeasures(text)) < words * MIN_WORDS_SHARE) return undefined;
  if (
    letterShare(toUnits(text), 0, text.length) < MIN_LETTER_SHARE ||
    isMostlyNames(text) ||
    isReference(whole)
  )
    return undefined;
  const running = runningText(guesser, text, own);
  if (running === '') return undefined;
  const guess = guesser.guess(toUnits(running), 0, running.length);
  const level = guesser.levelOf(main);
  if (isOtherScript(guesser, guess, own)) {
    const language = guess.language || proposeLanguage(running);
    return language === '' || allowed.has(language) ? undefined : { language, score: 1 };
  }
  if (!own.isKnown) return undefined;
  const strange = isStrange(guesser, guess, main);
  if (guess.trigrams < MIN_TRIGRAMS || (allowed.has(guess.language) && !strange)) return undefined;
  const difference = guess.level - level;
  const proposed = proposeLanguage(running);
  if (proposed === '' || allowed.has(proposed)) return undefined;
  const isKnown = guesser.typicalOf(proposed) > 0;
  const fit = guess.level / guesser.typicalOf(guess.language);
  const isClear =
    level < 0
      ? isKnown && guess.language === proposed && fit >= FITTING_LEVEL
      : fit >= STRANGE_LEVEL && difference >= FOREIGN;
  // A language that the model does not know can't lead in it: the detectors alone decide, and franc must agree. Between
  // two such languages they are not to be trusted.
  if (!isClear && (isKnown || !strange || level < 0)) return undefined;
  if ((!isClear || difference < CERTAIN) && francObjects(running, main, proposed)) return undefined;
  const language = isClear && isKnown ? guess.language : proposed;
  return {
    language: allowed.has(language) ? proposed : language,
    score: certainty(difference),
  };
}

/**
 * What of a text is to be judged: what stands outside its quotations; all of it when that is short but clearly
 * foreign itself; nothing (the empty string) when nearly all is quoted, or what introduces the quotation is not foreign.
 */
function runningText(guesser: Guesser, text: string, own: Own): string {
  const rest = unquoted(text);
  const words = countWords(rest);
  if (words >= MIN_WORDS) return rest;
  if (words < MIN_UNQUOTED_WORDS) return '';
  const guess = guesser.guess(toUnits(rest), 0, rest.length);
  if (isOtherScript(guesser, guess, own)) return text;
  return guess.trigrams >= MIN_UNQUOTED_TRIGRAMS && guess.level - guesser.levelOf(own.main) >= CERTAIN
    ? text
    : '';
}

/** Half at no difference, nearly 1 at two nats per trigram. */
function certainty(difference: number): number {
  return Number((1 - 0.5 ** (1 + Math.max(0, difference))).toFixed(3));
}
