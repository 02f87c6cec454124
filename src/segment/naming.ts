/** Which blocks are the page's title and its byline. */
import { CLASS, CLASS_OF, countWords, isWordCharacter } from '../characters.ts';
import type { Block, BlockKind } from '../document.ts';
import { ELEMENT, hasWordOf, type Page } from '../page.ts';
import { PageBlock } from './page-block.ts';

const MAX_BYLINE_WORDS = 15;
/** Letters and digits. */
const MIN_PART = 8;

/**
 * Gives the kind `title` to the first heading, of the highest level that has one, that says what the
 * page says its title is.
 * @param candidates Titles from the metadata: with or without the name of the site.
 * @returns The text of that heading; undefined when the page prints no such heading.
 */
export function nameTitle(blocks: Block[], ...candidates: (string | undefined)[]): string | undefined {
  const titles = candidates.filter((title) => title !== undefined).map(lettersOf);
  for (const level of [1, 2]) {
    const index = blocks.findIndex(
      (block) => block.kind === 'heading' && block.level === level && isTitle(lettersOf(block.text), titles),
    );
    if (index === -1) continue;
    blocks[index] = withKind(blocks[index], 'title');
    return withoutLinkSign(blocks[index]);
  }
  return undefined;
}

function withKind(block: Block, kind: BlockKind): Block {
  return new PageBlock({ ...block, kind });
}

/** The heading's text without what links it to itself: `Configuration¶`. */
export function withoutLinkSign({ text, marks }: Block): string {
  const last = marks.findLast(({ type }) => type === 'link');
  if (last === undefined || last.end < text.length) return text;
  return lettersOf(text.slice(last.start)) === '' ? text.slice(0, last.start).trimEnd() : text;
}

/**
 * The title without the name of the site: as the page prints it, or up to the separator before the
 * site's name.
 */
export function bareTitle(title: string, printed: string | undefined, siteName: string | undefined): string {
  if (printed !== undefined && lettersOf(title).includes(lettersOf(printed))) return printed;
  if (siteName === undefined || !title.endsWith(siteName)) return title;
  return title.slice(0, -siteName.length).replace(/\s*[-–—|·»:•]\s*$/, '') || title;
}

/** A title element often is the heading and the site's name, and sometimes a longer or a shorter heading. */
function isTitle(heading: string, titles: readonly string[]): boolean {
  if (heading === '') return false;
  return titles.some(
    (title) =>
      title === heading ||
      (isLong(heading) && (title.includes(heading) || (isLong(title) && heading.includes(title)))),
  );
}

/** Too long to be a part of another title by chance. A Chinese, Japanese or Korean sign says as much as two letters. */
export function isLong(letters: string): boolean {
  let length = letters.length;
  for (let i = 0; i < letters.length; i++) {
    const characterClass = CLASS_OF[letters.charCodeAt(i)];
    if (characterClass >= CLASS.hangul && characterClass !== CLASS.unspaced) length++;
  }
  return length >= MIN_PART;
}

/** Letters and digits only, lower case. */
export function lettersOf(text: string): string {
  let letters = '';
  for (let i = 0; i < text.length; i++) if (isWordCharacter(text.charCodeAt(i))) letters += text[i];
  return letters.toLowerCase();
}

/** Gives the kind `byline` to short paragraphs whose element names an author. */
export function nameBylines(blocks: Block[], page: Page): void {
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (block.kind !== 'paragraph' || block.text.length > 200) continue;
    if (!namesAuthor(page, block.element) && !namesAuthor(page, page.leaf[index])) continue;
    if (countWords(block.text) <= MAX_BYLINE_WORDS) blocks[index] = withKind(block, 'byline');
  }
}

/** True for an element that is marked as a writer's, or whose class says so. */
export function namesAuthor(page: Page, element: number): boolean {
  if (element === -1) return false;
  const isStated = (page.flags[element] & ELEMENT.author) !== 0;
  return isStated || hasWordOf(page, element, 'author') || hasWordOf(page, element, 'byline');
}
