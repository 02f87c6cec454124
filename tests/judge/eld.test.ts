/** Eld's detector on arrays of numbers gives the package's own answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { eld } from 'eld/extrasmall';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEldModel } from '../../src/judge/eld-model.ts';
import { createEldDetector } from '../../src/judge/language/eld.ts';

const detect = createEldDetector(readEldModel());
const PAGES = new URL('languages/', import.meta.url);

it('on lines in every language', () => {
  for (const file of readdirSync(PAGES)) {
    for (const line of readFileSync(new URL(file, PAGES), 'utf8').split('\n'))
      expect([line, detect(line)]).toEqual([line, eld.detect(line).language]);
  }
});

/** Letters of many scripts, what eld takes for a letter's part, and what it does not know. */
const character = fc.oneof(
  fc.constantFrom(' ', ' ', "'", '’', '`', '.', 'Σ', 'ς', 'İ', 'ß', '\n', '\ufeff'),
  fc.integer({ min: 0x20, max: 0x7f }).map((unit) => String.fromCharCode(unit)),
  fc.integer({ min: 0xa0, max: 0x7ff }).map((unit) => String.fromCharCode(unit)),
  fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  fc.constantFrom('😀', '𐐀', 'e\u0301'),
);

it('on any text', () => {
  fc.assert(
    fc.property(fc.array(character, { maxLength: 600 }), (characters) => {
      const text = characters.join('');
      expect(detect(text)).toBe(eld.detect(text).language);
    }),
    { numRuns: 500 },
  );
});

it('on a text that is longer than what it looks at, and on words without end', () => {
  for (const text of [
    '',
    ' ',
    'a'.repeat(71),
    'ab'.repeat(2000),
    'the council met '.repeat(200),
    'ǎ'.repeat(90),
  ])
    expect(detect(text)).toBe(eld.detect(text).language);
});
