/**
 * Stanzas of poems and songs in text, told from lists and menus by what their lines end with:
 *
 *   Ich werbe um dich wie der Regen
 *   um das Fenster wirbt am Abend,
 *   leise erst und dann verwegen,
 *   keinen Einlass habend.
 */
import { countWords, endsSentence, hasBlankLine } from '../characters.ts';
import type { Document } from '../document.ts';

const LEAST_LINES = 2;
/** More lines than these are not looked at. */
const MOST_LINES = 40;
const LONGEST_LINE = 80;
const LEAST_WORDS = 2;
const MOST_WORDS = 14;
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
/** Commas and dashes hold lines of verse together as full stops end them; lines of menus end in letters. */
const PUNCTUATED = /[,;:.!?…،؛؟—–-]["'”’»“]*$/;

/** Whether a stanza begins with a block: lines right below each other, whose sentences go on from line to line. */
export function beginsStanza(document: Document, block: number): boolean {
  const lines = linesFrom(document, block);
  if (lines.length < LEAST_LINES || lines.length >= MOST_LINES || !lines.every(isVerse)) return false;
  const punctuated = lines.filter((line) => PUNCTUATED.test(line)).length;
  const goesOn = lines.slice(0, -1).some((line) => !endsSentence(line, 0, line.length));
  return goesOn && punctuated * 2 >= lines.length;
}

/** The lines from a block up to the next blank line: of one block, where the text was taken for wrapped. */
function linesFrom({ blocks, source }: Document, first: number): readonly string[] {
  const lines: string[] = [];
  for (let block = first; block < blocks.length && lines.length < MOST_LINES; block++) {
    if (blocks[block].kind !== 'paragraph') return [];
    if (block > first && hasBlankLine(source, blocks[block - 1].end, blocks[block].start)) break;
    lines.push(...blocks[block].text.split(LINE_END));
  }
  return lines.map((line) => line.trim());
}

function isVerse(line: string): boolean {
  if (line.length > LONGEST_LINE) return false;
  const words = countWords(line);
  return words >= LEAST_WORDS && words <= MOST_WORDS;
}
