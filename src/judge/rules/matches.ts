/** What the rules' words are found to be in a block, and the patterns that have still to be run on it. */
import type { Span } from '../../document.ts';
import type { CompiledRule } from '../../packs/compiled.ts';
import type { PatternGroup, PatternIndex } from './rule-index.ts';

/** A rule that fits a block's words; where it stands has still to be seen. `matchOf` makes all of them. */
export interface Match {
  readonly rule: CompiledRule;
  /** What the rule found, for the ledger's reason: `“Related Articles” (en)`. */
  readonly says: string;
  /** The part of the block that the words are; only for fragments. */
  readonly span: Span | undefined;
  /** Its words stand in a row of chrome: it need not have other chrome beside it. */
  readonly isAmongChrome: boolean;
}

/** A match, all of one shape: what reads them is compiled once. */
export function matchOf(rule: CompiledRule, says: string, span?: Span, isAmongChrome = false): Match {
  return { rule, says, span, isAmongChrome };
}

/**
 * What is known of a block before its place is. Classes in a chain, not literals in arrays: V8 takes literals made
 * here for long-lived, and what is made among old objects keeps the source of its page until all of them are
 * looked through. Of what outlived its page, a third was that (10 of 31 MB for 400 pages).
 */
export class BlockMatches {
  /** Whole phrases first, then what stands in the block from left to right. */
  readonly found: readonly Match[];
  /** Patterns whose literals are there. Most stand in the wrong place, so they are not run yet. */
  readonly patterns: PatternMatches | undefined;
  /** Of a row of links, what is known of each link's text. */
  readonly links: readonly BlockMatches[] | undefined;

  constructor(
    found: readonly Match[],
    patterns: PatternMatches | undefined,
    links: readonly BlockMatches[] | undefined = undefined,
  ) {
    this.found = found;
    this.patterns = patterns;
    this.links = links;
  }
}

/** Patterns of a rule and a block that has one of their literals. */
export class PatternMatches {
  readonly rule: CompiledRule;
  /** Those of another rule in the same block. */
  next: PatternMatches | undefined = undefined;
  private readonly text: string;
  private readonly first: PatternGroup;
  private others: PatternGroup[] | undefined = undefined;
  private found: readonly Match[] | undefined = undefined;

  constructor(first: PatternGroup, text: string) {
    this.rule = first.rule;
    this.first = first;
    this.text = text;
  }

  add(group: PatternGroup): void {
    if (group === this.first) return;
    if (this.others === undefined) this.others = [group];
    else if (!this.others.includes(group)) this.others.push(group);
  }

  /** The places that they fit, looked for when they are first asked for. */
  matches(): readonly Match[] {
    this.found ??= matchPatterns(this.rule, this.inOrder(), this.text);
    return this.found;
  }

  private inOrder(): readonly PatternIndex[] {
    if (this.others === undefined) return this.first.patterns;
    const all = new Set([this.first, ...this.others].flatMap(({ patterns }) => patterns));
    return [...all].sort((a, b) => a.order - b.order);
  }
}

/** Runs those patterns of a rule whose literals stand in a block on its text. */
function matchPatterns(
  rule: CompiledRule,
  inOrder: readonly PatternIndex[],
  original: string,
): readonly Match[] {
  const text = withPlainSpaces(original);
  const says = (span: Span): string => quote(text.slice(span.start, span.end));
  if (rule.reach !== 'fragment') {
    // The first pattern that fits will do: to compile one more takes longer than to run all of them.
    for (const { find } of inOrder) {
      const [span] = find(text);
      if (span !== undefined) return [matchOf(rule, says(span))];
    }
    return [];
  }
  const fitting = inOrder.flatMap(({ find }) => find(text)).filter((span) => fitsPlace(rule, span, text));
  return fitting.map((span) => matchOf(rule, says(span), span));
}

const OTHER_SPACE = /[\u00a0\u2000-\u200a\u202f\u205f]/;
const OTHER_SPACES = new RegExp(OTHER_SPACE, 'g');

/** Patterns are written with plain spaces, and pages have others as well. */
function withPlainSpaces(text: string): string {
  return OTHER_SPACE.test(text) ? text.replace(OTHER_SPACES, ' ') : text;
}

function fitsPlace(rule: CompiledRule, span: Span, text: string): boolean {
  if (rule.at === 'start') return span.start === 0;
  return rule.at === 'anywhere' || span.end === text.length;
}

function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}”`;
}
