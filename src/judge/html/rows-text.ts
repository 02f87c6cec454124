/** Features: the text of each block. */
import type { Document } from '../../document.ts';
import * as column from './columns.ts';
import { type Counted, FEATURES, type RowWriter, share } from './counted.ts';
import { overlapsWith } from './overlap.ts';

const KINDS = ['paragraph', 'heading', 'title', 'byline', 'list-item', 'table', 'quote', 'code', 'caption'];

/** Longer texts are no titles. */
const MAX_WORDS_COMPARED = 80;

/** The text of each block by itself, and against the title and the description. */
export function textWriter({ metadata }: Document, { blocks, page, text }: Counted): RowWriter {
  const copies = countCopies(text.hash);
  const overlaps = overlapsWith(metadata.title ?? '', metadata.description ?? '');
  return (rows, from, to) => {
    for (let i = from, row = 0; i < to; i++, row += FEATURES) {
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
      rows[row + column.COPIES] = copies.count[copies.first[i]];
      rows[row + column.IS_COPY] = copies.first[i] === i ? 0 : 1;
      rows[row + column.PROSE] = text.prose[i];
      if (overlaps === undefined || words === 0 || words > MAX_WORDS_COMPARED) continue;
      const found = overlaps(block.text);
      rows[row + column.IN_TITLE] = share(found.inTitle, found.words);
      rows[row + column.IN_DESCRIPTION] = share(found.inDescription, found.words);
    }
  };
}

/** For each block the first with the same text, and for that one how many have it. */
function countCopies(hashes: Int32Array): { readonly first: Int32Array; readonly count: Int32Array } {
  const first = new Int32Array(hashes.length);
  const count = new Int32Array(hashes.length);
  const firstOf = new Map<number, number>();
  for (let i = 0; i < hashes.length; i++) {
    const known = firstOf.get(hashes[i]);
    if (known === undefined) firstOf.set(hashes[i], i);
    first[i] = known ?? i;
    count[first[i]]++;
  }
  return { first, count };
}
