/** How far a removal goes beyond the block that a rule fits: the titles under a heading, what closes the text, or all the rest. */
import type { Document } from '../../document.ts';
import { linkedCharacters, type Zones } from './zones.ts';

/** A list of titles is not longer than this. */
const LONGEST_SECTION = 40;
const LONGEST_TITLE = 200;
/** What closes a text has no more blocks behind its heading, and at most half the characters of what stands before it. */
const LONGEST_BOX = 12;
const BOX_SHARE = 0.5;

/**
 * The block behind the last one of the section that the block at `heading` opens: the short lines
 * under it, up to prose or the next heading. In the middle of a text, the last of several lines
 * before a paragraph stays, for it may be that paragraph's heading.
 * @param isProse for each block, whether it reads as a paragraph
 */
export function endOfSection(
  document: Document,
  heading: number,
  zones: Zones,
  isProse: readonly boolean[],
): number {
  const { blocks } = document;
  const limit = Math.min(blocks.length, heading + 1 + LONGEST_SECTION);
  let end = heading + 1;
  // In the middle of a page what stands apart may be a list that the page is made of.
  if (zones.apart?.[heading] === 1 && heading >= zones.headEnd && heading < zones.tailStart) return end;
  while (end < limit && isTitle(document, end, isProse[end])) end++;
  const meetsProse = end < blocks.length && end < limit && isProse[end];
  if (meetsProse && heading < zones.tailStart && end - heading > 2) return end - 1;
  return end;
}

function isTitle(document: Document, index: number, isProse: boolean): boolean {
  const block = document.blocks[index];
  if (block.kind === 'title') return false;
  if (block.kind === 'heading') {
    return document.format === 'html' && linkedCharacters(block) * 2 > block.text.length;
  }
  if (block.kind === 'code' || block.kind === 'table') return false;
  return block.text.length <= LONGEST_TITLE && !isProse && !/[.:;。：]$/.test(block.text);
}

/** True when so little stands behind the block at `heading` that it is a box which closes the text. */
export function opensBox({ blocks }: Document, heading: number): boolean {
  const behind = blocks.length - heading - 1;
  if (behind === 0 || behind > LONGEST_BOX) return false;
  let before = 0;
  let inside = 0;
  blocks.forEach(({ text }, index) => {
    if (index < heading) before += text.length;
    else inside += text.length;
  });
  return inside <= before * BOX_SHARE;
}

/**
 * The first block that opens a box: there the tail begins, whatever paragraphs are in the box. Undefined when none does.
 * @param names whether a rule takes the block for the heading of a box
 */
export function firstBox(document: Document, names: (block: number) => boolean): number | undefined {
  const { length } = document.blocks;
  for (let block = Math.max(0, length - 1 - LONGEST_BOX); block < length; block++) {
    if (names(block) && opensBox(document, block)) return block;
  }
  return undefined;
}
