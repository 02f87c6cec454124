/** The Vitest matcher, in a project of its own that a real Vitest runs. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, ROOT } from '../cli/command.ts';

const STORY = 'The council met on Tuesday and agreed to keep the bridge open.\n';

function project(golden?: string): {
  folder: string;
  vitest: (args?: string[], env?: NodeJS.ProcessEnv) => string;
} {
  const folder = folderOf({
    'package.json': '{ "type": "module" }',
    'tests/page.test.js': `
      import { expect, test } from 'vitest';
      import ${JSON.stringify(join(ROOT, 'dist/verify/vitest.js'))};
      test('page', async () => {
        await expect({ text: ${JSON.stringify(`${STORY}\nPost a Comment\n`)} }).toMatchGolden('goldens/page.txt');
      });`,
    ...(golden !== undefined && { 'tests/goldens/page.txt': golden }),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const vitest = (args: string[] = [], env: NodeJS.ProcessEnv = {}) => {
    const { CI: _, ...outer } = process.env;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...args],
      { cwd: folder, env: { ...outer, NO_COLOR: '1', ...env }, encoding: 'utf8' },
    );
    return `${status} ${stdout}${stderr}`;
  };
  return { folder, vitest };
}

test('a golden that holds passes, one that differs fails with the rule behind it and stays', () => {
  expect(project(STORY).vitest()).toMatch(/^0 /);
  const wrong = `${STORY}\nPost a Comment\n`;
  const { folder, vitest } = project(wrong);
  const said = vitest();
  expect(said).toMatch(/^1 /);
  expect(said).toContain('- Post a Comment   ← removed by comments/prompt');
  expect(readFileSync(join(folder, 'tests/goldens/page.txt'), 'utf8')).toBe(wrong);
});

test('-u writes one that differs', () => {
  const { folder, vitest } = project('other\n');
  expect(vitest(['-u'])).toMatch(/^0 /);
  expect(readFileSync(join(folder, 'tests/goldens/page.txt'), 'utf8')).toBe(STORY);
});

test('a missing one is written, but not in CI', () => {
  const { folder, vitest } = project();
  expect(vitest([], { CI: 'true' })).toMatch(/^1 [\s\S]*There is no golden goldens\/page\.txt/);
  expect(existsSync(join(folder, 'tests/goldens/page.txt'))).toBe(false);
  expect(vitest()).toMatch(/^0 /);
  expect(readFileSync(join(folder, 'tests/goldens/page.txt'), 'utf8')).toBe(STORY);
  writeFileSync(join(folder, 'tests/goldens/page.txt'), 'changed\n');
  expect(vitest()).toMatch(/^1 /);
});
