import { expect, test } from 'vitest';
import type { Removal } from '../../src/document.ts';
import { renderJson } from '../../src/render/json.ts';
import { kept, marksOn, page } from './kept.ts';

test('holds the text, the blocks, the metadata and the ledger', () => {
  const removal: Removal = {
    start: 40,
    end: 45,
    text: 'Share',
    category: 'sharing',
    rule: 'sharing/bar',
    reason: 'a share bar',
  };
  const json = renderJson(
    page({ url: 'https://example.org/', metadata: { author: 'A. Writer' } }),
    {
      kept: [
        kept('title', 'On lists'),
        kept('paragraph', 'See this.', { marks: marksOn('See this.', ['this', 'link', '/x']) }),
      ],
      removals: [removal],
    },
    'On lists\n\nSee this.\n',
    ['multilingual'],
    '0123456789ab',
  );
  expect(json.endsWith('}\n')).toBe(true);
  expect(JSON.parse(json)).toEqual({
    title: 'On lists',
    language: 'en',
    url: 'https://example.org/',
    text: 'On lists\n\nSee this.\n',
    blocks: [
      { kind: 'title', start: 0, end: 8, text: 'On lists' },
      {
        kind: 'paragraph',
        start: 0,
        end: 9,
        text: 'See this.',
        marks: [{ type: 'link', start: 4, end: 8, href: '/x' }],
      },
    ],
    metadata: { author: 'A. Writer' },
    warnings: ['multilingual'],
    rules: '0123456789ab',
    removed: [removal],
  });
});
