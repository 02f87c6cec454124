/** Writes what tells whole pages from article text, for `text.py situation`: `tsx tools/train/text-situations.ts DATA DUMP`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../../src/document.ts';
import { identifyLanguages } from '../../src/judge/language.ts';
import { scoreText } from '../../src/judge/page-text.ts';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { cuesOf } from '../../src/judge/text-cues.ts';
import { SITUATION_FEATURES, situationOf } from '../../src/judge/text-situation.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { segmentText } from '../../src/segment/text.ts';
import { CONVERTERS, edgesOf, goldTexts, readFlattened, TOOLS } from './text-data.ts';

const [data, dump] = process.argv.slice(2);
if (data === undefined || dump === undefined) {
  console.error('Usage: tsx tools/train/text-situations.ts DATA DUMP');
  process.exit(2);
}
/** Taking article text for a page costs a good text; taking a page for article text leaves it as it was. */
const ARTICLE_WEIGHT = 3;
/** Shorter texts are left alone whatever they are. */
const MIN_BLOCKS = 8;

const judgeByRules = createRulesJudge(loadBuiltInPacks());
const gold = goldTexts(data);
const entries: string[] = [];

function read(text: string): Document {
  const segmented = segmentText(text, {});
  return { ...segmented, languages: identifyLanguages(segmented) };
}

function write(set: string, id: string, document: Document, page: 0 | 1): void {
  if (document.blocks.length < MIN_BLOCKS) return;
  const weight = page === 1 ? 1 : ARTICLE_WEIGHT;
  const host = gold.get(id)?.host ?? id;
  entries.push(JSON.stringify({ set, id, host, page, weight, row: [...situationOf(document)] }));
}

/** What the scorer leaves of a page: to do it again must do nothing. */
function cleaned(document: Document): string {
  const cues = cuesOf(document, judgeByRules(document, []));
  const { scores, threshold } = scoreText(document, cues);
  const kept = document.blocks.filter((_, index) => scores[index] >= threshold && cues[index] === 0);
  return kept.map(({ text }) => text).join('\n');
}

for (const { id, text } of readFlattened(data, 'fulltext')) {
  for (const [name, convert] of Object.entries(CONVERTERS)) {
    const page = read(convert(text));
    write(name, id, page, 1);
    write(`${name}, cleaned`, id, read(cleaned(page)), 0);
  }
  const truth = gold.get(id);
  if (truth !== undefined) write('edges', id, read(edgesOf(id, text, truth.gold)), 0);
}
for (const tool of TOOLS)
  for (const { id, text } of readFlattened(data, tool)) write(tool, id, read(text), 0);
for (const [id, { gold: text }] of gold) write('gold', id, read(text), 0);
writeFileSync(join(dump, 'situations.jsonl'), entries.join('\n'));
writeFileSync(join(dump, 'situation-names.json'), JSON.stringify(SITUATION_FEATURES));
