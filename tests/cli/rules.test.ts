import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dehusk, folderOf } from './command.ts';
import { dehuskHere } from './here.ts';

const PACK = `category: sharing
rules:
  - id: sharing/mine
    about: The share line of my site.
    phrases: { en: [Shout it from the roof] }
    removes: [Shout it from the roof!]
    keeps: [He wanted to shout it from the roof of the town hall.]
`;

// That their examples hold is shown in tests/verify/examples.test.ts.
test('the built-in rules: no mistakes, each has a line', () => {
  expect(dehusk(['rules', 'check'])).toMatchObject({ status: 0, stderr: '0 errors, 0 warnings\n' });
  const { status, stdout } = dehusk(['rules', 'list'], { cwd: folderOf() });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^comments\/form-placeholder .* de .*en.* pt/m);
});

test("a folder of one's own", async () => {
  const folder = folderOf({ 'mine.yaml': PACK });
  expect(await dehuskHere(['rules', 'check', folder])).toMatchObject({
    status: 0,
    stderr: '0 errors, 0 warnings\n',
  });
  expect(dehusk(['rules', 'test', folder])).toMatchObject({
    status: 0,
    stderr: '2 examples hold, 0 do not\n',
  });
  expect((await dehuskHere(['rules', 'list', folder])).stdout).toMatch(
    /^sharing\/mine +anywhere +The share line of my site\. en\n$/,
  );
});

test("mistakes in a folder of one's own, beside the built-in rules: where, and what to do", async () => {
  const more = `    patterns: ['^(a+)+z$']
    literals: [aaaz]
`;
  const folder = folderOf({ 'mine.yaml': PACK.replace('roof] }', 'roof, Share this article] }') + more });
  const file = join(folder, 'mine.yaml');
  const { status, stdout, stderr } = await dehuskHere(['rules', 'check', folder]);
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    `${file}:5:45: error: "Share this article" is taken by the built-in sharing/share-this already: take it out.`,
    expect.stringMatching(
      /mine\.yaml:8:16: error: this pattern backtracks catastrophically, on .* a\+ for \(a\+\)\+\.$/,
    ),
  ]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '2 errors, 0 warnings\n' });
  const one = folderOf({ 'mine.yaml': PACK + more });
  expect((await dehuskHere(['rules', 'check', one])).stderr).toBe('1 error, 0 warnings\n');
});

test('a pattern that RE2 refuses is a mistake in the pack, not a crash on the first text that has its words', async () => {
  const folder = folderOf({
    'mine.yaml': `${PACK}    patterns: ['(?<=it )out']\n    literals: [out]\n`,
  });
  const { status, stderr } = await dehuskHere(['clean', '-', '--rules', folder], { input: 'Shout it out\n' });
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /mine\.yaml:8:16: error: RE2 refuses this pattern: .* Leave looking ahead and behind out/,
  );
});

test('an example that does not hold is shown where it stands', async () => {
  const folder = folderOf({
    'mine.yaml': PACK.replace('removes: [Shout it from the roof!]', 'removes: [Whisper it]'),
  });
  const { status, stdout, stderr } = await dehuskHere(['rules', 'test', folder]);
  expect(status).toBe(1);
  expect(stdout).toContain(`${join(folder, 'mine.yaml')}:6:`);
  expect(stderr).toContain('1 does not');
});

test('rules of a folder work when it is given', async () => {
  const folder = folderOf({ 'rules/mine.yaml': PACK });
  const story = 'The council met on Tuesday and agreed to keep the bridge open.\n';
  const input = `${story}\nShout it from the roof!\n`;
  expect((await dehuskHere(['clean', '-'], { input })).stdout).toBe(input);
  expect((await dehuskHere(['clean', '-', '--rules', join(folder, 'rules')], { input })).stdout).toBe(story);
});

test('what rules do on real documents: counts, the share that is right, a draft, a comparison', async () => {
  const stats = dehusk(['rules', 'stats', 'seeds', '--goldens', 'golden']);
  expect(stats.status).toBe(0);
  expect(stats.stdout).toMatch(
    /^comments\/form-placeholder +\d documents?, \d+ removals?.*, 100\.0 % right$/m,
  );

  const story = 'The council met on Tuesday and agreed to keep the old bridge open for the winter.\n';
  const input = `${story}\nLeave a comment\n`;
  const beside = await dehuskHere([
    'rules',
    'stats',
    folderOf({
      'a.txt': input,
      'a.gold.txt': story,
      'deep/b.html': `<p>${story}</p><p>Leave a comment</p>`,
      'deep/b.gold.md': `# Bridge\n\n${story}\n\n*Leave a comment*\n`,
      'c.jsonl': `${JSON.stringify({ text: input, gold: story })}\n\n${JSON.stringify({ text: input })}\n`,
    }),
  ]);
  expect(beside.stdout).toMatch(/^comments\/prompt +4 documents, 4 removals, 66\.7 % right$/m);
  expect(beside.stdout).toMatch(/wrong: .*deep\/b\.html: Leave a comment/);
  expect(beside.stderr).toMatch(/^4 documents \(3 with a gold text\), \d rules? fired, \d+ never did\n$/);

  const drafted = dehusk(['rules', 'new', 'sharing/mine', '--from', '-'], {
    input: `${'The council met on Tuesday and agreed to keep the bridge open. '.repeat(5)}\n\nShout it from the roof\n`,
  });
  expect(drafted.stdout).toMatch(/id: sharing\/mine[\s\S]*removes:[\s\S]*- Shout it from the roof/);

  const folder = folderOf({
    'rules/mine.yaml': PACK,
    'in/a.txt': 'The council met.\n\nShout it from the roof!\n',
  });
  const changed = dehusk(['diff', join(folder, 'in'), '--rules', join(folder, 'rules')]);
  expect(changed).toMatchObject({ status: 1, stderr: '1 of 1 document changes\n' });
  expect(changed.stdout).toContain('- Shout it from the roof!   ← removed by sharing/mine');
  expect((await dehuskHere(['diff', join(folder, 'in')])).status).toBe(2);
});
