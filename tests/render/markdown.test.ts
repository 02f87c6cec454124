import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import type { KeptBlock, Mark } from '../../src/document.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { kept, marksOn, page } from './kept.ts';

const write = (...blocks: KeptBlock[]) => renderMarkdown(page(), blocks);
const parser = new MarkdownIt({ html: true });
/** What a reader sees: Markdown rendered by another program, tags off, entities decoded. */
const seen = (markdown: string) => decodeEntities(parser.render(markdown).replace(/<[^>]*>/g, ''));
const decodeEntities = (html: string) =>
  html.replace(
    /&(lt|gt|quot|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '',
  );
const folded = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('blocks', () => {
  test('a title, a heading, a paragraph and code', () => {
    expect(
      write(
        kept('title', 'On lists'),
        kept('heading', 'Why #1 comes first', { level: 2 }),
        kept('paragraph', 'Because it does.'),
        kept('code', 'const a = 1;\n\n  if (a) b();'),
      ),
    ).toBe(
      '# On lists\n\n## Why #1 comes first\n\nBecause it does.\n\n```\nconst a = 1;\n\n  if (a) b();\n```\n',
    );
  });

  test('nothing kept is nothing written', () => {
    expect(write()).toBe('');
    expect(write(kept('paragraph', ' \n '))).toBe('');
  });

  test('nested and numbered lists keep their shape and their numbers', () => {
    const markdown = write(
      kept('list-item', 'Flour', { level: 1, ordinal: 9 }),
      kept('list-item', 'Sugar', { level: 1, ordinal: 10 }),
      kept('list-item', 'brown', { level: 2 }),
      kept('list-item', 'white', { level: 2 }),
      kept('list-item', 'Salt', { level: 1, ordinal: 11 }),
    );
    expect(markdown).toBe('9. Flour\n10. Sugar\n    - brown\n    - white\n11. Salt\n');
    expect(parser.render(markdown)).toContain(
      '<li>Sugar\n<ul>\n<li>brown</li>\n<li>white</li>\n</ul>\n</li>',
    );
  });

  test('numbers that do not count up are those that readers see', () => {
    const numbered = (...ordinals: number[]) =>
      write(...ordinals.map((ordinal) => kept('list-item', `No. ${ordinal}`, { level: 1, ordinal })));
    expect(numbered(3, 2, 1)).toBe('3. No. 3\n2) No. 2\n1. No. 1\n');
    expect(numbered(1, 7, 8)).toBe('1. No. 1\n7) No. 7\n8) No. 8\n');
    expect(parser.render(numbered(1, 7, 8))).toContain('<ol start="7">\n<li>No. 7</li>\n<li>No. 8</li>');
  });

  test('boxes of tasks are markup at the start of an item only', () => {
    expect(
      write(
        kept('list-item', '[x] Grind [x] it', { level: 1 }),
        kept('list-item', '[ ] Bake', { level: 1 }),
        kept('paragraph', '[x] Serve'),
      ),
    ).toBe('- [x] Grind \\[x] it\n- [ ] Bake\n\n\\[x] Serve\n');
  });

  test('two lists that touch stay two lists when one is numbered', () => {
    const html = parser.render(
      write(kept('list-item', 'One', { level: 1, ordinal: 1 }), kept('list-item', 'Dot', { level: 1 })),
    );
    expect(html).toContain('</ol>\n<ul>');
  });

  test('a list may start at any depth', () => {
    expect(write(kept('list-item', 'deep', { level: 3 }), kept('list-item', 'shallow', { level: 1 }))).toBe(
      '- deep\n- shallow\n',
    );
  });

  test('table rows become a table, short rows are filled, bars are escaped', () => {
    const markdown = write(
      kept('table', 'Year\tPeople | all', { level: 1 }),
      kept('table', '1990', { level: 2 }),
      kept('table', '2000\t5', { level: 4 }),
    );
    expect(markdown).toBe('| Year | People \\| all |\n| --- | --- |\n| 1990 |  |\n| 2000 | 5 |\n');
    expect(parser.render(markdown)).toContain('<th>People | all</th>');
  });

  test('a row that starts over starts another table', () => {
    const markdown = write(kept('table', 'a\tb', { level: 1 }), kept('table', 'c\td', { level: 1 }));
    expect(parser.render(markdown).match(/<table>/g)).toHaveLength(2);
  });

  test('a quote in a quote', () => {
    const html = parser.render(
      write(kept('quote', 'She wrote:', { level: 1 }), kept('quote', 'Come home.', { level: 2 })),
    );
    expect(html.replace(/\n/g, '')).toBe(
      '<blockquote><p>She wrote:</p><blockquote><p>Come home.</p></blockquote></blockquote>',
    );
  });

  test('a fence is longer than any fence in the code', () => {
    expect(seen(write(kept('code', 'Use\n```\nfences\n````\nlike this'))).trimEnd()).toBe(
      'Use\n```\nfences\n````\nlike this',
    );
  });
});

describe('marks', () => {
  const inline = (text: string, marks: readonly Mark[], url?: string) =>
    renderMarkdown(page(url === undefined ? {} : { url }), [kept('paragraph', text, { marks })]).trimEnd();

  test('links, emphasis, strong and code, nested', () => {
    const text = 'Read the new report on fs.open() now';
    const marks = marksOn(
      text,
      ['the new report', 'link', 'https://example.org/a_(b)'],
      ['new', 'emphasis'],
      ['fs.open() now', 'strong'],
      ['fs.open()', 'code'],
    );
    expect(inline(text, marks)).toBe(
      'Read [the *new* report](<https://example.org/a_(b)>) on **`fs.open()` now**',
    );
  });

  test('strong and emphasised is both, struck out is struck out', () => {
    const text = 'Now only 12, not 15, for both of you';
    const marks = marksOn(
      text,
      ['12', 'strong'],
      ['12', 'emphasis'],
      ['not 15', 'deleted'],
      ['15', 'strong'],
    );
    expect(inline(text, marks)).toBe('Now only ***12***, ~~not **15**~~, for both of you');
    expect(inline('it was~15~now', marksOn('it was~15~now', ['~15~', 'deleted']))).toBe(
      'it was<del>~15\\~</del>now',
    );
  });

  test('marks that cross are cut, marks that touch are joined, their white space stays outside', () => {
    expect(
      inline('one two three', [
        { type: 'strong', start: 0, end: 8 },
        { type: 'emphasis', start: 4, end: 13 },
        { type: 'strong', start: 8, end: 8 },
      ]),
    ).toBe('**one *two*** *three*');
    expect(
      inline('abcd', [
        { type: 'strong', start: 0, end: 2 },
        { type: 'strong', start: 2, end: 4 },
      ]),
    ).toBe('**abcd**');
  });

  test('emphasis that stars cannot write is written with tags', () => {
    const markdown = inline('这是“重点”内容', [{ type: 'strong', start: 2, end: 6 }]);
    expect(parser.renderInline(markdown)).toBe('这是<strong>“重点”</strong>内容');
  });

  test.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'JAVASCRIPT:x',
    'data:text/html,<b>',
    'vbscript:x',
    '',
  ])('a link to %j is only its text', (href) => {
    expect(inline('click', [{ type: 'link', start: 0, end: 5, href }])).toBe('click');
  });

  test('links are absolute when the address of the page is known, and untouched when not', () => {
    const marks: Mark[] = [{ type: 'link', start: 0, end: 4, href: '../b?x=1&amp=2 y' }];
    expect(inline('next', marks, 'https://example.org/a/c')).toBe(
      '[next](https://example.org/b?x=1&amp=2%20y)',
    );
    expect(inline('next', marks)).toBe('[next](../b?x=1&amp=2%20y)');
  });

  test('an exclamation mark before a link makes no picture of it', () => {
    expect(inline('Look!here', marksOn('Look!here', ['here', 'link', '/x']))).toBe('Look\\![here](/x)');
  });
});

describe('what the words say stays words', () => {
  test.each([
    '# not a heading',
    '> not a quote',
    '- not a list',
    '+ nor this',
    '* or this',
    '1. April was warm',
    '2024) a year',
    '***',
    '---',
    '===',
    '~~~ fence',
    '```',
    '| a | b |',
    '5 * 3 * 2 and *args, **kwargs',
    'snake_case and _private_ and __init__',
    '~~struck~~ and ~5 km, a~b~c',
    '[1] see [note](x) ![x](y)',
    '[x]: http://example.org',
    '<div> and </b> and <!-- x --> and a<b',
    'AT&T; &amp; &copy; &#35; &#x41; & more',
    'C:\\path\\*.txt \\',
    'A heading? #',
    '`code` and ``more``',
    'first\n# second\n- third\n===\n4. fourth\n    fifth',
    'a | b\n--- | ---',
    ':--',
    '| a | b |\n| --- | --- |\n| c | d |',
    'a\n|-\n:-: and more',
  ])('%j', (text) => {
    expect(folded(seen(write(kept('paragraph', text))))).toBe(folded(text));
    expect(folded(seen(write(kept('list-item', text, { level: 1 }))))).toBe(folded(text));
    expect(folded(seen(write(kept('heading', text, { level: 3 }))))).toBe(folded(text));
    expect(folded(seen(write(kept('quote', text, { level: 1 }))))).toBe(folded(text));
    expect(folded(seen(write(kept('table', text, { level: 1 }))))).toBe(folded(text));
  });

  const words = fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...'*_`~[]()<>#+-=|!\\&;:.1 \n"a $^{}/') },
        fc.constantFrom(
          'word',
          '重点',
          '**',
          '---',
          '| ',
          '\n|',
          '&lt;',
          '<b>',
          '](',
          ']: ',
          '![',
          '<!--',
          '2) ',
        ),
      ),
      { maxLength: 14 },
    )
    .map((pieces) =>
      pieces
        .join('')
        .replace(/\s*\n\s*/g, '\n')
        .trim(),
    )
    .filter((text) => text !== '');

  test('nothing is escaped that Markdown would not read', () => {
    expect(write(kept('heading', '1. Rye - and 2) oats', { level: 2 }))).toBe('## 1. Rye - and 2) oats\n');
    expect(write(kept('heading', '# and #', { level: 2 }), kept('heading', '#', { level: 2 }))).toBe(
      '## # and \\#\n\n## \\#\n',
    );
    const plain = '--dry-run of snake_case, 5 * 3 in 2024. a < b, C# and +1';
    expect(write(kept('paragraph', plain))).toBe(`${plain}\n`);
  });

  test('a heading is one again', () => {
    fc.assert(
      fc.property(words, (text) => {
        const heading = text.replaceAll('\n', ' ');
        const markdown = write(kept('heading', heading, { level: 2 }));
        expect(parser.render(markdown), markdown).toBe(`<h2>${parser.utils.escapeHtml(heading)}</h2>\n`);
      }),
      { numRuns: 3000 },
    );
  });

  test('a dollar beside a formula is money; elsewhere dollars are as the page has them', () => {
    const text = 'For $5 a piece and x^2 pieces';
    const marks = marksOn(text, ['x^2', 'formula']);
    expect(write(kept('paragraph', text, { marks }))).toBe('For \\$5 a piece and $x^2$ pieces\n');
    expect(write(kept('paragraph', 'From $5 to $6, where $x$ is a price'))).toBe(
      'From $5 to $6, where $x$ is a price\n',
    );
  });

  test('bars and backslashes of code and formulas do not end their cell', () => {
    const code = 'a|b\t(a\\|b)\tc';
    const marks = marksOn(code, ['a|b', 'code'], ['(a\\|b)', 'code']);
    const markdown = write(kept('table', code, { level: 1, marks }), kept('table', '1\t2\t3', { level: 2 }));
    // `\\|` ends a cell on GitHub: a backslash there takes the sign behind it with it.
    expect(markdown).toContain('| `a\\|b` | <code>(a\\\\\\|b)</code> | c |');
    expect(parser.render(markdown)).toContain(
      '<th><code>a|b</code></th>\n<th><code>(a\\|b)</code></th>\n<th>c</th>',
    );
    const formula = '\\|x\\|\t|y|';
    const whole: Mark[] = [
      { type: 'formula', start: 0, end: 5 },
      { type: 'formula', start: 6, end: 9 },
    ];
    expect(write(kept('table', formula, { level: 1, marks: whole }))).toContain(
      '| $\\Vert x\\Vert$ | $\\|y\\|$ |',
    );
  });

  test('a paragraph is one again, with its lines and nothing else in it', () => {
    fc.assert(
      fc.property(words, (text) => {
        const markdown = write(kept('paragraph', text));
        const lines = parser.utils.escapeHtml(text).replaceAll('\n', '<br>\n');
        expect(parser.render(markdown), markdown).toBe(`<p>${lines}</p>\n`);
      }),
      { numRuns: 3000 },
    );
  });

  const ugly = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'*_`~[]()<>#+-=|!\\&;:.1 \n"“a ') },
      fc.constantFrom('word', '重点', '**', '``', '&lt;', '<b>', '](', '. ', 'é'),
    ),
    { maxLength: 25 },
  );

  test('any text with any marks shows its words again, whatever they are', () => {
    fc.assert(
      fc.property(
        ugly.map((pieces) => pieces.join('')),
        fc.array(
          fc.record({
            type: fc.constantFrom('link', 'strong', 'emphasis', 'deleted', 'code') as fc.Arbitrary<
              Mark['type']
            >,
            start: fc.nat(40),
            length: fc.nat(20),
          }),
          { maxLength: 5 },
        ),
        fc.constantFrom('paragraph', 'list-item', 'heading', 'quote', 'table') as fc.Arbitrary<
          KeptBlock['block']['kind']
        >,
        (text, spans, kind) => {
          const marks = spans
            .map(({ type, start, length }) => ({
              type,
              start: Math.min(start, text.length),
              end: Math.min(start + length, text.length),
              ...(type === 'link' && { href: '/x' }),
            }))
            .sort((a, b) => a.start - b.start);
          const markdown = write(kept(kind, text.replace(/\s*\n\s*/g, '\n').trim(), { level: 1, marks }));
          expect(folded(seen(markdown)), markdown).toBe(folded(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
