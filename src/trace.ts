/** Traces removals from the text of a later pass back to the source, and clean text back to its source. */
import { withoutSpaceAround } from './characters.ts';
import type { Document, Earlier, Removal } from './document.ts';
import { DehuskError } from './errors.ts';
import type { Piece } from './render/text.ts';

/**
 * Removals in a pass's text as removals in the source. A removal across a place where something
 * was cut out earlier becomes one for each side.
 * @param pieces Where the pass's text lies in the source.
 */
export function traceRemovals(
  source: string,
  pieces: readonly Piece[],
  removals: readonly Removal[],
): readonly Removal[] {
  // The text of the first pass is the source itself, nearly always.
  if (pieces.length === 1 && pieces[0].at === pieces[0].start) return removals;
  const traced: Removal[] = [];
  let first = 0;
  for (const removal of removals) {
    while (first < pieces.length && pieces[first].at + pieces[first].length <= removal.start) first++;
    for (let i = first; i < pieces.length && pieces[i].at < removal.end; i++) {
      const { at, start, length } = pieces[i];
      const from = start + Math.max(0, removal.start - at);
      const to = start + Math.min(length, removal.end - at);
      const span = withoutSpaceAround(source, from, to);
      if (span.start < span.end)
        traced.push({ ...removal, ...span, text: source.slice(span.start, span.end) });
    }
  }
  return traced;
}

/** Two ledgers of one source as one, in order. Their spans do not overlap. */
export function mergeRemovals(one: readonly Removal[], other: readonly Removal[]): readonly Removal[] {
  if (one.length === 0) return other;
  return [...one, ...other].sort((a, b) => a.start - b.start);
}

/** A changed block is looked for among so many blocks of the pass before. */
const FARTHEST = 1000;

/** Which blocks of a document the pass before had already. Both are in the order of the source. */
export function traceBlocks(document: Document, before: Document): Earlier {
  const indexOf = new Int32Array(document.blocks.length).fill(-1);
  let next = 0;
  document.blocks.forEach(({ text, kind }, block) => {
    const stop = Math.min(before.blocks.length, next + FARTHEST);
    for (let i = next; i < stop; i++) {
      if (before.blocks[i].text !== text || before.blocks[i].kind !== kind) continue;
      indexOf[block] = i;
      next = i + 1;
      return;
    }
  });
  return { blocks: before.blocks, indexOf };
}

/**
 * Puts what was removed back into the clean text: the source again, up to white space.
 * @param text Clean text in format `text`, of a text source.
 * @param removed Its ledger, from the API or from `dehusk filter`.
 * @throws DehuskError `bad-input` for a ledger that does not say where its removals were (`at`), such as that
 *   of a page: the source of a page can't be told from its text.
 */
export function restore(text: string, removed: readonly Removal[]): string {
  let restored = '';
  let from = 0;
  for (const removal of removed) {
    if (removal.at === undefined) {
      throw new DehuskError('bad-input', 'Only text can be restored: give the ledger of a text, whole.');
    }
    const at = Math.min(removal.at, text.length);
    restored += text.slice(from, at) + removal.text;
    from = at;
  }
  return restored + text.slice(from);
}
