/**
 * Says which rules' words stand in a block. Whole phrases are one look-up of the folded block,
 * phrases with slots are found by what they begin or end with, fragments and patterns by their
 * literals: no step loops over the rules.
 */
import type { Span } from '../document.ts';
import type { CompiledPacks, CompiledRule } from '../packs/compiled.ts';
import { foldDates } from '../packs/dates.ts';
import { FoldBuffer, foldInto } from '../packs/fold.ts';
import { reverse } from '../packs/tables.ts';
import { mayBeginAt, mayEqual } from './literal-filter.ts';
import { scan } from './literal-scan.ts';
import { type FoldedText, matchPhrase, mayEnd } from './phrase-match.ts';
import { equalsOf, prefixesOf } from './prefix-table.ts';
import { buildRuleIndex, type PatternIndex, type PhraseIndex, type RuleIndex } from './rule-index.ts';

/** A rule that fits a block's words; where it stands has still to be seen. */
export interface Match {
  readonly rule: CompiledRule;
  /** The part of the block that the words are; only for fragments. */
  readonly span?: Span;
  /** What the rule found, for the ledger's reason: `“Related Articles” (en)`. */
  readonly says: string;
}

/** What is known of a block before its place is. */
export interface BlockMatches {
  /** Whole phrases first, then what stands in the block from left to right. */
  readonly found: readonly Match[];
  /** Patterns whose literals are there. Most stand in the wrong place, so they are not run yet. */
  readonly patterns: readonly PatternIndex[];
}

/** Finds the matches in a block's text. */
export type RuleMatcher = (text: string) => BlockMatches;

/** Longer blocks are no dates. */
const LONGEST_DATED = 200;
const NONE: BlockMatches = { found: [], patterns: [] };

/** Builds the index of the packs and returns the matcher, which keeps one buffer between calls. */
export function createRuleMatcher(packs: CompiledPacks): RuleMatcher {
  const index = buildRuleIndex(packs);
  const buffer = new FoldBuffer();
  return (text) => {
    foldInto(buffer, text);
    if (buffer.length === 0) return NONE;
    return matchBlock(index, buffer, text);
  };
}

type Found = (rule: CompiledRule, says: string, span?: Span) => void;

function matchBlock(index: RuleIndex, buffer: FoldBuffer, text: string): BlockMatches {
  let matches: Match[] | undefined;
  const found: Found = (rule, says, span) => {
    matches ??= [];
    if (matches.some((match) => match.rule === rule && match.span?.start === span?.start)) return;
    matches.push(span === undefined ? { rule, says } : { rule, says, span });
  };
  let folded: FoldedText | undefined;
  const foldedText = (): FoldedText => {
    folded ??= { text: buffer.slice(), original: text, originOf: (i) => buffer.offsets[i] };
    return folded;
  };
  const { length, units } = buffer;
  if (mayEqual(index.exactFilter, units, length)) matchExact(index.exact, foldedText(), found);
  if (mayBeginAt(index.beginnings.filter, units, 0, length, 1)) {
    matchBeginnings(index.beginnings, foldedText(), found);
  }
  if (mayBeginAt(index.endings.filter, units, length - 1, length, -1)) {
    matchEndings(index.endings, foldedText(), found);
  }
  if (buffer.hasNumber && length <= LONGEST_DATED) {
    const digitsAt = (i: number): number => buffer.offsets[i + 1] - buffer.offsets[i];
    const dated = foldDates(foldedText().text, index.dateWords, digitsAt);
    if (dated !== undefined) {
      const originOf = (i: number): number => buffer.offsets[dated.offsets[i]];
      const datedText: FoldedText = { text: dated.text, original: text, originOf };
      matchExact(index.exact, datedText, found);
      matchBeginnings(index.beginnings, datedText, found);
      matchEndings(index.endings, datedText, found);
    }
  }
  const patterns = scanBlock(index, buffer, foldedText, found);
  if (matches === undefined && patterns.length === 0) return NONE;
  return { found: matches ?? NONE.found, patterns };
}

function matchExact(index: PhraseIndex, folded: FoldedText, found: Found): void {
  equalsOf(index.literals, folded.text, (phrase) => addPhrase(index, phrase, folded, found));
}

function matchBeginnings(index: PhraseIndex, folded: FoldedText, found: Found): void {
  const beginning = folded.text.slice(0, index.keys.longest);
  prefixesOf(index.keys, beginning, (phrase) => matchSlotted(index, phrase, folded, found));
}

function matchEndings(index: PhraseIndex, folded: FoldedText, found: Found): void {
  if (index.keys.longest === 0) return;
  const ending = reverse(folded.text.slice(-index.keys.longest));
  prefixesOf(index.keys, ending, (phrase) => matchSlotted(index, phrase, folded, found));
}

function matchSlotted(index: PhraseIndex, phrase: number, folded: FoldedText, found: Found): void {
  if (!fitsLength(index.ruleOf(phrase), folded.original)) return;
  if (matchPhrase(index.partsOf(phrase), folded, 0, true) >= 0) addPhrase(index, phrase, folded, found);
}

function addPhrase(index: PhraseIndex, phrase: number, folded: FoldedText, found: Found, span?: Span): void {
  const rule = index.ruleOf(phrase);
  if (fitsLength(rule, folded.original)) found(rule, index.sayingOf(phrase), span);
}

/** Finds fragments, and returns the patterns whose literals stand in the block. */
function scanBlock(
  index: RuleIndex,
  buffer: FoldBuffer,
  foldedText: () => FoldedText,
  found: Found,
): readonly PatternIndex[] {
  let patterns: PatternIndex[] | undefined;
  scan(
    index.scanner,
    buffer,
    () => foldedText().text,
    (value, start, end) => {
      if (value < index.fragmentCount) {
        matchFragment(index.fragments, value, foldedText(), start, end, found);
        return;
      }
      const pattern = index.patterns[value - index.fragmentCount];
      if (patterns?.includes(pattern) || !fitsLength(pattern.rule, foldedText().original)) return;
      patterns = [...(patterns ?? []), pattern];
    },
  );
  return patterns ?? NONE.patterns;
}

function matchFragment(
  index: PhraseIndex,
  phrase: number,
  folded: FoldedText,
  start: number,
  literalEnd: number,
  found: Found,
): void {
  const { at } = index.ruleOf(phrase);
  if (at === 'start' && start > 0) return;
  const parts = index.partsOf(phrase);
  const end = parts.slots.length === 0 ? literalEnd : matchPhrase(parts, folded, start, false);
  if (end < 0 || !mayEnd(folded, end) || (at === 'end' && end < folded.text.length)) return;
  addPhrase(index, phrase, folded, found, { start: folded.originOf(start), end: folded.originOf(end) });
}

/** Runs the patterns of a rule on a block's text. */
export function matchPatterns({ rule, finders }: PatternIndex, text: string): readonly Match[] {
  const spans = finders.flatMap((find) => find(text));
  const says = (span: Span): string => quote(text.slice(span.start, span.end));
  if (rule.reach !== 'fragment') return spans.slice(0, 1).map((span) => ({ rule, says: says(span) }));
  const fitting = spans.filter((span) => fitsPlace(rule, span, text));
  return fitting.map((span) => ({ rule, span, says: says(span) }));
}

function fitsLength(rule: CompiledRule, text: string): boolean {
  return text.length >= rule.minimum && text.length <= rule.maximum;
}

function fitsPlace(rule: CompiledRule, span: Span, text: string): boolean {
  if (rule.at === 'start') return span.start === 0;
  return rule.at === 'anywhere' || span.end === text.length;
}

function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}”`;
}
