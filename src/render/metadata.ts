/** What a result says of its document. */
import type { Document, Metadata } from '../document.ts';

/** The metadata that the source states, with the title that its article bears. */
export function metadataOf({ metadata, headline }: Document): Metadata {
  return headline === undefined ? metadata : { ...metadata, title: headline };
}
