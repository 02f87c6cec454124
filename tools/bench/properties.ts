/**
 * What must always hold, on every text of `flattened`: `npm run bench -- properties ../shared/data`.
 *
 * Everything is accounted for: kept text and removals cover every character that is no white space, in order,
 * once, and `restore` gives the source back up to white space. And cleaning twice is cleaning once.
 */
import { type CleanResult, createCleaner } from '../../src/clean.ts';
import { restore } from '../../src/trace.ts';
import { readFlattened, TOOLS } from '../train/text-data.ts';

const SETS = ['fulltext', ...TOOLS];

/** Prints how many texts hold, and which do not; the exit status is 1 when one does not. */
export function checkProperties(data: string): void {
  const clean = createCleaner();
  let texts = 0;
  let failed = 0;
  for (const set of SETS) {
    for (const { id, text } of readFlattened(data, set)) {
      texts++;
      const result = clean({ text });
      const broken = [
        ...(clean({ text: result.text }).text === result.text ? [] : ['cleaning twice changes it']),
        ...accountOf(text, result),
      ];
      if (broken.length === 0) continue;
      failed++;
      console.log(`${set} ${id}: ${broken.join('; ')}`);
    }
  }
  console.log(`${texts} texts, ${failed} of which break a property`);
  if (failed > 0 || texts === 0) process.exitCode = 1;
}

/** What is not accounted for. */
function accountOf(source: string, { text, removed }: CleanResult): string[] {
  const broken: string[] = [];
  let kept = '';
  let at = 0;
  for (const { start, end, text: gone } of removed) {
    if (start < at || end <= start) broken.push(`a removal at ${start} overlaps or is empty`);
    if (source.slice(start, end) !== gone) broken.push(`the removal at ${start} has another text`);
    kept += source.slice(at, start);
    at = end;
  }
  kept += source.slice(at);
  if (bare(kept) !== bare(text)) broken.push('what is kept is not what is not removed');
  if (bare(restore(text, removed)) !== bare(source)) broken.push('restore does not give the source back');
  return broken;
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}
