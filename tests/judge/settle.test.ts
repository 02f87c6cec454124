import { expect, test } from 'vitest';
import { createCleaner } from '../../src/clean.ts';
import type { Verdict } from '../../src/document.ts';
import { RANK } from '../../src/document.ts';
import { settle } from '../../src/judge/settle.ts';
import { documentOf } from './documents.ts';

function remove(block: number, more: Partial<Verdict> = {}): Verdict {
  return {
    action: 'remove',
    block,
    span: undefined,
    category: 'sharing',
    rule: 'sharing/bar',
    reason: 'a share bar',
    rank: RANK.rule,
    score: undefined,
    ...more,
  };
}

test('the first judge names the removal, the others stand in also', () => {
  const { removals } = settle(documentOf('Share this'), [
    remove(0),
    remove(0, { rule: 'language/foreign', category: 'language', rank: RANK.statistic }),
    remove(0),
  ]);
  expect(removals).toMatchObject([{ text: 'Share this', rule: 'sharing/bar', also: ['language/foreign'] }]);
});

test('protect beats remove at the same rank and below, not above', () => {
  const protect = remove(0, { action: 'protect', rank: RANK.rule });
  expect(settle(documentOf('A line'), [remove(0), protect]).removals).toEqual([]);
  expect(settle(documentOf('A line'), [remove(0, { rank: RANK.statistic }), protect]).removals).toEqual([]);
  expect(settle(documentOf('A line'), [remove(0, { rank: RANK.request }), protect]).removals).toHaveLength(1);
});

test('a category that the caller keeps stays', () => {
  const verdicts = [
    remove(0, { category: 'metadata' }),
    remove(0, { category: 'content', rank: RANK.statistic }),
  ];
  expect(settle(documentOf('5 May 2024'), verdicts, new Set(['metadata'])).removals).toEqual([]);
});

test('fragments that overlap become one removal, named by the first judge', () => {
  const { removals, kept } = settle(documentOf('Share Tweet The story goes on.'), [
    remove(0, { span: { start: 6, end: 11 } }),
    remove(0, { span: { start: 0, end: 12 }, rule: 'sharing/glued' }),
  ]);
  expect(removals).toMatchObject([
    { start: 0, end: 11, text: 'Share Tweet', rule: 'sharing/bar', also: ['sharing/glued'] },
  ]);
  expect(kept.map(({ text }) => text)).toEqual(['The story goes on.']);
});

test('of a page a fragment says where in its block it was: the block has the span', () => {
  const html = '<article><h2>C# guide <a href="#c">#</a></h2><p>It begins with a program.</p></article>';
  const { removed } = createCleaner({ extractor: 'none' })({ html });
  const { start, end } = { start: html.indexOf('C#'), end: html.indexOf('#</a>') + 1 };
  expect(removed).toMatchObject([{ text: '#', start, end, within: { start: 9, end: 10 } }]);
});

test('a mark keeps its place when a fragment before it goes', () => {
  const document = documentOf('Share The story goes on.');
  const marked = {
    ...document,
    blocks: [{ ...document.blocks[0], marks: [{ type: 'strong', start: 10, end: 15 } as const] }],
  };
  const { kept } = settle(marked, [remove(0, { span: { start: 0, end: 5 } })]);
  const [{ text, marks }] = kept;
  expect(text.slice(marks[0].start, marks[0].end)).toBe('story');
});

test('a block whose fragments leave only white space is no longer there', () => {
  const { kept, removals } = settle(documentOf('Share Tweet'), [
    remove(0, { span: { start: 0, end: 5 } }),
    remove(0, { span: { start: 6, end: 11 } }),
  ]);
  expect(kept).toEqual([]);
  expect(removals.map(({ text }) => text)).toEqual(['Share', 'Tweet']);
});
