/**
 * Pages: accuracy by page type and language, beside `--extractor readability` and `none` and the peers that
 * are installed (`peers.ts`), and speed (`speed.ts`).
 *
 *   npm run bench -- html ../shared/data
 *
 * The figures of the scorer here are in sample: it was trained on these pages. What it reaches on
 * sites it has not seen stands in tools/train/content.report.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CATEGORIES } from '../../src/document.ts';
import { createCleaner } from '../../src/index.ts';
import { goldPages, segmentPages } from '../train/dataset.ts';
import { byGroup, type Extractor, scoreGold, scoreSegments, textOf } from './accuracy.ts';
import { installedPeers, lookUp } from './peers.ts';
import { printPageSpeed } from './speed.ts';
import type { Score } from './text-score.ts';

const REPORT = new URL('../train/content.report.json', import.meta.url);

/** Prints the tables. `data` holds `wcxb/` and `segments/`. */
export async function benchHtml(data: string): Promise<void> {
  await printAccuracy(data);
  if (existsSync(REPORT)) console.log(`\n5 folds by site:\n${readFileSync(REPORT, 'utf8').trim()}`);
  printPageSpeed(data);
}

/** Groups of fewer pages tell nothing. */
const MIN_PAGES = 10;

interface Tool {
  readonly name: string;
  readonly extract: Extractor;
}

async function printAccuracy(data: string): Promise<void> {
  const tools = await listTools(data);
  const languages = languagesOfPages(data);
  const tables = tools.map(({ extract }) => {
    const scores = scoreGold(data, extract);
    const byLanguage = byGroup(scores.map((score) => ({ ...score, group: `in ${languages.get(score.id)}` })));
    return new Map([...byLanguage, ...byGroup(scores)]);
  });
  console.log(`F1 (P, R), in sample\n\n| | ${tools.map(({ name }) => name).join(' | ')} | pages |`);
  console.log(`|---|${'---|'.repeat(tools.length)}---|`);
  for (const [group, { pages }] of tables[0]) {
    if (pages >= MIN_PAGES)
      printRow(
        group,
        tables.map((table) => table.get(group)),
        pages,
      );
  }
  const ids = [...segmentPages(join(data, 'segments'))].map(({ id }) => id);
  for (const language of ['all', ...new Set(ids.map((id) => languages.get(id)))]) {
    const own = new Set(ids.filter((id) => language === 'all' || languages.get(id) === language));
    if (own.size < MIN_PAGES) continue;
    const scores = tools.map(({ extract }) => scoreSegments(data, extract, own));
    printRow(`segments, ${language === 'all' ? 'all' : `in ${language}`}`, scores, own.size);
  }
}

function printRow(name: string, scores: readonly (Score | undefined)[], pages: number): void {
  console.log(`| ${name} | ${scores.map(show).join(' | ')} | ${pages} |`);
}

async function listTools(data: string): Promise<Tool[]> {
  const pages = [...goldPages(join(data, 'wcxb')), ...segmentPages(join(data, 'segments'))];
  const own: Tool[] = [];
  for (const name of ['scorer', 'readability', 'none'] as const) {
    const clean = createCleaner({ extractor: name });
    const texts: string[] = [];
    for (const page of pages) {
      texts.push(textOf(clean(page)));
      // What jsdom refers to weakly goes when the event loop turns, and not before: 6 MB a page.
      await setImmediate();
    }
    own.push({ name, extract: lookUp(pages, texts) });
  }
  return [...own, ...(await installedPeers(pages))];
}

/** The language of each page, told from its gold text or its wanted segments. */
function languagesOfPages(data: string): ReadonlyMap<string, string> {
  const clean = createCleaner({ extractor: 'none', keep: [...CATEGORIES] });
  const languageOf = (text: string): string => clean({ text }).language ?? 'no language';
  const languages = new Map<string, string>();
  for (const { id, gold } of goldPages(join(data, 'wcxb'))) languages.set(id, languageOf(gold));
  for (const { id, with: wanted } of segmentPages(join(data, 'segments')))
    languages.set(id, languageOf(wanted.join('\n\n')));
  return languages;
}

function show(score: Score | undefined): string {
  if (score === undefined) return '';
  return `${score.f1.toFixed(4)} (${score.precision.toFixed(3)}, ${score.recall.toFixed(3)})`;
}
