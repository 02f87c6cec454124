/**
 * The rules judge: what the packs know of the chrome around texts.
 *
 * A rule fits a block in two steps. Its words must be there (the matcher looks, by index), and it
 * must stand where the rule says. Where the text begins and ends depends in turn on what is chrome:
 * a paragraph in which the publisher speaks of itself, behind the article, belongs to the tail.
 */
import { type Block, type Document, type Judge, RANK, type Verdict } from '../document.ts';
import type { CompiledPacks, CompiledRule, Zone } from '../packs/compiled.ts';
import { endOfSection } from './reach.ts';
import { createRuleMatcher, type Match } from './rule-matcher.ts';
import { findZones, isProse, type Zones } from './zones.ts';

/** So many words of menus in a row are a menu. */
const MENU = 3;
/** More lines than this between two lines of chrome are no chrome for that alone. */
const LONGEST_RUN = 3;

const WHERE: Readonly<Record<Zone, string>> = {
  head: 'before the text',
  body: 'in the text',
  tail: 'behind the text',
};

/** Builds the judge of these packs. Building takes milliseconds; the judge keeps no state between documents. */
export function createRulesJudge(packs: CompiledPacks): Judge {
  const matcher = createRuleMatcher(packs);
  const worded = new Set([...packs.phrases, ...packs.patterns].map((item) => packs.rules[item.rule]));
  const byPlace = packs.rules.filter((rule) => !worded.has(rule) && rule.neighbours !== undefined);

  return (document) => {
    const matches = document.blocks.map((block) =>
      matcher(block.text).filter(({ rule }) => fitsBlock(rule, block)),
    );
    const zones = findZones(document, (block, zone) => {
      const taking = matches[block].filter(
        ({ rule }) => rule.reach !== 'fragment' && rule.zones.includes(zone),
      );
      if (taking.length === 0 || taking.some(({ rule }) => rule.protect)) return 'no';
      return taking.some(({ rule }) => !rule.zones.includes('body')) ? 'only-there' : 'yes';
    });
    const verdicts: Verdict[] = [];
    const chrome = new Set<number>();
    const add = (verdict: Verdict): void => {
      verdicts.push(verdict);
      if (verdict.action === 'remove' && verdict.span === undefined) chrome.add(verdict.block);
    };
    const standing = matches.map((found, block) =>
      found.filter((match) => match.rule.zones.some((zone) => isIn(zones, block, zone))),
    );
    standing.forEach((found, block) => {
      for (const match of found) {
        if (match.rule.neighbours === undefined) add(verdictOf(match, block, zones));
      }
    });
    const wordedRuns = standing.map((found) => found.filter((match) => match.rule.neighbours !== undefined));
    takeRuns(wordedRuns, chrome, (match, block) => add(verdictOf(match, block, zones)));
    standing.forEach((found, block) => {
      for (const { rule } of found) {
        if (chrome.has(block)) extend(document, rule, block, zones, add);
      }
    });
    for (const rule of byPlace) takeByPlace(document, rule, zones, chrome, add);
    return verdicts.sort((a, b) => a.block - b.block);
  };
}

function fitsBlock(rule: CompiledRule, block: Block): boolean {
  return (rule.kinds?.includes(block.kind) ?? true) && (rule.prose || !isProse(block));
}

function isIn(zones: Zones, block: number, zone: Zone): boolean {
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
  return {
    action: rule.protect ? 'protect' : 'remove',
    block,
    ...(span === undefined ? {} : { span }),
    category: rule.category,
    rule: rule.id,
    reason: `says ${says}, ${placeOf(zones, block)}`,
    rank: RANK.rule,
  };
}

/**
 * Words of menus and the like count beside chrome only. Several in a row stand or go together;
 * `MENU` of them in a row are a menu, whatever is beside them.
 */
function takeRuns(
  candidates: readonly (readonly Match[])[],
  chrome: ReadonlySet<number>,
  take: (match: Match, block: number) => void,
): void {
  for (let start = 0; start < candidates.length; start++) {
    const isCandidate = (block: number): boolean => candidates[block].length > 0 && !chrome.has(block);
    if (!isCandidate(start)) continue;
    let end = start + 1;
    while (end < candidates.length && isCandidate(end)) end++;
    const beside = Number(chrome.has(start - 1)) + Number(chrome.has(end));
    for (let block = start; block < end; block++) {
      for (const match of candidates[block]) {
        const needed = match.rule.neighbours === 'both' ? 2 : 1;
        if (beside >= needed || end - start >= MENU) take(match, block);
      }
    }
    start = end - 1;
  }
}

/** The blocks below that a rule with reach `section` or `rest` takes along. */
function extend(
  document: Document,
  rule: CompiledRule,
  block: number,
  zones: Zones,
  add: (verdict: Verdict) => void,
): void {
  if (rule.reach !== 'section' && rule.reach !== 'rest') return;
  const end = rule.reach === 'rest' ? document.blocks.length : endOfSection(document, block, zones);
  for (let below = block + 1; below < end; below++) {
    add({
      action: 'remove',
      block: below,
      category: rule.category,
      rule: rule.id,
      reason: `stands under “${document.blocks[block].text}”`,
      rank: RANK.rule,
    });
  }
}

/** Rules without words: short lines in a zone, between lines of chrome. */
function takeByPlace(
  document: Document,
  rule: CompiledRule,
  zones: Zones,
  chrome: ReadonlySet<number>,
  add: (verdict: Verdict) => void,
): void {
  const { blocks } = document;
  const fits = (index: number): boolean => {
    const block = blocks[index];
    return (
      !chrome.has(index) &&
      block.text.length >= rule.minimum &&
      block.text.length <= rule.maximum &&
      (rule.kinds?.includes(block.kind) ?? true) &&
      rule.zones.some((zone) => isIn(zones, index, zone)) &&
      !isProse(block)
    );
  };
  for (let start = 0; start < blocks.length; start++) {
    if (!fits(start)) continue;
    let end = start + 1;
    while (end < blocks.length && fits(end)) end++;
    const before = chrome.has(start - 1);
    const after = chrome.has(end);
    const between = rule.neighbours === 'both' ? before && after : before || after;
    if (between && end - start <= LONGEST_RUN) {
      for (let block = start; block < end; block++) {
        add({
          action: 'remove',
          block,
          category: rule.category,
          rule: rule.id,
          reason: `a short line beside lines that were removed, ${placeOf(zones, block)}`,
          rank: RANK.rule,
        });
      }
    }
    start = end;
  }
}
