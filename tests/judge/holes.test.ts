import { expect, test } from 'vitest';
import { explainScore } from '../../src/judge/content.ts';
import { findHoles } from '../../src/judge/html/holes.ts';
import { segmentHtml } from '../../src/segment/html.ts';

const SENTENCES = [
  'The ferry had left at six, and nobody on the pier could say when the next one would come back for them.',
  'She counted the boats in the harbour twice, since the first time a gull had made her lose her place.',
  'In the office behind the ticket window a man was reading the tables of the tides to his daughter.',
  'By the time the rain came they had moved the crates under the roof and tied a sheet over the rest.',
  'It was past midnight when the lights of the ferry stood on the water again, and the crates went aboard.',
];
const LINKS =
  '<p>Read <a href="/a">the tides of the northern harbours and what they mean for all the ferries</a></p>';
const PAGE = `<body><nav><a href="/">Home</a></nav><main><h1>The last ferry</h1>${SENTENCES.map((s) => `<p>${s}</p>`).join('')}
${LINKS}</main></body>`;

function holesOf(html: string, stays: (text: string) => boolean): string[] {
  const document = segmentHtml(html, {});
  if (document.page === undefined) return [];
  const words = Float64Array.from(document.blocks, ({ text }) => text.split(' ').length);
  const holes = findHoles(document, document.page, words, (block) => stays(document.blocks[block].text));
  return holes.map((block) => document.blocks[block].text);
}

test('a paragraph that scores low among others that stay is a hole in the text', () => {
  expect(holesOf(PAGE, (text) => text !== SENTENCES[2])).toContain(SENTENCES[2]);
});

test('a paragraph of links among them is none', () => {
  expect(holesOf(PAGE, (text) => !text.startsWith('Read'))).toEqual(SENTENCES);
});

test('where most of the like go, nothing is filled', () => {
  expect(holesOf(PAGE, (text) => text === SENTENCES[2])).toEqual([]);
});

test('two paragraphs alike are no text', () => {
  const two = SENTENCES.slice(0, 2);
  const page = `<body><main>${two.map((s) => `<p>${s}</p>`).join('')}</main></body>`;
  expect(holesOf(page, (text) => text === two[0])).toEqual([]);
});

test('a Japanese page keeps its article and loses its menu', () => {
  const text =
    '市は火曜日、三年ぶりに図書館を日曜日も開けることを決めた。利用者の多くが夕方の延長を望んでいたという。';
  const menu = ['ニュース', '天気', 'スポーツ', '地域の話題', '経済', '文化'];
  const html = `<body><ul class="menu">${menu.map((m) => `<li><a href="/${m}">${m}</a></li>`).join('')}</ul>
<article><h1>図書館、日曜も開館</h1><p>${text}</p><p>館長は「長く待っていた」と話し、来月からの新しい時間割を説明した。職員も二人増える予定だ。</p></article></body>`;
  const document = segmentHtml(html, {});
  const scoreOf = (start: string): number =>
    explainScore(
      document,
      document.blocks.findIndex(({ text: own }) => own.startsWith(start)),
    )?.score ?? 0;
  expect(scoreOf('市は')).toBeGreaterThan(0.5);
  expect(scoreOf('天気')).toBeLessThan(0.3);
});
