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
/** An article with much around it is better off as a page, one with little as an article. */
const EDGES_WEIGHT = 0.3;
/** Shorter texts are left alone whatever they are. */
const MIN_BLOCKS = 8;

const NO_CUES = new Uint8Array(0);
const segment = (text: string): Document => segmentText(text, {});
const judgeByRules = createRulesJudge(loadBuiltInPacks());
const gold = goldTexts(data);
const entries: string[] = [];

function write(set: string, id: string, document: Document, page: 0 | 1): void {
  if (document.blocks.length < MIN_BLOCKS) return;
  const weight = page === 0 ? ARTICLE_WEIGHT : set === 'edges' ? EDGES_WEIGHT : 1;
  const host = gold.get(id)?.host ?? id;
  entries.push(JSON.stringify({ set, id, host, page, weight, row: [...situationOf(document, NO_CUES)] }));
}

/** What the scorer leaves of a page: to do it again must do nothing. */
function cleaned(segmented: Document): string {
  const document = { ...segmented, languages: identifyLanguages(segmented) };
  const cues = cuesOf(document, judgeByRules(document, []));
  const { scores, threshold } = scoreText(document, cues);
  const kept = document.blocks.filter((_, index) => scores[index] >= threshold && cues[index] === 0);
  return kept.map(({ text }) => text).join('\n');
}

for (const [turn, { id, text }] of readFlattened(data, 'fulltext').entries()) {
  for (const [name, convert] of Object.entries(CONVERTERS)) {
    const page = segment(convert(text));
    write(name, id, page, 1);
    if (turn % (name === 'fulltext' ? 2 : 4) === 0) write(`${name}, cleaned`, id, segment(cleaned(page)), 0);
  }
  const truth = gold.get(id);
  if (truth !== undefined) write('edges', id, segment(edgesOf(id, text, truth.gold)), 1);
}
for (const tool of TOOLS)
  for (const { id, text } of readFlattened(data, tool)) write(tool, id, segment(text), 0);
for (const [id, { gold: text }] of gold) write('gold', id, segment(text), 0);
writeFileSync(join(dump, 'situations.jsonl'), entries.join('\n'));
writeFileSync(join(dump, 'situation-names.json'), JSON.stringify(SITUATION_FEATURES));
