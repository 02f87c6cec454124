/** How many words of a text stand in the title or the description of its page, too. */
import { CLASS, CLASS_OF, lowerAscii } from '../../characters.ts';

export interface Overlap {
  readonly words: number;
  readonly inTitle: number;
  readonly inDescription: number;
}

/** In which of the two a word is: bits. */
const TITLE = 1;
const DESCRIPTION = 2;

/** Most words of a page are in neither: a table of a few bits of their hashes says so. */
const SLOTS = 1024;

/**
 * Reads the words of a title and a description, without regard to the case.
 * @returns what compares a text with them, its answer good until the next; undefined when there is no word in either
 */
export function overlapsWith(title: string, description: string): ((text: string) => Overlap) | undefined {
  const heads = new Map<number, number>();
  forEachWord(title, (hash) => heads.set(hash, TITLE));
  forEachWord(description, (hash) => heads.set(hash, (heads.get(hash) ?? 0) | DESCRIPTION));
  if (heads.size === 0) return undefined;
  const maybe = new Uint8Array(SLOTS);
  for (const hash of heads.keys()) maybe[slotOf(hash)] = 1;
  const overlap = { words: 0, inTitle: 0, inDescription: 0 };
  const take = (hash: number): void => {
    overlap.words++;
    if (maybe[slotOf(hash)] === 0) return;
    const found = heads.get(hash) ?? 0;
    if (found & TITLE) overlap.inTitle++;
    if (found & DESCRIPTION) overlap.inDescription++;
  };
  return (text) => {
    overlap.words = 0;
    overlap.inTitle = 0;
    overlap.inDescription = 0;
    forEachWord(text, take);
    return overlap;
  };
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 11)) & (SLOTS - 1);
}

/** Gives the hash of each run of letters and digits, without regard to the case. */
function forEachWord(text: string, give: (hash: number) => void): void {
  const lower = isAscii(text) ? text : text.toLowerCase();
  let hash = 0;
  let inWord = false;
  for (let at = 0; at < lower.length; at++) {
    const codeUnit = lower.charCodeAt(at);
    const characterClass = CLASS_OF[codeUnit];
    if (characterClass >= CLASS.latin || characterClass === CLASS.digit) {
      hash = (Math.imul(hash, 31) + lowerAscii(codeUnit)) | 0;
      inWord = true;
    } else if (inWord) {
      give(hash);
      hash = 0;
      inWord = false;
    }
  }
  if (inWord) give(hash);
}

/** The capitals of such a text are A to Z: no string in lower case has to be made. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
