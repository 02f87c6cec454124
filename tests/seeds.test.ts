import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import '../src/verify/vitest.ts';

const SEEDS = join(import.meta.dirname, '../seeds');

test.each(readdirSync(SEEDS))('%s becomes its golden', async (name) => {
  await expect({ text: readFileSync(join(SEEDS, name)) }).toMatchGolden(`../golden/${name}`);
});
