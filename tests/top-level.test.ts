/** What stands at the top level: what design.md names, and the files that tools want there. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const FOLDERS = ['golden', 'integrations', 'rules', 'seeds', 'src', 'tests', 'tools'];
const FOR_TOOLS = ['.ci', '.gitignore', 'biome.json', 'package-lock.json', 'rolldown.config.ts'];
const FILES = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'tsconfig.json'];
const FOR_BUILDS_AND_TESTS = ['tsconfig.build.json', 'vitest.config.ts'];

test('the top level holds what the design names, and no left-overs of a trial run', () => {
  const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const names = new Set(
    tracked
      .trim()
      .split('\n')
      .map((path) => path.split('/')[0]),
  );
  expect([...names].sort()).toEqual([...FOLDERS, ...FOR_TOOLS, ...FILES, ...FOR_BUILDS_AND_TESTS].sort());
});
