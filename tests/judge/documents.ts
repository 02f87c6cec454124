import type { Block, Document } from '../../src/document.ts';

/** A text document with a paragraph for each line. */
export function documentOf(...lines: string[]): Document {
  const source = lines.join('\n');
  let start = 0;
  const blocks = lines.map((text): Block => {
    const block = {
      kind: 'paragraph',
      text,
      start,
      end: start + text.length,
      level: 0,
      marks: [],
      element: -1,
    } as const;
    start += text.length + 1;
    return block;
  });
  return { format: 'text', source, metadata: {}, blocks, languages: ['en'] };
}
