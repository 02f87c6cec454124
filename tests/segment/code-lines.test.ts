import { describe, expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';
import { segmentHtml } from '../../src/segment/html.ts';

const markdown = createCleaner({ extractor: 'none', format: 'markdown' });
const kindsOf = (html: string): string[] =>
  segmentHtml(html, {}).blocks.map(({ kind, text }) => `${kind}: ${text}`);

const FENCE = '```\nvoid steal(Queue q) {\n    if (q.isEmpty())\n        return;\n}\n```';
const LINES = ['void steal(Queue q) {', '    if (q.isEmpty())', '        return;', '}'];

/** What is left of a page that shows the program, without the paragraphs around it. */
function programIn(html: string): string {
  const { text } = markdown({
    html: `<h1>Stealing work</h1><p>A task is taken so:</p>${html}<p>It needs no lock.</p>`,
  });
  expect(text).toMatch(/^# Stealing work\n\nA task is taken so:\n\n/);
  expect(text).toMatch(/\n\nIt needs no lock.\n$/);
  return text.slice('# Stealing work\n\nA task is taken so:\n\n'.length, -'\n\nIt needs no lock.\n'.length);
}

const each = (write: (line: string, number: number) => string): string =>
  LINES.map((line, i) => write(line, i + 1)).join('');
const hard = (line: string): string =>
  line.replace(/^ +/, (spaces) => `<code class="java spaces">${'&nbsp;'.repeat(spaces.length)}</code>`);

describe('code in tables', () => {
  test('keeps the lines of code whose gutter is a cell of divisions', () => {
    const numbers = each((_, n) => `<div class="line number${n} index${n - 1}">${n}</div>`);
    const lines = each((line, n) => `<div class="line number${n}">${hard(line)}</div>`);
    const row = `<td class="gutter">${numbers}</td><td class="code"><div class="container">${lines}</div></td>`;
    expect(
      programIn(`<div class="syntaxhighlighter java"><table><tbody><tr>${row}</tr></tbody></table></div>`),
    ).toBe(FENCE);
    const nums = each((_, n) => `<div class="crayon-num" data-line="c-${n}">${n}</div>`);
    const code = each((line, n) => `<div class="crayon-line" id="c-${n}">${hard(line)}</div>`);
    const cells = `<td class="crayon-nums "><div class="crayon-nums-content">${nums}</div></td>
      <td class="crayon-code"><div class="crayon-pre">${code}</div></td>`;
    expect(programIn(`<table class="crayon-table"><tr class="crayon-row">${cells}</tr></table>`)).toBe(FENCE);
  });

  test('makes one program of a table with a row for each line', () => {
    const row = (gutter: string) => (line: string, n: number) =>
      `<tr>\n  <td id="L${n}" class="blob-num js-line-number" data-line-number="${n}">${gutter && n}</td>
        <td id="LC${n}" class="blob-code blob-code-inner">${line}</td>\n</tr>\n`;
    expect(programIn(`<table class="highlight">${each(row(''))}</table>`)).toBe(FENCE);
    expect(programIn(`<table class="highlight"><tbody>${each(row('n'))}</tbody></table>`)).toBe(FENCE);
  });

  test('keeps the indentation of lines that are rows inside the code', () => {
    const rows = each(
      (line, n) =>
        `<tr><td class="hljs-ln-numbers" data-line-number="${n}"><div class="hljs-ln-n" data-line-number="${n}"></div></td><td class="hljs-ln-code">${line}</td></tr>`,
    );
    const table = (inside: string) => `<pre><code class="hljs"><table>${inside}</table></code></pre>`;
    expect(programIn(table(`<tbody>${rows}</tbody>`))).toBe(FENCE);
    expect(programIn(table(each((line, n) => `<tr><td>${n}</td><td>${line}</td></tr>`)))).toBe(FENCE);
  });

  test('keeps a table of short codes a table', () => {
    const row = (n: number, code: string) =>
      `<tr><td class="num">${n}</td><td class="code">${code}</td><td>oak</td></tr>`;
    const head = '<tr><th>No.</th><th>Code</th><th>Wood</th></tr>';
    expect(kindsOf(`<table>${head}${row(1, 'AB-12')}${row(2, 'AB-13')}</table>`)).toEqual([
      'table: No.\tCode\tWood',
      'table: 1\tAB-12\toak',
      'table: 2\tAB-13\toak',
    ]);
    const plain = '<tr><td class="name">Oak</td><td class="code">AB-12</td></tr>';
    expect(kindsOf(`<table>${plain}${plain}</table>`)).toEqual(['table: Oak\tAB-12', 'table: Oak\tAB-12']);
  });

  test('keeps a table directly in preformatted text a table', () => {
    expect(kindsOf('<pre><table><tr><td>Rye<td>12<tr><td>Oats<td>9</table></pre>')).toEqual([
      'table: Rye\t12',
      'table: Oats\t9',
    ]);
  });
});

test('hard spaces in code are spaces, signs that show nothing are none', () => {
  expect(kindsOf('<pre>run(\u200ba&#8203;)</pre>')).toEqual(['code: run(a)']);
  expect(kindsOf('<pre>if a:<br>&nbsp;&nbsp;&nbsp;&nbsp;run()</pre>')).toEqual(['code: if a:\n    run()']);
});

test('a paragraph whose lines all stand in one code element is a program', () => {
  expect(
    kindsOf('<p><code>cd mill<br>make</code></p><p><code>make</code> it<br>now</p><p><code>make</code></p>'),
  ).toEqual(['code: cd mill\nmake', 'paragraph: make it\nnow', 'paragraph: make']);
});
