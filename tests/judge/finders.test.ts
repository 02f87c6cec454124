import { describe, expect, it } from 'vitest';
import { createFinder } from '../../src/judge/finders.ts';
import { processorMilliseconds } from '../time.ts';

function find(source: string, text: string, engine: 'native' | 'linear', ignoreCase = false) {
  return createFinder({ rule: 0, source, ignoreCase, literals: [], engine })(text);
}

/** Patterns on which a backtracking engine takes for ever, and the texts that make it. */
const ATTACKS: readonly (readonly [string, string])[] = [
  ['^(a+)+$', `${'a'.repeat(50_000)}!`],
  ['^(a|aa)+$', `${'a'.repeat(50_000)}!`],
  ['^(.*a){20}$', `${'a'.repeat(5_000)}!`],
  [
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
    `${'a'.repeat(20_000)}!`,
  ],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(20_000)],
  ['(x+x+)+y', 'x'.repeat(20_000)],
  ['\\s+$', `${' '.repeat(50_000)}x`],
];

describe('the linear engine', () => {
  it.each(ATTACKS)('is not held up by %s', (source, text) => {
    expect(processorMilliseconds(() => find(source, text, 'linear'))).toBeLessThan(5000);
  });

  it.each([
    ['\\bcomments?\\b', 'No comment, two comments'],
    ['^Posté le .+ par', 'Posté le 3 mars par Anna'],
    ['\\p{Lu}\\S* News$', 'Fluss – Talblatt News'],
    ['[\\p{L}]+', '評論 und Überblick'],
  ])('finds what the native one finds: %s', (source, text) => {
    expect(find(source, text, 'linear')).toEqual(find(source, text, 'native'));
  });

  it('ignores case when the pattern says so', () => {
    expect(find('überblick', 'ÜBERBLICK', 'linear', true)).toEqual([{ start: 0, end: 9 }]);
  });
});
