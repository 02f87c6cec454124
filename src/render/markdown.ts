/**
 * Markdown (CommonMark, with GitHub's tables). What the blocks say in words is escaped where Markdown
 * would read it as markup; what they are, and their links, emphasis and code, become markup.
 */
import type { Document, KeptBlock } from '../document.ts';
import { nestCells, nestMarks } from './inline.ts';
import { type Place, writeInline } from './markdown-inline.ts';
import { partAtRules } from './rules.ts';
import {
  type Group,
  groupBlocks,
  headingLevel,
  type ListPart,
  type QuotePart,
  type TermPart,
} from './structure.ts';

/**
 * The kept blocks of an HTML document as Markdown, ending in one line end; empty when nothing was
 * kept. A text document is not rendered anew: its Markdown is its clean text.
 */
export function renderMarkdown(document: Document, kept: readonly KeptBlock[]): string {
  const parts = partAtRules(document, kept).map((part) => renderPart(part, document));
  const written = parts.filter((part) => part !== '').join('\n\n***\n\n');
  return written === '' ? '' : `${written}\n`;
}

function renderPart(kept: readonly KeptBlock[], document: Document): string {
  const parts: string[] = [];
  let before: Group | undefined;
  for (const group of groupBlocks(kept, document.page)) {
    // Markdown joins lists that only a blank line parts, so the second one gets another bullet.
    const isBehindList = before?.type === 'list' || before?.type === 'terms';
    const bullet = isBehindList && lastBulletOf(parts[parts.length - 1]) === '-' ? '*' : '-';
    parts.push(renderGroup(group, document.url, bullet));
    before = group;
  }
  return parts.join('\n\n');
}

type Bullet = '-' | '*';

/** The bullet of a written list's last item that does not stand in another. */
function lastBulletOf(list: string): string | undefined {
  const at = Math.max(list.lastIndexOf('\n- '), list.lastIndexOf('\n* '));
  return /^[-*] /.test(list.slice(at + 1)) ? list[at + 1] : undefined;
}

function renderGroup(group: Group, base: string | undefined, bullet: Bullet): string {
  switch (group.type) {
    case 'list':
      return renderList(group.parts, base, bullet);
    case 'terms':
      return renderTerms(group.parts, base, bullet);
    case 'table':
      return renderTable(group.rows, base);
    case 'quote':
      return renderQuote(group.parts, base);
    case 'single':
      return renderSingle(group.block, base);
  }
}

function renderSingle(kept: KeptBlock, base: string | undefined): string {
  if (kept.block.kind === 'code') return renderCode(kept.text, kept.block.codeLanguage);
  const level = headingLevel(kept);
  if (level === undefined) return inlineOf(kept, base, 'block');
  return `${'#'.repeat(level)} ${inlineOf(kept, base, 'line').replace(/(?<=^|\s)#+$/, '\\$&')}`;
}

function inlineOf(kept: KeptBlock, base: string | undefined, place: Place): string {
  return writeInline(nestMarks(kept.text, kept.marks), place, base);
}

function renderCode(text: string, language = ''): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

function renderTable(rows: readonly KeptBlock[], base: string | undefined): string {
  const cells = rows.map((row) => nestCells(row).map((cell) => writeInline(cell, 'cell', base).trim()));
  const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
  const line = (row: readonly string[]) =>
    `| ${[...row, ...Array(width - row.length).fill('')].join(' | ')} |`;
  const [head, ...body] = cells;
  return [line(head), line(Array(width).fill('---')), ...body.map(line)].join('\n');
}

function renderQuote(parts: readonly QuotePart[], base: string | undefined): string {
  const lines: string[] = [];
  let before = 0;
  parts.forEach(({ depth, group }, i) => {
    if (i > 0) lines.push('>'.repeat(Math.min(before, depth) + 1));
    const prefix = '> '.repeat(depth + 1);
    for (const line of renderGroup(group, base, '-').split('\n')) {
      lines.push(line === '' ? prefix.trimEnd() : prefix + line);
    }
    before = depth;
  });
  return lines.join('\n');
}

/**
 * Markdown has no lists of terms. As in pandoc's CommonMark, a term with what follows it is an item; the term
 * is bold, its definition in the next line.
 */
function renderTerms(parts: readonly TermPart[], base: string | undefined, bullet: Bullet): string {
  const lines: string[] = [];
  parts.forEach(({ isTerm, groups }, i) => {
    const isFirst = i === 0 || (isTerm && !parts[i - 1].isTerm);
    groups.forEach((group, k) => {
      const written = isTerm ? renderTerm(group, base) : renderGroup(group, base, '-');
      const isLine = k === 0 && group.type === 'single' && group.block.block.kind === 'paragraph';
      const opens = isFirst && k === 0;
      if (!opens && isLine && lines.at(-1) !== '' && i > 0 && parts[i - 1].isTerm)
        lines.push(`${lines.pop()}  `);
      else if (!opens) lines.push('');
      for (const [n, line] of written.split('\n').entries()) {
        const indent = opens && n === 0 ? `${bullet} ` : '  ';
        lines.push(line === '' ? '' : indent + line);
      }
    });
  });
  return lines.join('\n');
}

function renderTerm(group: Group, base: string | undefined): string {
  if (group.type !== 'single' || group.block.block.kind !== 'paragraph') return renderGroup(group, base, '-');
  const { text, marks } = group.block;
  const all = [...marks, { type: 'strong' as const, start: 0, end: text.length }];
  return inlineOf({ ...group.block, marks: all }, base, 'block');
}

/** The largest number that CommonMark takes before the period of an ordered item. */
const MAX_ORDINAL = 999_999_999;

/** The box of a task at the start of an item: there it is markup. */
const ESCAPED_BOX = /^\\\[([ x])\] /;

/** Of the last item at a depth. */
interface Marker {
  readonly list: number;
  readonly ordinal: number | undefined;
  readonly delimiter: string;
}

/**
 * Markdown reads only the first number of a list and counts on from there. So two lists of the page are one where the
 * second goes on counting, and a list that leaves numbers out or counts down is as many as keep its numbers right.
 */
function isSameList(before: Marker, list: number, ordinal: number | undefined): boolean {
  if (before.ordinal === undefined || ordinal === undefined) {
    return before.ordinal === ordinal && before.list === list;
  }
  return before.ordinal + 1 === ordinal;
}

/** What stands inside an item is indented by the width of the item's marker. */
function renderList(parts: readonly ListPart[], base: string | undefined, firstBullet: Bullet): string {
  const indents: string[] = [''];
  const markers: Marker[] = [];
  const lines: string[] = [];
  let isOpen = false;
  for (const part of parts) {
    const { depth } = part;
    if ('group' in part) {
      const inside = renderGroup(part.group, base, '-').split('\n');
      // What begins an item stands behind its marker.
      if (isOpen) lines.push(`${lines.pop()}${inside.shift()}`);
      else lines.push('');
      lines.push(...inside.map((line) => (line === '' ? '' : indents[depth + 1] + line)));
      isOpen = false;
      continue;
    }
    const ordinal = 'item' in part ? part.item.block.ordinal : part.ordinal;
    const ordered = ordinal !== undefined && ordinal >= 0 && ordinal <= MAX_ORDINAL;
    const sibling = markers[depth];
    markers.length = depth + 1;
    const goesOn = sibling !== undefined && isSameList(sibling, part.list, ordered ? ordinal : undefined);
    const delimiter = goesOn ? sibling.delimiter : delimiterAfter(sibling?.delimiter, ordered, firstBullet);
    markers[depth] = { list: part.list, ordinal: ordered ? ordinal : undefined, delimiter };

    const marker = ordered ? `${ordinal}${delimiter} ` : `${delimiter} `;
    const indent = indents[depth];
    indents[depth + 1] = indent + ' '.repeat(marker.length);
    isOpen = !('item' in part);
    const words = 'item' in part ? inlineOf(part.item, base, 'block').replace(ESCAPED_BOX, '[$1] ') : '';
    const [first, ...rest] = words.split('\n');
    lines.push(indent + marker + first, ...rest.map((line) => indents[depth + 1] + line));
  }
  return lines.join('\n');
}

function delimiterAfter(before: string | undefined, ordered: boolean, firstBullet: Bullet): string {
  if (ordered) return before === '.' ? ')' : '.';
  if (before === undefined) return firstBullet;
  return before === '-' ? '*' : '-';
}
