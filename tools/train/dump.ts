/**
 * Writes the features of all blocks, their words, and what labels them, for `content.py`: `tsx tools/train/dump.ts DATA OUT`.
 * Each page is there as it is and once more without what names its parts (bare-markup.ts).
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isBare } from '../../src/judge/html/bare.ts';
import { FEATURE_NAMES } from '../../src/judge/html/columns.ts';
import { computeFeatures } from '../../src/judge/html/features.ts';
import { findStructures } from '../../src/judge/html/structures.ts';
import { identifyLanguages } from '../../src/judge/language/document.ts';
import { MAX_TOKENS, readTokens } from '../../src/judge/words.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { unitsOf } from '../../src/units.ts';
import { bareMarkup } from './bare-markup.ts';
import { type GoldPage, goldPages, type SegmentPage, segmentPages } from './dataset.ts';

const [data, out] = process.argv.slice(2);
if (data === undefined || out === undefined) {
  console.error('Usage: tsx tools/train/dump.ts DATA OUT');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const features = openSync(join(out, 'features.f32'), 'w');
const words = openSync(join(out, 'tokens.u32'), 'w');
const pages = openSync(join(out, 'pages.jsonl'), 'w');
const tokens = new Uint32Array(MAX_TOKENS);

/** @param isCopy whether what names the parts of the page was taken away from it */
function write(html: string, isCopy: boolean, rest: Record<string, unknown>): void {
  // The address is left out on purpose: a page does not always come with one, its canonical link does.
  const document = segmentHtml(html, {});
  if (document.page === undefined) return;
  const [language = null] = identifyLanguages(document);
  const rows = computeFeatures(document, document.page);
  writeSync(features, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  const blocks = document.blocks.map(({ kind, text }) => [kind, text]);
  const structures = findStructures(document, document.page);
  const { units, starts } = unitsOf(document);
  const counts = document.blocks.map(({ text }, block) => {
    const count = readTokens(units, starts[block], starts[block] + text.length, tokens);
    writeSync(words, new Uint8Array(tokens.buffer, 0, count * tokens.BYTES_PER_ELEMENT));
    return count;
  });
  const bare = isBare(document, document.page);
  const told = { language, blocks, structures, bare, copy: isCopy, talk: counts };
  writeSync(pages, `${JSON.stringify({ ...rest, ...told })}\n`);
}

for (const isCopy of [false, true]) {
  const writePage = (set: string, { html, ...rest }: GoldPage | SegmentPage): void =>
    write(isCopy ? bareMarkup(html, rest.id) : html, isCopy, { set, ...rest });
  for (const page of goldPages(join(data, 'wcxb'))) writePage('wcxb', page);
  for (const page of segmentPages(join(data, 'segments'))) writePage('segments', page);
}
closeSync(features);
closeSync(words);
closeSync(pages);
writeFileSync(join(out, 'names.json'), JSON.stringify(FEATURE_NAMES));
