/** Which language, or languages, a document is in. */
import type { Block, Document } from '../document.ts';
import { commonCode, proposeLanguage } from './language-detectors.ts';
import { builtInModel, createGuesser, type Guesser } from './language-guess.ts';
import type { LanguageModel } from './language-model.ts';

/** How much of each block is looked at, in UTF-16 code units. */
export const SAMPLE_LENGTH = 200;
/** A language with this share of the letters is the document's beside the main one. */
const SECOND_SHARE = 0.3;
/** Fewer trigrams than this don't say which language a block is in. */
const MIN_TRIGRAMS = 12;
/** A vote counts for a second language only when it is this long and this clear. */
const FIRM_TRIGRAMS = 25;
const FIRM_LEAD = 0.4;
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
  const guesser = createGuesser(model);
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
  const vote = votes.byLanguage.get(main);
  if (vote === undefined) return [];
  const named = nameMain(guesser, main, vote, declared);
  return [named, ...others.filter((language) => language !== named)];
}

interface Vote {
  /** Letters of the blocks that are most likely in the language. */
  weight: number;
  /** The part of them that is certain. */
  firm: number;
  trigrams: number;
  /** Sum of levels, and of levels of the declared language, over those trigrams. */
  level: number;
  lead: number;
  /** The longest of its blocks. */
  readonly longest: Block[];
}

function countVotes(guesser: Guesser, document: Document): { byLanguage: Map<string, Vote>; total: number } {
  const byLanguage = new Map<string, Vote>();
  let total = 0;
  for (const block of document.blocks) {
    if (block.kind === 'code' || block.kind === 'table') continue;
    const sampled = Math.min(block.text.length, SAMPLE_LENGTH);
    const guess = guesser.guess(block.text, 0, sampled);
    const isByScript = guess.trigrams === 0;
    if (isByScript ? guess.letters < MIN_TRIGRAMS : guess.trigrams < MIN_TRIGRAMS) continue;
    const weight = (guess.letters * block.text.length) / sampled;
    const vote = byLanguage.get(guess.language) ?? newVote();
    byLanguage.set(guess.language, vote);
    total += weight;
    vote.weight += weight;
    if (isByScript || (guess.trigrams >= FIRM_TRIGRAMS && guess.lead >= FIRM_LEAD)) vote.firm += weight;
    vote.trigrams += guess.trigrams;
    vote.level += guess.level * guess.trigrams;
    vote.lead += guess.lead * guess.trigrams;
    keepLongest(vote.longest, block);
  }
  return { byLanguage, total };
}

function newVote(): Vote {
  return { weight: 0, firm: 0, trigrams: 0, level: 0, lead: 0, longest: [] };
}

function keepLongest(longest: Block[], block: Block): void {
  let at = longest.length;
  while (at > 0 && longest[at - 1].text.length < block.text.length) at--;
  if (at >= ASKED_BLOCKS) return;
  longest.splice(at, 0, block);
  if (longest.length > ASKED_BLOCKS) longest.pop();
}

/** The model's answer, unless it does not know the language, or a near relative is declared. */
function nameMain(guesser: Guesser, main: string, vote: Vote, declared: string): string {
  if (vote.trigrams === 0 && main !== '') return main;
  const isDoubtful = main === '' || vote.level < vote.trigrams * guesser.typicalOf(main) * DOUBTFUL_LEVEL;
  if (isDoubtful) {
    const proposed = mostProposed(vote.longest);
    if (proposed !== '' && guesser.typicalOf(proposed) === 0) return proposed;
  }
  if (declared !== main && vote.lead < vote.trigrams * NEAR && isNear(guesser, vote, main, declared))
    return declared;
  return main;
}

function isNear(guesser: Guesser, vote: Vote, main: string, declared: string): boolean {
  let difference = 0;
  let trigrams = 0;
  for (const { text } of vote.longest) {
    const guess = guesser.guess(text, 0, Math.min(text.length, SAMPLE_LENGTH));
    const level = guesser.levelOf(declared);
    if (level < 0) return false;
    difference += (guesser.levelOf(main) - level) * guess.trigrams;
    trigrams += guess.trigrams;
  }
  return difference < trigrams * NEAR;
}

function mostProposed(blocks: readonly Block[]): string {
  const proposals = new Map<string, number>();
  for (const { text } of blocks) {
    const { language } = proposeLanguage(text);
    proposals.set(language, (proposals.get(language) ?? 0) + text.length);
  }
  let best = '';
  for (const [language, weight] of proposals) if (weight > (proposals.get(best) ?? 0)) best = language;
  return best;
}

/** A text whose blocks are all too short: their sum, when it is clear, else what is declared. */
function shortText(guesser: Guesser, document: Document, declared: string): readonly string[] {
  const text = document.blocks
    .slice(0, 50)
    .map((block) => block.text.slice(0, SAMPLE_LENGTH))
    .join(' ');
  const guess = guesser.guess(text, 0, text.length);
  const isClear =
    guess.trigrams === 0 ? guess.letters >= 5 : guess.trigrams >= MIN_TRIGRAMS && guess.lead >= 1;
  if (isClear && guess.language !== '') return [guess.language];
  return declared === '' ? [] : [declared];
}
