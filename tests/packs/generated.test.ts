import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/packs/check-languages.ts';
import { generateFiles } from '../../src/packs/generated.ts';
import { formatLanguageTable, tabulateLanguages } from '../../src/packs/list.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packs = loadBuiltInPacks();

// When this fails: npm run build && node dist/packs/build.js --generate
test.each(generateFiles(root, packs))(
  '$file is what the packs and the schema make of it',
  ({ file, content }) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toBe(content);
  },
);

test('the README shows the table of languages and categories', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  expect(readme).toContain(formatLanguageTable(tabulateLanguages(packs)));
});

test('every language has at least 40 phrases, and some in every category of rules', () => {
  const { rows } = tabulateLanguages(packs);
  for (const language of LANGUAGES) {
    const row = rows.find((one) => one.language === language);
    expect(row?.total, language).toBeGreaterThanOrEqual(40);
    // All twelve that rules have; language, duplicate, content and omitted are for other judges.
    expect(row?.counts.filter((count) => count > 0).length, language).toBe(12);
  }
  expect(rows.reduce((sum, { total }) => sum + total, 0)).toBeGreaterThan(400);
});

test('every rule with words of its own says in a comment where they are seen', () => {
  const folder = path.join(root, 'rules');
  const silent = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== 'dates.yaml')
    .flatMap((name) =>
      readFileSync(path.join(folder, name), 'utf8')
        .split(/^ {2}- id: /m)
        .slice(1),
    )
    .filter((rule) => /^ {4}(?:phrases|patterns):/m.test(rule) && !/^ +# .{10}/m.test(rule))
    .map((rule) => rule.split('\n')[0]);
  expect(silent).toEqual([]);
});
