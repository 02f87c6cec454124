import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dehusk, folderOf } from './command.ts';
import { dehuskHere } from './here.ts';

const STORY = 'The council met on Tuesday and agreed to keep the bridge open until the end of the year.\n';

test('the goldens of the seeds hold', () => {
  expect(dehusk(['golden', 'check'])).toMatchObject({
    status: 0,
    stdout: '',
    stderr: '5 the same, 0 failed\n',
  });
});

test('a difference is shown with the rule behind it', async () => {
  const folder = folderOf({
    'in/a.txt': `${STORY}\nPost a Comment\n`,
    'golden/a.txt': `${STORY}\nPost a Comment\n`,
    'in/b.txt': `${STORY}\nAn odd line at the end\n`,
    'golden/b.txt': STORY,
  });
  const { status, stdout } = await dehuskHere(['golden', 'check', 'in', 'golden'], { cwd: folder });
  expect(status).toBe(1);
  expect(stdout).toMatch(/different a\.txt[\s\S]*- Post a Comment {3}← removed by comments\/prompt/);
  expect(stdout).toMatch(/different b\.txt[\s\S]*\+ An odd line at the end {3}← no rule removes it/);
});

test('a golden that differs in a byte that nobody sees differs', async () => {
  const folder = folderOf({ 'in/a.txt': STORY, 'golden/a.txt': STORY.replace('\n', ' \n') });
  const { status, stdout } = await dehuskHere(['golden', 'check', 'in', 'golden'], { cwd: folder });
  expect(status).toBe(1);
  expect(stdout).toContain('year.·');
});

test('missing and orphaned goldens, and inputs that cannot be cleaned, are failures', async () => {
  const folder = folderOf({
    'in/a.txt': STORY,
    'in/bad.html': Buffer.from('\x89PNG\r\n', 'latin1'),
    'golden/sub/old.txt': STORY,
  });
  const { status, stdout, stderr } = await dehuskHere(['golden', 'check', 'in', 'golden'], { cwd: folder });
  expect(status).toBe(1);
  expect(stdout).toMatch(/missing +golden\/a\.txt\. Write it with: dehusk golden update in golden/);
  expect(stdout).toMatch(/failed +in\/bad\.html: This is a PNG/);
  expect(stdout).toMatch(/orphaned +golden\/sub\/old\.txt/);
  expect(stderr).toBe('0 the same, 3 failed\n');
});

test('update writes what is new or different, and check is content with it', async () => {
  const folder = folderOf({
    'in/x/a.txt': `${STORY}\nPost a Comment\n`,
    'in/b.txt': STORY,
    'golden/b.txt': STORY,
  });
  expect(dehusk(['golden', 'update', 'in', 'golden'], { cwd: folder })).toMatchObject({
    status: 0,
    stderr: '1 the same, 1 written, 0 failed\n',
  });
  expect(readFileSync(join(folder, 'golden/x/a.txt'), 'utf8')).toBe(STORY);
  expect((await dehuskHere(['golden', 'check', 'in', 'golden'], { cwd: folder })).status).toBe(0);
});

test('update refuses to write when CI is set', async () => {
  const folder = folderOf({ 'in/a.txt': STORY });
  const { status, stderr } = await dehuskHere(['golden', 'update', 'in', 'golden'], {
    cwd: folder,
    env: { CI: 'true' },
  });
  expect(status).toBe(2);
  expect(stderr).toContain('CI is set');
  expect(existsSync(join(folder, 'golden'))).toBe(false);
});

test('a folder of inputs that is not there makes no golden an orphan', async () => {
  const folder = folderOf({ 'golden/a.txt': STORY });
  const { status, stdout } = await dehuskHere(['golden', 'check', 'nope', 'golden'], { cwd: folder });
  expect(status).toBe(1);
  expect(stdout).toContain('nope: There is no such file or folder');
  expect(stdout).not.toContain('orphaned');
});

test('no input is no success', async () => {
  const folder = folderOf({ 'in/photo.jpg': 'x' });
  writeFileSync(join(folder, 'in/.hidden.txt'), STORY);
  expect((await dehuskHere(['golden', 'check', 'in', 'golden'], { cwd: folder })).status).toBe(1);
});
