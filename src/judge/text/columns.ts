/** The columns of the features that the text scorer sees of each block. Names are for people and for the model file. */
import { TALK_FEATURES } from '../talk.ts';
import { SITUATION_FEATURES } from './situation.ts';

const names: string[] = [];
const column = (name: string): number => names.push(name) - 1;
const columns = (all: readonly string[]): number => names.push(...all) - all.length;

// The block's own text, without bullets and heading marks.
export const WORDS = column('words');
export const LENGTH = column('characters');
export const WORD_LENGTH = column('characters per word');
export const LEVEL = column('trigram level over what is usual');
export const ENDS_AS = column('how the text ends');
export const STARTS_LOW = column('starts with a small letter');
export const CAPITALS = column('share of words with a capital');
export const DIGITS = column('share of digits');
export const MARKS = column('share of punctuation');
export const SEPARATORS = column('separators');
export const COMMAS = column('commas per word');
export const SENTENCES = column('sentences');
export const SIGNS = column('address, copyright or currency sign');
export const COPIES = column('copies of the text');
export const IS_COPY = column('copy of a text before');
export const RETURNS = column('blocks on to a copy of the text');
export const CUE = column('removed by a rule');
export const TOPIC_PROSE = column('share of words that other prose has');
export const TOPIC_BLOCKS = column('blocks that share its words');
export const KIND = column('kind of block');

// Neighbours.
export const AROUND = [-3, -2, -1, 1, 2, 3] as const;
export const NEAR_WORDS = AROUND.map((offset) => column(`words at ${offset}`));
export const NEAR_ENDS = AROUND.map((offset) => column(`end at ${offset}`));
export const NEAR_CAPITALS = [-1, 1].map((offset) => column(`capitals at ${offset}`));

// Windows and runs.
export const RETURNS_NEAR = column('blocks around that return later');
export const WINDOWS = [3, 10, 30] as const;
export const MEAN_BEFORE = WINDOWS.map((size) => column(`words per block, ${size} before`));
export const MEAN_BEHIND = WINDOWS.map((size) => column(`words per block, ${size} behind`));
export const PROSE_NEAR = WINDOWS.map((size) => column(`prose among ${size} around`));
export const CUES_NEAR = WINDOWS.map((size) => column(`cues among ${size} around`));
export const SHORT_RUN = column('run of short blocks');
export const SHORT_RUN_PLACE = column('place in the run of short blocks');
export const SHAPE_RUN = column('run of blocks of one shape');
export const SHAPE_NEAR = column('blocks of its shape around');
export const SHAPE_SHARE = column('share of blocks that stand among the same shapes');
export const PROSE_RUN = column('run of prose');
export const TO_PROSE_BEFORE = column('blocks back to prose');
export const TO_PROSE_BEHIND = column('blocks on to prose');
export const CUES_BEFORE = column('blocks back to a cue');
export const CUES_BEHIND = column('blocks on to a cue');
export const ALL_CUES_BEFORE = column('cues before');
export const ALL_CUES_BEHIND = column('cues behind');
export const CUE_SHARE_BEHIND = column('share of cues behind');
/** The first of those of words. */
export const TALK = columns(TALK_FEATURES);

// Place in the document.
export const FROM_START = column('blocks before');
export const FROM_END = column('blocks behind');
export const FROM_FIRST_PROSE = column('blocks from the first prose');
export const FROM_LAST_PROSE = column('blocks from the last prose');
export const PLACE = column('place among the blocks');
export const WORDS_BEFORE = column('share of words before');
export const PROSE_BEFORE = column('share of prose before');
export const PROSE_WORDS_BEFORE = column('words of prose before');
export const PROSE_WORDS_BEHIND = column('words of prose behind');
export const COSTS = [2, 6, 15] as const;
export const CORE = COSTS.map((cost) => column(`blocks to the core, cost ${cost}`));
export const CORE_SHARE = COSTS.map((cost) => column(`share of prose in the core, cost ${cost}`));

// The document.
export const BLOCKS = column('blocks');
export const TOTAL = column('words of the document');
export const PROSE_SHARE = column('share of prose in the document');
export const MEAN_WORDS = column('words per block in the document');
export const SHORT_SHARE = column('share of short blocks in the document');
export const SIGN_SHARE = column('share of blocks with signs in the document');
export const SHAPED_SHARE = column('share of blocks in repeated shapes in the document');
/** Which situation the document is in. */
export const SITUATION = SITUATION_FEATURES.map((name) => column(`document: ${name}`));

export const TEXT_FEATURES: readonly string[] = names;
export const FEATURE_COUNT: number = names.length;
