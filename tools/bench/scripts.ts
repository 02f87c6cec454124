/**
 * Whether the scorer of pages depends on a script: the development pages, written in others (`other-scripts.ts`),
 * by the whole program on sites that its scorer has not seen. What is kept of a page is read in the original: its
 * blocks are the same, and so is its gold text.
 *
 *   tools/train/train.sh pages ../shared/data --keep MODELS
 *   npm run build && npm run bench -- scripts ../shared/data MODELS
 */
import { join } from 'node:path';
import type { Cleaner } from '../../src/clean.ts';
import { settle } from '../../src/judge/settle.ts';
import { goldPages } from '../train/dataset.ts';
import { byGroup, type PageScore } from './accuracy.ts';
import { withFolds } from './fold-copies.ts';
import { SCRIPTS, writeInScript } from './other-scripts.ts';
import { bagOf, scoreBags } from './text-score.ts';

/** Prints F1 by page type for each script. `models` is what `content.py --keep` wrote. */
export function benchScripts(data: string, models: string | undefined): Promise<void> {
  return withFolds(models, 'content', ({ foldOf, cleaners }) => {
    const names = ['as they are', ...Object.keys(SCRIPTS)];
    const scores = names.map((): PageScore[] => []);
    let left = 0;
    for (const { id, html, type, gold } of goldPages(join(data, 'wcxb'))) {
      const clean = cleaners[foldOf[`wcxb ${id}`]];
      const blocks = clean.examine({ html }).passes[0].document.blocks.map(({ text }) => text);
      const kept = [html, ...Object.values(SCRIPTS).map((script) => writeInScript(html, script))].map(
        (page) => keptBlocks(clean, page, blocks.length),
      );
      if (kept.includes(undefined)) {
        left++;
        continue;
      }
      kept.forEach((own = [], i) => {
        const text = own.map((block) => blocks[block]).join('\n');
        scores[i].push({ id, group: type, ...scoreBags(bagOf(text), bagOf(gold)) });
      });
    }
    console.log(`F1 | ${names.join(' | ')}`);
    const tables = scores.map(byGroup);
    for (const group of tables[0].keys()) {
      const figures = tables.map((table) => (table.get(group)?.f1 ?? 0).toFixed(4));
      console.log(`${group.padEnd(14)} ${figures.join('  ')}`);
    }
    console.log(`${left} pages, whose blocks are others in some script, are not counted.`);
  });
}

/**
 * The blocks that stay, whole or in part; undefined when the page has not so many blocks. The language judge is not
 * heard: made-up words are of another language in each paragraph.
 */
function keptBlocks(clean: Cleaner, html: string, count: number): number[] | undefined {
  const [{ document, verdicts }] = clean.examine({ html }).passes;
  if (document.blocks.length !== count) return undefined;
  const place = new Map(document.blocks.map((block, index) => [block, index]));
  const { kept } = settle(
    document,
    verdicts.filter(({ category }) => category !== 'language'),
  );
  return kept.flatMap(({ block }) => place.get(block) ?? []);
}
