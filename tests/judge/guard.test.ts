import { expect, test } from 'vitest';
import type { Document, Rank, Verdict } from '../../src/document.ts';
import { RANK } from '../../src/document.ts';
import { judgeGuard } from '../../src/judge/guard.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { documentOf } from './documents.ts';

const PROSE =
  'The council voted on Tuesday to keep the library open on Sundays, after three years in which it had closed at noon.';

function removeAll(document: Document, rank: Rank): Verdict[] {
  return document.blocks.map((_, block) => ({
    action: 'remove',
    block,
    span: undefined,
    category: 'content',
    rule: 'content/score',
    reason: 'low score',
    rank,
    score: undefined,
  }));
}

test('keeps the prose when the judges would take everything', () => {
  const document = documentOf('Home', PROSE, PROSE, PROSE, 'Contact');
  const protects = judgeGuard(document, removeAll(document, RANK.statistic));
  expect(protects.map(({ block }) => block)).toEqual([1, 2, 3]);
});

test('gives back what statistics took before what rules took', () => {
  const document = documentOf(PROSE, PROSE, PROSE);
  const verdicts = removeAll(document, RANK.statistic);
  const ruled = verdicts.map((verdict) => (verdict.block === 1 ? { ...verdict, rank: RANK.rule } : verdict));
  expect(judgeGuard(document, ruled).map(({ block }) => block)).toEqual([0, 2]);
  expect(judgeGuard(document, removeAll(document, RANK.rule)).map(({ block }) => block)).toEqual([0, 1, 2]);
});

test('says nothing when there is no prose, or when some stays', () => {
  const menu = documentOf('Home', 'News', 'Contact');
  expect(judgeGuard(menu, removeAll(menu, RANK.rule))).toEqual([]);
  const article = documentOf(PROSE, PROSE, PROSE);
  expect(judgeGuard(article, removeAll(article, RANK.statistic).slice(1))).toEqual([]);
});

test('a title that stays is no content', () => {
  const page = segmentHtml(
    `<article><h1>The library stays open</h1>${`<p>${PROSE}</p>`.repeat(3)}</article>`,
    {},
  );
  const judged = removeAll(page, RANK.statistic).slice(1);
  expect(judgeGuard(page, judged)).toHaveLength(3);
});

test('what the caller leaves out stays out', () => {
  const document = documentOf(PROSE, PROSE, PROSE);
  expect(judgeGuard(document, removeAll(document, RANK.request))).toEqual([]);
});

test('takes a hundred words for content, however much was around them', () => {
  const article = Array.from({ length: 5 }, () => PROSE);
  const chrome = Array.from({ length: 600 }, (_, n) => `${PROSE} ${n}`);
  const document = documentOf(...article, ...chrome);
  expect(judgeGuard(document, removeAll(document, RANK.statistic).slice(article.length))).toEqual([]);
});

test('gives back no chrome of an empty page, but the prose that the scorer doubts', () => {
  const legal =
    'Example Limited, registered in England, uses cookies to make this site work as you would expect it to.';
  const shell = segmentHtml(`<body><footer>${`<p>${legal}</p>`.repeat(4)}</footer></body>`, {});
  const scored = (score: number) =>
    removeAll(shell, RANK.statistic).map((verdict) => ({ ...verdict, score }));
  expect(judgeGuard(shell, scored(0.05))).toEqual([]);
  expect(judgeGuard(shell, scored(0.3))).toHaveLength(4);
});
