/**
 * What a document is in whose text fits none of the model's languages well: it is full of names, or in a language that the
 * model does not know. Here both detectors look at all of it, eld by its blocks, franc at their sum; of a thousand
 * letters franc is seldom wrong, and it knows twice as many languages.
 */
import type { Block } from '../../document.ts';
import { isKnownToFranc, proposeLanguage, type RankedLanguage, rankLanguages } from './detectors.ts';

/** How much of a block, and of all of them, is looked at, in UTF-16 code units. */
const BLOCK_LENGTH = 300;
const TEXT_LENGTH = 1500;
/** Of less text franc says nothing of use; eld's answer counts when it is the same for nearly all. */
const MIN_TEXT_LENGTH = 200;
/** Share of the text that eld must take for a language that franc has no say in. */
const AGREED = 0.9;
const MOSTLY = 0.5;
/** Franc gives its first language 1: below this, the model's language is not what the text is in; above the other, it may be. */
const CLEARLY_LESS = 0.97;
const AS_GOOD = 0.99;

/** What is known of the document so far. */
export interface Doubt {
  /** The longest of its blocks. */
  readonly blocks: readonly Block[];
  /** The language that the model took most of them for; may be empty. */
  readonly main: string;
  /** What the page says that it is in; may be empty. */
  readonly declared: string;
  readonly isInModel: (language: string) => boolean;
  /** Whether any block was taken for the language. */
  readonly hasVotes: (language: string) => boolean;
}

/**
 * Names the language of a doubtful document.
 * @returns empty when none of the detectors knows it
 */
export function nameDoubtful({ blocks, main, declared, isInModel, hasVotes }: Doubt): string {
  const { proposed, share } = mostProposed(blocks);
  const text = blocks
    .map((block) => block.text.slice(0, BLOCK_LENGTH))
    .join(' ')
    .slice(0, TEXT_LENGTH);
  if (text.length < MIN_TEXT_LENGTH) return main === '' || share >= AGREED ? proposed : main;
  if (share >= AGREED && !isKnownToFranc(proposed)) return proposed;
  if (declared !== '' && !isInModel(declared) && !isKnownToFranc(declared)) return declared;
  const ranks = rankLanguages(text);
  // A list of names is as good as in any language.
  if (isInModel(main) && scoreOf(ranks, main) >= AS_GOOD) return main;
  const first = ranks[0]?.language ?? '';
  if (first !== '' && (first === proposed || first === declared)) return first;
  if (first !== '' && scoreOf(ranks, main) < CLEARLY_LESS) return first;
  const isMostly = share >= MOSTLY && scoreOf(ranks, proposed) >= CLEARLY_LESS;
  return isMostly && isInModel(proposed) && hasVotes(proposed) ? proposed : '';
}

/** The language that eld takes most of the text for, and how much of it, 0 to 1. */
function mostProposed(blocks: readonly Block[]): { proposed: string; share: number } {
  const proposals = new Map<string, number>();
  let total = 0;
  for (const { text } of blocks) {
    const language = proposeLanguage(text);
    proposals.set(language, (proposals.get(language) ?? 0) + text.length);
    total += text.length;
  }
  let proposed = '';
  for (const [language, weight] of proposals)
    if (weight > (proposals.get(proposed) ?? 0)) proposed = language;
  return { proposed, share: (proposals.get(proposed) ?? 0) / Math.max(1, total) };
}

function scoreOf(ranks: readonly RankedLanguage[], language: string): number {
  return ranks.find((ranked) => ranked.language === language)?.score ?? 0;
}
