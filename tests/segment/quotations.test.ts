import { expect, test } from 'vitest';
import { segmentHtml } from '../../src/segment/html.ts';

const textsOf = (html: string, language = 'en'): string[] =>
  segmentHtml(`<html lang="${language}"><body>${html}`, {}).blocks.map(({ text }) => text);

test('quotations have the marks that browsers print, those inside others too', () => {
  expect(textsOf('<p>She said <q>yes, <q>at once</q> then</q>.</p>')).toEqual([
    'She said “yes, ‘at once’ then”.',
  ]);
  expect(textsOf('<p>She said<em> <q cite="/a"> yes </q></em>again.</p>')).toEqual(['She said “yes” again.']);
});

test.each([
  ['de-CH', '„ja, ‚sofort‘“'],
  ['fr', '« ja, “sofort” »'],
  ['sv', '”ja, ’sofort’”'],
  ['ja', '「ja, 『sofort』」'],
  ['xx', '“ja, ‘sofort’”'],
])('they are those of the language: %s', (language, text) => {
  expect(textsOf('<p><q>ja, <q>sofort</q></q></p>', language)).toEqual([text]);
});

test('a quotation that has its marks, or no text, gets none', () => {
  expect(
    textsOf('<p>He said <q>“no”</q>, <q>&ldquo;no&rdquo;</q>, <q>"no"</q> and <q></q>left.</p>'),
  ).toEqual(['He said “no”, “no”, "no" and left.']);
});

test('marks count with them', () => {
  const [block] = segmentHtml(
    '<p>It was <q>a <b>good</b> year</q>, <a href="/x"><q>said</q> Ana</a>.</p>',
    {},
  ).blocks;
  expect(block.text).toBe('It was “a good year”, “said” Ana.');
  expect(block.marks.map(({ start, end }) => block.text.slice(start, end))).toEqual(['good', '“said” Ana']);
});
