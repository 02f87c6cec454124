import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dehusk, folderOf } from './command.ts';

const PACK = `category: sharing
rules:
  - id: sharing/mine
    about: The share line of my site.
    phrases: { en: [Shout it from the roof] }
    removes: [Shout it from the roof!]
    keeps: [He wanted to shout it from the roof of the town hall.]
`;

test('the built-in rules: no mistakes, all examples hold, each has a line', () => {
  expect(dehusk(['rules', 'check']).status).toBe(0);
  expect(dehusk(['rules', 'test']).status).toBe(0);
  const { status, stdout } = dehusk(['rules', 'list'], { cwd: folderOf() });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^comments\/form-placeholder .*en pt es fr de$/m);
});

test("a folder of one's own", () => {
  const folder = folderOf({ 'mine.yaml': PACK });
  expect(dehusk(['rules', 'check', folder])).toMatchObject({
    status: 0,
    stderr: '1 packs, 1 rules, 0 errors, 0 warnings\n',
  });
  expect(dehusk(['rules', 'test', folder])).toMatchObject({
    status: 0,
    stderr: '2 examples hold, 0 do not\n',
  });
  expect(dehusk(['rules', 'list', folder]).stdout).toMatch(
    /^sharing\/mine +The share line of my site\. en\n$/,
  );
});

test('an example that does not hold is shown where it stands', () => {
  const folder = folderOf({
    'mine.yaml': PACK.replace('removes: [Shout it from the roof!]', 'removes: [Whisper it]'),
  });
  const { status, stdout, stderr } = dehusk(['rules', 'test', folder]);
  expect(status).toBe(1);
  expect(stdout).toContain(`${join(folder, 'mine.yaml')}:6:`);
  expect(stderr).toContain('1 do not');
});

test('rules of a folder work when it is given', () => {
  const folder = folderOf({ 'rules/mine.yaml': PACK });
  const story = 'The council met on Tuesday and agreed to keep the bridge open.\n';
  const input = `${story}\nShout it from the roof!\n`;
  expect(dehusk(['clean', '-'], { input }).stdout).toBe(input);
  expect(dehusk(['clean', '-', '--rules', join(folder, 'rules')], { input }).stdout).toBe(story);
});
