/**
 * What the parser saw of a page's elements: a structure of arrays, so that a page costs a handful
 * of typed arrays and no object per node. HTML only.
 */

/** Tag names that dehusk tells apart; an element's tag is the name's place in this list. */
export const TAG_NAMES = [
  'unknown',
  ...['html', 'head', 'body', 'title', 'meta', 'link', 'base', 'script', 'style', 'template', 'noscript'],
  ...['div', 'section', 'article', 'main', 'aside', 'nav', 'header', 'footer', 'address', 'hgroup', 'search'],
  ...[
    'p',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'blockquote',
    'pre',
    'figure',
    'figcaption',
    'hr',
    'br',
    'center',
  ],
  ...['ul', 'ol', 'menu', 'dir', 'li', 'dl', 'dt', 'dd', 'details', 'summary', 'dialog'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'colgroup', 'col'],
  ...[
    'form',
    'fieldset',
    'legend',
    'label',
    'button',
    'input',
    'select',
    'option',
    'optgroup',
    'textarea',
    'output',
  ],
  ...[
    'a',
    'b',
    'strong',
    'i',
    'em',
    'u',
    'small',
    'big',
    'span',
    'font',
    'code',
    'kbd',
    'samp',
    'tt',
    'var',
    'cite',
  ],
  ...['q', 'sub', 'sup', 'abbr', 'time', 'mark', 'del', 'ins', 's', 'bdi', 'bdo', 'wbr', 'ruby', 'rt', 'rp'],
  ...[
    'img',
    'picture',
    'source',
    'svg',
    'math',
    'canvas',
    'iframe',
    'object',
    'embed',
    'param',
    'area',
    'map',
  ],
  ...['video', 'audio', 'track', 'frame', 'frameset', 'noframes', 'noembed', 'xmp', 'listing', 'plaintext'],
  ...['datalist', 'meter', 'progress', 'slot', 'applet', 'marquee', 'annotation', 'foreignobject'],
  /** An element with a hyphen in its name, as web components have. */
  'custom',
  'annotation-xml',
  ...['mfrac', 'msup', 'msub', 'msubsup', 'munder', 'mover', 'munderover', 'msqrt', 'mroot', 'mtable', 'mtr'],
  ...['mi', 'mo', 'mtext'],
] as const;
export type TagName = (typeof TAG_NAMES)[number];

/** The number of each tag name: `TAG.div`. */
export const TAG: Readonly<Record<TagName, number>> = Object.fromEntries(
  TAG_NAMES.map((name, number) => [name, number]),
) as Record<TagName, number>;

/** What an element's attributes say of it, as bits of `Page.flags`. */
export const ELEMENT = {
  /** `hidden`, `aria-hidden`, `display: none`. */
  hidden: 1,
  /** `rel=author`, `itemprop=author`. */
  author: 2,
  /** `itemprop=articleBody`, `text`, `description`. */
  itemBody: 4,
  /** Another `itemprop`. */
  itemProperty: 8,
  /** `itemtype` of an article, a posting, a product, a recipe, a question. */
  itemScope: 16,
  /** `role=main`, `role=article`. */
  roleMain: 32,
  /** `role=navigation`, `banner`, `contentinfo`, `search`, `complementary`, `menu`, `dialog`. */
  roleChrome: 64,
  /** Starts on a line of its own. */
  block: 128,
} as const;

/**
 * Groups of words in class names, ids and roles, by what they mean; at most 64, because an element
 * holds them as bits. Which words belong to a group says `segment/class-words.ts`.
 */
export const WORD_GROUPS = [
  ...['article', 'post', 'entry', 'body', 'text', 'content', 'main', 'sidebar'],
  ...['navigation', 'header', 'hero', 'footer', 'comments', 'reply', 'related', 'latest'],
  ...['share', 'advertising', 'promotion', 'newsletter', 'consent', 'overlay', 'breadcrumb', 'pagination'],
  ...['meta', 'date', 'author', 'byline', 'tags', 'widget', 'box', 'teaser'],
  ...['list', 'results', 'title', 'caption', 'credit', 'image', 'gallery', 'media'],
  ...['lead', 'description', 'login', 'user', 'search', 'filter', 'button', 'link'],
  ...['product', 'shop', 'review', 'specification', 'forum', 'quote', 'signature', 'documentation'],
  ...['contents', 'code', 'hidden', 'tab', 'recipe', 'contact', 'notice', 'counter'],
] as const;
export type WordGroup = (typeof WORD_GROUPS)[number];

/** The elements in document order, and what is counted for the blocks. */
export interface Page {
  /** Number of elements; every array of elements below is at least this long. */
  readonly elementCount: number;
  /** Index of the parent element, -1 for the root. A parent comes before its children. */
  readonly parent: Int32Array;
  /** Place of the tag name in `TAG_NAMES`. */
  readonly tag: Uint8Array;
  /** Number of ancestors. */
  readonly depth: Uint16Array;
  /** Bits of `ELEMENT`. */
  readonly flags: Uint16Array;
  /** The groups of class, id and role words that the element has, 0 to 31 and 32 to 63, as bits. */
  readonly wordsLow: Int32Array;
  readonly wordsHigh: Int32Array;
  /** A hash of the tags and class names from the root to here, digits in them aside. */
  readonly path: Int32Array;
  /** Pictures directly in the element, and form controls. */
  readonly images: Uint16Array;
  readonly controls: Uint16Array;

  /** For each block, the element that holds its first text, which may be inside the block. */
  readonly leaf: Int32Array;
  /** For each block, how many of its characters stand in links, and in strong or emphasised text. */
  readonly linkCharacters: Int32Array;
  readonly strongCharacters: Int32Array;
  /** For each block, how many links it has and how many line breaks (`br`). */
  readonly links: Uint16Array;
  readonly breaks: Uint16Array;
}

/** True when a class, id or role word of the element is in the group. */
export function hasWordOf(
  page: Pick<Page, 'wordsLow' | 'wordsHigh'>,
  element: number,
  group: WordGroup,
): boolean {
  const number = WORD_GROUPS.indexOf(group);
  const words = number < 32 ? page.wordsLow[element] : page.wordsHigh[element];
  return (words & (1 << (number & 31))) !== 0;
}
