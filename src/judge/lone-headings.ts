/**
 * A heading stays with the text that stands under it: "Contact", "Help", "Careers" are words of menus, and the headings
 * of an article's sections; a work named in its own language is the heading of its review.
 */
import { type Category, type Document, type Judge, RANK, type Verdict } from '../document.ts';
import { proseIn } from './rules/zones.ts';
import { protect } from './verdict.ts';

/** What of these categories stands above a text of the article is no heading of it: its text goes on below. */
const NEVER: ReadonlySet<Category> = new Set<Category>([
  ...([
    'advertising',
    'related',
    'sharing',
    'comments',
    'newsletter',
    'consent',
    'paywall',
    'content',
  ] as const),
  ...(['duplicate', 'omitted', 'credit'] as const),
]);

/** The judge that speaks behind all that look at blocks one by one. */
export const judgeLoneHeadings: Judge = (document, verdicts) => {
  const taken = headingsTaken(document, verdicts);
  if (taken.size === 0) return [];
  const goes = blocksThatGo(document.blocks.length, verdicts);
  const prose = proseIn(document);
  const protects: Verdict[] = [];
  for (const [block, category] of taken) {
    const below = block + 1;
    if (below >= document.blocks.length || !prose[below] || goes[below] === 1) continue;
    protects.push(
      protect(block, {
        category,
        rule: 'content/lone-heading',
        reason: 'the text under it stays',
        rank: RANK.rule,
      }),
    );
  }
  return protects;
};

/** The headings that go whole, and for nothing but what they say. */
function headingsTaken({ blocks }: Document, verdicts: readonly Verdict[]): ReadonlyMap<number, Category> {
  const taken = new Map<number, Category>();
  const spared = new Set<number>();
  for (const { action, block, span, category } of verdicts) {
    const { kind } = blocks[block];
    if (action !== 'remove' || span !== undefined || (kind !== 'heading' && kind !== 'title')) continue;
    if (NEVER.has(category)) spared.add(block);
    else taken.set(block, category);
  }
  for (const block of spared) taken.delete(block);
  return taken;
}

/** 1 for each block that goes whole. */
function blocksThatGo(count: number, verdicts: readonly Verdict[]): Uint8Array {
  const goes = new Uint8Array(count);
  for (const { action, block, span } of verdicts)
    if (action === 'remove' && span === undefined) goes[block] = 1;
  for (const { action, block } of verdicts) if (action === 'protect') goes[block] = 0;
  return goes;
}
