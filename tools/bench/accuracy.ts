/** How well pages come out: word bags against gold texts, wanted and unwanted segments. */
import { join } from 'node:path';
import type { CleanResult, Source } from '../../src/index.ts';
import { goldPages, segmentPages } from '../train/dataset.ts';
import { bagOf, meanScore, type Score, scoreBags } from './text-score.ts';

/** Anything that makes text of a page. */
export type Extractor = (source: Source & { html: string }) => string;

export interface PageScore extends Score {
  readonly id: string;
  readonly group: string;
}

/** The score of every page of a WCXB-shaped folder; groups are page types. */
export function scoreGold(data: string, extract: Extractor): PageScore[] {
  const scores: PageScore[] = [];
  for (const { id, html, url, type, gold } of goldPages(join(data, 'wcxb'))) {
    scores.push({ id, group: type, ...scoreBags(bagOf(extract({ html, url })), bagOf(gold)) });
  }
  return scores;
}

export interface SegmentScore extends Score {
  /** Wanted segments found, and how many there are; unwanted ones found. */
  readonly found: number;
  readonly wanted: number;
  readonly unwantedFound: number;
}

/** Wanted segments found and unwanted ones absent, white space folded, over all pages together, or those of `ids`. */
export function scoreSegments(data: string, extract: Extractor, ids?: ReadonlySet<string>): SegmentScore {
  let found = 0;
  let wanted = 0;
  let unwantedFound = 0;
  const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();
  for (const page of segmentPages(join(data, 'segments'))) {
    if (ids !== undefined && !ids.has(page.id)) continue;
    const text = fold(extract({ html: page.html, url: page.url }));
    const isIn = (segment: string): boolean => text.includes(fold(segment));
    wanted += page.with.length;
    found += page.with.filter(isIn).length;
    unwantedFound += page.without.filter(isIn).length;
  }
  const precision = found / Math.max(1, found + unwantedFound);
  const recall = found / Math.max(1, wanted);
  const f1 = found === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { f1, precision, recall, found, wanted, unwantedFound };
}

/** Mean scores of each group, the whole first. */
export function byGroup(scores: readonly PageScore[]): ReadonlyMap<string, Score & { pages: number }> {
  const groups = new Map<string, PageScore[]>([['all', [...scores]]]);
  for (const score of scores) groups.set(score.group, [...(groups.get(score.group) ?? []), score]);
  return new Map([...groups].map(([group, own]) => [group, { ...meanScore(own), pages: own.length }]));
}

/** The text of a result: the name that the benches give to what they measure. */
export function textOf({ text }: CleanResult): string {
  return text;
}
