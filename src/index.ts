/** The public API. */
export type { Cleaner, CleanResult, Examination, Pass, Source } from './clean.ts';
export { clean, createCleaner } from './clean.ts';
export type {
  Block,
  BlockKind,
  Category,
  Document,
  Earlier,
  KeptBlock,
  Mark,
  Metadata,
  Outcome,
  Rank,
  Removal,
  Span,
  Verdict,
  Warning,
} from './document.ts';
export { BLOCK_KINDS, CATEGORIES } from './document.ts';
export type { ErrorCode } from './errors.ts';
export { DehuskError } from './errors.ts';
export type { CleanOptions, Extractor, Format } from './options.ts';
export type { Page } from './page.ts';
export type { JsonBlock, JsonDocument } from './render/json.ts';
export { restore } from './trace.ts';
