/**
 * How well languages are told, on `languages/` and on pure documents:
 *
 *   npm run bench -- language ../shared/data
 *
 * The built-in model is trained on the same sentences, so it is cross-validated here: five folds by line, each
 * judged by a model of the other four.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { countWords } from '../../src/characters.ts';
import type { Document } from '../../src/document.ts';
import { commonCode, FRANC_CODE, proposeLanguage } from '../../src/judge/language/detectors.ts';
import { identifyWith } from '../../src/judge/language/document.ts';
import { builtInModel, guesserOf } from '../../src/judge/language/guess.ts';
import { createLanguageModel, type LanguageModel } from '../../src/judge/language/model.ts';
import { judgeWith } from '../../src/judge/language.ts';
import { readOptions } from '../../src/options.ts';
import { segmentText } from '../../src/segment/text.ts';
import { toUnits } from '../../src/units.ts';
import { readLanguages, trainProfiles } from '../train/language-profiles.ts';
import { goldTexts } from '../train/text-data.ts';
import { declarations } from './declarations.ts';

type Lines = ReadonlyMap<string, readonly string[]>;

const FOLDS = 5;
const PARAGRAPHS = 10;
const DOCUMENTS_PER_LANGUAGE = 40;
const SETTINGS = readOptions();
const require = createRequire(import.meta.url);

/** Prints the three tables. `folder` is the data folder that holds `languages/`, `wcxb/` and `segments/`. */
export function benchLanguage(folder: string): void {
  const sentences = readLanguages(join(folder, 'languages'), 'sentences');
  const pairs = readLanguages(join(folder, 'languages'), 'word-pairs');
  printDetectors(sentences, pairs);
  printPlanted(sentences);
  printPure(folder);
}

function foldsOf(sentences: Lines): readonly { readonly model: LanguageModel; readonly held: Lines }[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const part = (inFold: boolean): Lines =>
      new Map(
        [...sentences].map(([language, lines]) => [
          language,
          lines.filter((_, index) => (index % FOLDS === fold) === inFold),
        ]),
      );
    return { model: createLanguageModel(trainProfiles(part(false))), held: part(true) };
  });
}

function printDetectors(sentences: Lines, pairs: Lines): void {
  const { francAll } = require('franc') as {
    francAll: (text: string, options: object) => readonly (readonly [string, number])[];
  };
  const codes = [...sentences.keys()]
    .map((language) => FRANC_CODE[language])
    .filter((code) => code !== undefined);
  const codeOf = new Map(Object.entries(FRANC_CODE).map(([language, code]) => [code, language]));
  const eld = (text: string) => proposeLanguage(text);
  const franc = (text: string) =>
    codeOf.get(francAll(text, { only: codes, minLength: 1 })[0]?.[0] ?? '') ?? '';
  console.log('Detectors on languages/ (36 languages), share of lines right\n');
  console.log('| | sentences | word pairs | sentences/s |');
  console.log('|---|---|---|---|');
  const row = (name: string, s: string, w: string, speed: string) =>
    console.log(`| ${name} | ${s} | ${w} | ${speed} |`);
  const eldRight = rightOf(eld, sentences);
  const francRight = rightOf(franc, sentences);
  row('eld extrasmall', eldRight.share, rightOf(eld, pairs).share, eldRight.speed);
  row('franc, these languages', francRight.share, rightOf(franc, pairs).share, francRight.speed);
  const both = rightOf((text) => (eld(text) === franc(text) ? eld(text) : ''), sentences);
  row(
    'both, where they agree',
    both.share,
    rightOf((text) => (eld(text) === franc(text) ? eld(text) : ''), pairs).share,
    both.speed,
  );
  const own = foldsOf(sentences).map(({ model, held }) => ({ model, held }));
  let right = 0;
  let total = 0;
  let milliseconds = 0;
  for (const { model, held } of own) {
    const { guess } = guesserOf(model);
    const fold = countRight((text) => guess(toUnits(text), 0, text.length).language, held);
    right += fold.right;
    total += fold.total;
    milliseconds += fold.milliseconds;
  }
  row('built-in, 5-fold', percent(right, total), '', perSecond(total, milliseconds));
  console.log();
}

function rightOf(detect: (text: string) => string, lines: Lines): { share: string; speed: string } {
  const { right, total, milliseconds } = countRight(detect, lines);
  return { share: percent(right, total), speed: perSecond(total, milliseconds) };
}

function countRight(detect: (text: string) => string, lines: Lines) {
  let right = 0;
  let total = 0;
  const start = performance.now();
  for (const [language, texts] of lines) {
    for (const text of texts) {
      if (detect(text) === commonCode(language)) right++;
      total++;
    }
  }
  return { right, total, milliseconds: performance.now() - start };
}

/** Ten paragraphs of three sentences in one language, one of them, or one sentence of eight words and more, in another. */
function printPlanted(sentences: Lines): void {
  console.log('Ten paragraphs, one of them foreign (5-fold, goals 99 %, 97 %, 0.2 %, 99 %)\n');
  console.log('| foreign | documents | removed | own paragraphs lost | document language right |');
  console.log('|---|---|---|---|---|');
  const folds = foldsOf(sentences);
  for (const length of [3, 1]) {
    const random = randomNumbers(7);
    const sum = { documents: 0, removed: 0, lost: 0, own: 0, right: 0 };
    const misses = new Map<string, number>();
    for (const { model, held } of folds) {
      const languages = [...held.keys()];
      for (const language of languages) {
        for (let n = 0; n < DOCUMENTS_PER_LANGUAGE / FOLDS; n++) {
          const planted = plant(held, languages, language, length, random);
          const segmented = segmentText(planted.text, {});
          const document: Document = { ...segmented, languages: identifyWith(model, segmented) };
          const removed = new Set(judgeWith(model, SETTINGS, document).map(({ block }) => block));
          sum.documents++;
          sum.own += PARAGRAPHS - 1;
          if (document.languages[0] === language) sum.right++;
          else note(misses, `document ${language} as ${document.languages.join('+')}`);
          if (removed.has(planted.at)) sum.removed++;
          else note(misses, `kept ${planted.foreign} in ${language}`);
          const lost = removed.size - (removed.has(planted.at) ? 1 : 0);
          sum.lost += lost;
          if (lost > 0) note(misses, `lost ${language}`, lost);
        }
      }
    }
    const name = length === 3 ? '3 sentences' : '1 sentence, 8 words and more';
    console.log(
      `| ${name} | ${sum.documents} | ${percent(sum.removed, sum.documents)} | ${percent(sum.lost, sum.own)} | ${percent(sum.right, sum.documents)} |`,
    );
    const worst = [...misses].sort((a, b) => b[1] - a[1]).slice(0, 8);
    console.log(`| | ${worst.map(([what, count]) => `${what}: ${count}`).join(' · ')} | | | |`);
  }
  console.log();
}

function plant(
  held: Lines,
  languages: readonly string[],
  language: string,
  length: number,
  random: (below: number) => number,
): { text: string; at: number; foreign: string } {
  const others = languages.filter((other) => other !== language);
  const foreign = others[random(others.length)];
  const at = random(PARAGRAPHS);
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, index) => {
    const lines = held.get(index === at ? foreign : language) ?? [];
    const count = index === at ? length : 3;
    const long = lines.filter((line) => countWords(line) >= 8);
    return Array.from({ length: count }, () =>
      count === 1 ? long[random(long.length)] : lines[random(lines.length)],
    ).join(' ');
  });
  return { text: paragraphs.join('\n\n'), at, foreign };
}

/** Documents in one language, as far as people who marked them could see: what goes out of them is lost. */
function printPure(folder: string): void {
  console.log('Pure documents (goal: at most 1 block in 1,000 removed)\n');
  console.log('| | documents | blocks | removed | per 1,000 | multilingual | no language |');
  console.log('|---|---|---|---|---|---|---|');
  for (const [name, texts] of [
    ['gold texts of wcxb', [...goldTexts(folder).values()].map(({ gold }) => gold)],
    ['wanted segments', wantedSegments(join(folder, 'segments/segments.json'))],
    ['human rights, in all languages', declarations()],
  ] as const) {
    let blocks = 0;
    let removed = 0;
    let multilingual = 0;
    let unknown = 0;
    const examples: string[] = [];
    for (const text of texts) {
      const segmented = segmentText(text, {});
      const document: Document = { ...segmented, languages: identifyWith(builtInModel(), segmented) };
      if (document.languages.length > 1) multilingual++;
      if (document.languages.length === 0) unknown++;
      blocks += document.blocks.length;
      for (const verdict of judgeWith(builtInModel(), SETTINGS, document)) {
        removed++;
        examples.push(
          `${verdict.reason} (${verdict.score}): ${document.blocks[verdict.block].text.slice(0, 160)}`,
        );
      }
    }
    const rate = ((removed / blocks) * 1000).toFixed(2);
    console.log(
      `| ${name} | ${texts.length} | ${blocks} | ${removed} | ${rate} | ${multilingual} | ${unknown} |`,
    );
    if (process.env.BENCH_EXAMPLES !== undefined) for (const example of examples) console.log(`  ${example}`);
  }
}

function wantedSegments(path: string): string[] {
  const pages = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    { readonly with?: readonly string[] }
  >;
  return Object.values(pages).map((page) => (page.with ?? []).join('\n\n'));
}

/** A linear congruential generator: the same documents in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

function note(counts: Map<string, number>, what: string, by = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + by);
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(2)} %`;
}

function perSecond(count: number, milliseconds: number): string {
  return Math.round((count / milliseconds) * 1000).toString();
}
