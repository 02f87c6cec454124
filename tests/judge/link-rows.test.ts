import { expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';

const clean = createCleaner({ extractor: 'none' });

const PROSE = `<p>The council voted on Tuesday to close the old bridge over the river for the whole of the winter.</p>
  <p>Nobody in the hall spoke against the plan, which will cost the town about two million a year.</p>`;
const ARTICLE = `The council voted on Tuesday to close the old bridge over the river for the whole of the winter.

Nobody in the hall spoke against the plan, which will cost the town about two million a year.
`;
const row = (...links: string[]): string =>
  `<div>${links.map((link, i) => `<a href="/to/${i}">${link}</a>`).join(' | ')}</div>`;

test('a row of links of which rules know each goes for what they say', () => {
  const { text, removed } = clean({ html: PROSE + row('Share on Facebook', 'Share on WhatsApp', 'Print') });
  expect(text).toBe(ARTICLE);
  expect(removed).toHaveLength(1);
  expect(removed[0]).toMatchObject({
    text: 'Share on Facebook | Share on WhatsApp | Print',
    category: 'sharing',
  });
});

test('words of a menu are one when three of them are links in a row, or when the row has other chrome', () => {
  expect(clean({ html: row('Home', 'About us', 'Contact') + PROSE }).text).toBe(ARTICLE);
  expect(clean({ html: row('Sports', 'Culture') + PROSE }).text).toContain('Culture');
  expect(clean({ html: PROSE + row('Share on Facebook', 'Contact') }).text).toBe(ARTICLE);
});

test('a row stays with a link that no rule knows, with words beside the links, and in the text', () => {
  const kept = (html: string): boolean => clean({ html }).text.includes('WhatsApp');
  expect(kept(PROSE + row('Share on WhatsApp', 'The mill on the hill reopens in May'))).toBe(true);
  expect(
    kept(`${PROSE}<div>He pressed <a href=/a>Share on WhatsApp</a> and <a href=/b>Print</a></div>`),
  ).toBe(true);
  expect(
    clean({ html: PROSE + row('Home', 'About us', 'Contact') + PROSE.replaceAll('the', 'a') }).text,
  ).toContain('About us');
});
