/** The signs that link a heading to itself or a footnote back to the text: for the hand, not for the reader. */
import { type Document, RANK, type Span, type Verdict } from '../document.ts';

/** Signs of permalinks and of footnotes' ways back. A footnote's own sign (`*`, `†`, a number) is the text's. */
const LINK_SIGN = /^(?:[¶#§🔗↩↵⤴↑⇧^]\ufe0e?\ufe0f?)+$/u;
const LONGEST_SIGN = 6;

/** Removes such signs from the blocks of a page. They are known by where they lead. */
export function judgeLinkSigns({ blocks }: Document): Verdict[] {
  const verdicts: Verdict[] = [];
  blocks.forEach((block, index) => {
    for (const { type, start, end, href } of block.marks) {
      if (type !== 'link' || end - start > LONGEST_SIGN || !href?.includes('#')) continue;
      if (!LINK_SIGN.test(block.text.slice(start, end))) continue;
      verdicts.push(remove(index, { start, end }));
    }
  });
  return verdicts;
}

function remove(block: number, span: Span): Verdict {
  return {
    action: 'remove',
    block,
    span,
    category: 'navigation',
    rule: 'navigation/link-sign',
    reason: 'links a heading to itself or a note back to the text',
    rank: RANK.rule,
    score: undefined,
  };
}
