import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkBacktracking } from '../../src/packs/backtracking.ts';
import { checkPacks } from '../../src/packs/check.ts';
import { formatFinding } from '../../src/packs/read.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const EXAMPLES = `
    removes: [Post a comment]
    keeps: [They did not post a comment.]
`;

/** A rule with this body, its first key on line 5 of the file. */
function pack(...bodies: string[]): string {
  const rules = bodies.map(
    (body, i) => `  - id: comments/rule-${i + 1}\n    about: A prompt.\n    ${body}${EXAMPLES}`,
  );
  return `category: comments\nrules:\n${rules.join('')}`;
}

function check(text: string, engine: 'native' | 'linear' = 'linear'): string[] {
  writeFileSync(path.join(folder, 'pack.yaml'), text);
  return checkPacks(folder, engine).map((found) =>
    formatFinding({ ...found, file: path.basename(found.file) }),
  );
}

describe('checking packs', () => {
  it('finds nothing in a pack that is well', () => {
    expect(check(pack('phrases: { en: [Post a comment], pt: [Comente] }'))).toEqual([]);
  });

  it('finds a phrase that stands twice, whatever its case and punctuation', () => {
    expect(check(pack('phrases: { en: [Post a comment, "POST A COMMENT!"] }'))).toEqual([
      'pack.yaml:5:37: error: "POST A COMMENT!" is in this rule already, as "Post a comment" (en).',
    ]);
  });

  it('allows a phrase that two languages share', () => {
    expect(check(pack('phrases: { en: [Tags], de: [Tags] }'))).toEqual([]);
  });

  it('finds a phrase that another rule takes', () => {
    expect(check(pack('phrases: { en: [Post a comment] }', 'phrases: { en: [Post a comment] }'))).toEqual([
      'pack.yaml:10:21: error: "Post a comment" is in comments/rule-1 already, as "Post a comment" (en).',
    ]);
  });

  it('finds a phrase that a wider one takes', () => {
    expect(check(pack('phrases: { en: ["Post a comment{any}", Post a comment now] }'))).toEqual([
      'pack.yaml:5:44: error: "Post a comment now" is taken by "Post a comment{any}" (en) of this rule already.',
    ]);
  });

  it('lets the same phrase stand in different zones', () => {
    const zone = (zone: string): string => `zone: ${zone}\n    phrases: { en: [Post a comment] }`;
    expect(check(pack(zone('tail'), zone('body')))).toEqual([]);
  });

  it('finds a phrase that no block of the rule is long enough for', () => {
    expect(check(pack('phrases: { en: [Post a comment] }\n    length: { max: 5 }'))).toEqual([
      'pack.yaml:5:21: error: "Post a comment" is longer than the rule\'s length: it can never fit.',
    ]);
  });

  it('finds a pattern that RE2 has no way to run', () => {
    expect(check(pack("patterns: ['(?<=Post )a comment']\n    literals: [post]"))).toEqual([
      expect.stringMatching(/^pack\.yaml:5:16: error: RE2 refuses this pattern: /),
    ]);
  });

  it('warns of languages that a rule of many languages lacks', () => {
    const five = 'phrases: { en: [Post], de: [Postenliste], fr: [Poste], es: [Posta], pt: [Poste aqui] }';
    expect(check(pack(five))).toEqual([
      expect.stringMatching(/^pack\.yaml:5:5: warning: no phrases in it, nl, sv, .*, id\. Add some, /),
    ]);
    expect(check(pack(`partial: Only these print it.\n    ${five}`))).toEqual([]);
  });

  it('warns of a pattern of its own that can backtrack catastrophically', () => {
    expect(check(pack("patterns: ['^(a+)+$']\n    literals: [a]"), 'native')).toEqual([
      expect.stringMatching(/^pack\.yaml:5:16: warning: this pattern can backtrack catastrophically, on /),
    ]);
  });
});

describe('recheck', () => {
  it.each([
    ['^(a+)+$', 'vulnerable'],
    ['^(\\w+\\s?)*$', 'vulnerable'],
    ['^post a comment$', 'safe'],
  ])('finds %s %s', (source, status) => {
    expect(checkBacktracking({ source, ignoreCase: false }).status).toBe(status);
  });
});
