/** The quick look at a block: is it surely in the document's language? Nearly all are, and are not looked at again. */
import { countWordsIn } from '../../characters.ts';
import type { Block, BlockKind } from '../../document.ts';
import { SAMPLE_LENGTH } from './document.ts';
import type { Guess, Guesser } from './guess.ts';
import { OTHER_SCRIPT } from './scripts.ts';
import { isOnlyCode } from './spared.ts';

/** Fewer words are of any language. */
export const MIN_WORDS = 8;
const MIN_LETTERS = 20;
/** Fewer trigrams do not tell that a text is strange. */
export const MIN_TRIGRAMS = 20;
const SHORT_GLANCE_LENGTH = 100;
/** How much of a block is looked at, in UTF-16 code units. */
export const GLANCE_LENGTH = 300;
/** How much better, per trigram, another language must fit than the document's, in levels of half a nat. */
const SUSPICIOUS = 0.2;
/** Below this share of what is usual in the document's language, a text may be in one that the model does not know. */
export const STRANGE_LEVEL = 0.65;
/** From this share on a text is typical of the language. */
const TYPICAL_LEVEL = 0.85;

const ABSTAINS: ReadonlySet<BlockKind> = new Set<BlockKind>(['code', 'table', 'quote', 'byline']);

/** Too short or of no kind to be judged; in the document's language, surely or perhaps; or perhaps in another. */
export type Look = 'unjudged' | 'typical' | 'plausible' | 'suspicious';

/** `units` hold the block's text from `start` on. */
export function glance(
  guesser: Guesser,
  block: Block,
  units: Uint16Array,
  start: number,
  main: string,
): Look {
  const { kind, text } = block;
  if (ABSTAINS.has(kind) || isOnlyCode(block) || text.length < MIN_WORDS * 2) return 'unjudged';
  const upTo = (length: number): number => start + Math.min(text.length, length);
  if (countWordsIn(units, start, upTo(SAMPLE_LENGTH), MIN_WORDS) < MIN_WORDS) return 'unjudged';
  if (guesser.isTypical(main, units, start, upTo(SHORT_GLANCE_LENGTH))) return 'typical';
  if (text.length > SHORT_GLANCE_LENGTH && guesser.isTypical(main, units, start, upTo(GLANCE_LENGTH)))
    return 'typical';
  const first = guesser.guess(units, start, upTo(SAMPLE_LENGTH));
  if (first.letters >= MIN_LETTERS && !isPlausible(guesser, first, main)) return 'suspicious';
  const usual = guesser.typicalOf(main);
  return usual > 0 && guesser.levelOf(main) >= usual * TYPICAL_LEVEL ? 'typical' : 'plausible';
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

/** True when a text is not what is usual in the document's language; after `guesser.guess` on it. */
export function isStrange(guesser: Guesser, guess: Guess, main: string): boolean {
  return guess.trigrams >= MIN_TRIGRAMS && guesser.levelOf(main) < guesser.typicalOf(main) * STRANGE_LEVEL;
}
