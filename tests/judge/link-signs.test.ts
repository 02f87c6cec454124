import { expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';

const clean = createCleaner({ extractor: 'none', format: 'markdown' });

test('signs that link a heading to itself go, with an entry in the ledger', () => {
  const { text, removed } = clean({
    html: '<h2>Proving<a class=headerlink href="#proving">¶</a></h2><p>Overnight.</p><h2><a href="/manual#bake">#</a> Baking</h2>',
  });
  expect(text).toBe('## Proving\n\nOvernight.\n\n## Baking\n');
  expect(removed.map(({ rule, text: sign }) => [rule, sign])).toEqual([
    ['navigation/link-sign', '¶'],
    ['navigation/link-sign', '#'],
  ]);
});

test('the way back from a footnote goes, the way to it stays', () => {
  const { text } = clean({
    html: '<p>It hurts.<sup><a href="#fn1">1</a></sup> A lot.<a href="#fn2">*</a></p><ol><li id=fn1>At noon. <a href="#r1">↩</a></li></ol>',
  });
  expect(text).toBe('It hurts.[1](#fn1) A lot.[\\*](#fn2)\n\n1. At noon.\n');
});

test('signs that link nowhere, and links that say something, stay', () => {
  const { text } = clean({ html: '<p>The mark ¶ is old, and so is § 3, see <a href="#c">C#</a>.</p>' });
  expect(text).toBe('The mark ¶ is old, and so is § 3, see [C#](#c).\n');
});
