/** Text in another script than the document: no language needs to be known to tell that. */
import { type CharacterClass, CLASS } from '../../characters.ts';
import type { Document } from '../../document.ts';
import { unitsOf } from '../../units.ts';
import type { Guess, Guesser } from './guess.ts';

/**
 * Share of the letters that another script must have. Latin names and product words stand in texts of every
 * script, so Latin needs more.
 */
export const OTHER_SCRIPT = 0.55;
const LATIN_SCRIPT = 0.85;
/** In another script than its own, a text has less of what is usual in a language than this share. */
const NEXT_TO_NOTHING = 0.1;
/** So many blocks tell which script a document is in, and so much of each. */
const MAX_BLOCKS = 60;
const SAMPLE_LENGTH = 120;

/** What is the document's own. */
export interface Own {
  /** Its language. */
  readonly main: string;
  /** Whether it surely is: else a text is foreign by its script only. */
  readonly isKnown: boolean;
  /** Its script, when the model does not know the language: Uzbek and Kurdish have two. */
  readonly script?: CharacterClass;
  /** The languages that stay, its own among them. */
  readonly allowed: ReadonlySet<string>;
}

const DEVANAGARI: ReadonlySet<string> = new Set(['hi', 'mr', 'ne']);
/** Languages that a guess names by their letters alone; a text in their script may be named as another of them. */
const NAMED_BY_LETTERS: ReadonlySet<string> = new Set(
  'el he ko ja zh hi mr ne hy bn pa gu or ta te kn ml si th lo bo my ka am km'.split(' '),
);

/** True when a text is in a script that the document's language is not written in; after `guesser.guess` on it. */
export function isOtherScript(guesser: Guesser, guess: Guess, own: Own): boolean {
  const needed = guess.script === CLASS.latin ? LATIN_SCRIPT : OTHER_SCRIPT;
  return guess.scriptShare >= needed && !sharesScript(guesser, guess, own);
}

function sharesScript(guesser: Guesser, guess: Guess, { main, script }: Own): boolean {
  if (guess.trigrams === 0 && NAMED_BY_LETTERS.has(main)) {
    return guess.language === main || (guess.script === CLASS.devanagari && DEVANAGARI.has(main));
  }
  if (script !== undefined) return guess.script === script;
  return guess.trigrams > 0 && guesser.levelOf(main) > guesser.typicalOf(main) * NEXT_TO_NOTHING;
}

/** The script that most letters of a document's blocks are in. */
export function scriptOfMost(guesser: Guesser, document: Document): CharacterClass {
  const { blocks } = document;
  const { units, starts } = unitsOf(document);
  const letters = new Map<CharacterClass, number>();
  const step = Math.ceil(blocks.length / MAX_BLOCKS);
  for (let block = 0; block < blocks.length; block += step) {
    const end = starts[block] + Math.min(blocks[block].text.length, SAMPLE_LENGTH);
    const guess = guesser.guess(units, starts[block], end);
    letters.set(guess.script, (letters.get(guess.script) ?? 0) + guess.letters);
  }
  let most: CharacterClass = CLASS.latin;
  for (const [script, count] of letters) if (count > (letters.get(most) ?? 0)) most = script;
  return most;
}
