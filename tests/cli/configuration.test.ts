import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanFolder } from '../../src/batch/folder.ts';
import { createCleaner } from '../../src/index.ts';
import { cleanHere, runIn } from '../batch/run.ts';
import { folderOf, outputsIn } from './command.ts';
import { dehuskHere } from './here.ts';

const STORY =
  'The council voted on Tuesday to close the old bridge over the river for the whole of the winter.\n';
const PAGE = `${STORY}\nPost a Comment\n`;
const KEEPS_PROMPTS = 'disable: [comments/prompt]\n';

const plain = createCleaner();

function packOf(phrase: string): string {
  return `category: sharing
rules:
  - id: sharing/mine
    about: Mine.
    phrases: { en: [${phrase}] }
    removes: [${phrase}]
    keeps: [None.]
`;
}

function rulesWith(file: string): string {
  return createCleaner({ config: file })({ text: PAGE }).rules;
}

describe('dehusk.yaml above the input', () => {
  test('changes what clean removes, for each file the nearest one', async () => {
    const folder = folderOf({
      'in/a.txt': PAGE,
      'in/mild/dehusk.yaml': KEEPS_PROMPTS,
      'in/mild/deep/b.txt': PAGE,
      'in/mild/again/dehusk.yaml': '',
      'in/mild/again/c.txt': PAGE,
    });
    await runIn(folder);
    expect(outputsIn(join(folder, 'out'))).toEqual({
      'a.txt': STORY,
      'mild/deep/b.txt': PAGE,
      'mild/again/c.txt': STORY,
    });
    expect((await dehuskHere(['clean', join(folder, 'in/mild/deep/b.txt')])).stdout).toBe(PAGE);
    const config = join(folder, 'in/mild/dehusk.yaml');
    expect((await dehuskHere(['clean', join(folder, 'in/a.txt'), '--config', config])).stdout).toBe(PAGE);
  });

  test('is part of what a run depends on: what it changes is cleaned again, the rest is not', async () => {
    const folder = folderOf({
      'in/a.txt': PAGE,
      'in/b/b.txt': PAGE,
      'in/c.jsonl': JSON.stringify({ text: PAGE }),
    });
    const out = join(folder, 'out');
    // With workers of its own: what is in a file is read once by a worker.
    const run = async () => {
      await cleanFolder([join(folder, 'in')], { out, jobs: 1 });
      return JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    };
    const first = await run();
    expect(first).toMatchObject({ rules: plain({ text: '' }).rules, configurations: [] });
    expect((await run()).documents).toMatchObject({ done: 3, unchanged: 3 });

    const config = join(folder, 'in/b/dehusk.yaml');
    writeFileSync(config, KEEPS_PROMPTS);
    const second = await run();
    expect(second.documents).toMatchObject({ done: 3, unchanged: 2 });
    expect(second).toMatchObject({
      rules: first.rules,
      configurations: [{ file: config, rules: rulesWith(config) }],
    });
    expect(readFileSync(join(out, 'b/b.txt'), 'utf8')).toBe(PAGE);

    cpSync(config, join(folder, 'in/dehusk.yaml'));
    rmSync(config);
    const third = await run();
    expect(third.documents).toMatchObject({ done: 3, unchanged: 1 });
    expect(third.rules).toBe(second.configurations[0].rules);
    const record = JSON.parse(readFileSync(join(out, 'c.jsonl'), 'utf8'));
    expect(record).toMatchObject({ text: PAGE, dehusk: { rules: third.rules, removed: [] } });
  });

  test('goes for pages that are gathered into one file', async () => {
    const folder = folderOf({ 'in/a.txt': PAGE, 'in/b/b.txt': PAGE, 'in/b/dehusk.yaml': KEEPS_PROMPTS });
    await runIn(folder, { to: 'ndjson' });
    const lines = readFileSync(join(folder, 'out/documents.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).text)).toEqual([STORY, PAGE]);
  });

  test('goes for filter and standard input when it is in the current folder', async () => {
    const cwd = folderOf({ 'dehusk.yaml': KEEPS_PROMPTS });
    const { stdout } = await dehuskHere(['filter', '--jobs', '1'], {
      cwd,
      input: JSON.stringify({ text: PAGE }),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      text: PAGE,
      dehusk: { rules: rulesWith(join(cwd, 'dehusk.yaml')) },
    });
    expect((await dehuskHere(['clean', '-'], { cwd, input: PAGE })).stdout).toBe(PAGE);
  });

  test('is printed by explain, with the rules that it makes', async () => {
    const folder = folderOf({
      'a.txt': PAGE,
      'dehusk.yaml': 'disable: [comments/prompt]\noverride:\n  comments/count: { zone: tail }\n',
    });
    const config = join(folder, 'dehusk.yaml');
    const { stdout } = await dehuskHere(['explain', join(folder, 'a.txt')], { env: { NO_COLOR: '1' } });
    expect(stdout.split('\n').slice(1, 4)).toEqual([
      `rules ${rulesWith(config)}, changed by ${config}`,
      '  without comments/prompt',
      '  comments/count: {"zone":"tail"}',
    ]);
    rmSync(config);
    expect((await dehuskHere(['explain', join(folder, 'a.txt')])).stdout).toMatch(
      new RegExp(`^rules ${plain({ text: '' }).rules}, no dehusk\\.yaml$`, 'm'),
    );
  });

  test('goes for goldens, statistics and comparisons too', async () => {
    const folder = folderOf({ 'in/a.txt': PAGE, 'in/dehusk.yaml': KEEPS_PROMPTS, 'golden/a.txt': PAGE });
    const [inputs, goldens] = [join(folder, 'in'), join(folder, 'golden')];
    expect((await dehuskHere(['golden', 'check', inputs, goldens])).status).toBe(0);
    expect((await dehuskHere(['rules', 'stats', inputs])).stderr).toMatch(/^1 document, 0 rules fired/);
    writeFileSync(join(folder, 'mine.yaml'), packOf('Post a Comment'));
    const { stdout } = await dehuskHere(['diff', inputs, '--rules', folder]);
    expect(stdout).toContain('- Post a Comment   ← removed by sharing/mine');
  });

  test.each([
    ['an unknown key', 'disabled: [related]\n', 'dehusk.yaml:1:1: error: unknown key "disabled".', 'explain'],
    ['a rule that is not there', 'disable: [related/nothing]\n', 'no rule "related/nothing"', 'clean'],
  ])('with %s is wrong usage when it goes for all inputs', async (_, text, message, command) => {
    const folder = folderOf({ 'in/a.txt': PAGE, 'in/dehusk.yaml': text });
    await expect(runIn(folder)).rejects.toThrow(message);
    const { status, stderr } = await dehuskHere([command, join(folder, 'in/a.txt')]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('a dehusk.yaml with a mistake', () => {
  const BROKEN = {
    'in/a.txt': PAGE,
    'in/b/dehusk.yaml': 'disabled: [related]\n',
    'in/b/b.txt': PAGE,
    'in/b/c.jsonl': JSON.stringify({ text: PAGE }),
    'in/b/mild/dehusk.yaml': KEEPS_PROMPTS,
    'in/b/mild/d.txt': PAGE,
    'in/z.txt': PAGE,
  };
  const MESSAGE = /in\/b\/dehusk\.yaml:1:1: error: unknown key "disabled"\./;

  test('in one folder fails the documents of that folder; the others are done, and it once it is mended', async () => {
    const cwd = folderOf(BROKEN);
    const clean = () => dehuskHere(['clean', 'in', '--out', 'out', '--jobs', '1'], { cwd });
    const { status, stderr } = await clean();
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(MESSAGE) });
    expect(outputsIn(join(cwd, 'out'))).toEqual({ 'a.txt': STORY, 'b/mild/d.txt': PAGE, 'z.txt': STORY });
    const { documents, failures, configurations } = JSON.parse(
      readFileSync(join(cwd, 'out/report.json'), 'utf8'),
    );
    expect(documents).toEqual({ done: 3, unchanged: 0, failed: 2 });
    const message = expect.stringMatching(MESSAGE);
    expect(failures).toEqual([
      { name: 'in/b/b.txt', code: 'bad-rules', message },
      { name: 'in/b/c.jsonl', code: 'bad-rules', message },
    ]);
    expect(configurations).toMatchObject([{ file: join(cwd, 'in/b/mild/dehusk.yaml') }]);

    writeFileSync(join(cwd, 'in/b/dehusk.yaml'), KEEPS_PROMPTS);
    expect((await clean()).status).toBe(0);
    expect(readFileSync(join(cwd, 'out/b/b.txt'), 'utf8')).toBe(PAGE);
  });

  test('in one of several folders that are named fails its own, too', async () => {
    const folder = folderOf(BROKEN);
    const roots = ['in/b', 'in/a.txt'].map((name) => join(folder, name));
    const { documents } = await cleanHere(roots, { out: join(folder, 'out') });
    expect(documents).toEqual({ done: 2, unchanged: 0, failed: 2 });
  });

  test('fails the pages of its folder among those that are gathered', async () => {
    const folder = folderOf(BROKEN);
    const report = await runIn(folder, { to: 'ndjson' });
    expect(report.failures.map(({ code }) => code)).toEqual(['bad-rules', 'bad-rules']);
    const lines = readFileSync(join(folder, 'out/documents.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).text)).toEqual([STORY, null, PAGE, STORY]);
    writeFileSync(join(folder, 'in/b/dehusk.yaml'), '');
    expect((await runIn(folder, { to: 'ndjson' })).documents).toEqual({ done: 5, unchanged: 0, failed: 0 });
  });

  test('in one folder fails its documents in checks of goldens, statistics and comparisons, and no others', async () => {
    const cwd = folderOf({
      ...BROKEN,
      'golden/a.txt': STORY,
      'golden/b/b.txt': STORY,
      'golden/b/mild/d.txt': PAGE,
      'golden/z.txt': STORY,
      'mine/mine.yaml': packOf('The council'),
    });
    const check = await dehuskHere(['golden', 'check', 'in', 'golden'], { cwd });
    expect(check).toEqual({
      status: 1,
      stdout: expect.stringMatching(/^failed {4}in\/b\/b\.txt: .*in\/b\/dehusk\.yaml:1:1: error: .*\n$/),
      stderr: '3 the same, 1 failed\n',
    });
    const stats = await dehuskHere(['rules', 'stats', 'in'], { cwd });
    expect(stats.status).toBe(1);
    expect(stats.stderr.match(new RegExp(MESSAGE, 'g'))).toHaveLength(1);
    expect(stats.stderr).toMatch(/\n3 documents, 1 rule fired, /);
    const diff = await dehuskHere(['diff', 'in', '--rules', 'mine'], { cwd });
    expect(diff.status).toBe(1);
    expect(diff.stderr.match(new RegExp(MESSAGE, 'g'))).toHaveLength(1);
    expect(diff.stderr).toMatch(/\n0 of 3 documents change\n$/);
  });

  test('for one side of a comparison only fails the documents of its folder', async () => {
    const cwd = folderOf({
      'in/a.txt': `${STORY}\nMind the gap\n`,
      'in/b/b.txt': `${STORY}\nMind the gap\n`,
      'in/b/dehusk.yaml': 'disable: [sharing/mine]\n',
      'mine/mine.yaml': packOf('Mind the gap'),
    });
    const { status, stdout, stderr } = await dehuskHere(['diff', 'in', '--rules', 'mine'], { cwd });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /in\/b\/dehusk\.yaml:1:11: .*"sharing\/mine".*\n1 of 1 document changes\n$/,
      ),
    });
    expect(stdout).toContain('- Mind the gap   ← removed by sharing/mine');
  });

  test('that the command names, and further rules that are not there, end the run before it begins', async () => {
    const cwd = folderOf(BROKEN);
    for (const wrong of [
      ['--config', 'in/b/dehusk.yaml'],
      ['--rules', 'nowhere'],
    ]) {
      expect((await dehuskHere(['clean', 'in', '--out', 'out', ...wrong], { cwd })).status).toBe(2);
      expect(existsSync(join(cwd, 'out'))).toBe(false);
    }
  });
});

describe('the rules of a result', () => {
  test('are named the same for the same packs, and otherwise when a pack or the configuration differs', () => {
    const { rules } = plain({ text: PAGE });
    expect(rules).toMatch(/^[0-9a-f]{12}$/);
    expect(createCleaner()({ text: 'Another text.' }).rules).toBe(rules);
    const folder = folderOf({ 'one/a.yaml': packOf('Shout it'), 'two/a.yaml': packOf('Whisper it') });
    const withFolder = (name: string) => createCleaner({ rules: join(folder, name) })({ text: PAGE }).rules;
    expect(new Set([rules, withFolder('one'), withFolder('two')]).size).toBe(3);
    expect(withFolder('one')).toBe(withFolder('one'));
  });

  test('stand in the JSON format', () => {
    const { text, rules } = createCleaner({ format: 'json' })({ text: PAGE });
    expect(JSON.parse(text).rules).toBe(rules);
  });
});

test('in code no dehusk.yaml is looked for', () => {
  const folder = folderOf({ 'dehusk.yaml': KEEPS_PROMPTS });
  expect(plain({ text: PAGE }).text).toBe(STORY);
  expect(createCleaner({ config: join(folder, 'dehusk.yaml') })({ text: PAGE }).text).toBe(PAGE);
  expect(() => createCleaner({ config: join(folder, 'absent.yaml') })).toThrow(
    /cannot be read\. Name a dehusk\.yaml/,
  );
});
