/** What a result says of its document: title, language, metadata. */
import type { Document, KeptBlock, Metadata } from '../document.ts';

/** What a result says beside the text. */
export interface Facts {
  readonly title: string | null;
  /** Two letters; null when it cannot be told. */
  readonly language: string | null;
  readonly metadata: Metadata;
}

/** What a document says of itself, or what it shows: the title that is printed, the language that it is in. */
export function factsOf(document: Document, kept: readonly KeptBlock[]): Facts {
  const metadata = metadataOf(document);
  const printed = kept.find(({ block }) => block.kind === 'title')?.text;
  return {
    title: metadata.title ?? printed ?? null,
    language: document.languages[0] ?? null,
    metadata,
  };
}

/** The metadata that the source states, with the title that its article bears. */
export function metadataOf({ metadata, headline }: Document): Metadata {
  return headline === undefined ? metadata : { ...metadata, title: headline };
}
