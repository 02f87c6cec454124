/** Is it HTML or plain text? By its file name's ending, unless the content belies it, and else by what it looks like. */
import type { SourceFormat } from '../document.ts';

const FORMAT_BY_ENDING: Readonly<Record<string, SourceFormat>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  txt: 'text',
  md: 'text',
};

/** How much of the source is looked at, in characters. */
const SAMPLE = 16_384;

/** What only the start of a page holds, behind white space, comments and an XML declaration. */
const PAGE_START =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<\?xml[^>]{0,500}\?>)*<(!doctype\s+html|html|head|body|title|meta|base|link)\b/i;

/** A tag, a comment, a declaration or a character reference: what a page without any of them says is text. */
const MARKUP = /<[a-z!/?]|&(?:#\d|#x[\da-f]|[a-z]+;)/i;

const TAG =
  /<\/?(?:a|article|aside|b|blockquote|body|br|button|center|dd|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|li|link|main|meta|nav|noscript|ol|p|pre|script|section|small|span|strong|style|table|tbody|td|th|title|tr|u|ul)(?:\s[^<>]{0,2000})?\/?>/gi;

/** Code in Markdown: a text about HTML shows tags there and is no page. */
const SHOWN_CODE = /^(```+|~~~+)[\s\S]*?^\1|`[^`\n]+`/gm;

/**
 * Tells the format of a source.
 *
 * @param text the decoded source
 * @param path its file name, if it has one. `.html .htm .xhtml` and `.txt .md` are believed, save for a page
 *   without any markup, and for a text that begins with `<!doctype html>` or `<html>`
 */
export function sniffFormat(text: string, path?: string): SourceFormat {
  const ending = path === undefined ? undefined : /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase();
  const byEnding = ending === undefined ? undefined : FORMAT_BY_ENDING[ending];
  if (byEnding === 'html') return MARKUP.test(text) ? 'html' : 'text';
  const sample = text.slice(0, SAMPLE);
  const start = PAGE_START.exec(sample)?.[1].toLowerCase();
  if (byEnding === 'text') return start === 'html' || start?.startsWith('!doctype') ? 'html' : 'text';

  if (start !== undefined) return 'html';
  return isFragment(sample.replace(SHOWN_CODE, '')) ? 'html' : 'text';
}

/**
 * A piece of a page without its start. It opens and closes elements, tags are a good part of it, and
 * they are all over it: a text about HTML has whole paragraphs without any.
 */
function isFragment(sample: string): boolean {
  let tags = 0;
  let closing = 0;
  let characters = 0;
  let last = '';
  let end = 0;
  for (const match of sample.matchAll(TAG)) {
    const [tag] = match;
    if (!VERBATIM.test(last) && isSeveralLinesOfProse(sample.slice(end, match.index))) return false;
    tags++;
    if (tag[1] === '/') closing++;
    characters += tag.length;
    last = tag;
    end = match.index + tag.length;
  }
  if (!VERBATIM.test(last) && isSeveralLinesOfProse(sample.slice(end))) return false;
  const startsWithTag = /^\s*<[a-z!]/i.test(sample);
  return (
    closing > 0 && tags >= (startsWithTag ? 2 : 4) && characters * (startsWithTag ? 50 : 10) >= sample.length
  );
}

/** Elements whose content has no tags by its nature. */
const VERBATIM = /^<(?:pre|script|style)\b/i;

function isSeveralLinesOfProse(stretch: string): boolean {
  return stretch.length > 800 && stretch.trim().split(/\n\s*/).length > 4;
}
