import { expect, test } from 'vitest';
import { dehusk } from './command.ts';

test('the first seed: what went, by which rule and why', () => {
  const { status, stdout } = dehusk(['explain', 'seeds/000_5f4a4d65843b7052.txt']);
  expect(status).toBe(0);
  const dropped = stdout.split('\n').filter((line) => line.startsWith('drop'));
  expect(dropped).toHaveLength(5);
  expect(stdout).toMatch(/text, en, 28 blocks: \d+ characters kept, \d+ removed in 5 pieces/);
  expect(stdout).toMatch(/publisher by rule publisher\/self-description: .*; also language\/foreign/);
  expect(stdout).toMatch(/keep +1/);
});

test('every block of a page has a line', () => {
  const html = `<body><nav><a href="/">Home</a></nav><article><h1>News</h1><p>${'The council met on Tuesday. '.repeat(10)}</p></article></body>`;
  const { stdout } = dehusk(['explain', '-'], { input: html });
  expect(stdout).toMatch(/^html, en, 3 blocks/);
  expect(stdout.match(/^(?:keep|part|drop) /gm)).toHaveLength(3);
});

test('no colour codes where there is no terminal', () => {
  expect(
    dehusk(['explain', 'seeds/000_5f4a4d65843b7052.txt'], { env: { FORCE_COLOR: undefined } }).stdout,
  ).not.toContain('\x1b');
});
