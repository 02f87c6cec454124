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

  test('a quote that begins it, with a list in it', () => {
    const { markdown, html } = write('<ul><li><blockquote>q<ul><li>x</ul></blockquote></li></ul><p>End');
    expect(markdown).toBe('- > q\n  >\n  > - x\n\nEnd\n');
    expect(html).toBe(
      '<ul>\n<li>\n<blockquote>\n<p>q</p>\n<ul>\n<li>x</li>\n</ul>\n</blockquote>\n</li>\n</ul>\n<p>End</p>',
    );
  });

  test('a quote that begins it, and its words behind', () => {
    const { markdown, html } = write('<ol start=4><li><blockquote>q</blockquote>more<li>Next</ol>');
    expect(markdown).toBe('4. > q\n\n   more\n5. Next\n');
    expect(html).toBe(
      '<ol>\n<li value="4">\n<blockquote>\n<p>q</p>\n</blockquote>\n\n<p>more</p>\n</li>\n<li value="5">Next</li>\n</ol>',
    );
  });

  test('code that begins it', () => {
    const { markdown } = write('<ol><li><pre>f(x)</pre><li><pre>g(x)</pre>as well</ol>');
    expect(markdown).toBe('1. ```\n   f(x)\n   ```\n2. ```\n   g(x)\n   ```\n\n   as well\n');
  });
});

describe('code', () => {
  test.each([
    '<pre class="x language-js"><code>f(x)</code></pre>',
    '<pre><code class="hljs language-js"><span>f</span>(x)</code></pre>',
    '<pre class=lang-js>f(x)</pre>',
  ])('names its language: %s', (page) => {
    const { markdown, html } = write(page);
    expect(markdown).toBe('```js\nf(x)\n```\n');
    expect(html).toBe('<pre>\n<code class="language-js">f(x)</code></pre>');
  });

  test('does not take it from code before it, nor from a class of another kind', () => {
    expect(
      write('<p>Say <code class="language-js">f</code></p><pre class="language">a</pre><pre>b</pre>')
        .markdown,
    ).toBe('Say `f`\n\n```\na\n```\n\n```\nb\n```\n');
  });
});

describe('lists that touch', () => {
  const rendered = (page: string) => new MarkdownIt().render(write(page).markdown);

  test('stay as many, numbered or not, also inside an item', () => {
    const numbered = '<ol><li>Mix<li>Rest</ol><ol><li>Bake<li>Cool</ol>';
    expect(write(numbered).markdown).toBe('1. Mix\n2. Rest\n1) Bake\n2) Cool\n');
    expect(rendered(numbered).match(/<ol>/g)).toHaveLength(2);
    const bullets = '<ul><li>Rye<li>Oats</ul><ul><li>Salt</ul><ul><li>Water</ul>';
    expect(write(bullets).markdown).toBe('- Rye\n- Oats\n* Salt\n- Water\n');
    expect(rendered(`<ul><li>Dough${numbered}</ul>`).match(/<ol>/g)).toHaveLength(2);
  });

  test('are one where the second goes on counting, or a list of their own items parts the items', () => {
    expect(write('<ol><li>Mix</ol><ol start=2><li>Bake</ol>').markdown).toBe('1. Mix\n2. Bake\n');
    expect(write('<ul><li>Rye<ul><li>brown</ul><li>Oats</ul>').markdown).toBe('- Rye\n  - brown\n- Oats\n');
  });

  test('and a list of terms behind them are told apart', () => {
    expect(write('<ul><li>Rye</ul><ul><li>Oats</ul><dl><dt>A<dd>1</dl>').markdown).toBe(
      '- Rye\n* Oats\n\n- **A**  \n  1\n',
    );
  });
});

describe('a list of terms', () => {
  test('stays one, its terms bold in Markdown', () => {
    const { markdown, html } = write(
      '<dl><dt>Rye<dd>A grain.<dt>Oats<dt><b>Wild</b> oats<dd>Another.<dd>For <i>horses</i>.</dl><p>End',
    );
    expect(markdown).toBe(
      '- **Rye**  \n  A grain.\n- **Oats**  \n  **Wild oats**  \n  Another.\n\n  For *horses*.\n\nEnd\n',
    );
    expect(html).toBe(
      '<dl>\n<dt>Rye</dt>\n<dd>A grain.</dd>\n<dt>Oats</dt>\n<dt><strong>Wild</strong> oats</dt>\n<dd>Another.</dd>\n<dd>For <em>horses</em>.</dd>\n</dl>\n<p>End</p>',
    );
  });

  test('keeps what stands in its definitions', () => {
    const { markdown, html } = write(
      '<dl><div><dt>run()<dd><p>Runs.</p><pre>run()\n\nend</pre><ul><li>now<li>later</ul></div></dl>',
    );
    expect(markdown).toBe('- **run()**  \n  Runs.\n\n  ```\n  run()\n\n  end\n  ```\n\n  - now\n  - later\n');
    expect(html).toBe(
      '<dl>\n<dt>run()</dt>\n<dd>\n<p>Runs.</p>\n<pre>\n<code>run()\n\nend</code></pre>\n<ul>\n<li>now</li>\n<li>later</li>\n</ul>\n</dd>\n</dl>',
    );
  });

  test('stands in an item, and a quote in it', () => {
    const { markdown } = write('<ul><li>One<dl><dt>T<dd><blockquote>q</blockquote></dl><li>Two</ul>');
    expect(markdown).toBe('- One\n\n  - **T**\n\n    > q\n- Two\n');
  });

  test('two of them are two', () => {
    expect(write('<dl><dt>A<dd>1</dl><dl><dt>B<dd>2</dl>').markdown).toBe(
      '- **A**  \n  1\n\n* **B**  \n  2\n',
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
    .constantFrom('ul', 'ol', 'li', 'blockquote', 'p', 'dl', 'dt', 'dd', 'pre', 'h2', 'section')
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
