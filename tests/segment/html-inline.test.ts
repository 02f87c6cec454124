import { describe, expect, test } from 'vitest';
import { segmentHtml } from '../../src/segment/html.ts';

const segment = (html: string) => segmentHtml(html, {});
const textsOf = (html: string): string[] => segment(html).blocks.map(({ text }) => text);
const kindsOf = (html: string): string[] => segment(html).blocks.map(({ kind, text }) => `${kind}: ${text}`);

describe('custom elements', () => {
  test('in a sentence they are words of it', () => {
    expect(
      kindsOf('<p>We saw <g-emoji>🐦</g-emoji> <time-ago>two days ago</time-ago> in the garden.</p>'),
    ).toEqual(['paragraph: We saw 🐦 two days ago in the garden.']);
    expect(kindsOf('<h2>New in <x-v>4.2</x-v> today</h2><div>Ask <my-tip>Ana</my-tip> first.</div>')).toEqual(
      ['heading: New in 4.2 today', 'paragraph: Ask Ana first.'],
    );
  });

  test('in an item or a cell they are words too: the row stays a row', () => {
    expect(kindsOf('<ul><li><time-ago>Now</time-ago> the bread</ul>')).toEqual(['list-item: Now the bread']);
    const row = '<tr><td><time-ago>two days ago</time-ago><td>Ana</tr>';
    expect(kindsOf(`<table><tr><th>When<th>Who</tr>${row}</table>`)).toEqual([
      'table: When\tWho',
      'table: two days ago\tAna',
    ]);
  });

  test('around blocks they are blocks, whatever stands before them', () => {
    const app = '<my-app><my-menu>Home</my-menu><my-post><p>One.</p>two</my-post></my-app>three';
    expect(textsOf(app)).toEqual(['Home', 'One.', 'two', 'three']);
    expect(textsOf(`Skip to content ${app}`)).toEqual(['Skip to content Home', 'One.', 'two', 'three']);
  });

  test('what one hides until it is asked for is none of the heading', () => {
    const hint = '<my-actions hidden><my-hint><span>Save this page.</span></my-hint></my-actions>';
    expect(textsOf(`<h1>Ovens and heat${hint}</h1>`)).toEqual(['Ovens and heat', 'Save this page.']);
    expect(textsOf('<p>Bake it <my-icon aria-hidden="true">hot</my-icon> first.</p>')).toEqual([
      'Bake it hot first.',
    ]);
  });

  test('what one has inside is text where the page shows it', () => {
    const inside = (attribute: string) =>
      `<my-post><template ${attribute}><style>p{}</style><h2>Rye</h2><p>It is sown.</p></template>Light.</my-post>`;
    expect(textsOf(inside('shadowrootmode="open"'))).toEqual(['Rye', 'It is sown.', 'Light.']);
    expect(textsOf(inside('id="post"'))).toEqual(['Light.']);
  });

  test('the end of one is not the end of another', () => {
    const { blocks, page } = segment('<my-app><p>a <g-emoji>x</g-emoji> b</p><p>c</x-y> d</p></my-app>');
    expect(blocks.map(({ text }) => text)).toEqual(['a x b', 'c d']);
    const holders = blocks.map(({ element }) => page?.parent[element]);
    expect(holders[0]).toBe(holders[1]);
  });
});

describe('lines of code', () => {
  test('elements that have a line to themselves are lines of one block', () => {
    const line = (code: string) => `<div class="token-line"><span>${code}</span></div>`;
    const lines = line('let a = 1;') + line('if (a) {') + line('  run();') + line('}');
    expect(kindsOf(`<pre class="prism-code"><code>${lines}</code></pre><p>Then run it.`)).toEqual([
      'code: let a = 1;\nif (a) {\n  run();\n}',
      'paragraph: Then run it.',
    ]);
    expect(kindsOf('<pre><ol class="linenums"><li>bake()<li>serve()</ol></pre><ul><li>Rye</ul>')).toEqual([
      'code: bake()\nserve()',
      'list-item: Rye',
    ]);
  });

  test('line feeds that are there already are not doubled, empty lines stay', () => {
    expect(textsOf('<pre><div>a\n</div>\n  <div>b</div>\n</pre>')).toEqual(['a\nb']);
    expect(textsOf('<pre><div>a</div><div>\n</div><div>b</div><div><br></div><div>c</div></pre>')).toEqual([
      'a\n\nb\n\nc',
    ]);
    expect(textsOf('<pre>a\n<div>marked</div>\n\n<span>b</span>')).toEqual(['a\nmarked\n\nb']);
  });

  test('what is no line is a block of its own, and code in the cells of code is', () => {
    const page = '<pre><button>Copy</button><code><div>a</div><div>b</div></code></pre>';
    expect(textsOf(page)).toEqual(['Copy', 'a\nb']);
    const cells = '<td><pre>1\n2</pre><td><pre>let a\nlet b</pre>';
    expect(textsOf(`<pre><table><tr>${cells}</table></pre>`)).toEqual(['1\n2', 'let a\nlet b']);
  });
});

describe('formulas', () => {
  const math = '<math><semantics><mi>π</mi><mi>r</mi><annotation>\\pi r</annotation></semantics></math>';

  test('MathML and the picture of it are one formula', () => {
    const katex =
      `<span class="katex"><span class="katex-mathml">${math}</span>` +
      '<span class="katex-html" aria-hidden="true"><span class="base">π</span><span>r</span></span></span>';
    expect(textsOf(`<p>An arc is ${katex} long, two are ${katex}${katex}.</p>`)).toEqual([
      'An arc is πr long, two are πrπr.',
    ]);
    const mathJax2 =
      '<span class="MathJax"><nobr aria-hidden="true"><span class="math">πr</span></nobr>' +
      `<span class="MJX_Assistive_MathML" role="presentation">${math}</span></span>`;
    expect(textsOf(`<p>An arc is ${mathJax2} long.</p>`)).toEqual(['An arc is πr long.']);
  });

  test('a picture without text leaves the words to the MathML', () => {
    const mathJax3 = (picture: string) =>
      `<mjx-container><mjx-math aria-hidden="true">${picture}</mjx-math>` +
      `<mjx-assistive-mml>${math}</mjx-assistive-mml></mjx-container>`;
    const pictures = `${mathJax3('<mjx-mi><mjx-c></mjx-c></mjx-mi>')} or ${mathJax3('<mjx-mi>πr</mjx-mi>')}`;
    expect(textsOf(`<p>An arc is ${pictures} long.</p>`)).toEqual(['An arc is πr or πr long.']);
    const wiki = `<span><span style="display: none;">${math}</span><img aria-hidden="true"></span>`;
    expect(textsOf(`<p>An arc is ${wiki} long.</p>`)).toEqual(['An arc is πr long.']);
  });

  test('what is hidden from screen readers elsewhere is no picture of a formula', () => {
    expect(textsOf(`<p><i aria-hidden="true">★</i> ${math} is an arc.</p>`)).toEqual(['★ πr is an arc.']);
    expect(textsOf(`<p>${math} is <b><i aria-hidden="true">half</i></b> a circle.</p>`)).toEqual([
      'πr is half a circle.',
    ]);
  });

  test('a picture that is never closed does not swallow the page', () => {
    expect(textsOf(`<div><span>${math}</span><span aria-hidden="true">πr<p>Prose.</p>more</div>`)).toEqual([
      'πr',
      'Prose.',
      'more',
    ]);
  });

  test('its meaning in another notation is not read', () => {
    expect(textsOf('<p><math><mi>x</mi><annotation-xml><ci>x</ci></annotation-xml></math> is it.')).toEqual([
      'x is it.',
    ]);
  });
});
