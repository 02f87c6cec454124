/** Everything that is known of a cleaned document, as one JSON value. */
import type {
  BlockKind,
  Document,
  KeptBlock,
  Mark,
  Metadata,
  Outcome,
  Removal,
  Warning,
} from '../document.ts';
import { factsOf } from './metadata.ts';

/**
 * The shape of `--format json`. Positions are UTF-16 code units of the decoded source; marks count
 * from the start of their block's text.
 */
export interface JsonDocument {
  readonly title: string | null;
  /** Two letters, null when it cannot be told. */
  readonly language: string | null;
  readonly url?: string;
  /** The clean text, as `--format text` writes it. */
  readonly text: string;
  /** What was kept, in reading order. */
  readonly blocks: readonly JsonBlock[];
  readonly metadata: Metadata;
  readonly warnings: readonly Warning[];
  /** A hash of the rule packs: which rules made the ledger. */
  readonly rules: string;
  /** The ledger, in order. */
  readonly removed: readonly Removal[];
}

export interface JsonBlock {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Headings: 1 to 6. List items, quotes: depth from 1. Table rows: number from 1. Otherwise absent. */
  readonly level?: number;
  readonly ordinal?: number;
  readonly codeLanguage?: string;
  readonly marks?: readonly Mark[];
}

/** The document as indented JSON (`JsonDocument`), ending in a line end. */
export function renderJson(
  document: Document,
  outcome: Outcome,
  text: string,
  warnings: readonly Warning[],
  rules: string,
): string {
  const { title, language, metadata } = factsOf(document, outcome.kept);
  const value: JsonDocument = {
    title,
    language,
    ...(document.url !== undefined && { url: document.url }),
    text,
    blocks: outcome.kept.map(toJsonBlock),
    metadata,
    warnings,
    rules,
    removed: outcome.removals,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function toJsonBlock({ block, text, marks }: KeptBlock): JsonBlock {
  return {
    kind: block.kind,
    start: block.start,
    end: block.end,
    text,
    ...(block.level > 0 && { level: block.level }),
    ...(block.ordinal !== undefined && { ordinal: block.ordinal }),
    ...(block.codeLanguage !== undefined && { codeLanguage: block.codeLanguage }),
    ...(marks.length > 0 && { marks }),
  };
}
