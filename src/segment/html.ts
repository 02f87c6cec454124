/** A page as a document: its blocks in reading order, what it says of itself, what the parser saw. */
import type { Block, Document, Metadata } from '../document.ts';
import { findAuthor } from './authors.ts';
import { habitOf } from './dates.ts';
import { findHeadline } from './headline.ts';
import { readHtml } from './html-reader.ts';
import { readStatements, toMetadata } from './metadata.ts';
import { bareTitle, nameBylines, nameTitle } from './naming.ts';
import { findPublicationDate } from './publication-date.ts';

/**
 * Segments a page. Every visible text node ends up in exactly one block; the texts of scripts,
 * styles, templates, drawings and form controls are not visible. Elements nested deeper than 5,000
 * are flattened. Time is linear in the length of the source.
 * @param origin.url Where the page came from.
 */
export function segmentHtml(source: string, origin: { url?: string }): Document {
  const { blocks, page, notes } = readHtml(source);
  const statements = readStatements(notes);
  const stated = toMetadata(statements, origin.url);
  const url = origin.url ?? stated.url;
  const printed = nameTitle(blocks, stated.title, notes.title);
  nameBylines(blocks, page);
  const title = stated.title && bareTitle(stated.title, printed, stated.siteName);
  const headline = findHeadline(blocks, page, { ...stated, titles: [stated.title, notes.title], url });
  const { title: _, ...withoutTitle } = stated;
  const place = { blocks, page, title: titleAt(blocks, headline), url };
  const habit = habitOf(notes.language ?? stated.language);
  const author = findAuthor(statements, place, habit);
  const date = findPublicationDate(statements, place, habit);
  const metadata = definedOf({ title, author, date, ...withoutTitle });
  const other = headline !== title && { headline };
  const { generators } = notes;
  return { format: 'html', source, ...origin, metadata, ...other, generators, blocks, languages: [], page };
}

/** The block that is the title, else the first heading of level 1; -1 when there is none. */
function titleAt(blocks: readonly Block[], headline: string | undefined): number {
  const said = blocks.findIndex(
    ({ kind, text }) => (kind === 'title' || kind === 'heading') && text === headline,
  );
  if (said !== -1) return said;
  const named = blocks.findIndex(({ kind }) => kind === 'title');
  return named !== -1 ? named : blocks.findIndex(({ kind, level }) => kind === 'heading' && level === 1);
}

/** The fields that have a value. */
function definedOf(fields: Record<string, string | undefined>): Metadata {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
