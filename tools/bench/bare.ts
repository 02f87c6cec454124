/**
 * Pages whose parts nothing names, as before HTML 5: the development pages, made bare (`tools/train/bare-markup.ts`),
 * by the whole program on sites that its scorer has not seen, beside the peers that are installed.
 *
 *   tools/train/train.sh pages ../shared/data --keep MODELS
 *   npm run build && npm run bench -- bare ../shared/data MODELS
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareMarkup } from '../train/bare-markup.ts';
import { goldPages, segmentPages } from '../train/dataset.ts';
import { byGroup, scoreGold, scoreSegments } from './accuracy.ts';
import { withFolds } from './fold-copies.ts';
import { extractUnseen } from './folds.ts';
import { installedPeers } from './peers.ts';

/** Prints F1 by page type, and of the segments. `models` is what `content.py --keep` wrote. */
export async function benchBare(data: string, models: string | undefined): Promise<void> {
  const bare = mkdtempSync(join(tmpdir(), 'dehusk-bare-'));
  try {
    writeBarePages(data, bare);
    // Not Readability: jsdom keeps what it parsed, and a process with so many bare pages ran out of memory.
    const peers = await installedPeers([
      ...goldPages(join(bare, 'wcxb')),
      ...segmentPages(join(bare, 'segments')),
    ]);
    await withFolds(models, 'content', (folds) => {
      const tools = [{ name: 'dehusk, unseen sites', extract: extractUnseen(bare, folds) }, ...peers];
      console.log(`F1 | ${tools.map(({ name }) => name).join(' | ')}`);
      const tables = tools.map(({ extract }) => byGroup(scoreGold(bare, extract)));
      for (const group of tables[0].keys())
        print(
          group,
          tables.map((table) => table.get(group)?.f1 ?? 0),
        );
      print(
        'segments',
        tools.map(({ extract }) => scoreSegments(bare, extract).f1),
      );
    });
  } finally {
    rmSync(bare, { recursive: true, force: true });
  }
}

function print(name: string, figures: readonly number[]): void {
  console.log(`${name.padEnd(14)} ${figures.map((figure) => figure.toFixed(4)).join('  ')}`);
}

/** Writes a folder like `data` with bare pages. */
function writeBarePages(data: string, bare: string): void {
  const write = (set: string, file: string, html: string, id: string): void => {
    const path = join(bare, set, 'html', file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bareMarkup(html, id));
  };
  cpSync(join(data, 'wcxb/ground-truth'), join(bare, 'wcxb/ground-truth'), { recursive: true });
  for (const { html, id } of goldPages(join(data, 'wcxb'))) write('wcxb', `${id}.html`, html, id);
  for (const { html, id } of segmentPages(join(data, 'segments'))) write('segments', id, html, id);
  cpSync(join(data, 'segments/segments.json'), join(bare, 'segments/segments.json'));
}
