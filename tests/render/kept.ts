/** Kept blocks for the render tests, as a segmenter would give them. */
import type { BlockKind, Document, KeptBlock, Mark } from '../../src/document.ts';

export function kept(
  kind: BlockKind,
  text: string,
  more: { level?: number; ordinal?: number; marks?: readonly Mark[] } = {},
): KeptBlock {
  const { level = 0, ordinal, marks = [] } = more;
  const block = { kind, text, level, marks, element: 0, start: 0, end: text.length };
  return { block: ordinal === undefined ? block : { ...block, ordinal }, text, marks };
}

/** Marks where the words stand in the text: `marksOn('a b c', ['b', 'strong'])`. */
export function marksOn(text: string, ...words: [string, Mark['type'], string?][]): Mark[] {
  return words.map(([word, type, href]) => {
    const start = text.indexOf(word);
    return { type, start, end: start + word.length, ...(href !== undefined && { href }) };
  });
}

export function page(more: Partial<Document> = {}): Document {
  return { format: 'html', source: '', metadata: {}, blocks: [], languages: ['en'], ...more };
}
