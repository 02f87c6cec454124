/** What stays though it is in another language: what the text announces, code, and what is half the document's own. */
import { countWords } from '../../characters.ts';
import type { Block } from '../../document.ts';
import { toUnits } from '../../units.ts';
import type { Guesser } from './guess.ts';

const COLON = /[:：]$/;
/** Shorter lines are of any language. */
const MIN_LINE_WORDS = 4;
/** How much better, per trigram, a line must fit the document's language than the other, in levels of half a nat. */
const OWN_LINE = 0.3;

/**
 * For each block, whether a block of the document's language that ends in a colon announces it: the error message that
 * the text speaks of, a verse, the sentences of a lesson. A colon announces one block, or all items or quotes of a run.
 */
export function findAnnounced(
  blocks: readonly Block[],
  isForeign: (index: number) => boolean,
): readonly boolean[] {
  const announced: boolean[] = [];
  blocks.forEach(({ kind }, index) => {
    const before = blocks[index - 1];
    const isFirst =
      before !== undefined && before.kind !== 'code' && COLON.test(before.text) && !isForeign(index - 1);
    const isNext = (kind === 'list-item' || kind === 'quote') && before?.kind === kind;
    announced.push(isFirst || (isNext && announced[index - 1]));
  });
  return announced;
}

/** True for a paragraph that is wholly one stretch of code. */
export function isOnlyCode({ text, marks }: Block): boolean {
  return marks.some(({ type, start, end }) => type === 'code' && start === 0 && end === text.length);
}

/** True when a text has line breaks and one of its lines is in the document's language: a sentence and its translation. */
export function hasOwnLine(guesser: Guesser, text: string, main: string, foreign: string): boolean {
  return text.includes('\n') && text.split('\n').some((line) => isOwnLine(guesser, line, main, foreign));
}

function isOwnLine(guesser: Guesser, line: string, main: string, foreign: string): boolean {
  if (countWords(line) < MIN_LINE_WORDS) return false;
  const { language, trigrams, level } = guesser.guess(toUnits(line), 0, line.length);
  if (language !== main) return false;
  return trigrams === 0 || level - Math.max(0, guesser.levelOf(foreign)) >= OWN_LINE;
}
