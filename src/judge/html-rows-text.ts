/** Features: the text of each block. */
import type { Document } from '../document.ts';
import * as column from './html-columns.ts';
import { type Counted, FEATURES, share } from './html-counted.ts';
import { CUE } from './html-text.ts';

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
  const titleWords = wordHashes(metadata.title ?? '');
  const descriptionWords = wordHashes(metadata.description ?? '');
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
    rows[row + column.HAS_YEAR] = text.cues[i] & CUE.year ? 1 : 0;
    rows[row + column.HAS_CLOCK] = text.cues[i] & CUE.clock ? 1 : 0;
    rows[row + column.HAS_SIGN] = text.cues[i] & CUE.sign ? 1 : 0;
    rows[row + column.STARTS_LOW] = text.cues[i] & CUE.startsLow ? 1 : 0;
    seen.add(text.hash[i]);
    if (words > 0 && words <= 80) {
      const own = wordHashes(block.text);
      rows[row + column.IN_TITLE] = overlap(own, titleWords);
      rows[row + column.IN_DESCRIPTION] = overlap(own, descriptionWords);
    }
  }
}

/** Hashes of the words of a text, lower case. */
function wordHashes(text: string): Set<number> {
  const hashes = new Set<number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
    hashes.add(hash);
  }
  return hashes;
}

function overlap(own: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let common = 0;
  for (const hash of own) if (other.has(hash)) common++;
  return share(common, own.size);
}
