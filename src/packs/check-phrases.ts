/** Phrases that do nothing: another phrase takes what they say, or no block within the rule's length can say it. */
import type { Places, RuleFinding } from './check.ts';
import type { CompiledPacks, CompiledPhrase, CompiledRule } from './compiled.ts';
import { SLOT } from './fold.ts';
import type { FolderResult } from './folder.ts';
import { splitPhrase } from './phrase.ts';
import { unpackPhrases } from './tables.ts';

/** All phrases of the packs that are checked and of those beside them. */
interface Phrases {
  readonly rules: readonly CompiledRule[];
  readonly all: readonly CompiledPhrase[];
  /** By what they say, and whether they are fragments; the first in the packs first. */
  readonly twins: ReadonlyMap<string, readonly CompiledPhrase[]>;
  /** Those of a beginning and {any}, by their beginning. */
  readonly open: ReadonlyMap<string, readonly CompiledPhrase[]>;
}

/**
 * Findings about the phrases of packs that were read.
 * @param packs these and, in front of them, the packs that they work beside
 */
export function checkPhrases(read: FolderResult, places: Places, packs: CompiledPacks): RuleFinding[] {
  const numbers = numberPhrases(read);
  const phrases = readPhrases(packs, numbers);
  return phrases.all.flatMap((phrase) => {
    const rule = phrases.rules[phrase.rule];
    const number = numbers.get(keyOf(rule, phrase));
    const place = places.get(rule.id);
    if (place === undefined || number === undefined) return [];
    const mistake = sayLength(phrase, rule) ?? sayTaken(phrase, phrases, places);
    return mistake === undefined ? [] : [place(['phrases', phrase.language, number], mistake)];
  });
}

function readPhrases(packs: CompiledPacks, numbers: ReadonlyMap<string, number>): Phrases {
  const { rules } = packs;
  const number = (phrase: CompiledPhrase): number => numbers.get(keyOf(rules[phrase.rule], phrase)) ?? 0;
  // In the order of the packs: of two twins, the second is the one too many.
  const all = [...unpackPhrases(packs.phrases)].sort((a, b) => a.rule - b.rule || number(a) - number(b));
  const twins = new Map<string, CompiledPhrase[]>();
  const open = new Map<string, CompiledPhrase[]>();
  for (const phrase of all) {
    gather(twins, twinKey(phrase, rules[phrase.rule]), phrase);
    const { literals, slots } = splitPhrase(phrase.folded);
    if (slots.length === 1 && slots[0] === SLOT.any && literals[1] === '') gather(open, literals[0], phrase);
  }
  return { rules, all, twins, open };
}

function gather<T>(groups: Map<string, T[]>, key: string, member: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [member]);
  else group.push(member);
}

function twinKey(phrase: CompiledPhrase, rule: CompiledRule): string {
  return `${phrase.folded} ${rule.reach === 'fragment'}`;
}

function keyOf(rule: CompiledRule, { language, phrase }: CompiledPhrase): string {
  return `${rule.id} ${language} ${phrase}`;
}

function numberPhrases({ sources }: FolderResult): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const rule of sources.flatMap(({ pack }) => pack.rules)) {
    for (const [language, phrases] of Object.entries(rule.phrases ?? {})) {
      for (const [i, phrase] of phrases.entries()) numbers.set(`${rule.id} ${language} ${phrase}`, i);
    }
  }
  return numbers;
}

const OPEN_SLOTS = new RegExp(`[${SLOT.any}${SLOT.name}]`, 'g');

function sayLength({ phrase, folded }: CompiledPhrase, rule: CompiledRule): string | undefined {
  if (folded.replace(OPEN_SLOTS, '').length > rule.maximum) {
    return `"${phrase}" is longer than the rule's length: it can never fit. Raise length.max, or take it out.`;
  }
  if (!phrase.includes('{') && phrase.length < rule.minimum) {
    return `"${phrase}" is shorter than the rule's length: it can never fit. Lower length.min, or take it out.`;
  }
  return undefined;
}

function sayTaken(phrase: CompiledPhrase, phrases: Phrases, places: Places): string | undefined {
  const { rules } = phrases;
  const rule = rules[phrase.rule];
  const twins = phrases.twins.get(twinKey(phrase, rule)) ?? [];
  const before = twins.slice(0, twins.indexOf(phrase));
  const twin = before.find((other) => takes(rules[other.rule], other, rule, phrase));
  const other = twin ?? findWider(phrases, phrase);
  if (other === undefined) return undefined;
  const owner = rules[other.rule];
  const built = places.has(owner.id) ? '' : 'the built-in ';
  if (owner.protect && !rule.protect) {
    return `"${phrase.phrase}" stays whatever this rule says: ${built}${owner.id} keeps "${other.phrase}". Take it out of one of them.`;
  }
  const where = owner === rule ? 'this rule' : `${built}${owner.id}`;
  return twin === undefined
    ? `"${phrase.phrase}" is taken by "${other.phrase}" (${other.language}) of ${where} already: take it out.`
    : `"${phrase.phrase}" is in ${where} already, as "${other.phrase}" (${other.language}): take it out.`;
}

/** Each language of a rule stands for itself, so that a translator sees all of it. */
function takes(
  owner: CompiledRule,
  other: CompiledPhrase,
  rule: CompiledRule,
  phrase: CompiledPhrase,
): boolean {
  return covers(owner, rule) && (owner !== rule || other.language === phrase.language);
}

/** A phrase that ends with {any} and begins like this one, in a rule that takes at least as much. */
function findWider({ rules, open }: Phrases, phrase: CompiledPhrase): CompiledPhrase | undefined {
  const text = phrase.folded;
  const rule = rules[phrase.rule];
  for (let end = 1; end <= text.length; end++) {
    if (/[\p{L}\d]/u.test(text.slice(end, end + 1))) continue;
    const found = open
      .get(text.slice(0, end))
      ?.find((other) => other.folded !== text && takes(rules[other.rule], other, rule, phrase));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True when every block that fits `inner` by its place fits `outer` too. */
function covers(outer: CompiledRule, inner: CompiledRule): boolean {
  return (
    inner.zones.every((zone) => outer.zones.includes(zone)) &&
    outer.minimum <= inner.minimum &&
    outer.maximum >= inner.maximum &&
    (outer.prose || !inner.prose) &&
    outer.kinds === undefined &&
    outer.neighbours === undefined &&
    isForAllOf(outer, inner) &&
    (outer.protect || !inner.protect) &&
    (outer.reach === inner.reach || (outer.protect && outer.reach === 'block')) &&
    (outer.at === 'anywhere' || outer.at === inner.at)
  );
}

/** True when every document that `inner` is for, by its host or its software, is one for `outer` too. */
function isForAllOf(outer: CompiledRule, inner: CompiledRule): boolean {
  if (outer.host === undefined && outer.generator === undefined) return true;
  if (inner.host === undefined && inner.generator === undefined) return false;
  return (
    (inner.host === undefined || inner.host === outer.host) &&
    (inner.generator === undefined || inner.generator === outer.generator)
  );
}
