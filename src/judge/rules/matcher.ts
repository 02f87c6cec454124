/**
 * Says which rules' words stand in a block. Whole phrases are one look-up of the folded block,
 * phrases with slots are found by what they begin or end with, fragments and patterns by their
 * literals: no step loops over the rules.
 */
import { CLASS, CLASS_OF } from '../../characters.ts';
import type { Span } from '../../document.ts';
import type { CompiledPacks, CompiledRule } from '../../packs/compiled.ts';
import { DATE_ROLES, foldDates } from '../../packs/dates.ts';
import { FoldBuffer, foldUnits } from '../../packs/fold.ts';
import { mayBeginAt } from '../../packs/literal-filter.ts';
import { scan } from '../../packs/literal-scan.ts';
import type { PhraseParts } from '../../packs/phrase.ts';
import { longestPrefix } from '../../packs/prefix-table.ts';
import { equalBefore, lastEqual } from '../../packs/whole-table.ts';
import { toUnits } from '../../units.ts';
import { type FoldedText, matchPhrase, mayEnd } from './phrase-match.ts';
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
  readonly patterns: readonly PatternMatches[];
}

/** A rule's patterns and a block that has one of their literals. */
export interface PatternMatches {
  readonly rule: CompiledRule;
  /** The places that they fit, looked for when they are first asked for. */
  readonly matches: () => readonly Match[];
}

/**
 * Finds the matches in a block's text.
 * @param units where the text stands as code units, from `start` on; made of the text when absent.
 */
export type RuleMatcher = (text: string, units?: Uint16Array, start?: number) => BlockMatches;

/** Longer blocks are no dates. */
const LONGEST_DATED = 200;
/** A date without words: day, month and year. */
const NUMBERS_OF_DATE = 3;
const NONE: BlockMatches = { found: [], patterns: [] };

/** Builds the index of the packs and returns the matcher, which keeps one buffer between calls. */
export function createRuleMatcher(packs: CompiledPacks): RuleMatcher {
  const index = buildRuleIndex(packs);
  const buffer = new FoldBuffer();
  const block = new FoldedBlock(buffer);
  return (text, units = toUnits(text), start = 0) => {
    foldUnits(buffer, units, start, start + text.length);
    if (buffer.length === 0) return NONE;
    block.begin(text);
    matchWhole(index, block, block, buffer.units, buffer.length);
    if (buffer.hasNumber && buffer.length <= LONGEST_DATED && mayHoldDate(index, buffer)) {
      matchDated(index, block, buffer);
    }
    scanBlock(index, block, buffer);
    return block.takeMatches();
  };
}

/** The folded text of a block, and what was found in it. One for all blocks, so that most cost no object. */
class FoldedBlock implements FoldedText {
  original = '';
  private readonly buffer: FoldBuffer;
  private folded: string | undefined;
  private found: Match[] | undefined;
  private patterns: Map<CompiledRule, PatternIndex[]> | undefined;

  constructor(buffer: FoldBuffer) {
    this.buffer = buffer;
  }

  /** Begins a block whose folded text is in the buffer. */
  begin(original: string): void {
    this.original = original;
    this.folded = undefined;
    this.found = undefined;
    this.patterns = undefined;
  }

  /** Made when it is first asked for, which for most blocks never happens. */
  get text(): string {
    this.folded ??= this.buffer.slice();
    return this.folded;
  }

  originOf(index: number): number {
    return this.buffer.offsets[index];
  }

  add(rule: CompiledRule, says: string, span?: Span): void {
    this.found ??= [];
    if (this.found.some((match) => match.rule === rule && match.span?.start === span?.start)) return;
    this.found.push(span === undefined ? { rule, says } : { rule, says, span });
  }

  addPattern(pattern: PatternIndex): void {
    this.patterns ??= new Map();
    const own = this.patterns.get(pattern.rule);
    if (own === undefined) this.patterns.set(pattern.rule, [pattern]);
    else if (!own.includes(pattern)) own.push(pattern);
  }

  takeMatches(): BlockMatches {
    if (this.found === undefined && this.patterns === undefined) return NONE;
    const { original } = this;
    const patterns =
      this.patterns && Array.from(this.patterns, ([rule, own]) => matchWhenAsked(rule, own, original));
    return { found: this.found ?? NONE.found, patterns: patterns ?? NONE.patterns };
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
    const ending = units.slice(Math.max(0, length - endings.keys.literals.longest), length).reverse();
    let i = longestPrefix(endings.keys, ending, 0, ending.length);
    for (; i !== -1; i = endings.keys.parents[i]) matchSlotted(endings, i, folded, block);
  }
}

/** False when the folded text has too few numbers and words of dates to hold one that `foldDates` finds. */
function mayHoldDate({ dateWords, dateRoleOf }: RuleIndex, buffer: FoldBuffer): boolean {
  const { units, length, words, wordCount } = buffer;
  let numbers = 0;
  let after = 0;
  let roles = 0;
  for (let word = 0; word < wordCount; word++) {
    const characterClass = CLASS_OF[units[words[word]]];
    if (characterClass === CLASS.digit) numbers++;
    if (characterClass >= CLASS.unspaced) return true;
    if (characterClass < CLASS.latin) continue;
    let end = words[word] + 1;
    while (end < length && isLetter(units[end])) end++;
    const known = lastEqual(dateWords, units, words[word], end);
    if (known === -1) continue;
    roles |= dateRoleOf[known];
    if (dateRoleOf[known] & DATE_ROLES.after) after++;
  }
  if (roles & (DATE_ROLES.months | DATE_ROLES.days) || numbers >= NUMBERS_OF_DATE) return true;
  return (roles & DATE_ROLES.ago && roles & DATE_ROLES.units) !== 0 || (numbers > 1 && after > 1);
}

/** Of a script that puts spaces between its words. */
function isLetter(unit: number): boolean {
  return CLASS_OF[unit] >= CLASS.latin && CLASS_OF[unit] < CLASS.unspaced;
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

/** Finds fragments, and the patterns whose literals stand in the block. */
function scanBlock(index: RuleIndex, block: FoldedBlock, buffer: FoldBuffer): void {
  for (const { value, start, end } of scan(index.scanner, buffer)) {
    if (value < index.fragmentCount) {
      matchFragment(index.fragments, value, block, start, end);
      continue;
    }
    const pattern = index.patterns[value - index.fragmentCount];
    if (fitsLength(pattern.rule, block.original)) block.addPattern(pattern);
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

function matchWhenAsked(rule: CompiledRule, patterns: readonly PatternIndex[], text: string): PatternMatches {
  let matches: readonly Match[] | undefined;
  return {
    rule,
    matches: () => {
      matches ??= matchPatterns(rule, patterns, text);
      return matches;
    },
  };
}

/** Runs those patterns of a rule whose literals stand in a block on its text. */
function matchPatterns(
  rule: CompiledRule,
  patterns: readonly PatternIndex[],
  text: string,
): readonly Match[] {
  const inOrder = patterns.length === 1 ? patterns : [...patterns].sort((a, b) => a.order - b.order);
  const says = (span: Span): string => quote(text.slice(span.start, span.end));
  if (rule.reach !== 'fragment') {
    // The first pattern that fits will do: to compile one more takes longer than to run all of them.
    for (const { find } of inOrder) {
      const [span] = find(text);
      if (span !== undefined) return [{ rule, says: says(span) }];
    }
    return [];
  }
  const fitting = inOrder.flatMap(({ find }) => find(text)).filter((span) => fitsPlace(rule, span, text));
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
