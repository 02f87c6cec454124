/**
 * The whole program on sites that its main-content scorer has not seen: for each fold a copy of the built
 * program with the model that was trained without the fold's sites.
 *
 *   npx tsx tools/train/dump.ts ../shared/data DUMP
 *   python tools/train/content.py DUMP /dev/null /dev/null --keep MODELS
 *   npm run build && npm run bench -- folds ../shared/data MODELS
 */
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { createCleaner } from '../../src/index.ts';
import { goldPages, segmentPages } from '../train/dataset.ts';
import { byGroup, type Extractor, scoreGold, scoreSegments, textOf } from './accuracy.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Inside the project, where the copies find what they depend on. */
const COPIES = join(ROOT, 'node_modules/.cache/dehusk-folds');

/** Prints F1 by page type, and of the segments. `models` is what `content.py --keep` wrote. */
export async function benchFolds(data: string, models: string | undefined): Promise<void> {
  if (models === undefined || !existsSync(join(models, 'folds.json')))
    throw new Error('Name the folder that `tools/train/content.py --keep` wrote: bench -- folds DATA MODELS');
  const foldOf = JSON.parse(readFileSync(join(models, 'folds.json'), 'utf8')) as Record<string, number>;
  try {
    const cleaners: Extractor[] = [];
    for (let fold = 0; existsSync(modelOf(models, fold)); fold++) cleaners.push(await copyOf(models, fold));
    const unseenBy = extractUnseen(data, foldOf, cleaners);
    for (const [group, { f1, pages }] of byGroup(scoreGold(data, unseenBy)))
      console.log(`${group.padEnd(14)} ${f1.toFixed(4)}  ${pages} pages`);
    console.log(`segments       ${scoreSegments(data, unseenBy).f1.toFixed(4)}`);
  } finally {
    rmSync(COPIES, { recursive: true, force: true });
  }
}

function modelOf(models: string, fold: number): string {
  return join(models, `content.${fold}.json`);
}

/** The built program with another model. */
async function copyOf(models: string, fold: number): Promise<Extractor> {
  const copy = join(COPIES, String(fold));
  cpSync(join(ROOT, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'rules'), join(copy, 'rules'), { recursive: true });
  copyFileSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  copyFileSync(modelOf(models, fold), join(copy, 'dist/judge/content.model.json'));
  const program = (await import(pathToFileURL(join(copy, 'dist/index.js')).href)) as {
    createCleaner: typeof createCleaner;
  };
  const clean = program.createCleaner();
  return (source) => textOf(clean(source));
}

/** Each page goes to the copy that has not seen its site; pages are told by their source. */
function extractUnseen(
  data: string,
  foldOf: Readonly<Record<string, number>>,
  cleaners: readonly Extractor[],
): Extractor {
  const folds = new Map<string, number>();
  for (const { id, html } of goldPages(join(data, 'wcxb'))) folds.set(html, foldOf[`wcxb ${id}`]);
  for (const { id, html } of segmentPages(join(data, 'segments'))) folds.set(html, foldOf[`segments ${id}`]);
  return (source) => cleaners[folds.get(source.html) ?? 0](source);
}
