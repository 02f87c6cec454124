/**
 * The rules judge: what the packs know of the chrome around texts.
 *
 * A rule fits a block in two steps. Its words must be there (the matcher looks, by index), and it
 * must stand where the rule says. Where the text begins and ends depends in turn on what is chrome:
 * a paragraph in which the publisher speaks of itself, behind the article, belongs to the tail.
 */
import { type Block, type Category, type Document, type Judge, RANK, type Verdict } from '../document.ts';
import {
  type CompiledPacks,
  type CompiledRule,
  inOneShape,
  type Reach,
  ZONES,
  type Zone,
} from '../packs/compiled.ts';
import { announcedIn } from './rules/announced.ts';
import { takeHeadMenu } from './rules/head-menu.ts';
import { withoutLongRows } from './rules/in-row.ts';
import { matchesOfRow } from './rules/link-rows.ts';
import { createRuleMatcher } from './rules/matcher.ts';
import type { BlockMatches, Match } from './rules/matches.ts';
import { saysSomething, takeByPlace, takeMenus } from './rules/neighbours.ts';
import { isFor, originOf } from './rules/origin.ts';
import { endOfSection, firstBox, opensBox } from './rules/reach.ts';
import { createReader } from './rules/reader.ts';
import { selectElements } from './rules/selected.ts';
import { findZones, proseIn, type Zones } from './rules/zones.ts';
import { protect, remove } from './verdict.ts';

const NO_MATCHES: readonly Match[] = [];
const HEAD: readonly Zone[] = ['head'];
const TAIL: readonly Zone[] = ['tail'];
/** How far rules reach that take more than their own block. */
const REACHING: ReadonlySet<Reach> = new Set<Reach>(['section', 'box', 'rest']);
/** All sets of zones, by the bits of their members. */
const ZONE_SETS: readonly (readonly Zone[])[] = Array.from({ length: 1 << ZONES.length }, (_, members) =>
  ZONES.filter((_, i) => (members & (1 << i)) !== 0),
);

const WHERE: Readonly<Record<Zone, string>> = {
  head: 'before the text',
  body: 'in the text',
  tail: 'behind the text',
};

/**
 * Builds the judge of these packs. Building takes milliseconds. Of the last document it remembers what it
 * read, for the next pass over it; no verdict depends on that.
 */
export function createRulesJudge(given: CompiledPacks): Judge {
  const packs = { ...given, rules: inOneShape(given.rules) };
  const read = createReader(createRuleMatcher(packs));
  const byPlace = packs.rules.filter((rule) => !rule.hasWords && rule.neighbours !== undefined);
  const selecting = packs.rules.filter((rule) => rule.select !== undefined);

  return (document) => {
    const { blocks } = document;
    const origin = originOf(document);
    const prose = proseIn(document);
    const fits = (rule: CompiledRule, block: number): boolean =>
      (rule.kinds?.includes(blocks[block].kind) ?? true) &&
      (rule.prose || !prose[block]) &&
      isFor(rule, origin);
    const matchesIn = matchesByZone(read(document), fits);
    const zones = zonesOfText(document, prose, matchesIn);
    const verdicts: Verdict[] = [];
    const chrome = new Map<number, Category>();
    const add = (verdict: Verdict): void => {
      verdicts.push(verdict);
      const isWhole = verdict.action === 'remove' && verdict.span === undefined;
      if (isWhole && !chrome.has(verdict.block)) chrome.set(verdict.block, verdict.category);
    };
    const standing = withoutLongRows(blocks.map((_, block) => matchesIn(block, zonesOf(zones, block))));
    for (const verdict of selectElements(
      document,
      selecting.filter((rule) => isFor(rule, origin)),
    ))
      add(verdict);
    const isAnnounced = announcedIn(document, (block) => chrome.has(block));
    forEachMatch(standing, (match, block) => {
      if (needsChrome(match) || (isIn(zones, block, 'body') && isAnnounced(match, block))) return;
      add(verdictOf(match, block, zones));
    });
    const menuWords = standing.map(onlyBesideChrome);
    const takeMenu = (match: Match, block: number): void => add(verdictOf(match, block, zones));
    takeMenus(menuWords, chrome, takeMenu);
    const takeLine = (rule: CompiledRule, block: number): void => add(verdictByPlace(rule, block, zones));
    if (document.format === 'text')
      takeHeadMenu(blocks.slice(0, zones.headEnd), menuWords, chrome, takeMenu, takeLine);
    takeReached(
      standing,
      (block) => chrome.has(block),
      (rule, block) => reachOf(document, rule, block, zones, prose),
      (rule, block, below) => add(verdictBelow(document, rule, block, below)),
    );
    takeByPlace(
      byPlace,
      blocks.length,
      (block) => !prose[block] && !saysSomething(blocks[block].text),
      (rule, block) => fitsPlace(rule, blocks[block], block, zones),
      chrome,
      takeLine,
    );
    return verdicts.sort((a, b) => a.block - b.block);
  };
}

/** What the rules find in a block that stands in one of those zones. */
type MatchesIn = (block: number, zones: readonly Zone[]) => readonly Match[];

/** Where the text begins and ends, by what the rules would take in front of it and behind it. */
function zonesOfText(document: Document, prose: readonly boolean[], matchesIn: MatchesIn): Zones {
  const zones = findZones(document, prose, (block, zone) => {
    const taking = matchesIn(block, zone === 'head' ? HEAD : TAIL).filter(
      ({ rule }) => rule.reach !== 'fragment',
    );
    if (taking.length === 0 || taking.some(({ rule }) => rule.protect)) return 'no';
    return taking.some(({ rule }) => !rule.zones.includes('body')) ? 'only-there' : 'yes';
  });
  const box = firstBox(document, (block) => matchesIn(block, TAIL).some(({ rule }) => rule.reach === 'box'));
  return box === undefined ? zones : { ...zones, tailStart: Math.min(zones.tailStart, box) };
}

/** Takes what rules reach beyond the chrome that they stand in: a section ends where another one opens. */
function takeReached(
  standing: readonly (readonly Match[])[],
  isChrome: (block: number) => boolean,
  reach: (rule: CompiledRule, block: number) => Iterable<number>,
  take: (rule: CompiledRule, block: number, below: number) => void,
): void {
  const opensSection = (block: number): boolean =>
    standing[block].some(({ rule }) => rule.reach === 'section');
  forEachMatch(standing, ({ rule }, block) => {
    if (!REACHING.has(rule.reach) || !isChrome(block)) return;
    for (const below of reach(rule, block)) {
      if (rule.reach === 'section' && opensSection(below)) break;
      if (!isChrome(below)) take(rule, block, below);
    }
  });
}

function forEachMatch(
  standing: readonly (readonly Match[])[],
  visit: (match: Match, block: number) => void,
): void {
  for (let block = 0; block < standing.length; block++) {
    for (const match of standing[block]) visit(match, block);
  }
}

/** Those of the matches that count only beside chrome. */
function onlyBesideChrome(found: readonly Match[]): readonly Match[] {
  return found.some(needsChrome) ? found.filter(needsChrome) : NO_MATCHES;
}

function needsChrome({ rule, isAmongChrome }: Match): boolean {
  return rule.neighbours !== undefined && !isAmongChrome;
}

/** For rules without words: as long as they want it, in their zone. */
function fitsPlace(rule: CompiledRule, block: Block, index: number, zones: Zones): boolean {
  const { length } = block.text;
  return (
    length >= rule.minimum &&
    length <= rule.maximum &&
    (rule.kinds?.includes(block.kind) ?? true) &&
    rule.zones.some((zone) => isIn(zones, index, zone))
  );
}

/**
 * Returns a function of a block and zones: the matches of rules for one of these zones. Patterns
 * run when their zone is asked for, which for most never happens.
 */
function matchesByZone(
  read: readonly BlockMatches[],
  fits: (rule: CompiledRule, block: number) => boolean,
): MatchesIn {
  const standingOf = ({ found, patterns }: BlockMatches, block: number, zones: readonly Zone[]) => {
    if (found.length === 0 && patterns === undefined) return NO_MATCHES;
    const standing: Match[] = [];
    for (const match of found) {
      if (isForOneOf(zones, match.rule) && fits(match.rule, block)) standing.push(match);
    }
    for (let asked = patterns; asked !== undefined; asked = asked.next) {
      if (isForOneOf(zones, asked.rule) && fits(asked.rule, block)) standing.push(...asked.matches());
    }
    return standing;
  };
  return (block, zones) => {
    const { links } = read[block];
    const whole = standingOf(read[block], block, zones);
    if (links === undefined || whole.some(({ span }) => span === undefined)) return whole;
    return whole.concat(matchesOfRow(links.map((link) => standingOf(link, block, zones))));
  };
}

function isForOneOf(zones: readonly Zone[], rule: CompiledRule): boolean {
  for (const zone of rule.zones) if (zones.includes(zone)) return true;
  return false;
}

function zonesOf(zones: Zones, block: number): readonly Zone[] {
  const head = isIn(zones, block, 'head') ? 1 : 0;
  const body = isIn(zones, block, 'body') ? 2 : 0;
  return ZONE_SETS[head | body | (isIn(zones, block, 'tail') ? 4 : 0)];
}

function isIn(zones: Zones, block: number, zone: Zone): boolean {
  if (zone !== 'body' && zones.apart?.[block] === 1) return true;
  if (zone === 'head') return block < zones.headEnd;
  if (zone === 'tail') return block >= zones.tailStart;
  return block >= zones.headEnd && block < zones.tailStart;
}

function placeOf(zones: Zones, block: number): string {
  if (block >= zones.tailStart) return WHERE.tail;
  return block < zones.headEnd ? WHERE.head : WHERE.body;
}

function verdictOf(match: Match, block: number, zones: Zones): Verdict {
  const { rule, span, says } = match;
  const { category, id } = rule;
  const said = {
    span,
    category,
    rule: id,
    reason: `says ${says}, ${placeOf(zones, block)}`,
    rank: RANK.rule,
  };
  return rule.protect ? protect(block, said) : remove(block, said);
}

function removeFor({ category, id }: CompiledRule, block: number, reason: string): Verdict {
  return remove(block, { category, rule: id, reason, rank: RANK.rule });
}

function verdictByPlace(rule: CompiledRule, block: number, zones: Zones): Verdict {
  const reason = `a short line beside lines that were removed, ${placeOf(zones, block)}`;
  return removeFor(rule, block, reason);
}

/** The blocks below that a rule with reach `section`, `box` or `rest` takes along. */
function reachOf(
  document: Document,
  rule: CompiledRule,
  block: number,
  zones: Zones,
  isProse: readonly boolean[],
): readonly number[] {
  if (!REACHING.has(rule.reach) || (rule.reach === 'box' && !opensBox(document, block))) return [];
  const end =
    rule.reach === 'section' ? endOfSection(document, block, zones, isProse) : document.blocks.length;
  return Array.from({ length: end - block - 1 }, (_, i) => block + 1 + i);
}

function verdictBelow(document: Document, rule: CompiledRule, heading: number, block: number): Verdict {
  return removeFor(rule, block, `stands under “${document.blocks[heading].text}”`);
}
