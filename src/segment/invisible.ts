/**
 * Characters that say where a word may be broken, and show nothing: soft hyphens, spaces without width. A search for
 * the word must find it, so that they are no part of a text. Between Thai or Khmer words a space without width is
 * the only mark of where one ends, and stays.
 */
import { CLASS, CLASS_OF } from '../characters.ts';
import { Sought } from './sought.ts';

const SIGNS = /[\u00ad\u200b\ufeff]/;
const RUNS = /[\u00ad\u200b\ufeff]+/g;
const BREAK = '\u200b';

/** Finds them in the texts of a page. */
export class Invisible {
  private readonly signs = [new Sought('\u00ad'), new Sought(BREAK), new Sought('\ufeff')];

  /** True when this stretch of the source holds any. */
  isIn(source: string, start: number, end: number): boolean {
    const [hyphen, space, mark] = this.signs;
    return hyphen.isIn(source, start, end) || space.isIn(source, start, end) || mark.isIn(source, start, end);
  }
}

/** True when a decoded text holds any. */
export function hasInvisible(text: string): boolean {
  return SIGNS.test(text);
}

/** The text without them. */
export function withoutInvisible(text: string): string {
  return text.replace(RUNS, (run, at: number) =>
    run.includes(BREAK) && isUnspaced(text, at - 1) && isUnspaced(text, at + run.length) ? BREAK : '',
  );
}

function isUnspaced(text: string, at: number): boolean {
  return CLASS_OF[text.charCodeAt(at)] === CLASS.unspaced;
}
