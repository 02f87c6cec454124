/**
 * Marks as a tree. Pages nest, cross and repeat their inline elements in every way; output formats
 * want them properly nested:
 *
 *   text  "read the whole story now", marks  strong 5–20, link 9–24
 *   tree  "read ", strong("the ", link("whole story")), link(" now")
 */
import type { Mark } from '../document.ts';

export type Inline = string | MarkedText;

/** What output formats have markup for. */
export type Formatting = Exclude<Mark['type'], 'hidden' | 'reading' | 'line-number'>;
type FormattingMark = Mark & { readonly type: Formatting };

export interface MarkedText {
  readonly type: Formatting;
  readonly href?: string;
  readonly children: readonly Inline[];
}

/** On the same span, which is outside: a link around code is a link; code around a link is neither. */
const OUTER_FIRST: readonly Formatting[] = [
  'superscript',
  'subscript',
  'link',
  'deleted',
  'strong',
  'emphasis',
  'code',
  'formula',
];

/**
 * Nests the marks of `text.slice(start, end)`. White space at the edges of a mark stays outside it,
 * touching marks of one type become one, marks that cross are cut in two. At most as many levels deep as there are types.
 *
 * @param marks spans that count from the start of `text`, in any order
 */
export function nestMarks(
  text: string,
  marks: readonly Mark[],
  start = 0,
  end: number = text.length,
): Inline[] {
  if (marks.length === 0) return start < end ? [text.slice(start, end)] : [];
  const clean = OUTER_FIRST.flatMap((type) =>
    joinTouching(
      marks
        .filter((mark): mark is FormattingMark => mark.type === type)
        .map((mark) => trim(text, mark, start, end))
        .filter((mark) => mark.start < mark.end)
        .sort((a, b) => a.start - b.start || b.end - a.end),
    ),
  );
  return nest(text, start, end, clean.sort(outerFirst));
}

function trim<M extends Mark>(text: string, mark: M, start: number, end: number): M {
  let from = Math.max(mark.start, start);
  let to = Math.min(mark.end, end);
  while (from < to && /\s/.test(text[from])) from++;
  while (to > from && /\s/.test(text[to - 1])) to--;
  return { ...mark, start: from, end: to };
}

/** Marks of one type, sorted by start. Two links that touch are two links; the first one wins where they overlap. */
function joinTouching(marks: readonly FormattingMark[]): FormattingMark[] {
  const joined: FormattingMark[] = [];
  for (const mark of marks) {
    const last = joined.at(-1);
    if (last === undefined || mark.start > last.end) joined.push(mark);
    else if (mark.type === 'link' && mark.href !== last.href) {
      if (mark.end > last.end) joined.push({ ...mark, start: last.end });
    } else joined[joined.length - 1] = { ...last, end: Math.max(last.end, mark.end) };
  }
  return joined;
}

function outerFirst(a: FormattingMark, b: FormattingMark): number {
  return a.start - b.start || b.end - a.end || OUTER_FIRST.indexOf(a.type) - OUTER_FIRST.indexOf(b.type);
}

function nest(text: string, start: number, end: number, marks: FormattingMark[]): Inline[] {
  const inlines: Inline[] = [];
  let at = start;
  for (let i = 0; i < marks.length; ) {
    const outer = marks[i];
    if (at < outer.start) inlines.push(text.slice(at, outer.start));
    const inner: FormattingMark[] = [];
    const beyond: FormattingMark[] = [];
    for (i++; i < marks.length && marks[i].start < outer.end; i++) {
      const mark = marks[i];
      inner.push(trim(text, mark, mark.start, outer.end));
      const rest = trim(text, mark, outer.end, mark.end);
      if (rest.start < rest.end) beyond.push(rest);
    }
    if (beyond.length > 0) marks = [...beyond, ...marks.slice(i)].sort(outerFirst);
    if (beyond.length > 0) i = 0;
    inlines.push({
      type: outer.type,
      ...(outer.href !== undefined && { href: outer.href }),
      children: nest(text, outer.start, outer.end, inner.sort(outerFirst)),
    });
    at = outer.end;
  }
  if (at < end) inlines.push(text.slice(at, end));
  return inlines;
}

/** The cells of a table row, each as a tree. */
export function nestCells({ text, marks }: { text: string; marks: readonly Mark[] }): Inline[][] {
  const cells: Inline[][] = [];
  const byStart = [...marks].sort((a, b) => a.start - b.start);
  // Those that reach into the cell or beyond it: each mark is looked at in its own cells only.
  let reaching: Mark[] = [];
  let next = 0;
  let start = 0;
  for (const cell of text.split('\t')) {
    const end = start + cell.length;
    while (next < byStart.length && byStart[next].start < end) reaching.push(byStart[next++]);
    cells.push(nestMarks(text, reaching, start, end));
    start = end + 1;
    reaching = reaching.filter((mark) => mark.end > start);
  }
  return cells;
}

/** The text of a tree, without its marks. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (typeof inline === 'string' ? inline : plainText(inline.children))).join('');
}
