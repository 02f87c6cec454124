import { describe, expect, it } from 'vitest';
import { createFinder } from '../../src/judge/rules/finders.ts';
import { processorMilliseconds } from '../time.ts';
import { ATTACKS } from './attacks.ts';

function find(source: string, text: string, engine: 'native' | 'linear', ignoreCase = false) {
  return createFinder({ rule: 0, source, ignoreCase, literals: [], words: [], engine })(text);
}

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
