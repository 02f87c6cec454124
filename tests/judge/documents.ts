import type { Document } from '../../src/document.ts';
import { documentOfLines } from '../../src/verify/line-document.ts';

/** An English text document with a paragraph for each line. */
export function documentOf(...lines: string[]): Document {
  return { ...documentOfLines(lines), languages: ['en'] };
}
