import { expect, test } from 'vitest';
import { judgeReadability } from '../../src/judge/readability.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { segmentText } from '../../src/segment/text.ts';

const prose =
  'The baker had risen at three, as she did on every market day, and by the time the first carts came over the bridge, the loaves stood cooling on the sill. ';
const page = `<title>Market day in the valley</title><nav><a href=/>Home</a> <a href=/n>News</a></nav>
  <article><h1>Market day in the valley</h1>${`<p>${prose.repeat(3)}</p>`.repeat(5)}<h2>Home</h2><p>${prose}</p></article>
  <footer><p>Imprint</p></footer>`;

test('removes what is not in the article, each block as a verdict', () => {
  const document = segmentHtml(page, {});
  const verdicts = judgeReadability(document, []);
  expect(verdicts.map(({ block }) => document.blocks[block].text)).toEqual(['Home News', 'Imprint']);
  expect(verdicts[0]).toMatchObject({ rule: 'content/readability', category: 'content', action: 'remove' });
});

test('a page in which Readability finds nothing loses nothing', () => {
  expect(judgeReadability(segmentHtml('', {}), [])).toEqual([]);
});

test('a page too deep for it is an error at once: it takes quadratic time over nested elements', () => {
  const deep = segmentHtml(`${'<div>'.repeat(100_000)}<p>${prose}`, {});
  const began = performance.now();
  expect(() => judgeReadability(deep, [])).toThrow(/nested too deeply for Readability/);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('says nothing of text', () => {
  expect(judgeReadability(segmentText(prose, {}), [])).toEqual([]);
});

test('a page whose style sheet jsdom cannot read is read all the same', () => {
  const sheet = '<style>.line{border:inherit;border-color:transparent}</style>';
  const document = segmentHtml(`${sheet}${page}`, {});
  const removed = judgeReadability(document, []).map(({ block }) => document.blocks[block].text);
  expect(removed).toEqual(['Home News', 'Imprint']);
});
