/** Phrases: what a block says, with slots for what varies. */
import { foldPhrase, SLOT } from './fold.ts';

/** The slots of phrases, as packs write them. */
export const SLOTS = ['{n}', '{date}', '{name}', '{any}'] as const;

const FOLDED_SLOT: Readonly<Record<string, string>> = {
  '{n}': '0',
  '{date}': SLOT.date,
  '{name}': SLOT.name,
  '{any}': SLOT.any,
};

/** Most characters of `{any}` between words. */
export const LONGEST_ANY = 200;

/**
 * Most characters of `{any}` at the end of a phrase: a cookie banner that flattening made one block. Raising it
 * from 200 took 4 % more characters out of the flattened development texts, as precisely as before.
 */
export const LONGEST_REST = 1000;

/**
 * Folds a phrase of a pack; its slots become `0` and the characters of `SLOT`.
 * Returns a sentence about the mistake when it has one.
 */
export function compilePhrase(phrase: string): { readonly folded: string } | { readonly mistake: string } {
  const unknown = phrase.match(/\{[^}]*\}?/g)?.find((slot) => FOLDED_SLOT[slot] === undefined);
  if (unknown !== undefined) return { mistake: `"${unknown}" is no slot. Use ${SLOTS.join(', ')}.` };
  const folded = foldPhrase(phrase.replace(/\{[a-z]+\}/g, (slot) => FOLDED_SLOT[slot]));
  if (folded === '') return { mistake: `"${phrase}" has no letter.` };
  const { literals } = splitPhrase(folded);
  const hasAnchor = literals[0] !== '' || literals[literals.length - 1] !== '';
  if (!hasAnchor)
    return { mistake: `"${phrase}" must begin or end with words, so that it can be found fast.` };
  if (literals.slice(1, -1).includes('')) return { mistake: `"${phrase}" has two slots side by side.` };
  return { folded };
}

export interface PhraseParts {
  /** What stands before, between and behind the slots; one more than slots. */
  readonly literals: readonly string[];
  /** `SLOT.any` or `SLOT.name`. Numbers and dates are literals: they have one folded form. */
  readonly slots: readonly string[];
}

const OPEN_SLOTS = new RegExp(`[${SLOT.any}${SLOT.name}]`);

/** Splits a folded phrase at its slots of variable length. */
export function splitPhrase(folded: string): PhraseParts {
  const literals = folded.split(OPEN_SLOTS).map((literal) => literal.trim());
  const slots = [...folded].filter((unit) => unit === SLOT.any || unit === SLOT.name);
  return { literals, slots };
}
