/**
 * The signs that link a heading to itself, to its editor, or a footnote back to the text: for the hand, not for
 * the reader.
 */
import { type Block, type Document, type Mark, RANK, type Span, type Verdict } from '../document.ts';
import { remove } from './verdict.ts';

/**
 * Signs of permalinks and of footnotes' ways back; without width, too, where a style sheet draws the sign. A
 * footnote's own sign (`*`, `†`, a number) is the text's.
 */
const LINK_SIGN = /^(?:[¶#§🔗↩↵⤴↑⇧^]\ufe0e?\ufe0f?|\u200b|\u200c|\u200d|\u2060|\ufeff)+$/u;
const LONGEST_SIGN = 6;
const WAY_BACK = /^[↑^]\s/;
const LONGEST_LETTERS = 2;

const OPENING: Readonly<Record<string, string>> = { ']': '[', '］': '［', '】': '【', '〕': '〔' };
/** `[Bearbeiten | Quelltext bearbeiten]`. */
const LONGEST_EDIT_LINK = 80;
/** Wikis of all languages have the word in their addresses: `?action=edit`, `?veaction=edit`, `/edit/History`. */
const EDIT_ADDRESS = /[/?&=]edit(?:$|[/?&=])/i;
const LETTER = /[\p{L}\p{N}]/u;

/** Removes such signs from the blocks of a page. They are known by where they lead. */
export function judgeLinkSigns({ blocks }: Document): Verdict[] {
  const verdicts: Verdict[] = [];
  blocks.forEach((block, index) => {
    if (block.marks.length === 0) return;
    for (const mark of block.marks) if (isLinkSign(block.text, mark)) verdicts.push(removeSign(index, mark));
    const edit = editLinkOf(blocks, index);
    if (edit !== undefined) verdicts.push(removeEditLink(index, edit));
    const back = waysBackOf(block);
    if (back !== undefined) verdicts.push(removeSign(index, back));
  });
  return verdicts;
}

function isLinkSign(text: string, { type, start, end, href }: Mark): boolean {
  if (type !== 'link' || end - start > LONGEST_SIGN || !href?.includes('#')) return false;
  return LINK_SIGN.test(text.slice(start, end));
}

/** `^ a b`: the ways back from a note that the text has in several places, a link each. */
function waysBackOf({ text, marks }: Block): Span | undefined {
  if (!WAY_BACK.test(text)) return undefined;
  let end = 1;
  for (const mark of marks) {
    if (mark.type !== 'link' || mark.end <= end) continue;
    const isShort = mark.end - mark.start <= LONGEST_LETTERS && mark.href?.includes('#') === true;
    if (!isShort || LETTER.test(text.slice(end, mark.start))) break;
    end = mark.end;
  }
  return end > 1 ? { start: 0, end } : undefined;
}

/** `History[edit]`: at the end of a heading, or alone right behind one. */
function editLinkOf(blocks: readonly Block[], index: number): Span | undefined {
  const block = blocks[index];
  const { text } = block;
  const opening = OPENING[text.at(-1) ?? ''];
  if (opening === undefined) return undefined;
  const start = text.lastIndexOf(opening);
  if (start === -1 || text.length - start > LONGEST_EDIT_LINK) return undefined;
  const isThere = isHeading(block) || (start === 0 && index > 0 && isHeading(blocks[index - 1]));
  return isThere && holdsOnlyEditLinks(block, start + 1) ? { start, end: text.length } : undefined;
}

/** True when from `from` on all letters of a block stand in links that lead to an editor. */
function holdsOnlyEditLinks({ text, marks }: Block, from: number): boolean {
  const links = marks.filter(({ type, end }) => type === 'link' && end > from);
  let at = from;
  for (const { start, end, href } of links) {
    if (start < at || !EDIT_ADDRESS.test(href ?? '') || LETTER.test(text.slice(at, start))) return false;
    at = end;
  }
  return links.length > 0 && !LETTER.test(text.slice(at));
}

function isHeading({ kind }: Block): boolean {
  return kind === 'heading' || kind === 'title';
}

function removeSign(block: number, { start, end }: Span): Verdict {
  return removeSpan(
    block,
    { start, end },
    'navigation/link-sign',
    'links a heading to itself or a note back to the text',
  );
}

function removeEditLink(block: number, span: Span): Verdict {
  return removeSpan(block, span, 'navigation/edit-link', 'links a heading to its editor');
}

function removeSpan(block: number, span: Span, rule: string, reason: string): Verdict {
  return remove(block, { span, category: 'navigation', rule, reason, rank: RANK.rule });
}
