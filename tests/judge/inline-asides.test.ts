import { expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';

const clean = createCleaner({ extractor: 'none', format: 'markdown' });

test('a short text in a sentence that the page does not show goes, with an entry in the ledger', () => {
  const { text, removed } = clean({
    html: '<p>Write to <b>baker<span style="display:none">we do not want spam</span>@example.org</b>, or come <i>by <span hidden>(modified: 11:07 am)</span> at</i> noon.</p>',
  });
  expect(text).toBe('Write to **baker@example.org**, or come *by at* noon.\n');
  expect(removed.map(({ rule, text: hidden }) => [rule, hidden])).toEqual([
    ['content/hidden', 'we do not want spam'],
    ['content/hidden', '(modified: 11:07 am)'],
  ]);
});

test('the sort key of a cell and the id that is all of a block go', () => {
  const { text } = clean({
    html: `<table><tr><th>Town<th>People</tr><tr><td>Bern<td><span style="display: none">000134</span>134,000</tr></table>
      <div><span style="visibility:hidden">180926174 story</span></div>`,
  });
  expect(text).toBe('| Town | People |\n| --- | --- |\n| Bern | 134,000 |\n');
});

test('hidden blocks and long hidden texts stay: tabs and folded sections hold what is worth reading', () => {
  const folded = 'The dough rests for a night in the cold, and the crust comes out the better for all of it.';
  const { text } = clean({
    html: `<div hidden><p>Second tab.</p></div><p>How to bake.<span style="display:none"> ${folded}</span></p>`,
  });
  expect(text).toBe(`Second tab.\n\nHow to bake. ${folded}\n`);
});

test("what only screen readers do not read, and a formula behind a wiki's picture of it, stay", () => {
  const { text } = clean({
    html: '<p>It rose <span aria-hidden="true">by half</span>: <span style="display: none;"><math><mi>E</mi><mo>=</mo><mi>m</mi></math></span><img src="e.svg">.</p>',
  });
  expect(text).toBe('It rose by half: E = m.\n');
});

test('readings of East Asian words do not stand between them', () => {
  const { text, removed } = clean({
    html: '<p><ruby>子<rt>こ</rt></ruby>どもが<ruby>時計台<rp>(</rp><rt>とけいだい</rt><rp>)</rp></ruby>の鐘を聞く。<ruby>字<rt>じ<rt>ジ</ruby>も読む。</p>',
  });
  expect(text).toBe('子どもが時計台の鐘を聞く。字も読む。\n');
  expect(removed.map(({ text: reading }) => reading).join('')).toBe('こ(とけいだい)じジ');
});
