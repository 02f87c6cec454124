/** Finds the main content of a page: the blocks whose surroundings are prose, not links. */
import { countWords } from '../characters.ts';
import { type Document, type Judge, RANK, type Verdict } from '../document.ts';
import type { Settings } from '../options.ts';
import type { Page } from '../page.ts';

/** Below this a block is removed. */
const THRESHOLD = 0.5;

/** The judge that removes what is not main content, by rank a statistic. */
export function createContentJudge(settings: Settings): Judge {
  return (document) => {
    if (settings.extractor === 'none' || document.page === undefined) return [];
    const scores = scoreBlocks(document, document.page);
    const verdicts: Verdict[] = [];
    scores.forEach((score, block) => {
      if (score >= THRESHOLD) return;
      verdicts.push({
        action: 'remove',
        block,
        category: 'content',
        rule: 'content/score',
        reason: `not main content: score ${score.toFixed(2)}`,
        rank: RANK.statistic,
        score,
      });
    });
    return verdicts;
  };
}

/** Words of prose near a block, as far as its ancestors are not made of links. */
function scoreBlocks({ blocks }: Document, page: Page): number[] {
  const words = new Float64Array(page.elementCount + 1);
  const linkWords = new Float64Array(page.elementCount + 1);
  blocks.forEach((block, index) => {
    const count = countWords(block.text);
    const share = block.text.length > 0 ? page.linkCharacters[index] / block.text.length : 0;
    for (let element = block.element; element !== -1; element = page.parent[element]) {
      words[element] += count;
      linkWords[element] += count * share;
    }
  });
  const total = words[0] || 1;
  return blocks.map((block) => {
    let best = 0;
    for (let element = block.element; element !== -1; element = page.parent[element]) {
      const density = 1 - linkWords[element] / Math.max(1, words[element]);
      const share = words[element] / total;
      if (share > 0.9) break;
      best = Math.max(best, density ** 4 * Math.min(1, share * 4));
    }
    return best;
  });
}
