/** Small text documents, as rule examples state them. */
import type { Block, Document } from '../document.ts';

/** A text document with a paragraph for each line, in no known language. */
export function documentOfLines(lines: readonly string[]): Document {
  let start = 0;
  const blocks = lines.map((text): Block => {
    const end = start + text.length;
    const block: Block = { kind: 'paragraph', text, start, end, level: 0, marks: [], element: -1 };
    start = end + 1;
    return block;
  });
  return { format: 'text', source: lines.join('\n'), metadata: {}, blocks, languages: [] };
}
