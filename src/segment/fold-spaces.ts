/** White space of a page's text: any run of it is one space. */
import { CLASS, CLASS_OF } from '../characters.ts';
import { BLANK_OF, INVISIBLE, SPACE_LIKE, withoutInvisible } from './invisible.ts';

const SPACE = 0x20;
const LINE_FEED = 0x0a;

/** Is told of white space at the end of a text. */
export interface SpaceNoter {
  noteSpaceBehind(): void;
}

/**
 * Every run of white space as one space, none at the ends; and none of what only says where a word may be broken.
 * @param last code unit of the block's text before it, 0 when it has none
 * @param isClean what is left of those signs has to stay
 */
export function foldSpaces(text: string, last: number, block: SpaceNoter, isClean = false): string {
  let folded = '';
  let from = 0;
  const length = text.length;
  for (let i = 0; i < length; i++) {
    const codeUnit = text.charCodeAt(i);
    const blank = BLANK_OF[codeUnit];
    if (blank === 0 || (blank === INVISIBLE && isClean)) continue;
    if (blank === INVISIBLE) return foldSpaces(withoutInvisible(text), last, block, true);
    let behind = i + 1;
    while (behind < length && BLANK_OF[text.charCodeAt(behind)] === SPACE_LIKE) behind++;
    if (codeUnit === SPACE && behind === i + 1 && i > 0 && behind < length) continue;
    folded += text.slice(from, i);
    if (behind === length) {
      block.noteSpaceBehind();
      return folded;
    }
    if (i > 0 ? !isBetweenWide(text, i, behind) : last !== 0 && last !== SPACE && last !== LINE_FEED)
      folded += ' ';
    from = behind;
    i = behind - 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

/** True for white space that ends a line of Chinese or Japanese: their words have no spaces (CSS Text 3, 4.1.3). */
function isBetweenWide(text: string, start: number, end: number): boolean {
  if (!isWide(text.charCodeAt(start - 1)) || !isWide(text.charCodeAt(end))) return false;
  return text.slice(start, end).includes('\n');
}

/** Han, kana, and the marks that stand between them. */
function isWide(unit: number): boolean {
  return (
    CLASS_OF[unit] >= CLASS.kana || (unit >= 0x3001 && unit <= 0x303f) || (unit >= 0xff01 && unit <= 0xff60)
  );
}
