/** Writes the text scorer's features and words for `text.py`: `tsx tools/train/text-dump.ts DATA OUT`. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { identifyLanguages } from '../../src/judge/language/document.ts';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { TEXT_FEATURES } from '../../src/judge/text/columns.ts';
import { cuesOf } from '../../src/judge/text/cues.ts';
import { computeTextFeatures } from '../../src/judge/text/features.ts';
import { countMarkers } from '../../src/judge/text/measure.ts';
import { MAX_TOKENS, readTokens } from '../../src/judge/words.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { segmentText } from '../../src/segment/text.ts';
import { unitsOf } from '../../src/units.ts';
import {
  CONVERTERS,
  edgesOf,
  type Gold,
  goldTexts,
  readFlattened,
  silverPages,
  TOOLS,
  windowOf,
} from './text-data.ts';

const [data, out] = process.argv.slice(2);
if (data === undefined || out === undefined) {
  console.error('Usage: tsx tools/train/text-dump.ts DATA OUT');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const features = openSync(join(out, 'features.f32'), 'w');
const words = openSync(join(out, 'tokens.u32'), 'w');
const pages = openSync(join(out, 'pages.jsonl'), 'w');
const judgeByRules = createRulesJudge(loadBuiltInPacks());
const gold = goldTexts(data);
const tokens = new Uint32Array(MAX_TOKENS);

function write(set: string, id: string, text: string, truth: Gold | undefined): void {
  const segmented = segmentText(text, {});
  const document = { ...segmented, languages: identifyLanguages(segmented) };
  const cues = cuesOf(document, judgeByRules(document, []));
  const rows = computeTextFeatures(document, cues);
  writeSync(features, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  const { units } = unitsOf(document);
  const counts = document.blocks.map(({ start, end }) => {
    const count = readTokens(units, start + countMarkers(units, start, end), end, tokens);
    writeSync(words, new Uint8Array(tokens.buffer, 0, count * tokens.BYTES_PER_ELEMENT));
    return count;
  });
  const [language] = document.languages;
  const blocks = document.blocks.map((block) => block.text);
  const page = { set, id, language, blocks, cues: [...cues], tokens: counts };
  writeSync(pages, `${JSON.stringify({ ...page, ...truth })}\n`);
}

for (const { id, text } of readFlattened(data, 'fulltext')) {
  const truth = gold.get(id);
  for (const [name, convert] of Object.entries(CONVERTERS)) write(name, id, convert(text), truth);
  if (truth === undefined) continue;
  write('edges', id, edgesOf(id, text, truth.gold), truth);
  write('window', id, windowOf(text, truth.gold), truth);
}
for (const tool of TOOLS)
  for (const { id, text } of readFlattened(data, tool)) write(tool, id, text, gold.get(id));
for (const { id, text, truth } of silverPages(data)) {
  write('silver', id, text, truth);
  write('silver edges', id, edgesOf(id, text, truth.gold), truth);
}
closeSync(features);
closeSync(words);
closeSync(pages);
writeFileSync(join(out, 'names.json'), JSON.stringify(TEXT_FEATURES));
