import { expect, test } from 'vitest';
import { dehusk } from './command.ts';
import { dehuskHere } from './here.ts';

test('the first seed: what went, by which rule and why', () => {
  const { status, stdout } = dehusk(['explain', 'seeds/000_5f4a4d65843b7052.txt']);
  expect(status).toBe(0);
  const dropped = stdout.split('\n').filter((line) => line.startsWith('drop'));
  expect(dropped).toHaveLength(5);
  expect(stdout).toMatch(/text, en, 28 blocks: \d+ characters kept, \d+ removed in 5 pieces/);
  expect(stdout).toMatch(/publisher by rule publisher\/self-description: .*; also language\/foreign/);
  expect(stdout).toMatch(/keep +1/);
});

test('every block of a page has a line', async () => {
  const html = `<body><nav><a href="/">Home</a></nav><article><h1>News</h1><p>${'The council met on Tuesday. '.repeat(10)}</p></article></body>`;
  const { stdout } = await dehuskHere(['explain', '-'], { input: html });
  expect(stdout).toMatch(/^html, en, 3 blocks/);
  expect(stdout.match(/^(?:keep|part|drop) /gm)).toHaveLength(3);
});

test('a table that stays or goes as one says so', async () => {
  const prose = `<p>${'The council met on Tuesday and counted the boats in the harbour. '.repeat(5)}</p>`;
  const row = (n: number): string => `<tr><td>Boat ${n}<td>${n} tonnes`;
  const html = `<article>${prose}<table>${[1, 2, 3].map(row).join('')}</table>${prose}</article>`;
  const { stdout } = await dehuskHere(['explain', '-'], { input: html });
  expect(stdout.match(/score 0\.\d\d, 0\.\d\d is needed, of all 3 blocks of this table: /g)).toHaveLength(3);
});

test('text that is a page: the score of every block that the scorer judged, kept or removed', async () => {
  const menu = ['Home', 'News', 'Sport', 'Weather', 'Log in', 'Search'].join('\n\n');
  const story = Array(4).fill(
    `${'The council met on Tuesday and counted the boats in the harbour. '.repeat(3)}`,
  );
  const input = `${menu}\n\n${story.map((text, i) => `${i + 1}. ${text}`).join('\n\n')}\n\nImprint\n\nPrivacy\n`;
  const { stdout } = await dehuskHere(['explain', '-', '--extractor', 'scorer'], { input });
  const first = stdout.split('\n\nPass 2')[0];
  const kept = first.match(/^keep .*\n +score 0\.\d\d, 0\.\d\d is needed$/gm) ?? [];
  expect(kept.length).toBeGreaterThan(0);
  expect(kept).toHaveLength(first.match(/^keep /gm)?.length ?? 0);
  expect((await dehuskHere(['explain', '-', '--extractor', 'none'], { input })).stdout).not.toContain(
    'is needed',
  );
});

test('no colour codes where there is no terminal', () => {
  expect(
    dehusk(['explain', 'seeds/000_5f4a4d65843b7052.txt'], { env: { FORCE_COLOR: undefined } }).stdout,
  ).not.toContain('\x1b');
});
