/** Which language, or languages, a document is in. */
import { CLASS, CLASS_OF } from '../../characters.ts';
import type { Block, Document } from '../../document.ts';
import { toUnits, unitsOf } from '../../units.ts';
import { findAround } from './around.ts';
import { commonCode } from './detectors.ts';
import { nameDoubtful } from './doubtful.ts';
import { builtInModel, type Guesser, guesserOf } from './guess.ts';
import type { LanguageModel } from './model.ts';
import { unquoted } from './quotes.ts';
import { letterShare } from './signs.ts';

/** How much of a block is looked at, in UTF-16 code units. */
export const SAMPLE_LENGTH = 120;
const LONG_SAMPLE_LENGTH = 300;
/** So many blocks tell what a document is in; of more, every second, third, … is asked. */
const MAX_BLOCKS = 60;
/** When so many of them all agree, the others are not asked. */
const FIRST_ASKED = 16;
/** Blocks that say less, in letters, are labels more often than text; they are asked only where there is little else. */
const MIN_SIZE = 40;
/** A character of Han, kana or Hangul says as much as so many letters. */
const DENSE = 2.5;
/** Of a poem, or of paragraphs of one short sentence, the one long notice below says nothing. */
const LONG_SHARE = 0.35;
/** So many characters of a page that do not stand around its content say what it is in, if they are this share of all. */
const MIN_WITHIN = 300;
const MIN_WITHIN_SHARE = 0.1;
/** A language with this share of the letters is the document's beside the main one. */
const SECOND_SHARE = 0.3;
/** Fewer trigrams than this don't say which language a block is in. */
const MIN_TRIGRAMS = 12;
/** The same text counts so many times. */
const MAX_COPIES = 2;
/** Blocks with fewer letters are addresses, program text and its warnings, whose words are English. */
const MIN_LETTER_SHARE = 0.75;
/** A block that is quoted, all of it or nearly, says this much of the document's language: somebody else speaks. */
const QUOTED_WEIGHT = 0.25;
/** A vote counts for a second language only when it is this long and this clear. */
const FIRM_TRIGRAMS = 25;
const FIRM_LEAD = 0.4;
const FIRM_LENGTH = 30;
/** Below this share of what is usual in the language, it may be one that the model does not know. */
const DOUBTFUL_LEVEL = 0.82;
/** Two languages nearer than this in a whole document: the declared one decides. */
const NEAR = 0.3;
const ASKED_BLOCKS = 5;

/**
 * The languages of a document's content: by the weight of its blocks, main language first.
 * The detectors are loaded only for a document that is in none of the languages of the built-in model.
 * @returns two-letter codes: one; more when each holds 30 % or more of the letters; none when it can't be told.
 *   Norwegian is `no`, Bosnian is `hr`, Malay is `id`.
 */
export function identifyLanguages(document: Document): readonly string[] {
  return identifyWith(builtInModel(), document);
}

/** The same with another model, for cross-validation. */
export function identifyWith(model: LanguageModel, document: Document): readonly string[] {
  const declared = commonCode((document.metadata.language ?? '').slice(0, 2).toLowerCase());
  const guesser = guesserOf(model);
  const votes = countVotes(guesser, document);
  if (votes.total === 0) return shortText(guesser, document, declared);
  let main = '';
  for (const [language, vote] of votes.byLanguage) {
    if (main === '' || vote.weight > (votes.byLanguage.get(main)?.weight ?? 0)) main = language;
  }
  const others = [...votes.byLanguage]
    .filter(([language, vote]) => language !== main && vote.firm >= votes.total * SECOND_SHARE)
    .sort(([, a], [, b]) => b.firm - a.firm)
    .map(([language]) => language);
  const named = nameMain(guesser, votes.byLanguage, main, declared);
  return [named, ...others.filter((language) => language !== named)].filter((language) => language !== '');
}

interface Vote {
  /** Length of the blocks that are most likely in the language. */
  weight: number;
  /** The part of it that is certain. */
  firm: number;
  trigrams: number;
  /** Sum of levels over those trigrams. */
  level: number;
  /** The longest of its blocks. */
  readonly longest: Block[];
}

function countVotes(guesser: Guesser, document: Document): { byLanguage: Map<string, Vote>; total: number } {
  const byLanguage = new Map<string, Vote>();
  let total = 0;
  let last = '';
  const { units, starts } = unitsOf(document);
  const asked = askedBlocks(document);
  for (let place = 0; place < asked.length; place++) {
    if (place === FIRST_ASKED && isUnanimous(byLanguage, total)) break;
    const index = asked[place];
    const block = document.blocks[index];
    const vote = voteOf(guesser, block.text, units, starts[index], last);
    if (vote === undefined) continue;
    const { language, weight, isFirm, trigrams, level } = vote;
    last = language;
    total += weight;
    const sum = byLanguage.get(language) ?? { weight: 0, firm: 0, trigrams: 0, level: 0, longest: [] };
    byLanguage.set(language, sum);
    sum.weight += weight;
    if (isFirm) sum.firm += weight;
    sum.trigrams += trigrams;
    sum.level += level * trigrams;
    keepLongest(sum.longest, block);
  }
  return { byLanguage, total };
}

/** True when all that was voted for so far is certainly one language. */
function isUnanimous(byLanguage: ReadonlyMap<string, Vote>, total: number): boolean {
  const [vote] = byLanguage.values();
  return byLanguage.size === 1 && vote.trigrams > 0 && vote.firm === total;
}

interface BlockVote {
  readonly language: string;
  readonly weight: number;
  readonly isFirm: boolean;
  readonly trigrams: number;
  readonly level: number;
}

/** @param last what the block before was in; that the next is in it too is quickly seen */
function voteOf(
  guesser: Guesser,
  text: string,
  units: Uint16Array,
  start: number,
  last: string,
): BlockVote | undefined {
  const { length } = text;
  const sampled = Math.min(length, SAMPLE_LENGTH);
  if (letterShare(units, start, start + sampled) < MIN_LETTER_SHARE) return undefined;
  const isTypicalIn = (characters: number): boolean =>
    guesser.isTypical(last, units, start, start + Math.min(length, characters));
  // Names at the beginning of a long block may hide what it is in: a longer look is still cheaper than a guess.
  const isLast = isTypicalIn(SAMPLE_LENGTH) || (length > SAMPLE_LENGTH && isTypicalIn(LONG_SAMPLE_LENGTH));
  if (sampled >= FIRM_LENGTH && isLast) {
    const level = guesser.typicalOf(last);
    return { language: last, weight: length, isFirm: true, trigrams: sampled, level };
  }
  const rest = unquoted(text.slice(0, LONG_SAMPLE_LENGTH));
  if (rest.length >= Math.min(length, LONG_SAMPLE_LENGTH)) return guessedVote(guesser, units, start, length);
  const own = guessedVote(guesser, toUnits(rest), 0, rest.length);
  if (own !== undefined) return own;
  const quoted = guessedVote(guesser, units, start, length);
  return quoted && { ...quoted, weight: quoted.weight * QUOTED_WEIGHT, isFirm: false };
}

/** What a stretch of units is in by the model, or by its script. */
function guessedVote(
  guesser: Guesser,
  units: Uint16Array,
  start: number,
  length: number,
): BlockVote | undefined {
  const sampled = Math.min(length, SAMPLE_LENGTH);
  const { language, letters, trigrams, level, lead } = guesser.guess(units, start, start + sampled);
  if (trigrams === 0) {
    if (letters < MIN_TRIGRAMS) return undefined;
    return { language, weight: (letters * length) / sampled, isFirm: true, trigrams, level };
  }
  if (trigrams < MIN_TRIGRAMS) return undefined;
  const isFirm = trigrams >= FIRM_TRIGRAMS && lead >= FIRM_LEAD;
  return { language, weight: length, isFirm, trigrams, level };
}

/** The indices of the blocks that are asked: first some from the whole document, then those between them. */
function askedBlocks(document: Document): readonly number[] {
  const { blocks } = document;
  const text: number[] = [];
  const long: number[] = [];
  let size = 0;
  let longSize = 0;
  for (let index = 0; index < blocks.length; index++) {
    const { kind, text: own } = blocks[index];
    if (kind === 'code' || kind === 'table') continue;
    const ownSize = sizeOf(own);
    text.push(index);
    size += ownSize;
    if (ownSize < MIN_SIZE) continue;
    long.push(index);
    longSize += ownSize;
  }
  const candidates = longSize > size * LONG_SHARE ? withoutAround(document, long) : text;
  const step = Math.ceil(candidates.length / MAX_BLOCKS);
  const asked = withoutCopies(
    blocks,
    step > 1 ? candidates.filter((_, place) => place % step === 0) : candidates,
  );
  if (asked.length <= FIRST_ASKED) return asked;
  const first = Array.from({ length: FIRST_ASKED }, (_, i) => Math.floor((i * asked.length) / FIRST_ASKED));
  const isFirst = new Set(first);
  return [...first.map((place) => asked[place]), ...asked.filter((_, place) => !isFirst.has(place))];
}

/** How much a text says, in letters, by the script of its first letter. */
function sizeOf(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const characterClass = CLASS_OF[text.charCodeAt(at)];
    if (characterClass < CLASS.latin) continue;
    const isDense = characterClass >= CLASS.hangul && characterClass !== CLASS.unspaced;
    return isDense ? text.length * DENSE : text.length;
  }
  return 0;
}

/** What a site repeats, a notice or filler text that nobody sees, says no more by its tenth time. */
function withoutCopies(blocks: readonly Block[], indices: readonly number[]): readonly number[] {
  const seen = new Map<string, number>();
  return indices.filter((index) => {
    const times = (seen.get(blocks[index].text) ?? 0) + 1;
    seen.set(blocks[index].text, times);
    return times <= MAX_COPIES;
  });
}

/** Of a page those that do not stand around its content, when there is something to tell by. */
function withoutAround(document: Document, long: readonly number[]): readonly number[] {
  if (document.page === undefined) return long;
  const isAround = findAround(document, document.page);
  const within = long.filter((index) => isAround[index] === 0);
  const lengthOf = (indices: readonly number[]): number =>
    indices.reduce((sum, index) => sum + document.blocks[index].text.length, 0);
  return lengthOf(within) >= Math.max(MIN_WITHIN, lengthOf(long) * MIN_WITHIN_SHARE) ? within : long;
}

function keepLongest(longest: Block[], block: Block): void {
  let at = longest.length;
  while (at > 0 && longest[at - 1].text.length < block.text.length) at--;
  if (at >= ASKED_BLOCKS) return;
  longest.splice(at, 0, block);
  if (longest.length > ASKED_BLOCKS) longest.pop();
}

/** The model's answer, unless it does not know the language, or a near relative is declared. */
function nameMain(
  guesser: Guesser,
  votes: ReadonlyMap<string, Vote>,
  main: string,
  declared: string,
): string {
  const vote = votes.get(main);
  if (vote === undefined || (vote.trigrams === 0 && main !== '')) return main;
  const isDoubtful = main === '' || vote.level < vote.trigrams * guesser.typicalOf(main) * DOUBTFUL_LEVEL;
  if (isDoubtful) {
    const named = nameDoubtful({
      blocks: longestOf([...votes.values()].flatMap(({ longest }) => longest)),
      main,
      declared,
      isInModel: (language) => guesser.typicalOf(language) > 0,
      hasVotes: (language) => votes.has(language),
    });
    if (named !== main) return named;
  }
  if (declared !== main && isNear(guesser, vote, main, declared)) return declared;
  return main;
}

function longestOf(blocks: readonly Block[]): readonly Block[] {
  return [...blocks].sort((a, b) => b.text.length - a.text.length).slice(0, ASKED_BLOCKS);
}

function isNear(guesser: Guesser, vote: Vote, main: string, declared: string): boolean {
  let difference = 0;
  let trigrams = 0;
  if (guesser.typicalOf(declared) === 0) return false;
  for (const { text } of vote.longest) {
    const sample = toUnits(text.slice(0, SAMPLE_LENGTH));
    const guess = guesser.guess(sample, 0, sample.length);
    difference += (guesser.levelOf(main) - guesser.levelOf(declared)) * guess.trigrams;
    trigrams += guess.trigrams;
  }
  return difference < trigrams * NEAR;
}

/** A text whose blocks are all too short: their sum, when it is clear, else what is declared. */
function shortText(guesser: Guesser, document: Document, declared: string): readonly string[] {
  const text = document.blocks
    .slice(0, 50)
    .map((block) => block.text.slice(0, SAMPLE_LENGTH))
    .join(' ');
  const guess = guesser.guess(toUnits(text), 0, text.length);
  const isClear =
    guess.trigrams === 0 ? guess.letters >= 5 : guess.trigrams >= MIN_TRIGRAMS && guess.lead >= 1;
  if (isClear && guess.language !== '') return [guess.language];
  return declared === '' ? [] : [declared];
}
