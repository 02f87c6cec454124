/** The n-grams that eld's detector needs, which building dehusk takes out of the package. */
import { readFileSync } from 'node:fs';
import { readArrays } from '../packs/array-file.ts';
import type { Ngrams } from './language/eld.ts';

/** The same path from `src/judge/` and from `dist/chunks/`. */
const NGRAMS = new URL('../../dist/judge/eld.ngrams', import.meta.url);

/** Reads them, which takes 2 ms; indexing them takes 8. */
export function readEldModel(): Ngrams {
  return readArrays<Ngrams>(readFileSync(NGRAMS));
}
