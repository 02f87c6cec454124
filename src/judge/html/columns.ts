/** The columns of the features: what the scorer knows of each block. Names are for people and for the model file. */
import { ELEMENT, type TagName, WORD_GROUPS } from '../../page.ts';
import { TALK_FEATURES } from '../talk.ts';

const names: string[] = [];
const slot = (name: string): number => names.push(name) - 1;
const slots = (prefix: string, all: readonly string[]): number => {
  const first = names.length;
  for (const name of all) slot(`${prefix}: ${name}`);
  return first;
};

// The block's own text.
export const WORDS = slot('words');
export const LENGTH = slot('characters');
export const WORD_LENGTH = slot('characters per word');
export const LINK_SHARE = slot('share of text in links');
export const LINKS = slot('links');
export const STRONG_SHARE = slot('share of strong text');
export const COMMAS = slot('commas per word');
export const COMMA_COUNT = slot('commas');
export const SENTENCES = slot('sentences');
export const WORDS_PER_SENTENCE = slot('words per sentence');
export const DIGIT_SHARE = slot('share of digits');
export const CAPITAL_SHARE = slot('share of capitals');
export const PUNCTUATION_SHARE = slot('share of punctuation');
export const ENDS_AS = slot('how the text ends');
export const BREAKS = slot('line breaks');
export const MARKUP = slot('source per character');
export const KIND = slot('kind');
export const LEVEL = slot('level');
export const COPIES = slot('copies of the text on the page');
export const IS_COPY = slot('copy of a text before');
export const IN_TITLE = slot('part of the title');
export const IN_DESCRIPTION = slot('part of the description');
export const PROSE = slot('words of prose');

// Where it stands.
export const PLACE = slot('place among the blocks');
export const WORDS_BEFORE = slot('share of words before');
export const PROSE_BEFORE = slot('share of prose before');
export const PROSE_AFTER = slot('share of prose after');
export const FROM_FIRST_PROSE = slot('blocks from the first long prose');
export const FROM_LAST_PROSE = slot('blocks from the last long prose');
export const FROM_TITLE = slot('blocks from the title');
export const PROSE_SINCE_TITLE = slot('prose since the title');
export const FROM_START = slot('blocks from the start');
export const FROM_END = slot('blocks from the end');
export const DEPTH = slot('depth');
export const DEPTH_IN_CONTAINER = slot('depth below the container of half the prose');

// Headings around it.
export const HEADING_DISTANCE = slot('blocks since the heading');
export const HEADING_LEVEL = slot('level of the heading before');
export const HEADING_WORDS = slot('words of the heading before');
export const HEADING_LINK_SHARE = slot('link share of the heading before');
export const SECTION_WORDS = slot('words in the section');
export const SECTION_LINK_SHARE = slot('link share of the section');
export const SECTION_PROSE = slot('prose share of the section');
export const SECTION_BLOCKS = slot('blocks in the section');
export const NEXT_HEADING = slot('blocks to the next heading');

// Neighbours.
export const NEIGHBOURS = [-3, -2, -1, 1, 2, 3] as const;
export const NEIGHBOUR_FACTS = ['words', 'link share', 'heading', 'same path'] as const;
export const NEIGHBOUR = slots(
  'neighbour',
  NEIGHBOURS.flatMap((offset) => NEIGHBOUR_FACTS.map((fact) => `${offset} ${fact}`)),
);
export const WINDOWS = [
  [-2, 2],
  [-5, 5],
  [-12, 12],
  [-30, 30],
  [-6, -1],
  [1, 6],
  [-25, -1],
  [1, 25],
] as const;
export const WINDOW_FACTS = ['words', 'link share', 'prose share'] as const;
export const WINDOW = slots(
  'window',
  WINDOWS.flatMap(([from, to]) => WINDOW_FACTS.map((fact) => `${from} to ${to} ${fact}`)),
);

/** What words say, the first of the columns. Only bare pages are read for it. */
export const TALK = names.push(...TALK_FEATURES) - TALK_FEATURES.length;

// The ancestors, each wider than the one before.
export const LEVELS = 6;
export const LEVEL_FACTS = [
  'words',
  'link share',
  'share of the prose',
  'prose share',
  'blocks',
  'words per block',
  'headings per block',
  'commas per word',
  'images per block',
  'controls per block',
  'alike',
  'words of those alike',
  'link share of those alike',
  'prose share of those alike',
  'place in it',
] as const;
export const LEVEL_BASE = slots(
  'ancestor',
  Array.from({ length: LEVELS }, (_, level) => LEVEL_FACTS.map((fact) => `${level} ${fact}`)).flat(),
);

// The blocks with the same path of tags and classes.
export const PATH_COUNT = slot('path: blocks alike');
export const PATH_WORDS = slot('path: words per block alike');
export const PATH_LINK_SHARE = slot('path: link share of those alike');
export const PATH_PROSE = slot('path: prose share of those alike');
export const PATH_SHARE = slot('path: share of the words of the page');
export const PATH_SPREAD = slot('path: how far those alike spread');
export const PATH_INSIDE = slot('path: share inside the container of half the prose');

// Containers.
export const CONTAINERS = ['half', 'most', 'best', 'stated', 'alike', 'title'] as const;
export const CONTAINER_FACTS = [
  'steps up to it',
  'place in it',
  'blocks outside it',
  'share of the words above',
] as const;
export const CONTAINER_BASE = slots(
  'container',
  CONTAINERS.flatMap((container) => CONTAINER_FACTS.map((fact) => `${container} ${fact}`)),
);

// The branch below the point where the way to the block leaves the way to a container, or below the container.
export const BRANCH_OF = ['half', 'best', 'title'] as const;
export const BRANCH_FACTS = [
  'words',
  'link share',
  'prose share',
  'share of the prose',
  'blocks',
  'words per block',
  'images per block',
  'controls per block',
  'headings per block',
  'after the richest',
  'siblings alike',
] as const;
export const BRANCH_BASE = slots(
  'branch',
  BRANCH_OF.flatMap((container) => BRANCH_FACTS.map((fact) => `${container} ${fact}`)),
);

// Words, tags and attributes of the ancestors.
export const NEAR_WORDS = slots('near words', WORD_GROUPS);
export const FAR_WORDS = slots('words above', WORD_GROUPS);
export const TAGS: readonly (readonly TagName[])[] = [
  ['nav'],
  ['header'],
  ['footer'],
  ['aside'],
  ['article'],
  ['main'],
  ['section'],
  ['form', 'fieldset'],
  ['table'],
  ['ul', 'ol'],
  ['li'],
  ['blockquote', 'q'],
  ['figure', 'figcaption', 'picture'],
  ['button'],
  ['a'],
  ['label', 'legend'],
  ['details', 'summary'],
  ['dl'],
  ['noscript'],
  ['dialog', 'menu'],
  ['p'],
  ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ['th', 'caption'],
  ['time'],
  ['custom'],
  ['span'],
  ['strong', 'b', 'em', 'i'],
  ['small', 'cite', 'font'],
  ['pre', 'code'],
  ['address'],
];
export const NEAR_TAGS = slots(
  'near tag',
  TAGS.map(([name]) => name),
);
export const FAR_TAGS = slots(
  'tag above',
  TAGS.map(([name]) => name),
);
export const FLAGS = Object.entries(ELEMENT).filter(([name]) => name !== 'block');
export const FLAG_BASE = slots(
  'attribute',
  FLAGS.map(([name]) => name),
);

// The page.
export const PAGE_FACTS = [
  'blocks',
  'words',
  'prose share',
  'link share',
  'prose blocks share',
  'words per prose block',
  'share of words in half container',
  'link share of half container',
  'share of words in best container',
  'share of words in stated container',
  'articles',
  'images per block',
  'controls per block',
  'has title',
  'type',
  'address depth',
  'address digits',
  'address hyphens',
  'address length',
  'words in comments',
  'prose outside comments',
  'prose before comments',
  'words in forum',
  'words in product',
  'words in teasers',
  'words in documentation',
  'best alike share',
  'best alike count',
  'best alike link share',
  'best alike words',
  'prices',
  'headings per block',
  'list share',
  'blocks in spaced scripts',
] as const;
export const PAGE = slots('page', PAGE_FACTS);
/** Class words of `html` and `body`, in which themes say what kind of page it is; they follow the facts. */
export const PAGE_WORDS = slots('page word', WORD_GROUPS);

/** What each column of the features is. */
export const FEATURE_NAMES: readonly string[] = names;
