/** What the words of rules say of each block of a document: as it is, as readers saw its Markdown, and link by link. */
import type { Block, Document } from '../../document.ts';
import { unitsOf } from '../../units.ts';
import { linksOfRow } from './link-rows.ts';
import { withMarkdownView } from './markdown-view.ts';
import type { RuleMatcher } from './matcher.ts';
import { BlockMatches } from './matches.ts';

/** Reads all blocks of a document, those of the pass before no second time. */
export function createReader(matcher: RuleMatcher): (document: Document) => readonly BlockMatches[] {
  let last: { readonly blocks: readonly Block[]; readonly read: readonly BlockMatches[] } | undefined;
  return (document) => {
    const { blocks, earlier } = document;
    const { units, starts } = unitsOf(document);
    const before = earlier !== undefined && earlier.blocks === last?.blocks ? last.read : undefined;
    const read = blocks.map((block, index) => {
      const same = earlier === undefined ? -1 : earlier.indexOf[index];
      const known = same === -1 ? undefined : before?.[same];
      return known ?? readBlock(document, block, matcher(block.text, units, starts[index]), matcher);
    });
    last = { blocks, read };
    return read;
  };
}

function readBlock(
  { format }: Document,
  block: Block,
  whole: BlockMatches,
  matcher: RuleMatcher,
): BlockMatches {
  return format === 'text' ? withMarkdownView(whole, block.text, matcher) : withLinks(whole, block, matcher);
}

function withLinks(whole: BlockMatches, block: Block, matcher: RuleMatcher): BlockMatches {
  const links = linksOfRow(block);
  if (links === undefined) return whole;
  const read: BlockMatches[] = [];
  for (const link of links) {
    const ofLink = matcher(link);
    if (ofLink.found.length === 0 && ofLink.patterns === undefined) return whole;
    read.push(ofLink);
  }
  return new BlockMatches(whole.found, whole.patterns, read);
}
