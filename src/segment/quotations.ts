/**
 * The quotation marks of `q`, which browsers print and the source does not have:
 *
 *   She said <q>yes, <q>at once</q></q>.  →  She said “yes, ‘at once’”.
 *
 * They are those of the page's language, none where the page has written its own.
 */

import type { BlockText } from './block-text.ts';

/** Opening and closing mark, and those of a quotation inside one. */
type Marks = readonly [open: string, close: string, innerOpen: string, innerClose: string];

const ENGLISH: Marks = ['“', '”', '‘', '’'];
const LOW_HIGH: Marks = ['„', '“', '‚', '‘'];
const LOW_RIGHT: Marks = ['„', '”', '«', '»'];
const ANGLES: Marks = ['«', '»', '“', '”'];
const RIGHT: Marks = ['”', '”', '’', '’'];

/** By language; others have the English ones. */
const MARKS: Readonly<Record<string, Marks | undefined>> = {
  ...{ de: LOW_HIGH, cs: LOW_HIGH, sk: LOW_HIGH, sl: LOW_HIGH, bg: LOW_HIGH, lt: LOW_HIGH, is: LOW_HIGH },
  ...{ pl: LOW_RIGHT, ro: LOW_RIGHT, hu: LOW_RIGHT, hr: LOW_RIGHT, sr: LOW_RIGHT },
  ...{ es: ANGLES, it: ANGLES, pt: ANGLES, ca: ANGLES, el: ANGLES, no: ANGLES, nb: ANGLES, nn: ANGLES },
  ...{ fa: ANGLES, ru: ['«', '»', '„', '“'], uk: ['«', '»', '„', '“'], fr: ['« ', ' »', '“', '”'] },
  ...{ sv: RIGHT, fi: RIGHT, ja: ['「', '」', '『', '』'], da: ['»', '«', '›', '‹'] },
};

/** What a quotation begins with that has marks already, entities included. */
const OWN_MARK = /^\s*(?:["'“”„«»‘‚‹›「『]|&(?:quot|[lrb]dquo|[lr]aquo|[lsr]squo);)/;

/** The quotations of a page that are open. */
export class Quotations {
  /** One has begun and has no text yet. */
  isPending = false;
  private readonly source: string;
  /** For each open one, what closes it. */
  private readonly closing: string[] = [];

  constructor(source: string) {
    this.source = source;
  }

  begin(): void {
    this.isPending = true;
    this.closing.push('');
  }

  /**
   * The first text of the innermost quotation is to come, and its mark before it.
   * @returns where that text starts: the space before it stands before the mark
   */
  open(block: BlockText, start: number, end: number, language: string | undefined): number {
    const text = this.source.slice(start, end);
    const own = text.trimStart();
    if (own === '') return start;
    this.isPending = false;
    if (own.length < text.length) block.noteSpaceBehind();
    if (OWN_MARK.test(block.touching + own)) return start;
    const marks = MARKS[language?.slice(0, 2).toLowerCase() ?? ''] ?? ENGLISH;
    const inner = this.closing.length % 2 === 0 ? 2 : 0;
    this.closing[this.closing.length - 1] = marks[inner + 1];
    block.addSign(marks[inner]);
    return end - own.length;
  }

  /** The innermost one ends. */
  end(block: BlockText): void {
    this.isPending = false;
    block.endSign(this.closing.pop() ?? '');
  }
}
