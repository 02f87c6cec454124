/** What holds of speed on any machine: growth, and that later passes take over what earlier ones found. */
import { describe, expect, test } from 'vitest';
import { createCleaner } from '../src/clean.ts';
import { createRulesJudge } from '../src/judge/rules.ts';
import { loadBuiltInPacks } from '../src/packs/load.ts';
import { flattenedTexts, hasSharedData } from './shared-data.ts';
import { processorMilliseconds, TIMED } from './time.ts';

const clean = createCleaner();
const PROSE = 'The council met on Tuesday and voted to keep the bridge over the river open all winter.';

describe('ten times as long takes ten times as long', () => {
  // Eleven times is the goal; what the memory of a machine adds is no growth of ours.
  const MOST = 14;

  test.each([
    [
      'paragraphs',
      (count: number) => `<main>${`<div class="entry"><p>${PROSE}</p></div>`.repeat(count)}</main>`,
    ],
    ['100,000 siblings', (count: number) => `<body>${'<p>a'.repeat(count * 20)}`],
    [
      'links of a menu',
      (count: number) => `<ul>${'<li><a href="/a">Related articles</a>'.repeat(count)}</ul>`,
    ],
  ])('a page of %s', TIMED, (_, page) => {
    const [short, long] = [page(500), page(5_000)];
    const once = processorMilliseconds(() => clean({ html: short }), 3);
    expect(processorMilliseconds(() => clean({ html: long }), 2)).toBeLessThan(once * MOST);
  });

  /** In the middle of an article, so that what is measured is read, judged and written. */
  const article = (html: string): string =>
    `<title>A</title><article><h1>A long day</h1>${html}<p>${`${PROSE} `.repeat(9)}</p></article>`;

  test.each([
    [
      'hidden words in one paragraph',
      (count: number) => `<p>${'<span hidden>x</span> word'.repeat(count)}</p>`,
    ],
    [
      'words with their readings in one',
      (count: number) => `<p>${'<ruby>時<rt>x</rt></ruby> '.repeat(count)}</p>`,
    ],
    [
      'bold words behind hard spaces in one',
      (count: number) => `<p>${'<b>&nbsp;x</b>'.repeat(count * 8)}</p>`,
    ],
    [
      'sources in one quotation',
      (count: number) => `<blockquote>${'x<cite>y</cite>'.repeat(count * 8)}</blockquote>`,
    ],
    ['spaces in code', (count: number) => `<pre>1${' '.repeat(count * 5)}x</pre><pre>y</pre>`],
    [
      'links in one row',
      (count: number) => `<table><tr>${'<td><a href=/x>y</a>'.repeat(count)}<tr><td>a<td>b</table>`,
    ],
    ['quotations inside each other', (count: number) => `<p>${'<q>a '.repeat(count)}</p>`],
    [
      'formulas in one paragraph',
      (count: number) => `<p>${'<math><mi>a</mi><mo>+</mo></math> '.repeat(count)}</p>`,
    ],
    [
      'cells of numbered code',
      (count: number) =>
        `<table>${'<tr><td class="gutter">1</td><td class="code">a</td></tr>'.repeat(count)}</table>`,
    ],
    ['words that may be broken', (count: number) => `<p>${'a\u00ad\u200b'.repeat(count * 4)}</p>`],
    ['labels without a name', (count: number) => '<p>By</p>'.repeat(count)],
    ['times', (count: number) => '<time datetime="soon">x</time>'.repeat(count)],
  ])('a page of %s', TIMED, (_, part) => {
    const write = createCleaner({ format: 'markdown' });
    const [short, long] = [article(part(1_000)), article(part(10_000))];
    // A few milliseconds more or less are no growth.
    const once = processorMilliseconds(() => write({ html: short }), 3) + 5;
    expect(processorMilliseconds(() => write({ html: long }), 2)).toBeLessThan(once * MOST);
  });

  test('a title with many spaces', TIMED, () => {
    const page = (count: number): string =>
      `<meta property="og:title" content="Two new belts"><title>Two new belts${' '.repeat(count)}x - Veranda Diary</title>
      <h1>Veranda Diary</h1><h2>Two new belts</h2><p>${PROSE}</p>`;
    expect(processorMilliseconds(() => clean({ html: page(40_000) }), 2)).toBeLessThan(500);
  });

  test('foreign paragraphs that end in many @', TIMED, () => {
    const text = `${PROSE}\n\n${`Der Rat traf sich am Dienstag und stimmte ${'@'.repeat(860)}\n\n${PROSE}\n\n`.repeat(50)}`;
    expect(processorMilliseconds(() => clean({ text }), 2)).toBeLessThan(500);
  });

  test.each([
    ['paragraphs', `${PROSE}\n\n`],
    ['lines of chrome', 'Related articles\nShare this\nContact us\n12 May 2021\n'],
  ])('a text of %s', TIMED, (_, unit) => {
    const [short, long] = [unit.repeat(400), unit.repeat(4_000)];
    const once = processorMilliseconds(() => clean({ text: short }), 3);
    expect(processorMilliseconds(() => clean({ text: long }), 2)).toBeLessThan(once * MOST);
  });
});

test('the packs are loaded and indexed in at most 30 milliseconds', TIMED, () => {
  expect(processorMilliseconds(() => createRulesJudge(loadBuiltInPacks()), 7)).toBeLessThan(30);
});

test.skipIf(!hasSharedData)('a later pass says what a first pass over the same text says', () => {
  let later = 0;
  for (const tool of ['fulltext', 'trafilatura'] as const) {
    for (const { name, text } of flattenedTexts(tool, 15)) {
      const [, ...passes] = clean.examine({ text }).passes;
      for (const { document, verdicts } of passes) {
        later++;
        const afresh = clean.examine({ text: document.source }).passes[0];
        expect(afresh.document.earlier, name).toBeUndefined();
        expect(afresh.verdicts, name).toEqual(verdicts);
      }
    }
  }
  expect(later).toBeGreaterThan(10);
});
