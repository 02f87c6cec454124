/** A page as a document: its blocks in reading order, what it says of itself, what the parser saw. */
import type { Document } from '../document.ts';
import { findHeadline } from './headline.ts';
import { readHtml } from './html-reader.ts';
import { toMetadata } from './metadata.ts';
import { bareTitle, nameBylines, nameTitle } from './naming.ts';
import { findAuthor } from './printed-author.ts';

/**
 * Segments a page. Every visible text node ends up in exactly one block; the texts of scripts,
 * styles, templates, drawings and form controls are not visible. Elements nested deeper than 5,000
 * are flattened. Time is linear in the length of the source.
 * @param origin.url Where the page came from.
 */
export function segmentHtml(source: string, origin: { url?: string }): Document {
  const { blocks, page, notes } = readHtml(source);
  const stated = toMetadata(notes, origin.url);
  const printed = nameTitle(blocks, stated.title, notes.title);
  nameBylines(blocks, page);
  const bare = (heading: string | undefined): string | undefined =>
    stated.title === undefined ? heading : bareTitle(stated.title, heading, stated.siteName);
  const title = bare(printed);
  const headline = bare(
    findHeadline(blocks, page, {
      titles: [stated.title, notes.title],
      siteName: stated.siteName,
      url: origin.url ?? stated.url,
    }),
  );
  const author = stated.author ?? findAuthor(blocks);
  const metadata = {
    ...stated,
    ...(title !== undefined && { title }),
    ...(author !== undefined && { author }),
  };
  const other = headline !== title && { headline };
  return { format: 'html', source, ...origin, metadata, ...other, blocks, languages: [], page };
}
