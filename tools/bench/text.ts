/**
 * How text comes out that another tool took out of pages, against the gold of WCXB:
 *
 *   npm run bench -- text ../shared/data
 *
 * The scorer of text is trained on these pages; what it reaches on sites it has not seen is what
 * tools/train/text.py prints (five folds by site), and stands in tools/train/text.report.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import { type Cleaner, createCleaner } from '../../src/clean.ts';
import { goldTexts, readFlattened, TOOLS, windowOf } from '../train/text-data.ts';
import { printTextSpeed } from './speed.ts';
import { type Bag, bagOf, meanScore, type Score, scoreBags } from './text-score.ts';

interface Case {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly gold: Bag;
}

const WORSE = 0.05;
const REPORT = new URL('../train/text.report.json', import.meta.url);

/** Prints the tables of the text situations. `data` is the folder that holds `flattened/` and `wcxb/`. */
export async function benchText(data: string): Promise<void> {
  const gold = goldTexts(data);
  const cases = (tool: string): Case[] =>
    readFlattened(data, tool).flatMap(({ id, text }) => {
      const truth = gold.get(id);
      return truth === undefined ? [] : [{ id, text, type: truth.type, gold: bagOf(truth.gold) }];
    });
  const clean = createCleaner();
  console.log('WCXB F1 (P, R) before and after\n');
  console.log('| | before | after | recall | pages worse by .05 | pages |');
  console.log('|---|---|---|---|---|---|');
  const full = cases('fulltext');
  compare('fulltext, all (pages it was trained on)', full, clean);
  compare('fulltext, articles (the same)', full.filter(isArticle), clean);
  const windows = readFlattened(data, 'fulltext').flatMap(({ id, text }) => {
    const truth = gold.get(id);
    if (truth === undefined || truth.type !== 'article') return [];
    return [{ id, type: truth.type, text: windowOf(text, truth.gold), gold: bagOf(truth.gold) }];
  });
  compare('windows around articles, the situation of the seeds', windows, clean);
  for (const tool of TOOLS) {
    const all = cases(tool);
    compare(tool, all, clean);
    compare(`${tool}, articles`, all.filter(isArticle), clean);
  }
  if (existsSync(REPORT)) console.log(`\nfive folds by site: ${readFileSync(REPORT, 'utf8').trim()}`);
  printStability(full, clean);
  await printTextSpeed(data);
}

function isArticle({ type }: Case): boolean {
  return type === 'article';
}

function compare(name: string, cases: readonly Case[], clean: Cleaner): void {
  const before: Score[] = [];
  const after: Score[] = [];
  let worse = 0;
  for (const { id, text, gold } of cases) {
    const raw = scoreBags(bagOf(text), gold);
    const cleaned = scoreBags(bagOf(clean({ text }).text), gold);
    before.push(raw);
    after.push(cleaned);
    if (cleaned.f1 < raw.f1 - WORSE) {
      worse++;
      if (process.env.BENCH_EXAMPLES !== undefined)
        console.log(`  ${id} ${raw.f1.toFixed(3)} ${cleaned.f1.toFixed(3)}`);
    }
  }
  const first = meanScore(before);
  const last = meanScore(after);
  const recall = (last.recall - first.recall).toFixed(4);
  console.log(`| ${name} | ${show(first)} | ${show(last)} | ${recall} | ${worse} | ${cases.length} |`);
}

function show({ f1, precision, recall }: Score): string {
  return `${f1.toFixed(4)} (${precision.toFixed(3)}, ${recall.toFixed(3)})`;
}

function printStability(cases: readonly Case[], clean: Cleaner): void {
  const changed = cases.filter(({ text }) => {
    const cleaned = clean({ text }).text;
    return clean({ text: cleaned }).text !== cleaned;
  });
  console.log(`\ncleaning twice changes ${changed.length} of ${cases.length} texts`);
}
