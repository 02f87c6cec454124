/** Compiles the rule packs before the tests, so that no test sees a stale `dist/packs.json`. */
import { fileURLToPath } from 'node:url';
import { buildPacks } from '../src/packs/build.ts';

export default function setup(): void {
  const mistakes = buildPacks(fileURLToPath(new URL('..', import.meta.url)));
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
}
