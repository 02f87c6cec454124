import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCleaner } from '../src/index.ts';
import '../src/verify/vitest.ts';

const SEEDS = join(import.meta.dirname, '../seeds');

test.each(readdirSync(SEEDS))('%s becomes its golden', async (name) => {
  await expect({ text: readFileSync(join(SEEDS, name)) }).toMatchGolden(`../golden/${name}`);
});

test('the ledger of the first seed: two links, two lines of a form, a blurb that the language judge confirms', () => {
  const { removed } = createCleaner()({ text: readFileSync(join(SEEDS, '000_5f4a4d65843b7052.txt')) });
  expect(removed.map(({ category }) => category)).toEqual([
    'navigation',
    'navigation',
    'publisher',
    'comments',
    'comments',
  ]);
  expect(removed[2].also).toContain('language/foreign');
});
