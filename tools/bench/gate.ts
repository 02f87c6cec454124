/**
 * The accuracy gate of `.ci/run`: the shipped model on the development data, in sample, against the
 * figures kept beside it. A change of code that hurts shows here; what the model reaches on sites it
 * has not seen is for the cross-validation of tools/train.
 *
 * `UPDATE_GATE=1 npm run bench -- gate` writes the figures anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createCleaner } from '../../src/index.ts';
import { byGroup, scoreGold, scoreSegments, textOf } from './accuracy.ts';

const KEPT = new URL('./gate.json', import.meta.url);

/** How far a figure may fall. */
const TOLERANCE = 0.003;

/** Prints each figure beside the kept one; the exit status is 1 when one fell. */
export function checkGate(data: string): void {
  const clean = createCleaner();
  const groups = byGroup(scoreGold(data, (source) => textOf(clean(source))));
  const figures: Record<string, number> = {};
  for (const [group, { f1, pages }] of groups) if (pages >= 50) figures[`wcxb ${group}`] = rounded(f1);
  figures.segments = rounded(scoreSegments(data, (source) => textOf(clean(source))).f1);
  if (process.env.UPDATE_GATE === '1' && !process.env.CI) {
    writeFileSync(KEPT, `${JSON.stringify(figures, null, 2)}\n`);
    console.log(`Wrote ${Object.keys(figures).length} figures.`);
    return;
  }
  const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, number>;
  for (const [name, figure] of Object.entries(kept)) {
    const now = figures[name] ?? 0;
    const fell = now < figure - TOLERANCE;
    console.log(`${fell ? 'FELL' : 'ok  '} ${name}: ${now.toFixed(4)}, kept ${figure.toFixed(4)}`);
    if (fell) process.exitCode = 1;
  }
}

function rounded(figure: number): number {
  return Math.round(figure * 10_000) / 10_000;
}
