/**
 * What is printed twice: the title, and whole paragraphs of prose. Refrains, dialogue, table rows,
 * code and list items repeat with good reason and stay.
 */
import { CLASS, CLASS_OF, countWords, countWordsIn, lowerAscii } from '../characters.ts';
import { type Block, type Document, RANK, type Verdict } from '../document.ts';
import { addToHash, EMPTY_HASH } from '../hash.ts';
import { unitsOf } from '../units.ts';
import { remove } from './verdict.ts';

const MIN_TITLE_WORDS = 3;
/** A longer title is no chance repetition, wherever it stands. */
const LONG_TITLE_WORDS = 6;
/** A line that returns more often than this is a refrain, or a running head that a rule should know. */
const MAX_TITLE_REPEATS = 3;
/** Behind so many paragraphs the head of a document is over. */
const HEAD_PROSE = 2;
const MIN_PARAGRAPH = 120;
const MIN_PARAGRAPH_WORDS = 15;
/** A paragraph's beginning has so many characters that are not white space. */
const BEGINNING = 60;
const HASHED_WHOLE = -1;

/**
 * Marks every later copy of the title and of long paragraphs; the first that no judge before has removed stays.
 * Copies are the same up to white space and letter case, compared in linear time.
 * @param verdicts what the judges before said; blocks that they remove do not count as a first copy
 */
export function judgeDuplicates(document: Document, verdicts: readonly Verdict[]): Verdict[] {
  const removed = new Set<number>();
  for (const verdict of verdicts) {
    if (verdict.action === 'remove' && verdict.span === undefined) removed.add(verdict.block);
  }
  return [...repeatedTitles(document, removed), ...repeatedParagraphs(document, removed)];
}

function repeatedTitles(document: Document, removed: ReadonlySet<number>): Verdict[] {
  const { blocks } = document;
  const title = blocks.find((block) => block.kind === 'title')?.text ?? document.metadata.title;
  if (title === undefined) return [];
  const words = countWords(title);
  if (words < MIN_TITLE_WORDS) return repeatedShortTitle(document, removed);
  const { units, starts } = unitsOf(document);
  const copies: number[] = [];
  let prose = 0;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (isSameText(block.text, title)) {
      const isHead = prose < HEAD_PROSE;
      if (
        isTitleLike(block) &&
        !removed.has(index) &&
        (isHead || words >= LONG_TITLE_WORDS || copies.length === 0)
      )
        copies.push(index);
    } else if (prose < HEAD_PROSE && isLongProse(block, units, starts[index])) prose++;
  }
  if (copies.length - 1 > MAX_TITLE_REPEATS) return [];
  // On a page the heading is the title, also behind a breadcrumb or a button to share it.
  const kept = copies.find((index) => blocks[index].kind === 'title') ?? copies[0];
  return copies
    .filter((index) => index !== kept)
    .map((index) => removeCopy(index, 'duplicate/title', 'the title, also printed', blocks[kept]));
}

/** Of one or two words, which a poem may begin with as well: only what stands right below it in text is a copy. */
function repeatedShortTitle({ format, blocks }: Document, removed: ReadonlySet<number>): Verdict[] {
  const title = blocks.findIndex((block) => block.kind === 'title');
  if (format !== 'text' || title === -1 || removed.has(title)) return [];
  let next = title + 1;
  while (removed.has(next)) next++;
  const copy = blocks[next];
  if (copy === undefined || !isTitleLike(copy) || !isSameText(copy.text, blocks[title].text)) return [];
  return [removeCopy(next, 'duplicate/title', 'the title, printed before', blocks[title])];
}

function repeatedParagraphs(document: Document, removed: ReadonlySet<number>): Verdict[] {
  const { blocks } = document;
  const { units, starts } = unitsOf(document);
  const found: Verdict[] = [];
  const hashAt = (index: number): number =>
    hashOf(units, starts[index], starts[index] + blocks[index].text.length);
  const firstByHash = new Map<number, number>();
  /** Few paragraphs begin as another does: only those are hashed whole. */
  const firstByBeginning = new Map<number, number>();
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (!isLongProse(block, units, starts[index]) || removed.has(index)) continue;
    const beginning = hashOf(units, starts[index], starts[index] + block.text.length, BEGINNING);
    const alike = firstByBeginning.get(beginning);
    if (alike === undefined) {
      firstByBeginning.set(beginning, index);
      continue;
    }
    if (alike !== HASHED_WHOLE) firstByHash.set(hashAt(alike), alike);
    firstByBeginning.set(beginning, HASHED_WHOLE);
    const hash = hashAt(index);
    const first = firstByHash.get(hash);
    if (first === undefined) firstByHash.set(hash, index);
    else if (isSameText(blocks[first].text, block.text) && isSameRegion(document, blocks[first], block)) {
      found.push(removeCopy(index, 'duplicate/block', 'a paragraph, printed before', blocks[first]));
    }
  }
  return found;
}

function removeCopy(block: number, rule: string, reason: string, first: Block): Verdict {
  return remove(block, {
    category: 'duplicate',
    rule,
    reason: `${reason} at ${first.start}`,
    rank: RANK.statistic,
  });
}

function isTitleLike(block: Block): boolean {
  return block.kind === 'title' || block.kind === 'heading' || block.kind === 'paragraph';
}

/** @param units hold the block's text from `start` on */
function isLongProse({ kind, text }: Block, units: Uint16Array, start: number): boolean {
  return (
    kind === 'paragraph' &&
    text.length >= MIN_PARAGRAPH &&
    countWordsIn(units, start, start + MIN_PARAGRAPH, MIN_PARAGRAPH_WORDS) >= MIN_PARAGRAPH_WORDS
  );
}

/**
 * In HTML only copies below the same element count: a teaser and the paragraph that it was taken from are in
 * different regions, and which of them is the article's is for the content judge to say.
 */
function isSameRegion(document: Document, first: Block, second: Block): boolean {
  const { page } = document;
  if (page === undefined) return true;
  return page.parent[first.element] === page.parent[second.element];
}

/** A hash of the lower-cased code units that are not white space, at most the first `most` of them. */
function hashOf(units: Uint16Array, start: number, end: number, most = Infinity): number {
  let hash = EMPTY_HASH;
  let rest = most;
  for (let at = start; at < end && rest > 0; at++) {
    const codeUnit = units[at];
    if (CLASS_OF[codeUnit] === CLASS.space) continue;
    hash = addToHash(hash, lowerAscii(codeUnit));
    rest--;
  }
  return hash;
}

/** True when two texts are the same up to white space and the case of ASCII letters. Marks of a heading (`#`) don't count. */
function isSameText(left: string, right: string): boolean {
  let a = skip(left, 0, true);
  let b = skip(right, 0, true);
  while (a < left.length && b < right.length) {
    if (lowerAscii(left.charCodeAt(a)) !== lowerAscii(right.charCodeAt(b))) return false;
    a = skip(left, a + 1, false);
    b = skip(right, b + 1, false);
  }
  return skip(left, a, true) >= left.length && skip(right, b, true) >= right.length;
}

/** The next position that is no white space, and no heading mark when those are to be skipped. */
function skip(text: string, from: number, marks: boolean): number {
  let at = from;
  while (at < text.length) {
    const codeUnit = text.charCodeAt(at);
    const isMark = marks && (codeUnit === 0x23 || codeUnit === 0x3d);
    if (!isMark && CLASS_OF[codeUnit] !== CLASS.space) break;
    at++;
  }
  return at;
}
