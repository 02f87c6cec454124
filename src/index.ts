/** The public API. */
export type { Cleaner, CleanResult, Examination, Pass, Source } from './clean.ts';
export { clean, createCleaner } from './clean.ts';
export type {
  Block,
  BlockKind,
  Category,
  Document,
  KeptBlock,
  Mark,
  Metadata,
  Outcome,
  Removal,
  Span,
  Verdict,
  Warning,
} from './document.ts';
export { BLOCK_KINDS, CATEGORIES } from './document.ts';
export type { ErrorCode } from './errors.ts';
export { DehuskError } from './errors.ts';
export type { CleanOptions, Extractor, Format } from './options.ts';
export { restore } from './trace.ts';
