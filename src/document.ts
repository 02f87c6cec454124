/**
 * The nouns. Every stage of dehusk knows these and nothing of the other stages:
 *
 *   bytes ─ decode ─▶ source ─ segment ─▶ Document ─ judge ─▶ Verdict[] ─ render ─▶ text, with the ledger
 *
 * Everywhere, positions and lengths are UTF-16 code units, scores are 0 to 1 and languages are
 * two-letter ISO 639-1 codes.
 */
import type { Page } from './page.ts';

/** A half-open stretch of the decoded source: `start` is in it, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a removed stretch was. A removal has exactly one. */
export const CATEGORIES = [
  'navigation',
  'comments',
  'newsletter',
  'publisher',
  'sharing',
  'related',
  'advertising',
  'consent',
  'metadata',
  'legal',
  'paywall',
  'credit',
  'language',
  'duplicate',
  'content',
  'omitted',
] as const;
export type Category = (typeof CATEGORIES)[number];

export const BLOCK_KINDS = [
  'paragraph',
  'heading',
  'title',
  'byline',
  'list-item',
  'table',
  'quote',
  'code',
  'caption',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/**
 * Inline formatting of an HTML block; the span counts from the start of the block's text. `deleted` is struck out, `hidden` is what stands in an
 * inline element that the page does not show, `reading` how an East Asian word is read (ruby), `line-number` a number at
 * the start of a line of code that is all of a text node, with the spaces around it; a `formula` is in TeX.
 */
export interface Mark extends Span {
  readonly type:
    | ('link' | 'emphasis' | 'strong' | 'deleted' | 'code' | 'superscript' | 'subscript')
    | ('formula' | 'hidden' | 'reading' | 'line-number');
  /** Where a link goes, as the page wrote it. */
  readonly href?: string;
}

/**
 * A stretch of the source with a kind.
 *
 * Text: `text` is exactly `source.slice(start, end)`, and neither end is white space.
 * HTML: `text` has its entities decoded and its white space folded (except in code), and the span
 * runs from the first to behind the last character of its text nodes, tags between them included.
 * A table row is one block, its cells separated by a tab; a cell that holds block-level elements
 * (a layout table) is no row but a container of blocks of its own.
 */
export interface Block extends Span {
  readonly kind: BlockKind;
  readonly text: string;
  /** Headings: 1 to 6. List items, quotes: depth of nesting from 1. Table rows: the row's number in its table from 1. Otherwise 0. */
  readonly level: number;
  /** The number that an ordered list gives the item. */
  readonly ordinal?: number;
  /** HTML, code: the programming language that its class names (`language-js`: `js`), as written. */
  readonly codeLanguage?: string;
  /** HTML only: a rule (`hr`) stands between it and the block before, outside of lists and quotes. */
  readonly isBehindRule?: boolean;
  /** HTML only, in order of their starts; empty for text. */
  readonly marks: readonly Mark[];
  /** HTML only: index of the nearest block-level element in `page`; -1 for text. */
  readonly element: number;
}

/** What the source says of itself; of writer and date also what it prints beside its title. Absent when it says nothing. */
export interface Metadata {
  readonly title?: string;
  /** Who wrote it: names with a comma between them, without "by". */
  readonly author?: string;
  /** When it was published, as ISO 8601: `2024-05-01`, with the time where the source states it in such a form. */
  readonly date?: string;
  readonly description?: string;
  readonly siteName?: string;
  /** The canonical URL that the page declares. */
  readonly url?: string;
  /** The declared language, two letters; judges treat it as a prior that the content overrules. */
  readonly language?: string;
  /** Open Graph or JSON-LD type, lower case: `article`, `product`, `newsarticle`, `qapage`. */
  readonly type?: string;
}

export type SourceFormat = 'text' | 'html';

/** One input: its source and its blocks in reading order. */
export interface Document {
  readonly format: SourceFormat;
  /** The decoded source, without a byte order mark. */
  readonly source: string;
  /** Where the input came from, when the caller said so. */
  readonly url?: string;
  readonly metadata: Metadata;
  /**
   * HTML only: what the article is called, where that is not the title in the metadata. Results say this one; judges
   * read that, with which the scorer learned.
   */
  readonly headline?: string;
  /** HTML only: the software that the page says it is made with (`meta name=generator`), with versions and all. */
  readonly generators?: readonly string[];
  readonly blocks: readonly Block[];
  /** The languages of the content: one, two when both hold 30 % or more of it, none when it can't be told. */
  readonly languages: readonly string[];
  /** HTML only: what the parser saw of the elements. */
  readonly page?: Page;
  /** Text only, from the second pass on. */
  readonly earlier?: Earlier;
}

/** What the pass before saw. A judge may take from there what it found in a block that is still the same. */
export interface Earlier {
  readonly blocks: readonly Block[];
  /** For each block of this pass, its index there; -1 when its text or its kind is another. */
  readonly indexOf: Int32Array;
}

/**
 * How much a verdict weighs. A rule beats the statistical judges, what the user asked for beats
 * a rule, and the guard speaks last.
 */
export const RANK = { statistic: 0, rule: 1, request: 2, guard: 3 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

/**
 * What a judge says of a block, or of a span inside one. `judge/verdict.ts` makes them.
 */
export interface Verdict {
  readonly action: 'remove' | 'protect';
  /** Index into `Document.blocks`. */
  readonly block: number;
  /** A span of the block's text; undefined when the verdict is on the whole block. */
  readonly span: Span | undefined;
  readonly category: Category;
  /** A rule's id, or a judge's: `language/foreign`, `duplicate/title`, `content/score`. */
  readonly rule: string;
  /** Half a sentence that a newcomer understands: `in pt, the document is in en`. */
  readonly reason: string;
  readonly rank: Rank;
  readonly score: number | undefined;
}

/**
 * Looks at a document, sees what the judges before it said, and returns what it has to add.
 * A pure function: no state passes from one document to the next.
 */
export type Judge = (document: Document, verdicts: readonly Verdict[]) => Verdict[];

/** One entry of the ledger. */
export interface Removal extends Span {
  /** Text input: exactly `source.slice(start, end)`. HTML: the block's or fragment's text. */
  readonly text: string;
  /** HTML, of a fragment: where in the text of its block it was. `start` and `end` are those of the block. */
  readonly within?: Span;
  readonly category: Category;
  readonly rule: string;
  readonly reason: string;
  readonly score?: number;
  /** Other rules and judges that said the same. */
  readonly also?: readonly string[];
  /** Text input: where in the clean text it was cut out; `restore` puts it back there. */
  readonly at?: number;
}

/** A block as it stays: its text and marks without the fragments that were removed from it. */
export interface KeptBlock {
  readonly block: Block;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** What the verdicts on a document came to. */
export interface Outcome {
  /** In reading order, not overlapping; fragments of one block of a page have its span, and places `within` it. */
  readonly removals: readonly Removal[];
  /** In reading order. */
  readonly kept: readonly KeptBlock[];
}

/**
 * `over-removal`: the guard kept prose that the judges would have removed. `no-content`: there is no prose.
 * `multilingual`: two languages hold 30 % or more of the content each, and nothing is removed as foreign.
 */
export const WARNINGS = ['over-removal', 'no-content', 'multilingual'] as const;
export type Warning = (typeof WARNINGS)[number];
