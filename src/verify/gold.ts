/** Compares what was removed with a gold text: what somebody says of a document is its content. */
import { countWords } from '../characters.ts';

/** Words that make a stretch telling enough to be found anywhere; a shorter one must be a line of its own. */
const TELLING_WORDS = 4;
/** A stretch of so many words is in a text when half of its runs of `RUN` words are: people edit gold texts. */
const LONG_WORDS = 8;
const RUN = 4;

/** A text to look stretches up in. */
export interface GoldText {
  /**
   * True when the text has this stretch: as a line of its own, or, when it is four words or more,
   * anywhere as whole words. White space, case, punctuation and markup characters do not count.
   */
  has(stretch: string): boolean;
}

/** Reads a gold text once, for many stretches. */
export function readGoldText(text: string): GoldText {
  const lines = new Set(text.split(/\n/).map((line) => wordsOf(line).join(' ')));
  const words = wordsOf(text);
  const joined = ` ${words.join(' ')} `;
  let runs: ReadonlySet<string> | undefined;
  return {
    has(stretch) {
      const own = wordsOf(stretch);
      if (own.length === 0) return false;
      const said = own.join(' ');
      if (lines.has(said)) return true;
      if (countWords(stretch) < TELLING_WORDS) return false;
      if (joined.includes(` ${said} `)) return true;
      if (own.length < LONG_WORDS) return false;
      runs ??= new Set(runsOf(words));
      const ownRuns = runsOf(own);
      return ownRuns.filter((run) => runs?.has(run)).length * 2 >= ownRuns.length;
    },
  };
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
  );
}

function runsOf(words: readonly string[]): readonly string[] {
  return words.slice(0, 1 - RUN).map((_, i) => words.slice(i, i + RUN).join(' '));
}
