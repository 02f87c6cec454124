import { expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';

const clean = createCleaner({ extractor: 'none', format: 'markdown' });
const BEFORE = '<p>Then add the two:</p>';
const BEHIND = '<p>It prints three.</p>';
const PROGRAM = '```\nconst a = 1;\nconst b = 2;\nconsole.log(a + b);\n```';

function cleaned(code: string): string {
  return clean({ html: BEFORE + code + BEHIND }).text;
}

test('line numbers in the gutter of a table go, with an entry in the ledger', () => {
  const { text, removed } = clean({
    html: `${BEFORE}<figure class="highlight js"><table><tr><td class="gutter"><pre><span>1</span><br><span>2</span><br><span>3</span><br></pre></td><td class="code"><pre>const a = 1;<br>const b = 2;<br>console.log(a + b);<br></pre></td></tr></table></figure>${BEHIND}`,
  });
  expect(text).toBe(`Then add the two:\n\n${PROGRAM}\n\nIt prints three.\n`);
  expect(removed.map(({ rule, text: numbers }) => [rule, numbers])).toEqual([
    ['navigation/line-numbers', '1\n2\n3'],
  ]);
});

test('a gutter inside the code, or beside it without a table, goes', () => {
  const lines = 'const a = 1;\nconst b = 2;\nconsole.log(a + b);\n';
  const rouge = `<div class="highlight"><pre><code><table><tbody><tr><td><pre class="lineno">1\n2\n3\n</pre></td><td><pre>${lines}</pre></td></tr></tbody></table></code></pre></div>`;
  const pygments = `<table><tr><td class="linenos"><div><pre> 9\n10\n11</pre></div></td><td><div><pre><span></span><code>${lines}</code></pre></div></td></tr></table>`;
  const box = `<div class="highlight"><pre class="gutter">1\n2\n3</pre><pre class="code">${lines}</pre></div>`;
  for (const html of [rouge, pygments, box])
    expect(cleaned(html)).toBe(`Then add the two:\n\n${PROGRAM}\n\nIt prints three.\n`);
});

test('the number of a single line goes', () => {
  expect(
    cleaned('<table><tr><td><pre>1</pre></td><td><pre>npm install</pre></td></tr></table>'),
  ).not.toContain('1');
});

test('empty lines at the end of a program are numbered too', () => {
  expect(
    cleaned(
      '<table><tr><td><pre>1\n2\n3\n4</pre></td><td><pre>let n = 0;\nn += 1;\n\n\n</pre></td></tr></table>',
    ),
  ).not.toContain('4');
});

test('numbers that a table of short codes explains stay', () => {
  const row = (left: string, right: string): string =>
    `<tr><td><pre>${left}</pre></td><td><pre>${right}</pre></td></tr>`;
  const { text } = clean({
    html: `${BEFORE}<table>${row('1', 'SIGHUP')}${row('2', 'SIGINT')}</table>${BEHIND}`,
  });
  expect(text).toContain('1');
  expect(text).toContain('2');
});

test('numbers that a program prints stay, as do numbers that are not as many as lines', () => {
  const printed = '<pre>for n in 1, 2: print(n)</pre><pre>1\n2</pre><pre>n = 4\nprint(n)</pre><pre>4</pre>';
  expect(cleaned(printed)).toContain('```\n1\n2\n```');
  const gaps =
    '<table><tr><td><pre>1\n2\n4</pre></td><td><pre>one\ntwo\nfour</pre></td></tr></table>' +
    '<table><tr><td><pre>5\n6</pre></td><td><pre>five\nsix\nseven\neight</pre></td></tr></table>';
  expect(cleaned(gaps)).toContain('1\n2\n4');
  expect(cleaned(gaps)).toContain('5\n6');
});

test('numbers at the start of the lines go, their padding with them', () => {
  const line = (n: string, code: string): string => `<span class="linenos">${n}</span>${code}\n`;
  const lines = [
    line(' 9 ', 'function add(a, b) {'),
    line('10 ', '  return a + b;'),
    line('11 ', ''),
    line('12 ', '}'),
  ];
  expect(cleaned(`<pre>${lines.join('')}</pre>`)).toContain(
    '```\nfunction add(a, b) {\n  return a + b;\n\n}\n```',
  );
  const hugo = (n: number, code: string): string =>
    `<span class="line"><span class="ln">${n}</span><span class="cl">${code}\n</span></span>`;
  expect(cleaned(`<pre><code>${hugo(1, '  let a = 1;')}${hugo(2, '  let b = 2;')}</code></pre>`)).toContain(
    '```\n  let a = 1;\n  let b = 2;\n```',
  );
});

test('numbers in lines of their own above the lines of code go', () => {
  const line = (n: number, code: string): string => `<div>${n}</div><div>${code}\n</div>`;
  expect(cleaned(`<pre>${line(1, 'if (a) {')}${line(2, '  run();')}${line(3, '}')}</pre>`)).toContain(
    '```\nif (a) {\n  run();\n}\n```',
  );
});

test('numbers with which the lines of code begin stay', () => {
  const steps = '<pre><b>1</b>: bread\n<b>2</b>: butter</pre><pre><b>1</b> bread\n<b>4</b> butter</pre>';
  expect(cleaned(steps)).toContain('```\n1: bread\n2: butter\n```\n\n```\n1 bread\n4 butter\n```');
});
