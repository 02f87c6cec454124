/**
 * What a page has within a sentence that is none of it: text that it does not show (sort keys and ids, words against
 * spam, labels of a widget), and the readings of East Asian words (ruby), which would stand between them.
 *
 * Of whole hidden blocks the scorer decides: tabs and folded sections hold them, and of the words that it keeps there
 * 85 % are in gold texts. Long texts in a sentence are such sections too; of the words in short ones under a sixth are.
 * Readings are in no gold text of `segments`.
 */
import { type Document, type Mark, RANK, type Verdict } from '../document.ts';
import { remove } from './verdict.ts';

/** In characters. */
const LONGEST = 80;

interface Aside {
  readonly rule: string;
  readonly reason: string;
}

const ASIDES: Readonly<Partial<Record<Mark['type'], Aside>>> = {
  hidden: { rule: 'content/hidden', reason: 'the page does not show it' },
  reading: { rule: 'content/reading', reason: 'how what stands before it is read' },
};

/** Removes short texts of inline elements that are hidden from all readers, and readings. */
export function judgeInlineAsides({ blocks }: Document): Verdict[] {
  const verdicts: Verdict[] = [];
  blocks.forEach(({ marks }, block) => {
    for (const mark of marks) {
      const aside = ASIDES[mark.type];
      if (aside !== undefined && mark.end - mark.start <= LONGEST)
        verdicts.push(removeAside(block, mark, aside));
    }
  });
  return verdicts;
}

function removeAside(block: number, { start, end }: Mark, { rule, reason }: Aside): Verdict {
  return remove(block, { span: { start, end }, category: 'content', rule, reason, rank: RANK.rule });
}
