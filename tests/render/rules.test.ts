import { expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';

const read = (html: string, format: 'text' | 'markdown' | 'html' = 'markdown') =>
  createCleaner({ extractor: 'none', format })({ html }).text;

test('a rule stands between two blocks that are kept', () => {
  const story =
    '<p>She closed the mill.</p><hr><p>In spring it ran again.</p><ul><li>Rye</ul><hr><ul><li>Oats</ul>';
  expect(read(story)).toBe(
    'She closed the mill.\n\n***\n\nIn spring it ran again.\n\n- Rye\n\n***\n\n- Oats\n',
  );
  expect(read(story, 'html')).toContain(
    '<p>She closed the mill.</p>\n<hr />\n<p>In spring it ran again.</p>',
  );
  expect(read(story, 'text')).toBe('She closed the mill.\n\nIn spring it ran again.\n\nRye\nOats\n');
});

test('none at the ends, none beside what was removed, two are one', () => {
  expect(read('<hr><p>She closed the mill.</p><hr><hr><p>It ran again.</p><hr>')).toBe(
    'She closed the mill.\n\n***\n\nIt ran again.\n',
  );
  expect(read('<p>She closed the mill.</p><hr><p>Post a comment</p><hr><p>It ran again.</p>')).toBe(
    'She closed the mill.\n\nIt ran again.\n',
  );
});

test('a rule in an item or a quote does not break it', () => {
  expect(read('<ol><li>Rye<hr><p>It is sown.</p><li>Oats</ol>')).toBe('1. Rye\n\n   It is sown.\n2. Oats\n');
  expect(read('<blockquote>Rye<hr>Oats</blockquote>')).toBe('> Rye\n>\n> Oats\n');
});
