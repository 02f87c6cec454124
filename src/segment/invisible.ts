/**
 * Characters that say where a word may be broken, and show nothing: soft hyphens, spaces without width. A search for
 * the word must find it, so that they are no part of a text. Between Thai or Khmer words a space without width is
 * the only mark of where one ends, and stays. And the character zero, which browsers pass over.
 */
import { CLASS, CLASS_OF } from '../characters.ts';

const RUNS = /[\0\u00ad\u200b\ufeff]+/g;
const BREAK = '\u200b';

/** What a code unit leaves of a line: nothing, a space; 0 for those that show. */
export const SPACE_LIKE = 1;
export const INVISIBLE = 2;

/** For each code unit, one of these. One table, so that to know both costs no more than to know one. */
export const BLANK_OF: Readonly<Uint8Array> = CLASS_OF.map((characterClass, unit) => {
  if (unit === 0 || unit === 0xad || unit === 0x200b || unit === 0xfeff) return INVISIBLE;
  return characterClass === CLASS.space ? SPACE_LIKE : 0;
});

/** True when a text shows nothing. */
export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (BLANK_OF[text.charCodeAt(i)] === 0) return false;
  return true;
}

/** The text without what shows nothing in it. */
export function withoutInvisible(text: string): string {
  return text.replace(RUNS, (run, at: number) =>
    run.includes(BREAK) && isUnspaced(text, at - 1) && isUnspaced(text, at + run.length) ? BREAK : '',
  );
}

function isUnspaced(text: string, at: number): boolean {
  return CLASS_OF[text.charCodeAt(at)] === CLASS.unspaced;
}
