import fc from 'fast-check';
import { JSDOM, VirtualConsole } from 'jsdom';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/document.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { hasSharedData, webPages } from '../shared-data.ts';

const segment = (html: string) => segmentHtml(html, {});
const blocksOf = (html: string): readonly Block[] => segment(html).blocks;
const textsOf = (html: string): string[] => blocksOf(html).map(({ text }) => text);
const kindsOf = (html: string): string[] => blocksOf(html).map(({ kind, text }) => `${kind}: ${text}`);
/** White space aside, and what only says where a word may be broken. */
const squeeze = (text: string): string => text.replace(/[\s\u00ad\u200b]+/g, '');

const INVISIBLE =
  'head, script, style, template, select, textarea, datalist, canvas, iframe, object, video, audio, noframes, noembed, applet, annotation, svg, title, meter, progress';

/** What a DOM says is visible, control texts and drawings aside. */
function visibleText(html: string): string {
  const { window } = new JSDOM(html, { virtualConsole: new VirtualConsole() });
  for (const element of window.document.querySelectorAll(INVISIBLE)) element.remove();
  const text = squeeze(window.document.documentElement.textContent ?? '');
  window.close();
  return text;
}

describe('blocks', () => {
  test('paragraphs, headings with their level, and text between them', () => {
    expect(kindsOf('<h2>Frosty <em>mornings</em></h2>Loose text<p>First.<p>Second.<div>Third</div>')).toEqual(
      [
        'heading: Frosty mornings',
        'paragraph: Loose text',
        'paragraph: First.',
        'paragraph: Second.',
        'paragraph: Third',
      ],
    );
    expect(blocksOf('<h3>Deep</h3>')[0].level).toBe(3);
  });

  test('two line breaks part paragraphs, one breaks the line', () => {
    expect(textsOf('One<br>two<br><br>three<br> <br/>four&nbsp;<br>')).toEqual(['One\ntwo', 'three', 'four']);
  });

  test('entities are decoded as the HTML standard says, white space is folded', () => {
    expect(textsOf('<p>caf&eacute;\n\n  &amp;lt; &copy 2024&nbsp;&nbsp;x &notit; &#x41;&#128;</p>')).toEqual([
      'café &lt; © 2024 x ¬it; A€',
    ]);
  });

  test('the span runs from the first to behind the last character, tags between included', () => {
    const html = '<div>  Ask <b>the</b> baker &amp;  </div>';
    const [{ start, end }] = blocksOf(html);
    expect(html.slice(start, end)).toBe('Ask <b>the</b> baker &amp;');
  });

  test('list items know their depth and number', () => {
    const html = '<ol start=3><li>Three<ul><li>deep<p>more</ul><li>Four<li value=9>Nine</ol><li>Stray';
    expect(blocksOf(html).map(({ kind, level, ordinal, text }) => [kind, level, ordinal, text])).toEqual([
      ['list-item', 1, 3, 'Three'],
      ['list-item', 2, undefined, 'deep'],
      ['paragraph', 0, undefined, 'more'],
      ['list-item', 1, 4, 'Four'],
      ['list-item', 1, 9, 'Nine'],
      ['list-item', 1, undefined, 'Stray'],
    ]);
  });

  test('a list that counts down begins with how many items it has, or where it says', () => {
    const ordinals = (html: string) =>
      blocksOf(html).flatMap(({ text, ordinal }) => (ordinal === undefined ? [] : `${ordinal} ${text}`));
    const top = '<ol reversed><li>Oats<ol><li>white<li>black</ol><li>Barley<p>A grass.<li>Rye</ol>';
    expect(ordinals(top)).toEqual(['3 Oats', '1 white', '2 black', '2 Barley', '1 Rye']);
    expect(ordinals('<ol reversed start=10><li>Oats<li value=5>Barley<li>Rye</ol>')).toEqual([
      '10 Oats',
      '5 Barley',
      '4 Rye',
    ]);
    expect(ordinals('<ol reversed><li>Oats<li value=7>Barley<li>Rye')).toEqual([
      '3 Oats',
      '7 Barley',
      '6 Rye',
    ]);
    expect(ordinals('<ul reversed><li>Oats</ul>')).toEqual([]);
  });

  test('the items of a list of tasks say whether they are done', () => {
    const item = (more: string, text: string) => `<li><input type="checkbox" ${more}> ${text}</li>`;
    const list = `<ul>${item('checked disabled', 'Grind')}${item('disabled=""', 'Bake')}${item('', 'Serve')}</ul>`;
    expect(textsOf(list)).toEqual(['[x] Grind', '[ ] Bake', 'Serve']);
    expect(textsOf('<p><input type=checkbox disabled> Remember me</p>')).toEqual(['Remember me']);
  });

  test('definition lists, quotes and captions', () => {
    const html =
      '<dl><dt>Rye<dd>A grain.</dl><blockquote><p>Said <blockquote>Deeper</blockquote></blockquote>' +
      '<figure><img><figcaption>The mill</figcaption></figure>';
    expect(blocksOf(html).map(({ kind, level, text }) => [kind, level, text])).toEqual([
      ['paragraph', 0, 'Rye'],
      ['list-item', 1, 'A grain.'],
      ['quote', 1, 'Said'],
      ['quote', 2, 'Deeper'],
      ['caption', 0, 'The mill'],
    ]);
  });

  test('preformatted text keeps its shape', () => {
    expect(textsOf('<pre>\n<code>if (a &lt; b) {\n    run();\n}\n</code></pre>')).toEqual([
      'if (a < b) {\n    run();\n}',
    ]);
  });

  test('a row of data is one block, a row of layout is none', () => {
    const rows = '<table><tr><th>Grain<th>Price<tr><td>Rye<td><a href=/p>12</a><tr><td>Oats<td></table>';
    expect(blocksOf(rows).map(({ kind, level, text }) => [kind, level, text])).toEqual([
      ['table', 1, 'Grain\tPrice'],
      ['table', 2, 'Rye\t12'],
      ['table', 3, 'Oats\t'],
    ]);
    expect(blocksOf(rows)[1].marks).toEqual([{ type: 'link', start: 4, end: 6, href: '/p' }]);
    const layout = '<table><tr><td><ul><li>Menu</ul><td><p>One.<p>Two.</table>';
    expect(kindsOf(layout)).toEqual(['list-item: Menu', 'paragraph: One.', 'paragraph: Two.']);
  });

  test('a table that names its columns is one of data, though its cells hold paragraphs', () => {
    const cells = (...texts: string[]) => texts.map((text) => `<td><p>${text}</p></td>`).join('');
    const head = '<tr><th><p>Key</p></th><th><p>Type</p></th></tr>';
    expect(kindsOf(`<table>${head}<tr>${cells('port', 'integer')}</tr></table>`)).toEqual([
      'table: Key\tType',
      'table: port\tinteger',
    ]);
    expect(kindsOf(`<table><tr>${cells('Menu', 'One.')}</tr></table>`)).toEqual([
      'paragraph: Menu',
      'paragraph: One.',
    ]);
  });

  test('ruby has its readings in the brackets that the page has for readers without ruby', () => {
    expect(textsOf('<p><ruby>時計台<rp>(</rp><rt>とけいだい</rt><rp>)</rp></ruby>の鐘</p>')).toEqual([
      '時計台(とけいだい)の鐘',
    ]);
  });

  test('what is struck out is marked, the meter and the character zero say nothing', () => {
    const [{ text, marks }] = blocksOf('<p><del>15 €</del> <strike>14 €</strike> <ins>12 €</ins> a kilo</p>');
    expect(text).toBe('15 € 14 € 12 € a kilo');
    expect(marks).toEqual([
      { type: 'deleted', start: 0, end: 4 },
      { type: 'deleted', start: 5, end: 9 },
    ]);
    expect(textsOf('<p>Sold: <meter value=.5>half</meter> <progress>half</progress> of it</p>')).toEqual([
      'Sold: of it',
    ]);
    expect(textsOf('<p>Ry\0e is\0</p><pre>\0let a;\0\nb</pre>')).toEqual(['Rye is', 'let a;\nb']);
  });

  test('whom a forum quotes stands in a line of its own', () => {
    const quote = '<blockquote><div><cite>mira wrote:</cite>Let it rest.</div></blockquote>';
    expect(kindsOf(quote)).toEqual(['quote: mira wrote:\nLet it rest.']);
    expect(textsOf('<blockquote><p><cite>The Post</cite> had it first.</p></blockquote>')).toEqual([
      'The Post had it first.',
    ]);
  });

  test('a cell with two paragraphs is one cell of its row', () => {
    const head = '<tr><th>Option<th>What it does</tr>';
    const row =
      '<tr><td>proof<td><p>How long the <b>dough</b> rests.</p><p>In <i>hours</i>.</p><td>12<br><br>at most</tr>';
    const [, block] = blocksOf(`<table>${head}${row}</table>`);
    expect(block).toMatchObject({
      kind: 'table',
      text: 'proof\tHow long the dough rests. In hours.\t12 at most',
      marks: [
        { type: 'strong', start: 19, end: 24 },
        { type: 'emphasis', start: 35, end: 40 },
      ],
    });
    const posting = `<td>mira72<td>${`<p>${'The dough rests overnight. '.repeat(8)}</p>`.repeat(3)}`;
    expect(kindsOf(`<table>${head}<tr>${posting}</table>`)).toContain('paragraph: mira72');
    expect(kindsOf('<table><tr><td>Menu<td>One.<br><br>Two.</tr></table>')).toHaveLength(3);
  });

  test('a cell with a short list or a division is one cell of its row where the columns have names', () => {
    const head = '<tr><th>Ferry<th>Fares</tr>';
    const row = '<tr><td><div>North pier</div><td><ul><li>adults 3.00<li>children <b>1.50</b></ul></tr>';
    const [, block] = blocksOf(`<table>${head}${row}</table>`);
    expect(block).toMatchObject({
      kind: 'table',
      text: 'North pier\tadults 3.00 children 1.50',
      marks: [{ type: 'strong', start: 32, end: 36 }],
    });
    const many = `<tr><td>North pier<td><ul>${'<li>One of many stops'.repeat(6)}</ul></tr>`;
    expect(kindsOf(`<table>${head}${many}</table>`)).toContain('list-item: One of many stops');
  });

  test('a row that begins with its name is one of data, whatever list is in it', () => {
    const row = '<tr><th>Lights<td><ul><li>Oil lamp<li>Paraffin burner</ul></tr>';
    expect(kindsOf(`<table>${row}<tr><th>Height<td>33 m</tr></table>`)).toEqual([
      'table: Lights\tOil lamp Paraffin burner',
      'table: Height\t33 m',
    ]);
  });

  test('lines of Chinese and Japanese join without a space, other lines with one', () => {
    expect(textsOf('<p>野樱桃就开了，\n  蜜蜂飞得很低，\n村里</p><p>one\ntwo</p><p>봄이\n왔다</p>')).toEqual([
      '野樱桃就开了，蜜蜂飞得很低，村里',
      'one two',
      '봄이 왔다',
    ]);
  });

  test('a cell that spans columns or rows leaves their places empty', () => {
    const head =
      '<tr><th rowspan=2>Day<th colspan=2>From the mainland<th rowspan=2>Back<tr><th>morning<th>evening';
    const body =
      '<tr><th rowspan=2>Monday<td>7:30<td>18:10<td>9:00<tr><td>8:45<td>19:20<td>10:15<tr><th>Sunday<td colspan=2>10:00<td>16:00';
    expect(textsOf(`<table>${head}${body}</table>`)).toEqual([
      'Day\tFrom the mainland\t\tBack',
      '\tmorning\tevening\t',
      'Monday\t7:30\t18:10\t9:00',
      '\t8:45\t19:20\t10:15',
      'Sunday\t10:00\t\t16:00',
    ]);
    expect(textsOf('<table><tr><td colspan=100000>a<td>b<tr><td rowspan=100000>c<td>d</table>')).toEqual([
      'a\tb',
      'c\td',
    ]);
  });

  test('a forum posting in a table cell stands apart from its writer', () => {
    const html = `<table><tr><td>mira72<td>${'The dough rests overnight. '.repeat(40)}</table>`;
    expect(blocksOf(html).map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph']);
  });

  test('links, emphasis and code are marks, cut where a block ends', () => {
    const html =
      '<p>See <a href="/a?b=1&amp;c=2">the <b>mill</b></a>.</p><a href=/x><p>One</p><p>Two</p></a>';
    expect(blocksOf(html).map(({ marks }) => marks)).toEqual([
      [
        { type: 'link', start: 4, end: 12, href: '/a?b=1&c=2' },
        { type: 'strong', start: 8, end: 12 },
      ],
      [{ type: 'link', start: 0, end: 3, href: '/x' }],
      [{ type: 'link', start: 0, end: 3, href: '/x' }],
    ]);
  });

  test('marks end where the text of their code ends', () => {
    const [{ text, marks }] = blocksOf('<em><pre>npm test \n</pre></em>');
    expect(text).toBe('npm test');
    expect(marks).toEqual([{ type: 'emphasis', start: 0, end: 8 }]);
  });

  test('links that touch are two words', () => {
    expect(textsOf('<div><a href=/>Home</a><a href=/n>News</a></div>')).toEqual(['Home News']);
  });

  test('posts in noscript count; scripts, styles, templates, drawings and controls do not', () => {
    const html =
      '<noscript><div>A post.</div></noscript><script>var a="<p>no</p>"</script><style>p{}</style>' +
      '<template><p>no</p></template><svg><title>no</title><text>no</text></svg><select><option>no</select>' +
      '<textarea>no</textarea><iframe>no</iframe><p>Yes.';
    expect(textsOf(html)).toEqual(['A post.', 'Yes.']);
  });

  test('markup in noscript that a program wrote as text is not text', () => {
    const saved = (content: string) =>
      `<p>Rye is sown.</p><noscript>${content}</noscript><p>Then it rests.</p>`;
    const shown = ['Rye is sown.', 'Then it rests.'];
    const pixel = '&lt;img src="https://example.org/count?a=1&amp;amp;b=2" width="1"&gt;';
    expect(textsOf(saved(pixel))).toEqual(shown);
    expect(textsOf(saved(`\n  &lt;!-- counter --&gt;\n  ${pixel}`))).toEqual(shown);
    expect(textsOf(saved('Turn on JavaScript to see &lt;a href="/c"&gt;comments&lt;/a&gt;.'))).toEqual(shown);
    expect(textsOf(saved('<p>In HTML, &lt;b&gt; is bold.</p>'))).toContain('In HTML, <b> is bold.');
    expect(textsOf(saved('Rates &lt; 5 % need JavaScript.'))).toContain('Rates < 5 % need JavaScript.');
  });

  test('a control or drawing that is never closed does not swallow the page', () => {
    expect(textsOf('<select><option>no<div>Prose.</div>')).toEqual(['Prose.']);
    expect(textsOf('<svg><path><p>Prose.</p>')).toEqual(['Prose.']);
    expect(textsOf('<div><video>no</div><p>Prose.</p>')).toEqual(['Prose.']);
  });

  test('a frame in noscript and a CDATA section that are never closed do not swallow the page', () => {
    expect(textsOf('<noscript><iframe src=x /></noscript><p>Prose.</p>')).toEqual(['Prose.']);
    expect(textsOf('<body><![CDATA[ <p>Prose.</p>')).toEqual(['Prose.']);
    expect(textsOf('<![CDATA[ x ><p>Prose.</p>]]>')).toEqual(['Prose.', ']]>']);
  });

  test('the heading that the page calls its title is the title', () => {
    const html = '<title>Rye is back | The Mill</title><h1>The Mill</h1><h1>Rye is back</h1><p>Text.';
    expect(kindsOf(html)).toEqual(['heading: The Mill', 'title: Rye is back', 'paragraph: Text.']);
  });

  test('a short title in Chinese is known beside the name of the site', () => {
    const html = '<title>老街的裁缝铺_晚报网</title><h1>老街的裁缝铺</h1><p>在老街的拐角处。</p>';
    expect(kindsOf(html)[0]).toBe('title: 老街的裁缝铺');
    expect(segment(html).metadata.title).toBe('老街的裁缝铺');
  });

  test('the title comes without the sign that links it to itself', () => {
    const html =
      '<title>Ovens and heat — The manual</title><h1>Ovens and heat<a href="#ovens">¶</a></h1><p>Text.</p>';
    expect(segment(html).metadata.title).toBe('Ovens and heat');
  });

  test('a short line by its author is a byline', () => {
    const html =
      '<p class="byline">By Ana Prata</p><p><a rel=author href=/j>Jo Ek</a></p><p class=author-box>Ana has ' +
      'written about bread for this paper since she was a student, and she has never stopped baking.</p>';
    expect(blocksOf(html).map(({ kind }) => kind)).toEqual(['byline', 'byline', 'paragraph']);
  });
});

describe('all of it', () => {
  const tags = [
    'p',
    'div',
    'b',
    'a href=x',
    'ul',
    'ol',
    'li',
    'table',
    'tr',
    'td',
    'h1',
    'h2',
    'dl',
    'dt',
    'dd',
    'pre',
    'form',
    'span',
    'button',
    'blockquote',
    'x-app',
    'x-word',
  ];
  const piece = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'rye ',
        'oat&amp;s',
        ' ',
        '<br>',
        '<hr>',
        '<!-- no -->',
        '&#32;',
        '&',
        '<',
        '</',
      ),
    },
    fc.constantFrom(...tags).map((tag) => `<${tag}>`),
    fc.constantFrom(...tags).map((tag) => `</${tag.split(' ')[0]}>`),
    fc.string({ maxLength: 8 }),
  );

  test('every character of the text nodes is in exactly one block, spans in order', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        // A tag that the end of the file cuts off is dropped by one and shown by the other: end every page with a whole one.
        const html = `<body>${pieces.join('')}<p></p>`;
        const blocks = blocksOf(html);
        // Text that a browser moves out of a table stands elsewhere in its DOM: compare what there is.
        const sorted = (text: string) => [...text].sort().join('');
        expect(sorted(squeeze(blocks.map(({ text }) => text).join('')))).toBe(sorted(visibleText(html)));
        let last = 0;
        for (const { start, end, text, marks } of blocks) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
          for (const mark of marks) {
            expect(mark.start).toBeLessThan(mark.end);
            expect(mark.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test.skipIf(!hasSharedData)(
    'the visible text of real pages is the text of their blocks',
    () => {
      for (const { name, bytes } of webPages(6)) {
        const html = Buffer.from(bytes).toString('utf8');
        const text = squeeze(textsOf(html).join(''));
        expect(text.length, name).toBeGreaterThan(100);
        expect(text === visibleText(html), name).toBe(true);
      }
    },
    60_000,
  );
});
