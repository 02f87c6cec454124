import { expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';

const clean = createCleaner({ extractor: 'none', format: 'markdown' });

const PROSE =
  'The canal was dug by hand between 1791 and 1799, and it has leaked ever since, as everybody knows.';
const ANSWER =
  'Write to the lock keeper at Marple, who answers letters on Sundays, or ring the bell at the gate.';

test('a heading that is a word of menus stays with the text under it', () => {
  const { text } = clean({
    html: `<article><h1>The canal</h1><p>${PROSE}</p><h2>Contact</h2><p>${ANSWER}</p></article>`,
  });
  expect(text).toContain('## Contact');
});

test('it goes where nothing of it stays', () => {
  const { text } = clean({
    html: `<article><h1>The canal</h1><p>${PROSE}</p></article><h4>Contact</h4><ul><li>Imprint</li></ul>`,
  });
  expect(text).not.toContain('Contact');
});

test('a title that is the name of such a page stays', () => {
  const html = `<title>Quiénes somos - La Era</title><h1>Quiénes somos</h1><p>La Era nació en 1983, cuando doce familias de la comarca decidieron moler juntas su aceituna.</p>`;
  expect(clean({ html }).text).toContain('# Quiénes somos');
});

test('a work named in its own language is the heading of its review', () => {
  const review =
    'Een klein Frans boek over een grote overstroming, geschreven door iemand die erbij is geweest.';
  const { text } = clean({
    html: `<p>Onze redactie las dit jaar meer dan honderd romans, en deze vergeten wij niet.</p><h2>Où vont les rivières quand elles dorment au fond de la nuit</h2><p>${review}</p>`,
  });
  expect(text).toContain('## Où vont les rivières');
});

test('the label of an advertisement goes, though the article goes on below', () => {
  const { text } = clean({
    html: `<article><h1>The canal</h1><p>${PROSE}</p><h6>Advertisement</h6><p>${ANSWER}</p></article>`,
  });
  expect(text).not.toContain('Advertisement');
});
