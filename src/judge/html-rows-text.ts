/** Features: the text of each block. */
import { CLASS, CLASS_OF } from '../characters.ts';
import type { Document } from '../document.ts';
import * as column from './html-columns.ts';
import { type Counted, FEATURES, share } from './html-counted.ts';

const KINDS = ['paragraph', 'heading', 'title', 'byline', 'list-item', 'table', 'quote', 'code', 'caption'];

/** The text of each block by itself, and against the title and the description. */
export function writeTexts(
  rows: Float32Array,
  { metadata }: Document,
  { blocks, page, text }: Counted,
): void {
  const copies = new Map<number, number>();
  for (let i = 0; i < blocks.length; i++) copies.set(text.hash[i], (copies.get(text.hash[i]) ?? 0) + 1);
  const seen = new Set<number>();
  const heads = hashHeads(metadata.title ?? '', metadata.description ?? '');
  for (let i = 0; i < blocks.length; i++) {
    const row = i * FEATURES;
    const block = blocks[i];
    const length = block.text.length;
    const words = text.words[i];
    rows[row + column.WORDS] = words;
    rows[row + column.LENGTH] = length;
    rows[row + column.WORD_LENGTH] = share(length, words);
    rows[row + column.LINK_SHARE] = share(page.linkCharacters[i], length);
    rows[row + column.LINKS] = page.links[i];
    rows[row + column.STRONG_SHARE] = share(page.strongCharacters[i], length);
    rows[row + column.COMMAS] = share(text.commas[i], words);
    rows[row + column.COMMA_COUNT] = text.commas[i];
    rows[row + column.SENTENCES] = text.sentences[i];
    rows[row + column.WORDS_PER_SENTENCE] = words / (1 + text.sentences[i]);
    rows[row + column.DIGIT_SHARE] = share(text.digits[i], length);
    rows[row + column.CAPITAL_SHARE] = share(text.capitals[i], length);
    rows[row + column.PUNCTUATION_SHARE] = share(text.punctuation[i], length);
    rows[row + column.ENDS_AS] = text.ending[i];
    rows[row + column.BREAKS] = page.breaks[i];
    rows[row + column.MARKUP] = share(block.end - block.start, length);
    rows[row + column.KIND] = KINDS.indexOf(block.kind);
    rows[row + column.LEVEL] = block.level;
    rows[row + column.COPIES] = copies.get(text.hash[i]) ?? 1;
    rows[row + column.IS_COPY] = seen.has(text.hash[i]) ? 1 : 0;
    rows[row + column.PROSE] = text.prose[i];
    seen.add(text.hash[i]);
    if (words > 0 && words <= MAX_WORDS_COMPARED) writeOverlaps(rows, row, block.text, heads);
  }
}

/** Longer texts are no titles. */
const MAX_WORDS_COMPARED = 80;

/** In which of these a word is: bits. */
const TITLE = 1;
const DESCRIPTION = 2;

/** For the words of the title and the description, by their hashes, which of the two they are in. */
function hashHeads(title: string, description: string): Map<number, number> {
  const heads = new Map<number, number>();
  forEachWord(title, (hash) => heads.set(hash, TITLE));
  forEachWord(description, (hash) => heads.set(hash, (heads.get(hash) ?? 0) | DESCRIPTION));
  return heads;
}

/** The shares of a text's words that are in the title and in the description. */
function writeOverlaps(
  rows: Float32Array,
  row: number,
  text: string,
  heads: ReadonlyMap<number, number>,
): void {
  if (heads.size === 0) return;
  let words = 0;
  let inTitle = 0;
  let inDescription = 0;
  forEachWord(text, (hash) => {
    const found = heads.get(hash) ?? 0;
    words++;
    if (found & TITLE) inTitle++;
    if (found & DESCRIPTION) inDescription++;
  });
  rows[row + column.IN_TITLE] = share(inTitle, words);
  rows[row + column.IN_DESCRIPTION] = share(inDescription, words);
}

/** Gives the hash of each run of letters and digits, without regard to the case. */
function forEachWord(text: string, give: (hash: number) => void): void {
  const lower = text.toLowerCase();
  let hash = 0;
  let inWord = false;
  for (let at = 0; at < lower.length; at++) {
    const codeUnit = lower.charCodeAt(at);
    const characterClass = CLASS_OF[codeUnit];
    if (characterClass >= CLASS.latin || characterClass === CLASS.digit) {
      hash = (Math.imul(hash, 31) + codeUnit) | 0;
      inWord = true;
    } else if (inWord) {
      give(hash);
      hash = 0;
      inWord = false;
    }
  }
  if (inWord) give(hash);
}
