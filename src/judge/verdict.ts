/** Verdicts are made here, all of one shape: what reads them is compiled once. */
import type { Verdict } from '../document.ts';

/** What a judge has to say beside the block. */
type Said = Pick<Verdict, 'category' | 'rule' | 'reason' | 'rank'> & Partial<Pick<Verdict, 'span' | 'score'>>;

/** The block goes, or the span of it. */
export function remove(block: number, { span, category, rule, reason, rank, score }: Said): Verdict {
  return { action: 'remove', block, span, category, rule, reason, rank, score };
}

/** The block stays, whatever judges of the same rank and lower ones say. */
export function protect(block: number, { span, category, rule, reason, rank, score }: Said): Verdict {
  return { action: 'protect', block, span, category, rule, reason, rank, score };
}
