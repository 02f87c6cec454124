import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/render/html.ts';
import { segmentText } from '../../src/segment/text.ts';

/** A text with nothing removed as HTML, without the element around it. */
function html(source: string): string {
  const document = segmentText(source, {});
  const kept = document.blocks.map((block) => ({ block, text: block.text, marks: block.marks }));
  return renderHtml(document, kept).replace(/^<article>\n|\n<\/article>\n$/g, '');
}

describe('code in a text', () => {
  test('indented code keeps the indentation that its lines have more than others', () => {
    expect(html('A prose line.\n\n    def f(x):\n        return x\n\nMore prose.')).toBe(
      '<p>A prose line.</p>\n<pre>\n<code>def f(x):\n    return x</code></pre>\n<p>More prose.</p>',
    );
    expect(html('A prose line.\r\n\r\n\t\treturn x;\r\n\r\n\t}\r\n')).toBe(
      '<p>A prose line.</p>\n<pre>\n<code>\treturn x;\n\n}</code></pre>',
    );
  });

  test('fenced code has no fence', () => {
    expect(html('```js\n  if (a) {\n    b();\n  }\n```')).toBe(
      '<pre>\n<code>  if (a) {\n    b();\n  }</code></pre>',
    );
    expect(html('- Do this:\n\n  ~~~\n  a();\n  ~~~')).toContain('<code>a();</code>');
  });
});

describe('the markup of a text is not its content', () => {
  test('list markers', () => {
    expect(html('- one item\n- two items\n  1. first\n  2) second')).toBe(
      '<ul>\n<li>one item</li>\n<li>two items\n<ol>\n<li value="1">first</li>\n<li value="2">second</li>\n</ol>\n</li>\n</ul>',
    );
    expect(html('• 5 eggs\n• 3 - 4 spoons')).toBe('<ul>\n<li>5 eggs</li>\n<li>3 - 4 spoons</li>\n</ul>');
  });

  test('an ornament between parts is no list', () => {
    expect(html('It ended.\n\n* * *\n\nIt began.')).toBe('<p>It ended.</p>\n<p>* * *</p>\n<p>It began.</p>');
  });

  test('hash signs before and behind a heading, the line under it', () => {
    expect(html('# A heading\n\nText.\n\n## Use of C# ##\n\nText.')).toBe(
      '<h1>A heading</h1>\n<p>Text.</p>\n<h2>Use of C#</h2>\n<p>Text.</p>',
    );
    expect(html('Text first of all.\n\nA heading\n=========\n\nText.')).toBe(
      '<p>Text first of all.</p>\n<h1>A heading</h1>\n<p>Text.</p>',
    );
  });

  test('quote marks; lines of a quote are one paragraph, an empty one parts two', () => {
    expect(html('> first\n> line\n>\n> second\n> > inner')).toBe(
      '<blockquote>\n<p>first line</p>\n<p>second</p>\n<blockquote>\n<p>inner</p>\n</blockquote>\n</blockquote>',
    );
  });

  test('a table has cells and no delimiter row', () => {
    expect(html('| a | b |\n|---|:-:|\n| 1 |  |\n| 2 | x y |')).toBe(
      '<table>\n<tbody>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>1</td><td></td></tr>\n<tr><td>2</td><td>x y</td></tr>\n</tbody>\n</table>',
    );
    expect(html('Year    Price\n----    -----\n1990    5\n2000    7')).toContain(
      '<tr><td>Year</td><td>Price</td></tr>\n<tr><td>1990</td><td>5</td></tr>',
    );
  });

  test('the line ends of a hard-wrapped paragraph', () => {
    const paragraph =
      'It was the best of times, it was the worst of times, it was the age of\nwisdom, it was the age of foolishness, it was the epoch of belief, it was\nthe epoch of incredulity, it was the season of Light, it was the season\nof Darkness, it was the spring of hope, it was the winter of despair.';
    expect(html(`${paragraph}\n\n${paragraph}\n`)).toBe(
      Array(2)
        .fill(`<p>${paragraph.replaceAll('\n', ' ')}</p>`)
        .join('\n'),
    );
  });
});

test('the words of a text are the words of its HTML, whatever its markup', () => {
  const piece = fc.constantFrom(
    ...[
      '- one item',
      '1. first',
      '2. second',
      '    code(x);',
      '```',
      '> a quote',
      '>',
      '# A heading',
      'plain',
    ],
    ...['| a | b |', '|---|---|', '| c | d |', '', '=====', 'x\ty', '\tz\tw', '* * *', 'Ends in two.  '],
  );
  const words = (text: string) => text.replace(/<[^>]*>/g, ' ').match(/[a-z]+/gi) ?? [];
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const source = lines.join(end);
      expect(words(html(source)).filter((word) => word !== 'gt')).toEqual(words(source));
    }),
    { numRuns: 500 },
  );
});
