/** The situations that text comes in, against the gold of WCXB: before and after cleaning. */
import { type Gold, goldTexts, readFlattened, TOOLS, windowOf } from '../train/text-data.ts';
import { type Bag, bagOf, meanScore, type Score, scoreBags } from './text-score.ts';

/** A page's text in one situation. */
export interface TextCase {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly gold: Bag;
}

export interface Situation {
  readonly name: string;
  readonly cases: readonly TextCase[];
}

/** What of a page's text a situation is about. */
type Cut = (text: string, gold: string) => string;

const WORSE = 0.05;

/** Whole pages as text, windows around articles, what extractors took out. `data` holds `flattened/` and `wcxb/`. */
export function readSituations(data: string): Situation[] {
  const gold = goldTexts(data);
  const situations: Situation[] = [];
  const add = (
    name: string,
    tool: string,
    isWanted: (truth: Gold) => boolean,
    cut: Cut = keepWhole,
  ): void => {
    const cases = readFlattened(data, tool).flatMap(({ id, text }) => {
      const truth = gold.get(id);
      if (truth === undefined || !isWanted(truth)) return [];
      return [{ id, type: truth.type, text: cut(text, truth.gold), gold: bagOf(truth.gold) }];
    });
    situations.push({ name, cases });
  };
  add('fulltext', 'fulltext', () => true);
  add('fulltext, articles', 'fulltext', isArticle);
  add('windows around articles', 'fulltext', isArticle, windowOf);
  for (const tool of TOOLS) {
    add(tool, tool, () => true);
    add(`${tool}, articles`, tool, isArticle);
  }
  return situations;
}

function keepWhole(text: string): string {
  return text;
}

function isArticle({ type }: Gold): boolean {
  return type === 'article';
}

/**
 * Prints a row for each situation. `BENCH_EXAMPLES=1` names the pages that get worse by .05.
 * @param clean gives the text that stays of a case
 */
export function printSituations(situations: readonly Situation[], clean: (one: TextCase) => string): void {
  console.log('WCXB F1 (P, R) before and after\n');
  console.log('| | before | after | F1 | recall | worse by .05 | exactly right before | after | pages |');
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const { name, cases } of situations) printRow(name, cases, clean);
}

function printRow(name: string, cases: readonly TextCase[], clean: (one: TextCase) => string): void {
  const before = cases.map(({ text, gold }) => scoreBags(bagOf(text), gold));
  const after = cases.map((one) => scoreBags(bagOf(clean(one)), one.gold));
  let worse = 0;
  cases.forEach(({ id }, index) => {
    const [raw, cleaned] = [before[index].f1, after[index].f1];
    if (cleaned >= raw - WORSE) return;
    worse++;
    if (process.env.BENCH_EXAMPLES !== undefined)
      console.log(`  ${id} ${raw.toFixed(3)} ${cleaned.toFixed(3)}`);
  });
  const first = meanScore(before);
  const last = meanScore(after);
  const cells = [
    name,
    show(first),
    show(last),
    signed(last.f1 - first.f1),
    signed(last.recall - first.recall),
    worse,
    countExact(before),
    countExact(after),
    cases.length,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

function countExact(scores: readonly Score[]): number {
  return scores.filter(({ f1 }) => f1 === 1).length;
}

function show({ f1, precision, recall }: Score): string {
  return `${f1.toFixed(4)} (${precision.toFixed(3)}, ${recall.toFixed(3)})`;
}

function signed(figure: number): string {
  return `${figure < 0 ? '−' : '+'}${Math.abs(figure).toFixed(4)}`;
}
