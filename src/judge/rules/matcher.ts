/**
 * Says which rules' words stand in a block. Whole phrases are one look-up of the folded block,
 * phrases with slots are found by what they begin or end with, fragments and patterns by their
 * literals: no step loops over the rules.
 */
import { CLASS, CLASS_OF, isSpacedLetter } from '../../characters.ts';
import type { Span } from '../../document.ts';
import type { CompiledPacks, CompiledRule } from '../../packs/compiled.ts';
import { DATE_ROLES, foldDates } from '../../packs/dates.ts';
import { FoldBuffer, foldUnits } from '../../packs/fold.ts';
import { mayBeginAt } from '../../packs/literal-filter.ts';
import { Hits, scan } from '../../packs/literal-scan.ts';
import type { PhraseParts } from '../../packs/phrase.ts';
import { longestPrefix } from '../../packs/prefix-table.ts';
import { equalBefore, lastEqual } from '../../packs/whole-table.ts';
import { toUnits } from '../../units.ts';
import { BlockMatches, type Match, matchOf, PatternMatches } from './matches.ts';
import { type FoldedText, matchPhrase, mayEnd } from './phrase-match.ts';
import { LONGEST_ROW, matchRow, type Row } from './row-match.ts';
import { buildRuleIndex, type PatternGroup, type PhraseIndex, type RuleIndex } from './rule-index.ts';

/**
 * Finds the matches in a block's text.
 * @param units where the text stands as code units, from `start` on; made of the text when absent.
 */
export type RuleMatcher = (text: string, units?: Uint16Array, start?: number) => BlockMatches;

/** Longer blocks are no dates. */
const LONGEST_DATED = 200;
/** A date without words: day, month and year. */
const NUMBERS_OF_DATE = 3;
const NONE = new BlockMatches([], undefined);

/** Builds the index of the packs and returns the matcher, which keeps its buffers between calls. */
export function createRuleMatcher(packs: CompiledPacks): RuleMatcher {
  const index = buildRuleIndex(packs);
  const buffer = new FoldBuffer();
  const block = new FoldedBlock(buffer, index.endings.keys.literals.longest);
  const hits = new Hits();
  return (text, units = toUnits(text), start = 0) => {
    foldUnits(buffer, units, start, start + text.length);
    if (buffer.length === 0) return NONE;
    block.begin(text);
    matchWhole(index, block, block, buffer.units, buffer.length);
    if (buffer.hasNumber && buffer.length <= LONGEST_DATED && mayHoldDate(index, buffer)) {
      matchDated(index, block, buffer);
    }
    scan(index.scanner, buffer, hits);
    takeHits(index, block, hits);
    if (text.length <= LONGEST_ROW && !block.isFound) {
      const row = matchRow(index, buffer, units, start, text);
      if (row !== undefined) block.addRow(row);
    }
    return block.takeMatches();
  };
}

/** The folded text of a block, and what was found in it. One for all blocks, so that most cost no object. */
class FoldedBlock implements FoldedText {
  original = '';
  /** For the end of a text, read backwards. */
  readonly backwards: Uint16Array;
  private readonly buffer: FoldBuffer;
  private folded: string | undefined;
  private found: Match[] | undefined;
  private patterns: PatternMatches | undefined;
  private lastPatterns: PatternMatches | undefined;

  constructor(buffer: FoldBuffer, longestEnding: number) {
    this.buffer = buffer;
    this.backwards = new Uint16Array(longestEnding);
  }

  /** Begins a block whose folded text is in the buffer. */
  begin(original: string): void {
    this.original = original;
    this.folded = undefined;
    this.found = undefined;
    this.patterns = undefined;
    this.lastPatterns = undefined;
  }

  /** Made when it is first asked for, which for most blocks never happens. */
  get text(): string {
    this.folded ??= this.buffer.slice();
    return this.folded;
  }

  originOf(index: number): number {
    return this.buffer.offsets[index];
  }

  /** Whether a phrase was found, patterns aside. */
  get isFound(): boolean {
    return this.found !== undefined;
  }

  add(rule: CompiledRule, says: string, span?: Span): void {
    this.found ??= [];
    if (this.found.some((match) => match.rule === rule && match.span?.start === span?.start)) return;
    this.found.push(matchOf(rule, says, span));
  }

  addRow({ rule, says }: Row): void {
    this.found = [matchOf(rule, says, undefined, true)];
  }

  addPatterns(group: PatternGroup): void {
    for (let known = this.patterns; known !== undefined; known = known.next) {
      if (known.rule !== group.rule) continue;
      known.add(group);
      return;
    }
    const first = new PatternMatches(group, this.original);
    if (this.lastPatterns === undefined) this.patterns = first;
    else this.lastPatterns.next = first;
    this.lastPatterns = first;
  }

  takeMatches(): BlockMatches {
    if (this.found === undefined && this.patterns === undefined) return NONE;
    return new BlockMatches(this.found ?? NONE.found, this.patterns);
  }
}

/** Finds the phrases that the whole of `folded` is; its code units are the first `length` of `units`. */
function matchWhole(
  index: RuleIndex,
  block: FoldedBlock,
  folded: FoldedText,
  units: Uint16Array,
  length: number,
): void {
  const { wholes, beginnings, endings } = index;
  for (let i = lastEqual(wholes, units, 0, length); i !== -1; i = equalBefore(wholes, i)) {
    addPhrase(index.exact, i, block);
  }
  if (mayBeginAt(beginnings.keys.filter, units, 0, length, 1)) {
    let i = longestPrefix(beginnings.keys, units, 0, length);
    for (; i !== -1; i = beginnings.keys.parents[i]) matchSlotted(beginnings, i, folded, block);
  }
  if (mayBeginAt(endings.keys.filter, units, length - 1, length, -1)) {
    const { backwards } = block;
    const longest = Math.min(length, backwards.length);
    for (let at = 0; at < longest; at++) backwards[at] = units[length - 1 - at];
    let i = longestPrefix(endings.keys, backwards, 0, longest);
    for (; i !== -1; i = endings.keys.parents[i]) matchSlotted(endings, i, folded, block);
  }
}

/**
 * False when no run of numbers and words of dates in the folded text can be one that `foldDates` takes for a date.
 * Marks, which end some runs, are not looked at.
 */
function mayHoldDate({ dateWords, dateRoleOf }: RuleIndex, buffer: FoldBuffer): boolean {
  const { units, length, words, wordCount } = buffer;
  let numbers = 0;
  let after = 0;
  let roles = 0;
  for (let word = 0; word < wordCount; word++) {
    const characterClass = CLASS_OF[units[words[word]]];
    if (characterClass >= CLASS.unspaced) return true;
    if (characterClass === CLASS.digit) numbers++;
    else if (characterClass >= CLASS.latin) {
      let end = words[word] + 1;
      while (end < length && isSpacedLetter(units[end])) end++;
      const known = lastEqual(dateWords, units, words[word], end);
      if (known === -1) {
        numbers = 0;
        after = 0;
        roles = 0;
        continue;
      }
      roles |= dateRoleOf[known];
      if (dateRoleOf[known] & DATE_ROLES.after) after++;
    }
    if (numbers > 0 && isDateOf(numbers, roles, after)) return true;
  }
  return false;
}

function isDateOf(numbers: number, roles: number, after: number): boolean {
  if (roles & (DATE_ROLES.months | DATE_ROLES.days) || numbers >= NUMBERS_OF_DATE) return true;
  return (roles & DATE_ROLES.ago && roles & DATE_ROLES.units) !== 0 || (numbers > 1 && after > 1);
}

/** The same for the text with its dates taken for one word. */
function matchDated(index: RuleIndex, block: FoldedBlock, buffer: FoldBuffer): void {
  // Folding leaves out the space between a number and a script that has none.
  const digitsAt = (i: number): number =>
    block.original.slice(buffer.offsets[i], buffer.offsets[i + 1]).trimEnd().length;
  const dated = foldDates(block.text, index.dateRoles, digitsAt);
  if (dated === undefined) return;
  const { text, offsets } = dated;
  const originOf = (i: number): number => buffer.offsets[offsets[i]];
  matchWhole(index, block, { text, original: block.original, originOf }, toUnits(text), text.length);
}

function matchSlotted(index: PhraseIndex, phrase: number, folded: FoldedText, block: FoldedBlock): void {
  if (!fitsLength(index.ruleOf(phrase), folded.original)) return;
  const parts = index.partsOf(phrase);
  if (isOpen(parts) && isQuotation(folded.original)) return;
  if (matchPhrase(parts, folded, 0, true) >= 0) addPhrase(index, phrase, block);
}

/** True for words and then anything. */
function isOpen({ literals }: PhraseParts): boolean {
  return literals[0] !== '' && literals[literals.length - 1] === '';
}

const QUOTATION_MARKS = new Set(Array.from('"“”„‟«»‹›‘‚‛「『《〈＂', (mark) => mark.charCodeAt(0)));

/** Whoever begins with a quotation mark tells what somebody says: "“Subscribe to our newsletter,” the mayor said." */
function isQuotation(text: string): boolean {
  return QUOTATION_MARKS.has(text.charCodeAt(0));
}

function addPhrase(index: PhraseIndex, phrase: number, block: FoldedBlock, span?: Span): void {
  const rule = index.ruleOf(phrase);
  if (fitsLength(rule, block.original)) block.add(rule, index.sayingOf(phrase), span);
}

/** Takes fragments, and the patterns whose literals stand in the block. */
function takeHits(index: RuleIndex, block: FoldedBlock, { count, literals, starts, ends }: Hits): void {
  for (let hit = 0; hit < count; hit++) {
    const { fragments, groups } = index.ownersOf(literals[hit]);
    for (const phrase of fragments) matchFragment(index.fragments, phrase, block, starts[hit], ends[hit]);
    for (const group of groups) if (fitsLength(group.rule, block.original)) block.addPatterns(group);
  }
}

function matchFragment(
  index: PhraseIndex,
  phrase: number,
  block: FoldedBlock,
  start: number,
  literalEnd: number,
): void {
  const { at } = index.ruleOf(phrase);
  if (at === 'start' && start > 0) return;
  const parts = index.partsOf(phrase);
  const end = parts.slots.length === 0 ? literalEnd : matchPhrase(parts, block, start, false);
  if (end < 0 || !mayEnd(block, end) || (at === 'end' && end < block.text.length)) return;
  addPhrase(index, phrase, block, { start: block.originOf(start), end: block.originOf(end) });
}

function fitsLength(rule: CompiledRule, text: string): boolean {
  return text.length >= rule.minimum && text.length <= rule.maximum;
}
