/**
 * Pages as they were marked up before HTML 5 and class names: the scorer of bare pages learns from them. The visible
 * text stays; names, roles, metadata and the elements that say what they are for go.
 */
import { Parser } from 'htmlparser2';

const SILENT = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe']);
const LEFT_OUT = new Set(['link', 'source', 'time']);
const DIVISIONS = new Set([
  ...['article', 'main', 'section', 'header', 'footer', 'nav', 'aside', 'figure', 'figcaption', 'hgroup'],
  ...['details', 'summary', 'dialog', 'picture'],
]);
const VOID = new Set([
  'br',
  'img',
  'hr',
  'meta',
  'input',
  'col',
  'area',
  'base',
  'wbr',
  'embed',
  'track',
  'param',
]);
const ATTRIBUTES = new Set([
  ...['href', 'src', 'alt', 'lang', 'content', 'name', 'colspan', 'rowspan', 'type', 'value', 'charset'],
  ...['http-equiv', 'hidden'],
]);
const METADATA = /^(?:description|keywords|author|content-type)$/i;
/** Elements nested deeper than this stay divisions: tables were for the layout of the page. */
const TABLE_DEPTH = 6;

/** How the authors of a page wrote: one page has all of it, another none. */
interface Style {
  /** Tables for divisions. */
  readonly tables: boolean;
  /** Two line breaks for the end of a paragraph. */
  readonly breaks: boolean;
  /** Bold paragraphs for headings. */
  readonly fonts: boolean;
  /** Line breaks for list items. */
  readonly lines: boolean;
}

/** A style for each page, the same one each time: half of the pages have tables, and half of those each of the other habits. */
function styleOf(id: string): Style {
  let hash = 7;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x9e3779b1);
  const bit = (place: number): boolean => ((hash >>> place) & 1) === 1;
  const tables = bit(24);
  return { tables, breaks: tables && bit(25), fonts: tables && bit(26), lines: tables && bit(27) };
}

/** The source of a page without what names its parts. `id` decides how its authors wrote. */
export function bareMarkup(html: string, id: string): string {
  const style = styleOf(id);
  let out = '';
  let silent = 0;
  let divisions = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (SILENT.has(name)) silent++;
      else if (silent === 0 && !isLeftOut(name, attributes)) {
        const tag = plainName(name);
        if (tag === 'div') divisions++;
        out += startOf(tag, style, divisions) ?? startTag(tag, attributes);
      }
    },
    ontext(text) {
      if (silent === 0) out += escapeText(text);
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent--;
      else if (silent === 0 && !VOID.has(name) && !LEFT_OUT.has(name)) {
        const tag = plainName(name);
        out += endOf(tag, style, divisions) ?? `</${tag}>`;
        if (tag === 'div') divisions--;
      }
    },
  });
  parser.end(html);
  return out;
}

function isLeftOut(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (name !== 'meta') return LEFT_OUT.has(name);
  return !('charset' in attributes) && !METADATA.test(attributes.name ?? attributes['http-equiv'] ?? '');
}

function plainName(name: string): string {
  return DIVISIONS.has(name) ? 'div' : name;
}

/** What stands for a start tag; undefined for the tag itself. */
function startOf(tag: string, style: Style, divisions: number): string | undefined {
  if (tag === 'div' && style.tables && divisions <= TABLE_DEPTH) return '<table><tr><td>';
  if (tag === 'p' && style.breaks) return '';
  if (style.fonts && /^h[1-6]$/.test(tag)) return '<p><b><font>';
  if (style.lines && (tag === 'ul' || tag === 'ol')) return '<br>';
  return style.lines && tag === 'li' ? '' : undefined;
}

function endOf(tag: string, style: Style, divisions: number): string | undefined {
  if (tag === 'div' && style.tables && divisions <= TABLE_DEPTH) return '</td></tr></table>';
  if (tag === 'p' && style.breaks) return '<br><br>';
  if (style.fonts && /^h[1-6]$/.test(tag)) return '</font></b></p>';
  return style.lines && (tag === 'ul' || tag === 'ol' || tag === 'li') ? '<br>' : undefined;
}

function startTag(tag: string, attributes: Readonly<Record<string, string>>): string {
  const kept = Object.entries(attributes).filter(
    ([name, value]) => ATTRIBUTES.has(name) || (name === 'style' && /display\s*:\s*none/.test(value)),
  );
  return `<${tag}${kept.map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`).join('')}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
