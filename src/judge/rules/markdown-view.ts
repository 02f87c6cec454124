/**
 * Lines with links in Markdown, as html2text and others write them, as the page showed them:
 *
 *   ### Leave a Reply [Cancel reply](/#respond)    “Leave a Reply Cancel reply”
 *   By [Jan Lee](/authors/lee)                     “By Jan Lee”
 */

import type { RuleMatcher } from './matcher.ts';
import { BlockMatches, type PatternMatches } from './matches.ts';

/** The label of a link or an image, and where it leads, in one pair of brackets within it too. */
const LINK = /!?\[([^[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]*\)){0,2000}(?: "[^"\n]{0,300}")?\)/g;
const EMPHASIS = /(?<![\p{L}\p{N}])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\p{L}\p{N}])/gu;
/** No line that a rule takes whole is longer, its links aside. */
const LONGEST = 4000;

/** What is known of a line, and of what its readers saw of it; there whole lines only, since fragments stand elsewhere. */
export function withMarkdownView(whole: BlockMatches, text: string, matcher: RuleMatcher): BlockMatches {
  if (text.length > LONGEST || !text.includes('](')) return whole;
  const shown = text.replace(LINK, '$1');
  if (shown === text) return whole;
  const seen = matcher(shown.replace(EMPHASIS, ''));
  const found = seen.found.filter(({ span }) => span === undefined);
  const patterns = wholePatterns(seen.patterns, whole.patterns);
  if (found.length === 0 && patterns === whole.patterns) return whole;
  return new BlockMatches([...whole.found, ...found], patterns, whole.links);
}

/** Those of a chain that take a whole line, before another chain. */
function wholePatterns(
  chain: PatternMatches | undefined,
  behind: PatternMatches | undefined,
): PatternMatches | undefined {
  if (chain === undefined) return behind;
  const rest = wholePatterns(chain.next, behind);
  if (chain.rule.reach === 'fragment') return rest;
  chain.next = rest;
  return chain;
}
