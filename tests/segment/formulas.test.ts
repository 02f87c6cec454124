import { describe, expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';
import { segmentHtml } from '../../src/segment/html.ts';

const textsOf = (html: string): string[] => segmentHtml(html, {}).blocks.map(({ text }) => text);
const markdown = createCleaner({ extractor: 'none', format: 'markdown' });
const math = (inside: string, attributes = ''): string =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML"${attributes}>${inside}</math>`;

describe('formulas in TeX', () => {
  test('a formula is what its author wrote, not the signs of its picture', () => {
    const katex =
      `<span class="katex"><span class="katex-mathml">${math('<semantics><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac><msup><mi>x</mi><mn>10</mn></msup></mrow><annotation encoding="application/x-tex">\\frac{1}{2} x^{10}</annotation></semantics>')}</span>` +
      '<span class="katex-html" aria-hidden="true"><span class="base">12</span><span>x10</span></span></span>';
    expect(textsOf(`<p>The half is ${katex}, not ${katex}.</p>`)).toEqual([
      'The half is \\frac{1}{2} x^{10}, not \\frac{1}{2} x^{10}.',
    ]);
    const wiki = math(
      '<semantics><mrow><msub><mi>a</mi><mn>1</mn></msub></mrow></semantics>',
      ' alttext="{\\displaystyle a_{1}}"',
    );
    expect(
      textsOf(`<p>Let <span style="display: none;">${wiki}</span><img aria-hidden="true"> be odd.</p>`),
    ).toEqual(['Let a_{1} be odd.']);
  });

  test('the script that a library makes a formula of is text', () => {
    const script = '<script type="math/tex">E = mc^2</script>';
    expect(textsOf(`<p>Einstein wrote ${script} in 1905.</p><script>E = 1</script>`)).toEqual([
      'Einstein wrote E = mc^2 in 1905.',
    ]);
    const display = '<script type="math/tex; mode=display">% <![CDATA[\na < b %]]></script>';
    expect(textsOf(`<p>So it is:</p>${display}<p>That is all.</p>`)).toEqual([
      'So it is:',
      'a < b',
      'That is all.',
    ]);
    const drawn = `<span class="MathJax"><nobr aria-hidden="true">E=mc²</nobr></span><script type="math/tex">E=mc^2</script>`;
    expect(textsOf(`<p>He wrote ${drawn} then.</p>`)).toEqual(['He wrote E=mc² then.']);
  });

  test('Markdown has it between dollars, HTML as code', () => {
    const html = '<p>It is <script type="math/tex">a_1 * [b]_2</script>, not 2*3.</p>';
    expect(markdown({ html }).text).toBe('It is $a_1 * [b]_2$, not 2\\*3.\n');
    const page = createCleaner({ extractor: 'none', format: 'html' })({ html }).text;
    expect(page).toContain('<code class="language-math">a_1 * [b]_2</code>');
  });
});

describe('formulas without TeX', () => {
  test.each([
    ['<mfrac><mn>1</mn><mrow><mn>3</mn><mo>+</mo><mn>2</mn></mrow></mfrac>', '1/(3 + 2)'],
    ['<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msub><mi>a</mi><mn>10</mn></msub>', 'x^2 + a_10'],
    ['<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>', 'E = mc^2'],
    ['<msqrt><msup><mi>a</mi><mn>2</mn></msup><mo>-</mo><mi>b</mi></msqrt>', '√(a^2 - b)'],
    ['<mroot><mi>x</mi><mn>3</mn></mroot>', '3√x'],
    ['<mn>2</mn><mi>sin</mi><mo>\u2061</mo><mi>x</mi><mo>=</mo><mo>-</mo><mn>1</mn>', '2 sin x = -1'],
    [
      '<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>',
      '∑_(i = 1)^n i',
    ],
    [
      '<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable>',
      '1, 0; 0, 1',
    ],
    ['<mi>x</mi><mtext>if</mtext><mi>y</mi>', 'x if y'],
    ['<msup><mrow><mo>(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>)</mo></mrow><mn>2</mn></msup>', '(a + b)^2'],
  ])('%s', (inside, text) => {
    expect(textsOf(`<p>It is ${math(inside)}.</p>`)).toEqual([`It is ${text}.`]);
    expect(
      textsOf(`<p>It is ${math(inside.replaceAll('><', '>\n <'), ' alttext="as it is said"')}.</p>`),
    ).toEqual([`It is ${text}.`]);
  });

  test('one that is never closed ends with its paragraph', () => {
    expect(textsOf('<p>It is <math><mi>x</mi><mo>=</mo><p>one.</p><p>Two.</p>')).toEqual([
      'It is x =',
      'one.',
      'Two.',
    ]);
    expect(textsOf('<div><math><mi>x</mi></div><p>One.</p>')).toEqual(['x', 'One.']);
  });
});
