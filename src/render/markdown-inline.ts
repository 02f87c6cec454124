/** Inline Markdown: what to escape, and which marks can be written. */
import { safeHref } from './href.ts';
import { type Formatting, type Inline, plainText } from './inline.ts';

/** Where the text stands: alone, where lines may break; in a heading's one line; in a table's cell. */
export type Place = 'block' | 'line' | 'cell';

interface Setting {
  readonly place: Place;
  /** The page's URL, against which links are resolved. */
  readonly base: string | undefined;
  readonly inLink: boolean;
  /** A dollar beside a formula would begin one or end it. Elsewhere the page's own may do so, as libraries read them. */
  readonly hasFormula: boolean;
}

/** What stands around a piece: the last characters written before it, the page's text behind it. */
interface Neighbours {
  /** Empty at the start of a line. */
  readonly before: string;
  readonly after: string;
}

/** Writes inline content as Markdown. */
export function writeInline(inlines: readonly Inline[], place: Place, base: string | undefined): string {
  const setting = { place, base, inLink: false, hasFormula: hasFormula(inlines) };
  return writeAll(inlines, setting, { before: '', after: '' });
}

function hasFormula(inlines: readonly Inline[]): boolean {
  return inlines.some(
    (inline) => typeof inline === 'object' && (inline.type === 'formula' || hasFormula(inline.children)),
  );
}

function writeAll(inlines: readonly Inline[], setting: Setting, { before, after }: Neighbours): string {
  const parts: string[] = [];
  let last = before;
  inlines.forEach((inline, i) => {
    const next = inlines[i + 1];
    const neighbours = { before: last, after: next === undefined ? after : plainText([next]) };
    const beforeLink = typeof next === 'object' && next.type === 'link';
    const part =
      typeof inline === 'string'
        ? writeText(inline, setting, last === '', beforeLink)
        : writeMarked(inline.type, inline.href, inline.children, setting, neighbours);
    parts.push(part);
    if (part !== '') last = part.slice(-2);
  });
  return parts.join('');
}

function writeMarked(
  type: Formatting,
  href: string | undefined,
  children: readonly Inline[],
  setting: Setting,
  neighbours: Neighbours,
): string {
  switch (type) {
    case 'link':
      return writeLink(children, safeHref(href, setting.base), setting, neighbours);
    case 'code':
      return writeCode(plainText(children), setting);
    case 'formula':
      return writeFormula(plainText(children), setting.place);
    case 'superscript':
      return writeTag('sup', children, setting);
    case 'subscript':
      return writeTag('sub', children, setting);
    default:
      return writeStress(type, children, setting, neighbours);
  }
}

function writeLink(
  children: readonly Inline[],
  href: string | undefined,
  setting: Setting,
  neighbours: Neighbours,
): string {
  if (href === undefined || setting.inLink) return writeAll(children, setting, neighbours);
  const label = writeAll(children, { ...setting, inLink: true }, { before: '[', after: ']' });
  return `[${label}](${destination(href, setting.place)})`;
}

function destination(href: string, place: Place): string {
  const escaped = href
    .replace(/[\s<>\\]/g, (character) => encodeURIComponent(character))
    .replace(ENTITY, '&amp;')
    .replaceAll('|', place === 'cell' ? '%7C' : '|');
  return /[()]/.test(escaped) ? `<${escaped}>` : escaped;
}

type Stress = 'emphasis' | 'strong' | 'deleted';

interface Sign {
  readonly sign: string;
  /** What says the same where the sign does not work, outermost first. */
  readonly tags: readonly string[];
}

const SIGNS: Readonly<Record<Stress, Sign>> = {
  emphasis: { sign: '*', tags: ['em'] },
  strong: { sign: '**', tags: ['strong'] },
  deleted: { sign: '~~', tags: ['del'] },
};
const STRONG_EMPHASIS: Sign = { sign: '***', tags: ['strong', 'em'] };

function writeStress(
  type: Stress,
  children: readonly Inline[],
  setting: Setting,
  neighbours: Neighbours,
): string {
  const [only] = children;
  const isBoth =
    children.length === 1 &&
    typeof only === 'object' &&
    ((type === 'strong' && only.type === 'emphasis') || (type === 'emphasis' && only.type === 'strong'));
  if (isBoth) return writeSign(STRONG_EMPHASIS, only.children, setting, neighbours);
  return writeSign(SIGNS[type], children, setting, neighbours);
}

/**
 * Stars open and close emphasis only in certain company (CommonMark, "left-flanking delimiter run"):
 * `the**“new”**law` shows the stars. Where they would not work, tags do.
 */
function writeSign(
  { sign, tags }: Sign,
  children: readonly Inline[],
  setting: Setting,
  { before, after }: Neighbours,
): string {
  const inner = writeAll(children, setting, { before: sign[0], after });
  const opens = !PUNCTUATION_FIRST.test(inner) || !WORD_LAST.test(before);
  const closes = !PUNCTUATION_LAST.test(inner) || !WORD_FIRST.test(after);
  // A lone tilde between words is not escaped.
  const touchesTilde = sign === '~~' && (/^~|(?<!\\)~$/.test(inner) || after.startsWith('~'));
  const touchesSame = touchesTilde || (before.endsWith(sign[0]) && !before.endsWith(`\\${sign[0]}`));
  if (opens && closes && !touchesSame) return sign + inner + sign;
  const between = writeAll(children, setting, { before: '>', after: '<' });
  return tags.reduceRight((written, tag) => `<${tag}>${written}</${tag}>`, between);
}

function writeTag(tag: string, children: readonly Inline[], setting: Setting): string {
  return `<${tag}>${writeAll(children, setting, { before: '>', after: '<' })}</${tag}>`;
}

const PUNCTUATION_FIRST = /^[\p{P}\p{S}]/u;
const PUNCTUATION_LAST = /[\p{P}\p{S}]$/u;
const WORD_FIRST = /^[^\s\p{P}\p{S}]/u;
const WORD_LAST = /[^\s\p{P}\p{S}]$/u;

function writeCode(code: string, setting: Setting): string {
  const line = code.replace(/\s*\n\s*/g, ' ');
  const { place } = setting;
  // A cell ends at a bar whatever span it stands in, and before an escaped one a span cannot have a backslash.
  if (place === 'cell' && line.includes('\\|')) return `<code>${escapeCharacters(line, setting)}</code>`;
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  const padded = /^`|`$/.test(line) ? ` ${line} ` : line;
  return ticks + (place === 'cell' ? padded.replaceAll('|', '\\|') : padded) + ticks;
}

/** TeX between dollars, as GitHub, pandoc and most others read it. */
function writeFormula(tex: string, place: Place): string {
  return `$${place === 'cell' ? withoutBars(tex) : tex}$`;
}

/** A cell would end at a bar; the double one, `\|`, goes by its name. */
function withoutBars(tex: string): string {
  return tex
    .replace(/\\\|(?=[a-z])/gi, '\\Vert ')
    .replaceAll('\\|', '\\Vert')
    .replaceAll('|', '\\|');
}

/** Line ends become hard breaks where lines may break, spaces elsewhere. */
function writeText(text: string, setting: Setting, startsLine: boolean, beforeLink: boolean): string {
  const lines = setting.place === 'block' ? text.split('\n') : [text.replace(/\s*\n\s*/g, ' ')];
  const written = lines.map((line, i) => {
    const escaped = escapeCharacters(i > 0 ? line.trimStart() : line, setting);
    // Behind the signs of a heading nothing begins a block.
    const atStart = setting.place === 'block' && (i > 0 || startsLine);
    const whole = atStart ? escapeLineStart(escaped) : escaped;
    return i < lines.length - 1 ? whole.trimEnd() : whole;
  });
  const joined = written.join('  \n');
  // An exclamation mark before a link's bracket would make it a picture.
  return beforeLink && joined.endsWith('!') ? `${joined.slice(0, -1)}\\!` : joined;
}

const ENTITY = /&(?=#\d{1,7};|#x[\da-f]{1,6};|[a-z][a-z\d]{1,31};)/gi;

function escapeCharacters(text: string, { place, inLink, hasFormula }: Setting): string {
  const escaped = text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
    .replace(/[`[]/g, '\\$&')
    .replace(/\*(?!\s)|(?<!\s)\*/g, '\\*')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~(?=~)|(?<=\S)~/g, '\\~')
    .replace(/<(?=[a-z/!?]|$)/gi, '\\<')
    .replace(ENTITY, '\\&');
  const inBrackets = inLink ? escaped.replaceAll(']', '\\]') : escaped;
  const withDollars = hasFormula ? inBrackets.replace(/\$/g, '\\$&') : inBrackets;
  return place === 'cell' ? withDollars.replaceAll('|', '\\|') : withDollars;
}

/** What makes a heading, a quote, a list, a rule, a fence or a table's second line at the start of a line. */
function escapeLineStart(line: string): string {
  return line
    .replace(/^#{1,6}(?=\s|$)/, '\\$&')
    .replace(/^(?:>|[-+*](?=\s|$)|=+\s*$|~~~)/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?=.*-)[:|-][\s:|-]*$/, '\\$&');
}
