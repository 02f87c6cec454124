/** The Vitest matcher, in a project of its own that a real Vitest runs. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, ROOT } from '../cli/command.ts';

const STORY = 'The council met on Tuesday and agreed to keep the bridge open.\n';

const SOURCE = `${STORY}\nPost a Comment\n`;

/** A project with a test for each of these goldens; undefined is a golden that is not there. */
function projectWith(goldens: Readonly<Record<string, string | undefined>>): {
  vitest: (args?: string[], env?: NodeJS.ProcessEnv) => string;
  goldenOf: (name: string) => string | undefined;
} {
  const files: Record<string, string> = { 'package.json': '{ "type": "module" }' };
  for (const [name, golden] of Object.entries(goldens)) {
    if (golden !== undefined) files[`tests/goldens/${name}.txt`] = golden;
  }
  files['tests/page.test.js'] = `
    import { expect, test } from 'vitest';
    import ${JSON.stringify(join(ROOT, 'dist/verify/vitest.js'))};
    test.each(${JSON.stringify(Object.keys(goldens))})('%s', async (name) => {
      await expect({ text: ${JSON.stringify(SOURCE)} }).toMatchGolden('goldens/' + name + '.txt');
    });`;
  const folder = folderOf(files);
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
  const goldenOf = (name: string) => {
    const path = join(folder, `tests/goldens/${name}.txt`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  return { vitest, goldenOf };
}

test('a golden that holds passes; one that differs fails with the rule behind it and stays; a missing one is written, but not in CI; -u writes all', () => {
  const { vitest, goldenOf } = projectWith({ right: STORY, wrong: SOURCE, missing: undefined });

  const inCi = vitest([], { CI: 'true' });
  expect(inCi).toMatch(/^1 /);
  expect(inCi).toMatch(/There is no golden goldens\/missing\.txt/);
  expect(inCi).toContain('- Post a Comment   ← removed by comments/prompt');
  expect(inCi).toMatch(/2 failed \| 1 passed/);
  expect(goldenOf('missing')).toBeUndefined();

  expect(vitest()).toMatch(/^1 [\s\S]*1 failed \| 2 passed/);
  expect(goldenOf('missing')).toBe(STORY);
  expect(goldenOf('wrong')).toBe(SOURCE);

  expect(vitest(['-u'])).toMatch(/^0 /);
  expect(goldenOf('wrong')).toBe(STORY);
});
