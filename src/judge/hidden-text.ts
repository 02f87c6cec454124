/**
 * What a page has in a sentence and does not show: sort keys and ids, words against spam, labels of a widget.
 *
 * Of whole hidden blocks the scorer decides: tabs and folded sections hold them, and of the words that it keeps there
 * 85 % are in gold texts. Long texts in a sentence are such sections too; of the words in short ones under a sixth are.
 */
import { type Document, type Mark, RANK, type Verdict } from '../document.ts';

/** In characters. */
const LONGEST_LABEL = 80;

/** Removes short texts in inline elements that are hidden from all readers. */
export function judgeHiddenText({ blocks }: Document): Verdict[] {
  const verdicts: Verdict[] = [];
  blocks.forEach(({ marks }, block) => {
    for (const mark of marks) if (isHiddenLabel(mark)) verdicts.push(remove(block, mark));
  });
  return verdicts;
}

function isHiddenLabel({ type, start, end }: Mark): boolean {
  return type === 'hidden' && end - start <= LONGEST_LABEL;
}

function remove(block: number, { start, end }: Mark): Verdict {
  return {
    action: 'remove',
    block,
    span: { start, end },
    category: 'content',
    rule: 'content/hidden',
    reason: 'the page does not show it',
    rank: RANK.rule,
    score: undefined,
  };
}
