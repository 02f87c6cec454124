/** Writes the features of all blocks, and what labels them, for `train.py`: `tsx tools/train/dump.ts DATA OUT`. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../../src/document.ts';
import { FEATURE_NAMES } from '../../src/judge/html/columns.ts';
import { computeFeatures } from '../../src/judge/html/features.ts';
import { findStructures } from '../../src/judge/html/structures.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { goldPages, segmentPages } from './dataset.ts';

const [data, out] = process.argv.slice(2);
if (data === undefined || out === undefined) {
  console.error('Usage: tsx tools/train/dump.ts DATA OUT');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const features = openSync(join(out, 'features.f32'), 'w');
const pages = openSync(join(out, 'pages.jsonl'), 'w');

function write(document: Document, rest: Record<string, unknown>): void {
  if (document.page === undefined) return;
  const rows = computeFeatures(document, document.page);
  writeSync(features, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  const blocks = document.blocks.map(({ kind, text }) => [kind, text]);
  const structures = findStructures(document, document.page);
  const { language } = document.metadata;
  writeSync(pages, `${JSON.stringify({ ...rest, language, blocks, structures })}\n`);
}

// The address is left out on purpose: a page does not always come with one, its canonical link does.
for (const { html, ...rest } of goldPages(join(data, 'wcxb'))) {
  write(segmentHtml(html, {}), { set: 'wcxb', ...rest });
}
for (const { html, ...rest } of segmentPages(join(data, 'segments'))) {
  write(segmentHtml(html, {}), { set: 'segments', ...rest });
}
closeSync(features);
closeSync(pages);
writeFileSync(join(out, 'names.json'), JSON.stringify(FEATURE_NAMES));
