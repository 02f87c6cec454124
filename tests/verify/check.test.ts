import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadBuiltInPacks, selectRules } from '../../src/packs/load.ts';
import { formatFinding } from '../../src/packs/read.ts';
import { checkFolder } from '../../src/verify/check.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const EXAMPLES = `
    removes: [Shout it from the roof]
    keeps: [They did not shout it from any roof.]
`;

/** A rule with this body, its first key on line 5 of the file. */
function pack(...bodies: string[]): string {
  const rules = bodies.map((body, i) => {
    const examples = body.includes('removes:') ? '\n' : EXAMPLES;
    return `  - id: comments/rule-${i + 1}\n    about: A prompt.\n    ${body}${examples}`;
  });
  return `category: comments\nrules:\n${rules.join('')}`;
}

/** Some of the built-in rules, for a stranger's pack to stand beside. */
const BUILT_IN = selectRules(loadBuiltInPacks(), (id) =>
  /^(?:comments\/prompt|navigation\/previous-article|newsletter\/subscribe.*|publisher\/self-description)$/.test(
    id,
  ),
);

/** Findings in a stranger's pack, as they are printed. */
function check(text: string): string[] {
  writeFileSync(path.join(folder, 'pack.yaml'), text);
  return checkFolder(folder, BUILT_IN).map((found) =>
    formatFinding({ ...found, file: path.basename(found.file) }),
  );
}

describe('checking the phrases of packs', () => {
  it('finds nothing in a pack that is well', () => {
    expect(check(pack('phrases: { en: [Shout it from the roof], pt: [Grite do telhado] }'))).toEqual([]);
  });

  it('finds a phrase that stands twice, whatever its case and punctuation', () => {
    expect(check(pack('phrases: { en: [Shout it from the roof, "SHOUT it from the roof!"] }'))).toEqual([
      'pack.yaml:5:45: error: "SHOUT it from the roof!" is in this rule already, as "Shout it from the roof" (en): take it out.',
    ]);
  });

  it('allows a phrase that two languages share', () => {
    expect(check(pack('phrases: { en: [Shout it from the roof], de: [Shout it from the roof] }'))).toEqual(
      [],
    );
  });

  it('finds a phrase that another rule takes', () => {
    const body = 'phrases: { en: [Shout it from the roof, Shout it] }';
    const other = 'phrases: { en: [Shout it, Sing it] }\n    removes: [Sing it]\n    keeps: [They sing.]';
    expect(check(pack(body, other))).toEqual([
      'pack.yaml:10:21: error: "Shout it" is in comments/rule-1 already, as "Shout it" (en): take it out.',
    ]);
  });

  it('finds a phrase that fits no text, since a word beside a slot belongs to the date', () => {
    expect(check(pack('phrases: { en: [Shout it from the roof, "Shout on Monday {date}"] }'))).toEqual([
      'pack.yaml:5:45: error: "Shout on Monday {date}" does not fit even "Shout on Monday 12/03/2024": a word beside a slot belongs to what the slot takes, as "on" to a date. Write the phrase without it.',
    ]);
  });

  it('finds a phrase that a wider one takes', () => {
    expect(check(pack('phrases: { en: ["Shout it{any}", Shout it now] }'))).toEqual([
      'pack.yaml:5:38: error: "Shout it now" is taken by "Shout it{any}" (en) of this rule already: take it out.',
    ]);
  });

  it('lets the same phrase stand in different zones', () => {
    const zone = (zone: string): string => `zone: ${zone}\n    phrases: { en: [Shout it from the roof] }`;
    expect(check(pack(zone('tail'), zone('body')))).toEqual([]);
  });

  it('finds phrases that built-in rules have, or take by a wider phrase', () => {
    const phrases = 'phrases: { en: [Shout it from the roof, Post a comment, Previous post in the series] }';
    expect(check(pack(`${phrases}\n    zone: tail`))).toEqual([
      'pack.yaml:5:45: error: "Post a comment" is taken by the built-in comments/prompt already: take it out.',
      'pack.yaml:5:61: error: "Previous post in the series" is taken by the built-in navigation/previous-article already: take it out.',
    ]);
  });

  it('finds phrases that built-in rules take by a pattern or by what they say in between', () => {
    expect(
      check(
        pack(
          'phrases: { en: [Shout it from the roof, Subscribe to our newsletter now] }\n    zone: [head, tail]',
        ),
      ),
    ).toEqual([
      expect.stringMatching(
        /^pack\.yaml:5:45: error: "Subscribe to our newsletter now" is taken by the built-in newsletter\/[a-z-]+ already: take it out\.$/,
      ),
    ]);
  });

  it('finds a phrase that a protecting rule keeps anyway', () => {
    const kept =
      'phrases: { en: ["Further reporting by {any}", Shout it from the roof] }\n    protect: true\n    keeps: [Further reporting by Anna Miller]';
    const taken =
      'phrases: { en: [Further reporting by Anna, Sing it] }\n    removes: [Sing it]\n    keeps: [They sing.]';
    const protects = pack(kept).replace(EXAMPLES, '\n');
    expect(
      check(protects + pack(taken).slice(pack(taken).indexOf('  - id')).replace('rule-1', 'rule-2')),
    ).toEqual([
      'pack.yaml:10:21: error: "Further reporting by Anna" stays whatever this rule says: comments/rule-1 keeps "Further reporting by {any}". Take it out of one of them.',
    ]);
  });
});

describe('checking whole rules', () => {
  it('finds an id that is a built-in rule’s', () => {
    const text = pack('phrases: { en: [Shout it from the roof] }').replace('rule-1', 'prompt');
    expect(check(text)).toEqual([
      'pack.yaml:3:5: error: "comments/prompt" is a built-in rule, whose place this one takes. Give it another id; to change a built-in rule, override or disable it in a dehusk.yaml.',
    ]);
  });

  it('finds an id of another category than its pack', () => {
    const text = pack('phrases: { en: [Shout it from the roof] }').replace('comments/rule', 'sharing/rule');
    expect(check(text)).toEqual([
      'pack.yaml:3:5: error: "sharing/rule-1" is in a pack of category comments. Its id must begin with comments/, or it belongs into another file.',
    ]);
  });

  it('finds a code that is no language', () => {
    expect(check(pack('phrases: { en: [Shout it from the roof], jp: [叫べ屋根から] }'))).toEqual([
      'pack.yaml:5:46: error: "jp" is no language of ISO 639-1.',
    ]);
  });

  it('finds an id that stands twice', () => {
    const text = pack('phrases: { en: [Shout it] }\n    removes: [Shout it]\n    keeps: [No.]');
    expect(check(text + text.slice(text.indexOf('  - id')))).toEqual([
      expect.stringMatching(
        /^pack\.yaml:8:5: error: the id "comments\/rule-1" is used twice; the first time in /,
      ),
    ]);
  });

  it('says of an id that stands twice nothing of what one of the two has left', () => {
    const [one, two] = [
      pack('phrases: { en: [Shout it, SHOUT it], pt: [Grite do telhado] }'),
      pack('phrases: { en: [Bang the drum] }\n    removes: [Bang the drum]\n    keeps: [No.]'),
    ];
    expect(check(one + two.slice(two.indexOf('  - id'))).join('\n')).not.toContain('unreachable');
  });

  it('finds phrases that no block within the length of their rule can say, and rules that have no others', () => {
    const body = 'phrases: { en: [Shout it from the roof, Yo] }\n    length: { min: 5, max: 12 }';
    expect(check(pack(body))).toEqual([
      'pack.yaml:3:5: error: unreachable: not one of its phrases is left to "comments/rule-1". Take the rule out, or say more.',
      'pack.yaml:5:21: error: "Shout it from the roof" is longer than the rule\'s length: it can never fit. Raise length.max, or take it out.',
      'pack.yaml:5:45: error: "Yo" is shorter than the rule\'s length: it can never fit. Lower length.min, or take it out.',
    ]);
  });

  it('finds an example that proves nothing, because a built-in rule takes it', () => {
    const body = `phrases: { en: [Shout it from the roof] }
    zone: tail
    removes: [Shout it from the roof, Post a comment]
    keeps: [They did not shout.]`;
    expect(check(pack(body))).toEqual([
      'pack.yaml:7:39: error: this example proves nothing: comments/prompt would do it alone. Show what only comments/rule-1 takes.',
    ]);
  });

  it('warns of languages that a rule of many languages lacks', () => {
    const five =
      'phrases: { en: [Shout a], de: [Ruf aus], fr: [Crie fort], es: [Grita alto], pt: [Grite alto] }';
    expect(check(pack(five))).toEqual([
      expect.stringMatching(/^pack\.yaml:5:5: warning: no phrases in it, nl, sv, .*, id\. Add some, /),
    ]);
    expect(check(pack(`partial: Only these print it.\n    ${five}`))).toEqual([]);
  });

  it('warns of languages that the other rules of a stranger speak', () => {
    const two = (say: string): string => `phrases: { en: [${say} it], pt: [${say} isso] }`;
    expect(check(pack(two('Shout'), two('Sing'), 'phrases: { en: [Hum it] }'))).toEqual([
      'pack.yaml:15:5: warning: no phrases in pt, which most rules here speak. Add some, or say under "partial" why not.',
    ]);
  });
});

describe('checking patterns', () => {
  const pattern = (...patterns: string[]): string =>
    pack(`patterns: [${patterns.map((one) => `'${one}'`).join(', ')}]\n    literals: [shout]`);

  it('finds those that backtrack catastrophically', () => {
    expect(check(pattern('^(a+)+z$', '^(\\w+\\s?)*$', '^Shout'))).toEqual([
      expect.stringMatching(
        /^pack\.yaml:5:16: error: this pattern backtracks catastrophically, on .*\. Let no two repetitions /,
      ),
      expect.stringMatching(/^pack\.yaml:5:28: error: this pattern backtracks catastrophically, on /),
    ]);
  });

  it('warns of those that take polynomial time', () => {
    expect(check(pattern('^Shout a*a*a*$'))).toEqual([
      expect.stringMatching(/^pack\.yaml:5:16: warning: this pattern backtracks in polynomial time, on /),
    ]);
  });

  it.each([
    ['(?<=Post )a shout', 'RE2 refuses this pattern: .* Leave looking ahead and behind out'],
    ['shout(?! it)', 'RE2 refuses this pattern: .* Leave looking ahead and behind out'],
    ['(shout) \\1', 'RE2 refuses this pattern: .* Leave the back-reference out'],
    ['shout.{0,2000}', 'RE2 refuses this pattern: .* Write a number up to 1000'],
    ['\\p{Script=Greek}', 'RE2 refuses this pattern: .* Write a script without its property'],
    ['shout\\-it', 'this pattern has a mistake: Invalid escape\\. Leave the backslash out'],
    ['(?s)shout', 'this pattern has a mistake: Invalid group\\. The only flag is \\(\\?i\\)'],
    ['(shout', 'this pattern has a mistake: Unterminated group\\.$'],
  ])('says what to write instead of %s', (source, message) => {
    expect(check(pattern(source))).toEqual([
      expect.stringMatching(new RegExp(`^pack\\.yaml:5:16: error: ${message}`)),
    ]);
  });

  it('finds a pattern that another rule has', () => {
    const { source, ignoreCase, rule } = BUILT_IN.patterns[0];
    const text = pattern(`${ignoreCase ? '(?i)' : ''}${source}`.replaceAll("'", "''"));
    expect(check(text)).toContain(
      `pack.yaml:5:16: error: this pattern is in the built-in ${BUILT_IN.rules[rule].id} already: take it out.`,
    );
  });

  it('finds literals that an example which a pattern fits does not have', () => {
    const text = pack("patterns: ['^Shout (?:it|this) from']\n    literals: [hout, roofs]");
    expect(check(text)).toEqual([
      'pack.yaml:6:5: error: no literal begins a word of "Shout it from the roof", so no pattern is tried on it. Add one of its words.',
    ]);
  });
});
