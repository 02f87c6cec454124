/**
 * Writes `src/judge/language/profiles.ts` from sentences in many languages:
 *
 *   npx tsx tools/train/language.ts ../shared/data
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLanguages, trainProfiles } from './language-profiles.ts';

const [data] = process.argv.slice(2);
if (data === undefined)
  throw new Error('Name the data folder: npx tsx tools/train/language.ts ../shared/data');

const profiles = trainProfiles(readLanguages(join(data, 'languages'), 'sentences'));
const entries = Object.entries(profiles).map(([language, { typical, sure, levels }]) => {
  const lines = levels.map((trigrams) => `      ${JSON.stringify(trigrams)},\n`).join('');
  return `  ${language}: {\n    typical: ${typical},\n    sure: ${sure},\n    levels: [\n${lines}    ],\n  },\n`;
});
writeFileSync(
  new URL('../../src/judge/language/profiles.ts', import.meta.url),
  `/** Frequent letter trigrams by language. Made by tools/train/language.ts from lingua's sentences (Apache 2.0); do not edit. */
import type { Profiles } from './model.ts';

export const PROFILES: Profiles = {
${entries.join('')}};
`,
);
