import { expect, test } from 'vitest';
import { createCleaner } from '../../src/clean.ts';

const clean = createCleaner();

const MENU = ['Home', 'News', 'Sport', 'Business', 'Weather', 'Login', 'Search'];
const ARTICLE = [
  'You do not need a week to see the museums of the valley. Most of them fit into a single room, and in two of them the curator will make you tea before you have seen anything at all.',
  'The pencil museum in Aldham has eleven thousand pencils, none of them sharpened. The museum of locks opens only when its keeper finds the key, which visitors take for a joke until they have waited an hour.',
  'All of them can be reached by bus from the county town, and a ticket for the whole day costs less than one for the way back.',
];
const FOOTER = [
  'Related articles',
  'Ten walks by the river',
  'About us',
  'Contact',
  'Privacy Policy',
  'Terms of use',
];

test('the headline of a page that became text stays, above the line that says who wrote', () => {
  const head = [...MENU, 'Five small museums worth the detour', 'By Carol Yates', 'Published 12 May 2018'];
  const { text } = clean({ text: [...head, ...ARTICLE, ...FOOTER].join('\n') });
  expect(text.split('\n').filter(Boolean)).toEqual(['Five small museums worth the detour', ...ARTICLE]);
});
