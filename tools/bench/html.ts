/**
 * Pages: accuracy by page type beside `--extractor readability` and `none`, and speed (`speed.ts`).
 *
 *   npm run bench -- html ../shared/data
 *
 * The figures of the scorer here are in sample: it was trained on these pages. What it reaches on
 * sites it has not seen stands in tools/train/content.report.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCleaner } from '../../src/index.ts';
import { byGroup, scoreGold, scoreSegments, textOf } from './accuracy.ts';
import { printPageSpeed } from './speed.ts';
import type { Score } from './text-score.ts';

const REPORT = new URL('../train/content.report.json', import.meta.url);

/** Prints the tables. `data` holds `wcxb/` and `segments/`. */
export async function benchHtml(data: string): Promise<void> {
  printAccuracy(data);
  if (existsSync(REPORT)) console.log(`\n5 folds by site:\n${readFileSync(REPORT, 'utf8').trim()}`);
  await printPageSpeed(data);
}

function printAccuracy(data: string): void {
  const tables = (['scorer', 'readability', 'none'] as const).map((extractor) => {
    const clean = createCleaner({ extractor });
    const groups = byGroup(scoreGold(data, (source) => textOf(clean(source))));
    const segments = scoreSegments(data, (source) => textOf(clean(source)));
    return { extractor, groups, segments };
  });
  console.log(
    `F1 (P, R), in sample\n\n| | ${tables.map(({ extractor }) => extractor).join(' | ')} | pages |`,
  );
  console.log(`|---|${'---|'.repeat(tables.length)}---|`);
  for (const [group, { pages }] of tables[0].groups) {
    const cells = tables.map(({ groups }) => show(groups.get(group)));
    console.log(`| ${group} | ${cells.join(' | ')} | ${pages} |`);
  }
  console.log(`| segments | ${tables.map(({ segments }) => show(segments)).join(' | ')} | |`);
}

function show(score: Score | undefined): string {
  if (score === undefined) return '';
  return `${score.f1.toFixed(4)} (${score.precision.toFixed(3)}, ${score.recall.toFixed(3)})`;
}
