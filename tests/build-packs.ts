/**
 * Compiles the rule packs before the tests when a pack or its compiler is newer, so that no test sees stale ones, and says
 * when the code that some tests take from `dist/` is older than its source.
 */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPacks } from '../src/packs/build.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export default function setup(): void {
  if (newest('src') > timeOf('dist/index.js'))
    console.warn(
      'src/ is newer than dist/, which the tests of the command line and of properties run: npm run build',
    );
  if (newest('rules') < timeOf('dist/packs.txt') && newest('src/packs') < timeOf('dist/packs.txt')) return;
  const mistakes = buildPacks(ROOT);
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
}

function newest(folder: string): number {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return Math.max(...names.map((name) => timeOf(path.join(folder, name))));
}

/** Milliseconds since 1970; 0 for what is not there. */
function timeOf(file: string): number {
  return statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
