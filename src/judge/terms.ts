/**
 * The terms of a glossary that became text: a line by itself, and what it means right below it, several times:
 *
 *   Fok
 *   Het voorste zeil.
 *
 *   Giek
 *   De paal onder aan het grootzeil.
 */
import { endsSentence, hasBlankLine } from '../characters.ts';
import type { Document } from '../document.ts';

const LONGEST_TERM = 40;
/** With fewer, a line over a sentence may be anything. */
const LEAST_TERMS = 4;

/** 1 for each block that is a term with its meaning below it; undefined where the text is no glossary. */
export function findTerms({ format, source, blocks }: Document): Uint8Array | undefined {
  if (format !== 'text') return undefined;
  const terms = new Uint8Array(blocks.length);
  let count = 0;
  for (let block = 0; block + 1 < blocks.length; block++) {
    const { text, start, end } = blocks[block];
    const { text: meaning, start: below } = blocks[block + 1];
    if (text.length > LONGEST_TERM || endsSentence(text, 0, text.length)) continue;
    if (!endsSentence(meaning, 0, meaning.length) || hasBlankLine(source, end, below)) continue;
    if (block > 0 && !hasBlankLine(source, blocks[block - 1].end, start)) continue;
    terms[block] = 1;
    count++;
  }
  return count >= LEAST_TERMS ? terms : undefined;
}
