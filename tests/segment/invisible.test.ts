import { expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';
import { segmentHtml } from '../../src/segment/html.ts';

const textsOf = (html: string): string[] => segmentHtml(html, {}).blocks.map(({ text }) => text);

test('words that may be broken are whole', () => {
  expect(textsOf('<p>Die Donau&shy;dampf\u00adschiff<wbr>fahrt und wo\ufeffrd&#8203;wide.</p>')).toEqual([
    'Die Donaudampfschifffahrt und wordwide.',
  ]);
  const table = '<tr><th>Haus&shy;num&shy;mer<th>Ort<tr><td>1<td>Bad Sege\u00adberg';
  expect(textsOf(`<table>${table}</table>`)).toEqual(['Hausnummer\tOrt', '1\tBad Segeberg']);
});

test('marks count in the text that is left, spans in the source', () => {
  const html = '<p>Vom <b>Bahn&shy;hof</b> zum <a href="/m">Mark\u00adt</a>.</p>';
  const [block] = segmentHtml(html, {}).blocks;
  expect(block).toMatchObject({ text: 'Vom Bahnhof zum Markt.' });
  expect(block.marks.map(({ start, end }) => block.text.slice(start, end))).toEqual(['Bahnhof', 'Markt']);
  expect(html.slice(block.start, block.end)).toBe(
    'Vom <b>Bahn&shy;hof</b> zum <a href="/m">Mark\u00adt</a>.',
  );
});

test('a paragraph of nothing that shows is none', () => {
  expect(textsOf('<p>One.</p><p>\u200b</p><p>&#8203; &shy;</p><p>\ufeffTwo<b>\u200b</b> three.</p>')).toEqual(
    ['One.', 'Two three.'],
  );
});

test('where words of Thai end stays marked, as do joiners of letters and of signs', () => {
  expect(textsOf('<p>ภาษา\u200bไทย</p><p>می\u200cخواهم</p><p>👩\u200d🔬</p>')).toEqual([
    'ภาษา\u200bไทย',
    'می\u200cخواهم',
    '👩\u200d🔬',
  ]);
});

test('a text keeps them: its kept lines are its own', () => {
  const text = 'Die Donau\u00addampfschifffahrt ruhte in diesem Winter bis in den März hinein.\n';
  expect(createCleaner()({ text }).text).toBe(text);
});
