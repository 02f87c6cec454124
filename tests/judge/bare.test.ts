import { describe, expect, test } from 'vitest';
import { isBare } from '../../src/judge/html/bare.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { bareMarkup } from '../../tools/train/bare-markup.ts';

const PAGE = `<!doctype html><html lang="en" class="no-js"><head><meta charset="utf-8"><title>Market day &amp; fair</title>
  <meta property="og:type" content="article"><script>track("<p>no text</p>")</script></head><body class="single-post">
  <header id="masthead"><nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>
  <main><article class="post"><h1>Market day &amp; fair</h1>
  <p>The baker had risen at three, as she did on every market day, and the first loaves <em>stood</em> on the sill.</p>
  <p>By noon, 3 &lt; 4 trays were left, which she gave to the children who had waited since the bells rang.</p></article></main>
  <footer class="site-footer"><p>© 2024 The Valley Post</p></footer></body></html>`;

/** Ids that are given each of the styles of markup. */
const IDS = Array.from({ length: 40 }, (_, number) => String(number).padStart(4, '0'));

function wordsOf(html: string): string[] {
  return segmentHtml(html, {}).blocks.flatMap(({ text }) => text.split(/\s+/));
}

function isBarePage(html: string): boolean {
  const document = segmentHtml(html, {});
  return document.page !== undefined && isBare(document, document.page);
}

describe('pages that name nothing', () => {
  test('a page with sections and class names is none of them, its bare copy is', () => {
    expect(isBarePage(PAGE)).toBe(false);
    for (const id of IDS) expect(isBarePage(bareMarkup(PAGE, id))).toBe(true);
  });

  test('names of body alone say nothing of its blocks', () => {
    expect(isBarePage('<body class="post"><p>The baker had risen at three, as every day.</p></body>')).toBe(
      true,
    );
  });

  test('a bare copy has the words of the page, in their order, however its authors would have written', () => {
    for (const id of IDS) expect(wordsOf(bareMarkup(PAGE, id))).toEqual(wordsOf(PAGE));
    expect(new Set(IDS.map((id) => bareMarkup(PAGE, id))).size).toBeGreaterThan(4);
  });

  test('the same page and id give the same copy', () => {
    expect(bareMarkup(PAGE, '0001')).toBe(bareMarkup(PAGE, '0001'));
  });
});
