/** Program text, paths and addresses: their words are English, whatever the text around them is in. */
import { CLASS, CLASS_OF } from '../../characters.ts';

const CODE_SIGNS: ReadonlySet<number> = new Set([...'{}<>=_$|\\/#~^'].map((sign) => sign.charCodeAt(0)));
/** The signs of program text count so many times. */
const CODE_SIGN_WEIGHT = 5;

/** Share of letters among all that is not white space, 0 to 1: more than nine tenths of prose. `units` are code units. */
export function letterShare(units: Uint16Array, start: number, end: number): number {
  let letters = 0;
  let signs = 0;
  for (let at = start; at < end; at++) {
    const characterClass = CLASS_OF[units[at]];
    if (characterClass >= CLASS.latin) letters++;
    else if (characterClass !== CLASS.space) signs += CODE_SIGNS.has(units[at]) ? CODE_SIGN_WEIGHT : 1;
  }
  return letters === 0 ? 0 : letters / (letters + signs);
}
