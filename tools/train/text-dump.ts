/** Writes the text scorer's features for `text.py`: `tsx tools/train/text-dump.ts DATA OUT`. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { identifyLanguages } from '../../src/judge/language.ts';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { TEXT_FEATURES } from '../../src/judge/text-columns.ts';
import { cuesOf } from '../../src/judge/text-cues.ts';
import { computeTextFeatures } from '../../src/judge/text-features.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { segmentText } from '../../src/segment/text.ts';
import { CONVERTERS, edgesOf, goldTexts, readFlattened, TOOLS, windowOf } from './text-data.ts';

const [data, out] = process.argv.slice(2);
if (data === undefined || out === undefined) {
  console.error('Usage: tsx tools/train/text-dump.ts DATA OUT');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const features = openSync(join(out, 'features.f32'), 'w');
const pages = openSync(join(out, 'pages.jsonl'), 'w');
const judgeByRules = createRulesJudge(loadBuiltInPacks());
const gold = goldTexts(data);

function write(set: string, id: string, text: string): void {
  const segmented = segmentText(text, {});
  const document = { ...segmented, languages: identifyLanguages(segmented) };
  const cues = cuesOf(document, judgeByRules(document, []));
  const rows = computeTextFeatures(document, cues);
  writeSync(features, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  const page = { set, id, blocks: document.blocks.map((block) => block.text), cues: [...cues] };
  writeSync(pages, `${JSON.stringify({ ...page, ...gold.get(id) })}\n`);
}

for (const { id, text } of readFlattened(data, 'fulltext')) {
  for (const [name, convert] of Object.entries(CONVERTERS)) write(name, id, convert(text));
}
for (const { id, text } of readFlattened(data, 'fulltext')) {
  const truth = gold.get(id);
  if (truth === undefined) continue;
  write('edges', id, edgesOf(id, text, truth.gold));
  if (truth.type === 'article') write('window', id, windowOf(text, truth.gold));
}
for (const tool of TOOLS) for (const { id, text } of readFlattened(data, tool)) write(tool, id, text);
closeSync(features);
closeSync(pages);
writeFileSync(join(out, 'names.json'), JSON.stringify(TEXT_FEATURES));
