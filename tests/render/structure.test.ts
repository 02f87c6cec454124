import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { processorMilliseconds, TIMED } from '../time.ts';

/** A page with nothing removed, in both formats. */
function write(page: string): { markdown: string; html: string } {
  const document = segmentHtml(page, {});
  const kept = document.blocks.map((block) => ({ block, text: block.text, marks: block.marks }));
  const html = renderHtml(document, kept).replace(/^<article>\n|\n<\/article>\n$/g, '');
  return { markdown: renderMarkdown(document, kept), html };
}

describe('what stands in an item stays in it', () => {
  test('a second paragraph', () => {
    const { markdown, html } = write('<ol start=3><li><p>a para</p><p>b para</p></li><li>c item</li></ol>');
    expect(markdown).toBe('3. a para\n\n   b para\n4. c item\n');
    expect(html).toBe('<ol>\n<li value="3">a para\n<p>b para</p>\n</li>\n<li value="4">c item</li>\n</ol>');
  });

  test('code, with its blank lines', () => {
    const { markdown, html } = write('<ul><li>Two<pre>f(x)\n\n  g()</pre></li><li>Three</li></ul><p>End');
    expect(markdown).toBe('- Two\n\n  ```\n  f(x)\n\n    g()\n  ```\n- Three\n\nEnd\n');
    expect(html).toContain('<li>Two\n<pre>\n<code>f(x)\n\n  g()</code></pre>\n</li>');
  });

  test('a paragraph behind a list inside the item', () => {
    const { markdown } = write('<ul><li>One<ul><li>deep</ul><p>of one</p><li>Two</ul>');
    expect(markdown).toBe('- One\n  - deep\n\n  of one\n- Two\n');
    expect(new MarkdownIt().render(markdown)).toMatch(/<\/ul>\s*<p>of one<\/p>\s*<\/li>\s*<li>/);
  });

  test('a quote and a table', () => {
    const { markdown } = write(
      '<ul><li>One<blockquote>q<blockquote>r</blockquote></blockquote><table><tr><td>1<td>2<tr><td>3<td>4</table><li>Two</ul>',
    );
    expect(markdown).toBe(
      '- One\n\n  > q\n  >\n  > > r\n\n  | 1 | 2 |\n  | --- | --- |\n  | 3 | 4 |\n- Two\n',
    );
  });

  test('not in an item of which nothing is kept before it', () => {
    expect(write('<ul><li><blockquote>q<ul><li>x</ul></blockquote></li></ul><p>End').markdown).toBe(
      '> q\n>\n> - x\n\nEnd\n',
    );
  });
});

describe('what stands in a quote stays in it', () => {
  test('a list', () => {
    const { markdown, html } = write('<blockquote><ul><li>q1<li>q2<p>more</ul><p>quoted</blockquote><p>End');
    expect(markdown).toBe('> - q1\n> - q2\n>\n>   more\n>\n> quoted\n\nEnd\n');
    expect(html).toBe(
      '<blockquote>\n<ul>\n<li>q1</li>\n<li>q2\n<p>more</p>\n</li>\n</ul>\n<p>quoted</p>\n</blockquote>\n<p>End</p>',
    );
  });

  test('a heading and code', () => {
    expect(write('<blockquote><h3>Why</h3><pre>a\n\nb</pre></blockquote>').markdown).toBe(
      '> ### Why\n>\n> ```\n> a\n>\n> b\n> ```\n',
    );
  });
});

const piece = fc.oneof(
  fc
    .constantFrom('ul', 'ol', 'li', 'blockquote', 'p', 'dl', 'dd', 'pre', 'h2', 'section')
    .chain((tag) => fc.constantFrom(`<${tag}>`, `<${tag}>`, `</${tag}>`)),
  fc.constantFrom('<table><tr><td>cell<td>next</table>', '<table><tr><td><ul><li>in a cell</ul></table>'),
  fc.nat(99).map((n) => `word${n} `),
);

test('every block is written once and in order, however lists and quotes are nested', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const page = `<body>${pieces.join('')}`;
      const words = (text: string) => text.replace(/<[^>]*>/g, ' ').match(/[a-z]+\d*/g) ?? [];
      const all = words(
        segmentHtml(page, {})
          .blocks.map(({ text }) => text)
          .join(' '),
      );
      const { markdown, html } = write(page);
      expect(words(markdown)).toEqual(all);
      expect(words(html)).toEqual(all);
      const opened: string[] = [];
      for (const [, slash, tag] of html.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
        if (slash === '') opened.push(tag);
        else expect(opened.pop()).toBe(tag);
      }
      expect(opened).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('time is linear in blocks that stand in many items and quotes', TIMED, () => {
  const timeOf = (times: number) => {
    const document = segmentHtml('<ul><li>a<blockquote>'.repeat(300) + '<p>text'.repeat(times), {});
    const kept = document.blocks.map((block) => ({ block, text: block.text, marks: block.marks }));
    return processorMilliseconds(() => renderMarkdown(document, kept), 2);
  };
  const once = timeOf(2_000);
  expect(timeOf(20_000)).toBeLessThan(Math.max(200, once * 20));
});
