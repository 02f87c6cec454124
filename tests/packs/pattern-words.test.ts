import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { createFinder } from '../../src/judge/rules/finders.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { wordsOfPattern } from '../../src/packs/pattern-words.ts';

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));
const RULES = fileURLToPath(new URL('../../rules', import.meta.url));

function words(source: string, ignoreCase = false): readonly string[] {
  return wordsOfPattern({ source, ignoreCase });
}

describe('the words that a pattern needs', () => {
  it.each([
    ['^\\p{Lu}\\S+ is an? (?:\\S+ ){0,6}(?:writer|editor)\\b', ['writer', 'editor']],
    ['\\bPosted (?:on|at) ', ['Posted ']],
    ['comments? closed', ['comment']],
    ['(?:tall|short)+ story', [' story']],
    ['a{0,2}bcd{2}e', ['bcd']],
    ['[a\\]b]+\\.com', ['.com']],
    ['(?<name>Anna|Bert)', ['Anna', 'Bert']],
    ['Photo|Photo credit', ['Photo']],
  ])('%s', (source, expected) => {
    expect(words(source)).toEqual(expected);
  });

  it('are none where any of several things may stand', () => {
    for (const source of ['Photo|\\d+', '(?:Photo)?', '\\p{L}+', '.*', 'é+', ' ?/? ?', '']) {
      expect(words(source)).toEqual([]);
    }
  });

  it('are in small letters when case says nothing', () => {
    expect(words('Amazon ASSOCIATE', true)).toEqual(['amazon associate']);
  });
});

test('no built-in pattern fits a line that has none of its words', () => {
  const lines = [
    ...textsIn(SEEDS),
    ...textsIn(RULES),
    'The ſpecial programme is a participant in the amaZon ſervices',
  ].flatMap((text) => text.split('\n').map((line) => line.replace(/^\s*- /, '').trim()));
  const missed: string[] = [];
  let fitting = 0;
  for (const pattern of loadBuiltInPacks().patterns) {
    const find = createFinder(pattern);
    const findAnywhere = createFinder({ ...pattern, words: [] });
    for (const line of lines) {
      const { length } = findAnywhere(line);
      if (find(line).length !== length) missed.push(line);
      fitting += length;
    }
  }
  expect(missed).toEqual([]);
  expect(fitting).toBeGreaterThan(50);
});

function textsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:txt|yaml)$/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
}
