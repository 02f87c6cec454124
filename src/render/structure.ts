/** Blocks stand one after another; lists, tables and quotes span several. This finds them. */
import type { KeptBlock } from '../document.ts';

export type Group =
  | { readonly type: 'single'; readonly block: KeptBlock }
  | { readonly type: 'list'; readonly items: readonly KeptBlock[] }
  | { readonly type: 'table'; readonly rows: readonly KeptBlock[] }
  | { readonly type: 'quote'; readonly paragraphs: readonly KeptBlock[] };

/** Groups neighbours that belong together. Blocks of which nothing but white space is left are skipped. */
export function groupBlocks(kept: readonly KeptBlock[]): Group[] {
  const groups: Group[] = [];
  let run: KeptBlock[] = [];
  const close = () => {
    if (run.length > 0) groups.push(groupOf(run));
    run = [];
  };
  for (const block of kept) {
    if (block.text.trim() === '') continue;
    const before = run.at(-1);
    if (before === undefined || !continues(before, block)) close();
    run.push(block);
  }
  close();
  return groups;
}

function continues(before: KeptBlock, block: KeptBlock): boolean {
  const kind = block.block.kind;
  if (kind !== before.block.kind) return false;
  if (kind === 'table') return block.block.level > before.block.level;
  return kind === 'list-item' || kind === 'quote';
}

function groupOf(run: readonly KeptBlock[]): Group {
  switch (run[0].block.kind) {
    case 'list-item':
      return { type: 'list', items: run };
    case 'table':
      return { type: 'table', rows: run };
    case 'quote':
      return { type: 'quote', paragraphs: run };
    default:
      return { type: 'single', block: run[0] };
  }
}

/** The cells of a table row as spans of its text. */
export function cellSpans(row: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (let tab = row.indexOf('\t'); tab !== -1; tab = row.indexOf('\t', start)) {
    spans.push({ start, end: tab });
    start = tab + 1;
  }
  spans.push({ start, end: row.length });
  return spans;
}

/** Levels as depths from 0 without gaps: an item may be at most one deeper than the one before it. */
export function depths(blocks: readonly KeptBlock[]): number[] {
  const open: number[] = [];
  return blocks.map(({ block }) => {
    while (open.length > 0 && open[open.length - 1] >= block.level) open.pop();
    open.push(block.level);
    return open.length - 1;
  });
}

/** Headings: `h1` to `h6`. The title is the first. */
export function headingLevel({ block }: KeptBlock): number | undefined {
  if (block.kind === 'title') return 1;
  if (block.kind === 'heading') return Math.min(Math.max(block.level, 1), 6);
  return undefined;
}
