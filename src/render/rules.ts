/** Rules (`hr`) between the blocks of a page: the breaks between scenes of a story, the line above its notes. */
import type { Document, KeptBlock } from '../document.ts';

/**
 * What is kept, parted where a rule stands between two blocks that both are. Where something was removed beside a rule
 * it was there to part that from the text.
 */
export function partAtRules({ blocks }: Document, kept: readonly KeptBlock[]): KeptBlock[][] {
  const parts: KeptBlock[][] = [[]];
  let place = 0;
  let before = -1;
  for (const block of kept) {
    while (place < blocks.length && blocks[place].start < block.block.start) place++;
    if (block.block.isBehindRule === true && before !== -1 && before === place - 1) parts.push([]);
    parts[parts.length - 1].push(block);
    before = place;
  }
  return parts;
}
