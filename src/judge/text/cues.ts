/** Which blocks the judges before the scorer want gone: cues for what stands near them. */
import { type Document, RANK, type Verdict } from '../../document.ts';

/** 1 for every block that a rule removes as a whole. */
export function cuesOf(document: Document, verdicts: readonly Verdict[]): Uint8Array {
  const cues = new Uint8Array(document.blocks.length);
  for (const { action, rank, span, block } of verdicts) {
    if (action === 'remove' && rank === RANK.rule && span === undefined) cues[block] = 1;
  }
  return cues;
}
