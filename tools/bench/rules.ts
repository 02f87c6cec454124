/**
 * What rules do alone, without the other judges:
 *
 *   npm run bench -- rules ../shared/data [REVISION]
 *
 * On texts that four tools made of pages, each rule's precision by characters, with the gold texts as
 * the judge. On pages with segments, the share of unwanted ones that rules remove, by language, beside
 * what those of another git revision did, with its own engine. The exit status is 1 when the rules
 * together are right for less than 98 % of the characters that they remove, or a rule that fires on
 * five documents or more for less than 90 %.
 * `BENCH_EXAMPLES=rule/id`, or `all`, prints what is removed that the gold has.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Block, Document, Judge } from '../../src/document.ts';
import { identifyLanguages } from '../../src/judge/language/document.ts';
import type * as Rules from '../../src/judge/rules.ts';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { settle } from '../../src/judge/settle.ts';
import type * as Folder from '../../src/packs/folder.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { renderBlocks } from '../../src/render/text.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { segmentText } from '../../src/segment/text.ts';
import { readGoldText } from '../../src/verify/gold.ts';
import { segmentPages } from '../train/dataset.ts';
import { goldTexts, readFlattened, TOOLS } from '../train/text-data.ts';

const LEAST_PRECISION = 0.98;
const LEAST_PRECISION_OF_RULE = 0.9;
const FEW_DOCUMENTS = 5;
/** Shorter gold texts are mistakes of the data more often than short articles. */
const SHORTEST_GOLD = 50;
const CONTEXT_WORDS = 3;

interface Count {
  readonly documents: Set<string>;
  characters: number;
  /** Of these, the ones that the gold has. */
  lost: number;
  readonly examples: string[];
}

/** Prints the tables. `data` holds `flattened/`, `wcxb/` and `segments/`. */
export async function benchRules(data: string, revision?: string): Promise<void> {
  const judge = createRulesJudge(loadBuiltInPacks());
  const precise = benchPrecision(data, judge);
  const before = revision === undefined ? undefined : await judgeAt(revision);
  benchSegments(data, judge, before);
  if (!precise) process.exitCode = 1;
}

function benchPrecision(data: string, judge: Judge): boolean {
  const rules = new Map<string, Count>();
  const gold = goldTexts(data);
  let precise = true;
  console.log('| rules alone, on text of | documents | characters removed | precision |\n|---|--:|--:|--:|');
  for (const tool of ['fulltext', ...TOOLS]) {
    const own = emptyCount();
    for (const { id, text } of readFlattened(data, tool)) {
      const truth = gold.get(id);
      if (truth === undefined || truth.gold.length < SHORTEST_GOLD) continue;
      countDocument(rules, own, `${tool} ${id}`, segmentText(text, {}), truth.gold, judge);
    }
    console.log(`| ${tool} | ${own.documents.size} | ${own.characters} | ${precisionOf(own).toFixed(4)} |`);
  }
  console.log('\n| rule | documents | characters | precision | |\n|---|--:|--:|--:|---|');
  const all = emptyCount();
  for (const [rule, count] of [...rules].sort(([, a], [, b]) => b.characters - a.characters)) {
    const isLow = count.documents.size >= FEW_DOCUMENTS && precisionOf(count) < LEAST_PRECISION_OF_RULE;
    all.characters += count.characters;
    all.lost += count.lost;
    precise &&= !isLow;
    console.log(
      `| ${rule} | ${count.documents.size} | ${count.characters} | ${precisionOf(count).toFixed(3)} | ${isLow ? 'low' : ''} |`,
    );
    if (process.env.BENCH_EXAMPLES !== rule && process.env.BENCH_EXAMPLES !== 'all') continue;
    for (const example of count.examples) console.log(`    ${example}`);
  }
  console.log(`| all | | ${all.characters} | ${precisionOf(all).toFixed(4)} | |`);
  return precise && precisionOf(all) >= LEAST_PRECISION;
}

function countDocument(
  rules: Map<string, Count>,
  own: Count,
  name: string,
  document: Document,
  goldText: string,
  judge: Judge,
): void {
  const gold = readGoldText(goldText);
  const { removals } = settle(document, judge(document, []), new Set());
  if (removals.length === 0) return;
  own.documents.add(name);
  for (const { rule, text, start, end } of removals) {
    const block = document.blocks.find((one) => one.start <= start && one.end >= end);
    const isLost = block !== undefined && gold.has(withContext(block, start, end));
    const count = rules.get(rule) ?? emptyCount();
    rules.set(rule, count);
    count.documents.add(name);
    for (const one of [count, own]) {
      one.characters += text.length;
      if (isLost) one.lost += text.length;
    }
    if (isLost) count.examples.push(`${name}: ${text.replace(/\s+/g, ' ').slice(0, 120)}`);
  }
}

/** A part of a line is found in the gold with the words beside it: a name or a bracket may stand anywhere. */
function withContext(block: Block, start: number, end: number): string {
  if (start === block.start && end === block.end) return block.text;
  const before = block.text
    .slice(0, start - block.start)
    .split(/\s+/)
    .slice(-CONTEXT_WORDS);
  const after = block.text
    .slice(end - block.start)
    .split(/\s+/)
    .slice(0, CONTEXT_WORDS);
  return [...before, block.text.slice(start - block.start, end - block.start), ...after].join(' ');
}

function emptyCount(): Count {
  return { documents: new Set(), characters: 0, lost: 0, examples: [] };
}

function precisionOf({ characters, lost }: Count): number {
  return characters === 0 ? 1 : 1 - lost / characters;
}

interface Segments {
  pages: number;
  unwanted: number;
  removed: number;
  before: number;
  wanted: number;
  lost: number;
}

function benchSegments(data: string, judge: Judge, before: Judge | undefined): void {
  const languages = new Map<string, Segments>();
  for (const { id, html, url, with: wanted, without } of segmentPages(join(data, 'segments'))) {
    const segmented = segmentHtml(html, { url });
    const document = { ...segmented, languages: identifyLanguages(segmented) };
    const all = foldSpaces(renderBlocks(document.blocks.map((block) => ({ ...block, block }))));
    const kept = keptBy(judge, document);
    const keptBefore = before === undefined ? '' : keptBy(before, document);
    const isIn = (text: string) => (segment: string) => text.includes(foldSpaces(segment));
    const present = without.filter(isIn(all));
    const wantedPresent = wanted.filter(isIn(all));
    const lost = wantedPresent.filter((segment) => !isIn(kept)(segment));
    for (const segment of lost) console.log(`lost: ${id}: ${segment}`);
    for (const name of ['all', document.languages[0] ?? '?']) {
      const count = languages.get(name) ?? {
        pages: 0,
        unwanted: 0,
        removed: 0,
        before: 0,
        wanted: 0,
        lost: 0,
      };
      languages.set(name, count);
      count.pages++;
      count.unwanted += present.length;
      count.removed += present.filter((segment) => !isIn(kept)(segment)).length;
      count.before += present.filter((segment) => !isIn(keptBefore)(segment)).length;
      count.wanted += wantedPresent.length;
      count.lost += lost.length;
    }
  }
  console.log(
    '\n| language | pages | unwanted segments | rules remove | share | before | times | wanted lost |\n|---|--:|--:|--:|--:|--:|--:|--:|',
  );
  for (const [language, count] of [...languages].sort(([, a], [, b]) => b.pages - a.pages)) {
    const { pages, unwanted, removed, wanted, lost } = count;
    const share = ((100 * removed) / Math.max(1, unwanted)).toFixed(1);
    const other = before === undefined ? ' | ' : `${count.before} | ${(removed / count.before).toFixed(2)}`;
    console.log(
      `| ${language} | ${pages} | ${unwanted} | ${removed} | ${share} % | ${other} | ${lost} of ${wanted} |`,
    );
  }
}

function keptBy(judge: Judge, document: Document): string {
  return foldSpaces(renderBlocks(settle(document, judge(document, []), new Set()).kept));
}

function foldSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The rules judge of a git revision: its packs, and its own engine. */
async function judgeAt(revision: string): Promise<Judge> {
  const folder = mkdtempSync(join(tmpdir(), 'dehusk-revision-'));
  const archive = spawnSync('git', ['archive', revision, 'rules', 'src', 'package.json'], {
    maxBuffer: 2 ** 28,
  });
  const unpacked = spawnSync('tar', ['-x', '-C', folder], { input: archive.stdout });
  if (archive.status !== 0 || unpacked.status !== 0) throw new Error(`There are no rules at ${revision}.`);
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  const load = (file: string): Promise<unknown> => import(pathToFileURL(join(folder, 'src', file)).href);
  const { readPackFolder } = (await load('packs/folder.ts')) as typeof Folder;
  const { createRulesJudge: createJudge } = (await load('judge/rules.ts')) as typeof Rules;
  const judge = createJudge(readPackFolder(join(folder, 'rules'), 'native').packs);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return judge;
}
