/** Confirms a phrase with slots against a folded text, and looks at the original where folding hides case. */
import { isSpacedLetter } from '../../characters.ts';
import { SLOT } from '../../packs/fold.ts';
import { LONGEST_ANY, LONGEST_REST, type PhraseParts } from '../../packs/phrase.ts';

/** A folded text, and the way back to the text it came from. */
export interface FoldedText {
  readonly text: string;
  readonly original: string;
  /** Offset in the original of a folded character, or of the end. */
  originOf(index: number): number;
}

const NAME_WORD = String.raw`(?:[\p{Lu}\p{Lt}][\p{L}\p{M}'’.\-]*|[\p{Lo}\p{M}]+|de|da|do|dos|das|del|della|di|du|des|la|le|van|von|der|den|ter|ten|zu|af|al|el|bin|ben|ibn|y|e|i)`;
const JOINT = String.raw`(?:\s+|\s*[,&/]\s*|\s+(?:and|und|et|en|och|og|ja|és|ve|и|та|και)\s+)`;
/** One to six capitalised words, with the small words that stand in names. */
const NAME = new RegExp(`^${NAME_WORD}(?:${JOINT}${NAME_WORD}){0,5}$`, 'u');
const LONGEST_NAME = 60;

/**
 * Where the phrase ends when it begins at `start`; -1 when it is not there.
 * With `whole`, it must end where the text does.
 */
export function matchPhrase(parts: PhraseParts, folded: FoldedText, start: number, whole: boolean): number {
  return matchFrom(parts, 0, folded, start, whole);
}

function matchFrom(
  parts: PhraseParts,
  index: number,
  folded: FoldedText,
  start: number,
  whole: boolean,
): number {
  const { text } = folded;
  const literal = parts.literals[index];
  const end = start + literal.length;
  if (!text.startsWith(literal, start)) return -1;
  if (index === parts.slots.length) {
    if (whole) return end === text.length && mayBegin(folded, start, literal) ? end : -1;
    return mayEnd(folded, end) ? end : -1;
  }
  const slot = parts.slots[index];
  if (literal !== '' && !mayEnd(folded, end) && !(index === 0 && isGlued(literal, text, end))) return -1;
  const next = parts.literals[index + 1];
  const from = skipSpaces(text, end);
  if (next === '') {
    return fits(slot, folded, from, text.length, LONGEST_REST) ? text.length : -1;
  }
  for (let at = from; at <= from + LONGEST_ANY; at++) {
    at = text.indexOf(next, at);
    if (at < 0) return -1;
    if (!fits(slot, folded, from, at, LONGEST_ANY)) continue;
    const found = matchFrom(parts, index + 1, folded, at, whole);
    if (found >= 0) return found;
  }
  return -1;
}

function skipSpaces(text: string, start: number): number {
  let i = start;
  while (text[i] === ' ') i++;
  return i;
}

function fits(slot: string, folded: FoldedText, start: number, end: number, longest: number): boolean {
  if (end - start > longest) return false;
  if (slot !== SLOT.name) return true;
  const name = folded.original.slice(folded.originOf(start), folded.originOf(end)).trim();
  return name.length <= LONGEST_NAME && NAME.test(name);
}

/**
 * A literal ends at the end of a word. Tools that flatten pages glue words together ("Next
 * articleFive ways"): a capital behind a small letter, or before one, is the beginning of a word too.
 */
export function mayEnd(folded: FoldedText, end: number): boolean {
  if (end === 0 || end >= folded.text.length) return true;
  return isBoundary(folded, end);
}

/** Hebrew to Devanagari: scripts with spaces between words and without capitals. */
const CASELESS = /^[\u0590-\u097f]{2}$/;
/** What these languages add to a word's end is shorter. */
const SHORTEST_GLUED = 4;

/**
 * Without capitals no letter shows where a glued title begins. There a literal of several words ends
 * where it ends, when more follows than could be its inflection.
 */
function isGlued(literal: string, text: string, end: number): boolean {
  if (!literal.includes(' ') || !CASELESS.test(text.slice(end - 1, end + 1))) return false;
  const space = text.indexOf(' ', end);
  return (space < 0 ? text.length : space) - end >= SHORTEST_GLUED;
}

/** Hangul: the words that say where or of whom stand at the end of a name, without a space. */
const SUFFIXED = /^[\uac00-\ud7a3]/;

/** The same as `mayEnd` for a literal's beginning, behind a slot. */
function mayBegin(folded: FoldedText, start: number, literal: string): boolean {
  if (start === 0 || literal === '') return true;
  return isBoundary(folded, start) || (literal.includes(' ') && SUFFIXED.test(literal));
}

function isBoundary(folded: FoldedText, at: number): boolean {
  const { text, original } = folded;
  if (!isSpacedLetter(text.charCodeAt(at - 1)) || !isSpacedLetter(text.charCodeAt(at))) return true;
  if (!isCapital(original, folded.originOf(at))) return false;
  const next = folded.originOf(at) + 1;
  return (
    !isCapital(original, folded.originOf(at - 1)) ||
    original.charAt(next) !== original.charAt(next).toUpperCase()
  );
}

function isCapital(text: string, at: number): boolean {
  const letter = text.charAt(at);
  return letter !== letter.toLowerCase();
}
