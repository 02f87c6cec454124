/** Clean and safe HTML: built anew from blocks and marks, never copied from the page, and sanitised all the same. */
import { createRequire } from 'node:module';
import type { Document, KeptBlock } from '../document.ts';
import { type Page, TAG } from '../page.ts';
import { safeHref } from './href.ts';
import { type Inline, nestCells, nestMarks } from './inline.ts';
import { partAtRules } from './rules.ts';
import {
  type Group,
  groupBlocks,
  headingLevel,
  type ListPart,
  type QuotePart,
  type TermPart,
} from './structure.ts';
import { withoutMarkup } from './text-markup.ts';

const require = createRequire(import.meta.url);

const ALLOWED = {
  allowedTags:
    'article h1 h2 h3 h4 h5 h6 p hr ul ol li dl dt dd table tbody tr th td blockquote pre figure figcaption a em strong del code sup sub br'.split(
      ' ',
    ),
  allowedAttributes: { a: ['href'], li: ['value'], article: ['lang'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'ftp'],
  allowedClasses: { code: ['language-*'] },
  parseStyleAttributes: false,
};

/**
 * The kept blocks as an `<article>` element, one block a line, ending in a line end; empty when nothing
 * was kept. Holds no script, no handler and no `javascript:` or `data:` address, whatever the page holds.
 */
export function renderHtml(document: Document, kept: readonly KeptBlock[]): string {
  const blocks = document.format === 'text' ? withoutMarkup(document.source, kept) : kept;
  const parts = partAtRules(document, blocks).map((part) => groupBlocks(part, document.page));
  const written = parts.filter((groups) => groups.length > 0);
  if (written.length === 0) return '';
  const language = document.languages[0];
  const open = language === undefined ? '<article>' : `<article lang="${escapeHtml(language)}">`;
  const body = written
    .map((groups) => groups.map((group) => renderGroup(group, document)).join('\n'))
    .join('\n<hr>\n');
  const sanitizeHtml = require('sanitize-html') as typeof import('sanitize-html');
  return sanitizeHtml(`${open}\n${body}\n</article>\n`, ALLOWED);
}

function renderGroup(group: Group, document: Document): string {
  switch (group.type) {
    case 'list':
      return renderList(group.parts, document);
    case 'terms':
      return renderTerms(group.parts, document);
    case 'table': {
      const rows = group.rows.map((row) => renderRow(row, document));
      return `<table>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
    }
    case 'quote':
      return renderQuote(group.parts, document);
    case 'single':
      return renderSingle(group.block, document);
  }
}

function renderSingle(kept: KeptBlock, document: Document): string {
  const level = headingLevel(kept);
  const content = renderInline(nestMarks(kept.text, kept.marks), document);
  if (level !== undefined) return `<h${level}>${content}</h${level}>`;
  // A line end right behind <pre> is dropped by parsers, so one is put there for that.
  if (kept.block.kind === 'code') {
    const { codeLanguage } = kept.block;
    const named = codeLanguage === undefined ? '' : ` class="language-${escapeHtml(codeLanguage)}"`;
    return `<pre>\n<code${named}>${escapeHtml(kept.text)}</code></pre>`;
  }
  if (kept.block.kind === 'caption') return `<figure><figcaption>${content}</figcaption></figure>`;
  return `<p>${content}</p>`;
}

function renderRow(row: KeptBlock, document: Document): string {
  const heads = headCells(row, document.page);
  const trees = nestCells(row);
  // Of cells that span others, which is which cannot be told; a row of heads is one all the same.
  const isAll = heads.length > 0 && heads.length !== trees.length && heads.every((isHead) => isHead);
  const cells = trees.map((cell, i) => {
    const tag = isAll || (heads.length === trees.length && heads[i]) ? 'th' : 'td';
    return `<${tag}>${renderInline(cell, document)}</${tag}>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

/** For each cell that the page has in the row, whether it is a `th`. */
function headCells({ block }: KeptBlock, page: Page | undefined): boolean[] {
  const heads: boolean[] = [];
  if (page === undefined) return heads;
  const { parent, depth, tag, elementCount } = page;
  for (let e = block.element + 1; e < elementCount && depth[e] > depth[block.element]; e++) {
    if (parent[e] === block.element && (tag[e] === TAG.th || tag[e] === TAG.td))
      heads.push(tag[e] === TAG.th);
  }
  return heads;
}

function renderQuote(parts: readonly QuotePart[], document: Document): string {
  let html = '';
  let open = 0;
  for (const { depth, group } of parts) {
    for (; open <= depth; open++) html += '<blockquote>\n';
    for (; open > depth + 1; open--) html += '</blockquote>\n';
    html += `${renderGroup(group, document)}\n`;
  }
  return html + '</blockquote>\n'.repeat(open).trimEnd();
}

/** A single paragraph needs no element of its own in a term or definition. */
function renderTerms(parts: readonly TermPart[], document: Document): string {
  const written = parts.map(({ isTerm, groups }) => {
    const tag = isTerm ? 'dt' : 'dd';
    const [first] = groups;
    const isPlain = groups.length === 1 && first.type === 'single' && first.block.block.kind === 'paragraph';
    const inside = isPlain
      ? renderInline(nestMarks(first.block.text, first.block.marks), document)
      : `\n${groups.map((group) => renderGroup(group, document)).join('\n')}\n`;
    return `<${tag}>${inside}</${tag}>`;
  });
  return `<dl>\n${written.join('\n')}\n</dl>`;
}

interface OpenList {
  readonly tag: 'ul' | 'ol';
  readonly list: number;
}

/** A list inside a list stands inside the item before it; lists of the page that touch stay as many. */
function renderList(parts: readonly ListPart[], document: Document): string {
  let html = '';
  const open: OpenList[] = [];
  for (const part of parts) {
    const { depth } = part;
    while (open.length > depth + 1) html += `</li>\n</${open.pop()?.tag}>\n`;
    if ('group' in part) {
      html += `\n${renderGroup(part.group, document)}\n`;
      continue;
    }
    const ordinal = 'item' in part ? part.item.block.ordinal : part.ordinal;
    const tag = ordinal === undefined ? 'ul' : 'ol';
    const isBehindItem = open.length === depth + 1;
    if (isBehindItem) {
      html += '</li>\n';
      const before = open[depth];
      if (before.tag !== tag || before.list !== part.list) html += `</${open.pop()?.tag}>\n`;
    }
    if (open.length === depth) {
      html += `${depth > 0 && !isBehindItem ? '\n' : ''}<${tag}>\n`;
      open.push({ tag, list: part.list });
    }
    const value = ordinal === undefined ? '' : ` value="${ordinal}"`;
    const words = 'item' in part ? nestMarks(part.item.text, part.item.marks) : [];
    html += `<li${value}>${renderInline(words, document)}`;
  }
  while (open.length > 0) html += `</li>\n</${open.pop()?.tag}>\n`;
  return html.trimEnd();
}

const TAGS = {
  strong: 'strong',
  emphasis: 'em',
  deleted: 'del',
  code: 'code',
  superscript: 'sup',
  subscript: 'sub',
} as const;

function renderInline(inlines: readonly Inline[], document: Document): string {
  return inlines
    .map((inline) => {
      if (typeof inline === 'string') return escapeHtml(inline).replaceAll('\n', '<br>');
      const content = renderInline(inline.children, document);
      if (inline.type === 'formula') return `<code class="language-math">${content}</code>`;
      if (inline.type !== 'link') return `<${TAGS[inline.type]}>${content}</${TAGS[inline.type]}>`;
      const href = safeHref(inline.href, document.url);
      return href === undefined ? content : `<a href="${escapeHtml(href)}">${content}</a>`;
    })
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character]);
}
