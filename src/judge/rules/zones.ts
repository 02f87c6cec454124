/** Where the text proper begins and ends in a document: before it is the head, behind it the tail. */
import { countWordsIn, isSpace } from '../../characters.ts';
import type { Block, Document } from '../../document.ts';
import { unitsOf } from '../../units.ts';
import { findApart } from './apart.ts';

export interface Zones {
  /** Index of the first block that is not in the head. */
  readonly headEnd: number;
  /** Index of the first block of the tail. */
  readonly tailStart: number;
  /** HTML only: 1 for each block that belongs to the head and the tail wherever it stands. */
  readonly apart: Uint8Array | undefined;
}

/** Words that make a paragraph of a block that ends with a full stop, with a question or call, or without either. */
const SENTENCE_WORDS = 8;
const QUESTION_WORDS = 16;
const PARAGRAPH_WORDS = 25;
/** Characters after which a block that ends like a sentence need not be counted. */
const SURELY_PROSE = 240;
const SHORT_SENTENCE_WORDS = 5;
/** So many lines above a paragraph that stand only behind texts, among so many, say that the text ended before them. */
const TAIL_LINES = 2;
const LINES_ABOVE = 8;
/** What a block may end with. */
const MARK = { stop: 1, question: 2, closing: 3 } as const;
const MARK_OF = markUnits();
/** Behind a full stop stand no more closing marks and spaces than this. */
const LONGEST_CLOSING = 11;

function markUnits(): Uint8Array {
  const marks = new Uint8Array(0x10000);
  const set = (characters: string, mark: number): void => {
    for (const character of characters) marks[character.charCodeAt(0)] = mark;
  };
  set('.…。।۔｡', MARK.stop);
  set('!?！？؟', MARK.question);
  set('"\'”’»)]」』）', MARK.closing);
  return marks;
}

/** Whether each block reads as a paragraph: a full sentence, or many words, most of them no links. */
export function proseIn(document: Document, sentenceWords = SENTENCE_WORDS): readonly boolean[] {
  const { units, starts } = unitsOf(document);
  return document.blocks.map((block, i) => isProse(block, units, starts[i], sentenceWords));
}

/** @param units hold the block's text from `start` on */
function isProse(block: Block, units: Uint16Array, start: number, sentenceWords: number): boolean {
  if (block.kind === 'code') return true;
  if (block.kind === 'heading' || block.kind === 'title' || block.kind === 'byline') return false;
  const { text } = block;
  const mark = MARK_OF[lastUnit(units, start, start + text.length)];
  const needed =
    mark === MARK.stop ? sentenceWords : mark === MARK.question ? QUESTION_WORDS : PARAGRAPH_WORDS;
  // No word is shorter than a character.
  if (text.length < needed) return false;
  if (text.length < SURELY_PROSE || needed === PARAGRAPH_WORDS) {
    if (countWordsIn(units, start, start + Math.min(text.length, 2000), needed) < needed) return false;
  }
  return linkedCharacters(block) * 2 <= text.length;
}

/** The last code unit before closing quotes, brackets and spaces. */
function lastUnit(units: Uint16Array, start: number, end: number): number {
  let at = end - 1;
  const first = Math.max(start, at - LONGEST_CLOSING);
  while (at > first && (MARK_OF[units[at]] === MARK.closing || isSpace(units[at]))) at--;
  return units[at];
}

/** Characters of a block that are links. */
export function linkedCharacters(block: Block): number {
  let linked = 0;
  for (const mark of block.marks) if (mark.type === 'link') linked += mark.end - mark.start;
  return linked;
}

/**
 * Finds the zones. `isChrome` says whether a rule takes a block if it stands in that zone, and
 * whether the rule is one for that zone alone: a paragraph that is chrome (what a publisher says of
 * itself) or stands between lines of chrome does not end the tail.
 * @param readsAsProse what `proseIn` says
 */
export function findZones(
  document: Document,
  readsAsProse: readonly boolean[],
  isChrome: (block: number, zone: 'head' | 'tail') => 'no' | 'yes' | 'only-there',
): Zones {
  const { blocks } = document;
  let prose = readsAsProse;
  const apart = findApart(document, prose);
  if (!prose.includes(true)) prose = proseIn(document, SHORT_SENTENCE_WORDS);
  if (!prose.includes(true)) {
    // Nothing but short lines, as on a list of products: nothing tells a head or tail from the rest.
    return { headEnd: 0, tailStart: blocks.length, apart };
  }
  let headEnd = 0;
  while (headEnd < blocks.length && (!prose[headEnd] || isChrome(headEnd, 'head') !== 'no')) headEnd++;
  let tailStart = blocks.length;
  while (tailStart > 0) {
    const block = tailStart - 1;
    if (prose[block] && isChrome(block, 'tail') === 'no' && !isIsland(block)) break;
    tailStart = block;
  }
  return { headEnd, tailStart: Math.max(tailStart, Math.min(headEnd, blocks.length)), apart };

  function chromeAt(block: number): 'no' | 'yes' | 'only-there' {
    return block >= 0 && block < blocks.length ? isChrome(block, 'tail') : 'no';
  }

  /**
   * One paragraph between two lines that stand only behind texts: what a site says of the writer. Or between two lines
   * of any chrome, the upper of them one of several that stand only behind texts.
   */
  function isIsland(block: number): boolean {
    const beside = [chromeAt(block - 1), chromeAt(block + 1)];
    if (beside.includes('no')) return false;
    return beside.every((found) => found === 'only-there') || hasTailAbove(block);
  }

  function hasTailAbove(block: number): boolean {
    let lines = 0;
    for (let above = block - 1; above >= block - LINES_ABOVE && above >= 0 && !prose[above]; above--) {
      if (chromeAt(above) === 'only-there') lines++;
    }
    return lines >= TAIL_LINES;
  }
}
