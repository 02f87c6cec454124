/**
 * Pages: accuracy by page type beside `--extractor readability` and `none`, and speed as ratios.
 *
 *   npm run bench -- html ../shared/data
 *
 * The figures of the scorer here are in sample: it was trained on these pages. What it reaches on
 * sites it has not seen stands in tools/train/content.report.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { createCleaner } from '../../src/index.ts';
import { goldPages } from '../train/dataset.ts';
import { byGroup, scoreGold, scoreSegments, textOf } from './accuracy.ts';
import type { Score } from './text-score.ts';

const REPORT = new URL('../train/content.report.json', import.meta.url);

/** Pages for jsdom, which takes 40 times as long and 2 MB of memory for each. */
const READABILITY_PAGES = 60;

/** Prints the tables. `data` holds `wcxb/` and `segments/`. */
export function benchHtml(data: string): void {
  printAccuracy(data);
  if (existsSync(REPORT)) console.log(`\n5 folds by site:\n${readFileSync(REPORT, 'utf8').trim()}`);
  printSpeed(data);
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

function printSpeed(data: string): void {
  const pages = [...goldPages(join(data, 'wcxb'))].map(({ html }) => html);
  const clean = createCleaner();
  const readability = createCleaner({ extractor: 'readability' });
  const parse = (html: string): void => new Parser({ ontext() {} }).end(html);
  const cleaning = (html: string): unknown => clean({ html });
  for (const html of pages.slice(0, READABILITY_PAGES)) {
    parse(html);
    cleaning(html);
  }
  const parsed = milliseconds(pages, parse);
  const cleaned = milliseconds(pages, cleaning);
  const memory = process.memoryUsage.rss() / 2 ** 20;
  const few = pages.slice(0, READABILITY_PAGES);
  const slow = milliseconds(few, (html) => readability({ html })) / milliseconds(few, cleaning);
  console.log(`\n| ${pages.length} pages, one thread | |\n|---|---|`);
  console.log(
    `| cleaning, against htmlparser2's text events alone | ${(cleaned / parsed).toFixed(2)} × the time |`,
  );
  console.log(`| Readability on jsdom, against cleaning | ${slow.toFixed(0)} × the time |`);
  console.log(`| pages per second | ${((pages.length / cleaned) * 1000).toFixed(0)} |`);
  console.log(`| resident memory after them | ${memory.toFixed(0)} MB |`);
  console.log(`| a page 10 × as long | ${growth(clean).toFixed(1)} × the time |`);
}

/** Time for a page with ten times the paragraphs, against ten times the time for the page. */
function growth(clean: ReturnType<typeof createCleaner>): number {
  const paragraph =
    '<div class="entry"><p>The council met on <b>Tuesday</b> and voted to keep the bridge.</p></div>\n';
  const [short, long] = [2_000, 20_000].map(
    (count) => `<body><main>${paragraph.repeat(count)}</main></body>`,
  );
  milliseconds([short], (html) => clean({ html }));
  return milliseconds([long], (html) => clean({ html })) / milliseconds([short], (html) => clean({ html }));
}

function milliseconds<T>(items: readonly T[], work: (item: T) => unknown): number {
  const start = performance.now();
  for (const item of items) work(item);
  return performance.now() - start;
}

function show(score: Score | undefined): string {
  if (score === undefined) return '';
  return `${score.f1.toFixed(4)} (${score.precision.toFixed(3)}, ${score.recall.toFixed(3)})`;
}
