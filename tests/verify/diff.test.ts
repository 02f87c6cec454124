import { describe, expect, it } from 'vitest';
import { createCleaner } from '../../src/clean.ts';
import type { Removal } from '../../src/document.ts';
import { type Clean, diffCleaning } from '../../src/verify/diff.ts';

function removal(start: number, text: string, rule: string): Removal {
  return { start, end: start + text.length, text, category: 'comments', rule, reason: 'because' };
}

/** A side that removes these from any document, whatever its configuration. */
function side(text: string, ...removed: Removal[]): () => Clean {
  return () => () => ({ text, removed });
}

const documents = [
  { name: 'a.txt', source: { text: 'whatever' } },
  { name: 'b.txt', source: { text: 'whatever' } },
];

describe('the diff of two ways to clean', () => {
  it('is empty when both do the same', async () => {
    const same = side('x', removal(5, 'Reply', 'comments/prompt'));
    expect(await diffCleaning(documents, same, same)).toEqual({ documents: 2, changed: [], rules: [] });
  });

  it('is empty for two fragments of one block of a page, which have one span', async () => {
    const html =
      '<h2>Sort <span hidden>key</span> of names <a href="#s">#</a></h2><p>It begins with a list.</p>';
    const clean = createCleaner({ extractor: 'none' });
    expect(clean({ html }).removed).toHaveLength(2);
    const page = [{ name: 'a.html', source: { html } }];
    const side = () => clean;
    expect(await diffCleaning(page, side, side)).toEqual({ documents: 1, changed: [], rules: [] });
  });

  it('says what is removed now, what is kept now, and what another rule removes', async () => {
    const before = side('x', removal(0, 'Reply', 'comments/a'), removal(10, 'Share', 'sharing/a'));
    const after = side('y', removal(10, 'Share', 'sharing/b'), removal(20, 'Tags', 'metadata/a'));
    const { changed, rules } = await diffCleaning(documents.slice(0, 1), before, after);
    expect(changed).toEqual([
      {
        name: 'a.txt',
        textChanged: true,
        changes: [
          { kind: 'kept', text: 'Reply', rule: 'comments/a' },
          { kind: 'renamed', text: 'Share', rule: 'sharing/b', before: 'sharing/a' },
          { kind: 'removed', text: 'Tags', rule: 'metadata/a' },
        ],
      },
    ]);
    expect(rules.map(({ rule }) => rule)).toEqual(['comments/a', 'metadata/a', 'sharing/b']);
  });

  it('counts by rule over all documents', async () => {
    const { rules } = await diffCleaning(documents, side('x'), side('y', removal(0, 'Reply', 'comments/a')));
    expect(rules).toEqual([{ rule: 'comments/a', removed: 2, kept: 0, renamed: 0, documents: 2 }]);
  });
});
