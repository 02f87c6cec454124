import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPackFolder } from '../../src/packs/folder.ts';
import { loadPackFolder } from '../../src/packs/load.ts';
import { formatFinding } from '../../src/packs/read.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-packs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = `category: comments
rules:
  - id: comments/prompt
    about: A prompt.
`;
const PHRASES = `    phrases: { en: [Post a comment] }
`;
const EXAMPLES = `    removes: [Post a comment!]
    keeps: [They did not post a comment.]
`;

/** The first mistake in a pack, as it is printed, without the folder. */
function mistake(pack: string): string | undefined {
  writeFileSync(path.join(folder, 'pack.yaml'), pack);
  const [found] = readPackFolder(folder, 'linear').findings;
  return found && formatFinding({ ...found, file: path.basename(found.file) });
}

describe('a pack with a mistake', () => {
  it('is none without one', () => {
    expect(mistake(HEAD + PHRASES + EXAMPLES)).toBeUndefined();
  });

  it.each([
    [
      'an unknown key',
      `${HEAD + PHRASES + EXAMPLES}    zones: tail\n`,
      'pack.yaml:8:5: error: unknown key "zones". Allowed: id, about, partial, phrases, patterns,',
    ],
    [
      'an unknown value',
      `${HEAD + PHRASES + EXAMPLES}    zone: foot\n`,
      'pack.yaml:8:5: error: zone has an unknown value. Allowed: head, body, tail, any.',
    ],
    [
      'an unknown category',
      `${(HEAD + PHRASES + EXAMPLES).replace('category: comments', 'category: forms')}`,
      'pack.yaml:1:1: error: category has an unknown value. Allowed: navigation, comments,',
    ],
    [
      'nothing',
      '# Nothing yet.\n',
      'pack.yaml:1:1: error: category is missing. Allowed: navigation, comments,',
    ],
    [
      'a list without items',
      'category: comments\nrules: []\n',
      'pack.yaml:2:1: error: rules is empty: write at least one item.',
    ],
    [
      'a language that is none',
      `${HEAD}    phrases: { english: [Post a comment] }\n${EXAMPLES}`,
      'pack.yaml:5:16: error: "english" is no language. Allowed: two letters (ISO 639-1), or any.',
    ],
    [
      'a list that is none',
      `${HEAD}    phrases: { en: Post a comment }\n${EXAMPLES}`,
      'pack.yaml:5:16: error: en must be a list: [a, b], or a line each that begins with "- ".',
    ],
    [
      'a colon that makes a map',
      `${HEAD}    phrases:\n      en:\n        - Photo: by me\n${EXAMPLES}`,
      'pack.yaml:7:11: error: item 1 of en must be text (put it in quotes).',
    ],
    [
      'a phrase with a slot that lacks its quotes',
      `${HEAD}    phrases: { en: [Posted by {name}] }\n${EXAMPLES}`,
      'A phrase with {any}, a comma, a colon or a quotation mark in it needs quotes around it.',
    ],
    [
      'an indent of tabs',
      `${HEAD}\tphrases: { en: [Post a comment] }\n${EXAMPLES}`,
      'pack.yaml:5:1: error: Tabs are not allowed as indentation. Indent with spaces.',
    ],
    [
      'a draft that nobody finished',
      `${HEAD.replace(/about:.*/, 'about:')}${PHRASES}${EXAMPLES}`,
      'pack.yaml:4:5: error: about is empty: it must be text (put it in quotes).',
    ],
    ['YAML that is broken', `${HEAD}    phrases: { en: [Post a comment }\n`, 'pack.yaml:5:'],
    [
      'no examples that stay',
      HEAD + PHRASES + EXAMPLES.split('\n')[0],
      'pack.yaml:3:5: error: keeps is missing.',
    ],
    [
      'no examples that go',
      `${HEAD + PHRASES}    keeps: [They did not post a comment.]\n`,
      'pack.yaml:3:5: error: "comments/prompt" has no removes: show at least one line that it takes.',
    ],
    [
      'nothing to look for',
      HEAD + EXAMPLES,
      'pack.yaml:3:5: error: "comments/prompt" says nothing: it needs phrases, patterns, or neighbours with a length.',
    ],
    [
      'a slot that does not exist',
      `${HEAD}    phrases: { en: ["{number} comments"] }\n${EXAMPLES}`,
      'pack.yaml:5:21: error: "{number}" is no slot. Use {n}, {date}, {name}, {any}.',
    ],
    [
      'a phrase that nothing finds',
      `${HEAD}    phrases: { en: ["{any} said {name}"] }\n${EXAMPLES}`,
      'pack.yaml:5:21: error: "{any} said {name}" must begin or end with words, so that it can be found fast.',
    ],
    [
      'a phrase without letters',
      `${HEAD}    phrases: { en: ["***"] }\n${EXAMPLES}`,
      'pack.yaml:5:21: error: "***" has no letter.',
    ],
    [
      'patterns without literals',
      `${HEAD}    patterns: ['^\\d+ comments$']\n${EXAMPLES}`,
      'pack.yaml:5:5: error: patterns need literals: words of which every text that they fit has one.',
    ],
    [
      'a broken pattern',
      `${HEAD}    patterns: ['(comment']\n    literals: [comment]\n${EXAMPLES}`,
      'pack.yaml:5:16: error: this pattern has a mistake:',
    ],
    [
      'lengths that no block has',
      `${HEAD + PHRASES + EXAMPLES}    length: { min: 50, max: 10 }\n`,
      'pack.yaml:8:5: error: min is more than max: no block can be so long.',
    ],
    [
      'a reach that could take the article',
      `${HEAD + PHRASES + EXAMPLES}    reach: rest\n`,
      'pack.yaml:8:5: error: reach: rest needs zone: tail, or it could take the article.',
    ],
    [
      'an id used twice',
      `${HEAD + PHRASES + EXAMPLES}${HEAD.split('\n').slice(2).join('\n')}${PHRASES}${EXAMPLES}`,
      'pack.yaml:8:5: error: the id "comments/prompt" is used twice; the first time in',
    ],
  ])('names file, line and column of %s', (_, pack, message) => {
    expect(mistake(pack)).toContain(message);
  });

  it.each([
    ['sites', 'generator: MediaWiki', 'error: host is missing.'],
    [
      'sites',
      'host: example.org\ngenerator: MediaWiki',
      'unknown key "generator". Allowed: host, category, rules.',
    ],
    ['software', 'host: example.org', 'error: generator is missing.'],
    ['software', 'generator: ""', 'error: generator is empty: write at least one letter.'],
  ])('in %s says what the file is for: %s', (kind, place, message) => {
    const inside = path.join(folder, 'kinds', kind);
    mkdirSync(inside, { recursive: true });
    writeFileSync(path.join(inside, 'pack.yaml'), `${place}\n${HEAD}    select: [.box]\n${EXAMPLES}`);
    const found = readPackFolder(inside, 'linear').findings.map(formatFinding).join('\n');
    rmSync(path.join(folder, 'kinds'), { recursive: true });
    expect(found).toContain(message);
  });

  it('is not loaded', () => {
    writeFileSync(path.join(folder, 'pack.yaml'), `${HEAD}    zones: tail\n`);
    expect(() => loadPackFolder(folder)).toThrow(/pack\.yaml:5:5: error: unknown key "zones"/);
  });

  it('says what a folder without packs lacks', () => {
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    expect(() => loadPackFolder(empty)).toThrow(/holds no rule packs/);
    expect(() => loadPackFolder(path.join(folder, 'absent'))).toThrow(/is no folder/);
  });
});
