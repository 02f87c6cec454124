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
  expect(text).toBe('It hurts.<sup>[1](#fn1)</sup> A lot.[\\*](#fn2)\n\n1. At noon.\n');
});

test('several ways back from one note go, as wikis print them', () => {
  const back = (letter: string) => `<a href="#cite_ref-${letter}"><sup><i>${letter}</i></sup></a>`;
  const { text } = clean({
    html: `<ol><li>^ ${back('a')} ${back('b')} Munro, Scottish Canals, p. 112.</li></ol><p>^ a b</p>`,
  });
  expect(text).toBe('1. Munro, Scottish Canals, p. 112.\n\n^ a b\n');
});

test('signs that link nowhere, and links that say something, stay', () => {
  const { text } = clean({ html: '<p>The mark ¶ is old, and so is § 3, see <a href="#c">C#</a>.</p>' });
  expect(text).toBe('The mark ¶ is old, and so is § 3, see [C#](#c).\n');
});

test('anchors of no width go: a style sheet draws their sign', () => {
  const { text, removed } = clean({
    html: '<h2>Per queue<a class="hash-link" href="#per-queue">&#8203;</a></h2><p>Each has its limit.</p><h3><a href="#pool">\ufeff&zwj;</a>Pools</h3>',
  });
  expect(text).toBe('## Per queue\n\nEach has its limit.\n\n### Pools\n');
  // What only says where a word may be broken is no text of the page: there is nothing to remove.
  expect(removed[0].text).toBe('\u200d');
});

test("edit links at the end of a wiki's headings go, in any language", () => {
  const { text, removed } = clean({
    html: `<h2><span>History</span><span>[</span><a href="/w/index.php?title=X&action=edit&section=1">edit</a><span>]</span></h2><p>Old.</p>
      <h2>Geschichte<span>[<a href="/w/?title=X&veaction=edit&section=2">Bearbeiten</a> | <a href="/w/?title=X&action=edit&section=2">Quelltext bearbeiten</a>]</span></h2><p>Alt.</p>
      <h2>歴史<span>［<a href="/edit/X?section=3">編集</a>］</span></h2>`,
  });
  expect(text).toBe('## History\n\nOld.\n\n## Geschichte\n\nAlt.\n\n## 歴史\n');
  expect(removed.map(({ rule, text: link }) => [rule, link])).toEqual([
    ['navigation/edit-link', '[edit]'],
    ['navigation/edit-link', '[Bearbeiten | Quelltext bearbeiten]'],
    ['navigation/edit-link', '［編集］'],
  ]);
});

test('edit links in a block of their own behind a heading go', () => {
  const { text } = clean({
    html: '<div class="mw-heading mw-heading2"><h2>History</h2><span>[<a href="/w/index.php?title=X&action=edit&section=1">edit</a>]</span></div><p>Old.</p>',
  });
  expect(text).toBe('## History\n\nOld.\n');
});

test('notes, other links in brackets, and edit links in paragraphs stay', () => {
  const edit = '[<a href="/w/?title=X&action=edit">edit</a>]';
  const { text } = clean({
    html: `<h2>Ferries [<a href="#n1">1</a>]</h2><p>Old [<a href="#n1">1</a>]</p><h2>The report [<a href="/r.pdf">PDF</a>]</h2><p>Please mend this page. ${edit}</p><h2>How to [and when to ${edit}</h2>`,
  });
  expect(
    text
      .trimEnd()
      .split('\n\n')
      .map((line) => line.replace(/\(.*?\)|\\/g, '')),
  ).toEqual([
    '## Ferries [[1]]',
    'Old [[1]]',
    '## The report [[PDF]]',
    'Please mend this page. [[edit]]',
    '## How to [and when to',
  ]);
});
