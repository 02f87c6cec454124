/** What each tag does to the segmentation: where blocks begin and end, what is skipped, what ends what. */
import type { Mark } from '../document.ts';
import { TAG, TAG_NAMES, type TagName } from '../page.ts';
import { hashName, NameTable } from './names.ts';

/** Bits of `TRAITS`. */
export const TRAIT = {
  /** Begins and ends a block of text. */
  block: 1,
  /** Has no content and no end tag. */
  void: 2,
  /** Its text is not visible, or is a control's. */
  skip: 4,
  /** Its start ends an open `p`. */
  endsParagraph: 8,
  /** End tags of what is outside do not reach what is inside: table cells. */
  barrier: 16,
  /** May stand in `head`. */
  head: 32,
  /** Part of a table's frame. */
  tablePart: 64,
  /** h1 to h6. */
  heading: 128,
  /** Names a list. */
  list: 256,
  /** Holds words, so that a custom element directly in it is one of them. */
  sentence: 512,
} as const;

/** While it is open, the number of a custom element that stands among words; in the page it is `custom`. */
export const INLINE_CUSTOM = TAG_NAMES.length;

/** How many numbers open elements can have. */
export const TAG_COUNT = INLINE_CUSTOM + 1;

/** The traits of each tag, by its number. */
export const TRAITS: Readonly<Uint16Array> = buildTraits();

/** Formatting that blocks carry as marks. */
export const MARK_OF: Readonly<Partial<Record<number, Mark['type']>>> = {
  [TAG.a]: 'link',
  [TAG.b]: 'strong',
  [TAG.strong]: 'strong',
  [TAG.i]: 'emphasis',
  [TAG.em]: 'emphasis',
  [TAG.del]: 'deleted',
  [TAG.s]: 'deleted',
  [TAG.code]: 'code',
  [TAG.kbd]: 'code',
  [TAG.samp]: 'code',
  [TAG.tt]: 'code',
  [TAG.sup]: 'superscript',
  [TAG.sub]: 'subscript',
  [TAG.rt]: 'reading',
  [TAG.rp]: 'reading',
};

/** `strike` is the old name of `s`. */
const table = new NameTable([...TAG_NAMES.map((name, number) => [name, number] as const), ['strike', TAG.s]]);
const HYPHEN = 0x2d;

/** The number in `TAG_NAMES` of a tag name in the source. */
export function tagOf(source: string, start: number, end: number): number {
  const tag = table.find(hashName(source, start, end));
  if (tag !== -1) return tag;
  for (let i = start; i < end; i++) if (source.charCodeAt(i) === HYPHEN) return TAG.custom;
  return TAG.unknown;
}

function buildTraits(): Uint16Array {
  const traits = new Uint16Array(TAG_COUNT);
  const give = (trait: number, names: readonly TagName[]) => {
    for (const name of names) traits[TAG[name]] |= trait;
  };
  const headings: TagName[] = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
  const sections: TagName[] = [
    ...([
      'div',
      'section',
      'article',
      'main',
      'aside',
      'nav',
      'header',
      'footer',
      'address',
      'hgroup',
    ] as const),
    ...(['search', 'blockquote', 'figure', 'figcaption', 'center', 'ul', 'ol', 'menu', 'dir', 'dl'] as const),
    ...([
      'details',
      'summary',
      'dialog',
      'form',
      'fieldset',
      'pre',
      'listing',
      'xmp',
      'plaintext',
      'p',
      'hr',
    ] as const),
  ];
  give(TRAIT.block, [...headings, ...sections]);
  give(TRAIT.block, [
    'html',
    'head',
    'body',
    'li',
    'dt',
    'dd',
    'legend',
    'button',
    'marquee',
    'custom',
    'frameset',
  ]);
  give(TRAIT.endsParagraph, [...headings, ...sections, 'li', 'dt', 'dd', 'table']);
  const tableParts: TagName[] = ['caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'colgroup'];
  give(TRAIT.tablePart, tableParts);
  give(TRAIT.block, ['table', ...tableParts]);
  give(TRAIT.barrier, ['td', 'th', 'caption']);
  give(TRAIT.void, [
    'meta',
    'link',
    'base',
    'br',
    'hr',
    'col',
    'input',
    'wbr',
    'img',
    'source',
    'embed',
    'param',
  ]);
  give(TRAIT.void, ['area', 'track', 'frame']);
  give(TRAIT.skip, [
    'title',
    'script',
    'style',
    'template',
    'select',
    'textarea',
    'datalist',
    'svg',
    'canvas',
  ]);
  give(TRAIT.skip, ['iframe', 'object', 'video', 'audio', 'noframes', 'noembed', 'applet', 'annotation']);
  give(TRAIT.skip, ['annotation-xml', 'meter', 'progress']);
  give(TRAIT.head, ['head', 'title', 'meta', 'link', 'base', 'script', 'style', 'template', 'noscript']);
  give(TRAIT.heading, headings);
  give(TRAIT.list, ['ul', 'ol', 'menu', 'dir']);
  give(TRAIT.sentence, [...headings, 'p', 'li', 'dt', 'dd', 'td', 'th', 'caption', 'figcaption', 'summary']);
  return traits;
}
