import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlockKind, KeptBlock, Mark } from '../../src/document.ts';
import { createCleaner } from '../../src/index.ts';
import { renderHtml } from '../../src/render/html.ts';
import { kept, marksOn, page } from './kept.ts';

const write = (...blocks: KeptBlock[]) => renderHtml(page(), blocks);

test('an article element with the language and every kind of block', () => {
  const html = renderHtml(page({ languages: ['de'], url: 'https://example.org/a/' }), [
    kept('title', 'Über Öl'),
    kept('byline', 'Von A. Müller'),
    kept('heading', 'Preise', { level: 2 }),
    kept('paragraph', 'Mehr dazu & anderes < hier', {
      marks: marksOn('Mehr dazu', ['dazu', 'link', '../b']),
    }),
    kept('list-item', 'eins', { level: 1, ordinal: 3 }),
    kept('list-item', 'tief', { level: 2 }),
    kept('list-item', 'zwei', { level: 1, ordinal: 4 }),
    kept('table', 'Jahr\tPreis', { level: 1 }),
    kept('table', '1990\t5', { level: 2 }),
    kept('quote', 'Gut.', { level: 1 }),
    kept('caption', 'Ein Bild'),
    kept('code', '\nif (a < b)\n  c();'),
  ]);
  expect(html).toBe(`<article lang="de">
<h1>Über Öl</h1>
<p>Von A. Müller</p>
<h2>Preise</h2>
<p>Mehr <a href="https://example.org/b">dazu</a> &amp; anderes &lt; hier</p>
<ol>
<li value="3">eins
<ul>
<li>tief</li>
</ul>
</li>
<li value="4">zwei</li>
</ol>
<table>
<tbody>
<tr><td>Jahr</td><td>Preis</td></tr>
<tr><td>1990</td><td>5</td></tr>
</tbody>
</table>
<blockquote>
<p>Gut.</p>
</blockquote>
<figure><figcaption>Ein Bild</figcaption></figure>
<pre>
<code>
if (a &lt; b)
  c();</code></pre>
</article>
`);
});

test('nothing kept is nothing written', () => {
  expect(write()).toBe('');
});

describe('safe whatever the page holds', () => {
  const ATTACKS = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    '</article></p><iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '<style>@import "javascript:alert(1)"</style>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<!--><script>alert(1)</script>-->',
    '<math><mtext><table><mglyph><style><img src onerror=alert(1)>',
    '\u0000<scr\u0000ipt>',
  ];
  const HREFS = [
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:msgbox(1)',
    'blob:https://example.org/x',
    'https://example.org/" onmouseover="alert(1)',
    "https://example.org/'><script>alert(1)</script>",
    '//example.org/x',
    'http://[broken',
  ];

  /** An element that is not ours, an attribute that is not ours, an address that runs. */
  function dangers(html: string): string[] {
    const found: string[] = [];
    for (const [, name, attributes] of html.matchAll(/<\/?([^\s>/]*)([^>]*)>/g)) {
      if (
        !/^(?:article|h[1-6]|p|ul|ol|li|table|tbody|tr|td|blockquote|pre|figure|figcaption|a|em|strong|code|br)$/.test(
          name,
        )
      )
        found.push(name);
      for (const [, attribute, value] of attributes.matchAll(/([^\s=]+)="([^"]*)"/g)) {
        if (!['href', 'value', 'lang'].includes(attribute)) found.push(attribute);
        if (attribute === 'href' && /^[\s\p{Cc}]*(?:javascript|data|vbscript|blob):/iu.test(value))
          found.push(value);
      }
    }
    return found;
  }

  test('generated pages made of attacks', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom(
              ...([
                'paragraph',
                'heading',
                'title',
                'list-item',
                'table',
                'quote',
                'code',
                'caption',
              ] satisfies BlockKind[]),
            ),
            text: fc
              .array(fc.oneof(fc.constantFrom(...ATTACKS), fc.string()), { maxLength: 3 })
              .map((all) => all.join(' ')),
            level: fc.nat(9),
            ordinal: fc.option(fc.integer(), { nil: undefined }),
            href: fc.constantFrom(...HREFS),
            type: fc.constantFrom('link', 'strong', 'code') as fc.Arbitrary<Mark['type']>,
            language: fc.string(),
          }),
          { maxLength: 8 },
        ),
        fc.option(fc.constantFrom('https://example.org/', 'javascript:alert(1)'), { nil: undefined }),
        (blocks, url) => {
          const html = renderHtml(
            page({ languages: blocks.map(({ language }) => language), ...(url !== undefined && { url }) }),
            blocks.map(({ kind, text, level, ordinal, href, type }) =>
              kept(kind, text, {
                level,
                ...(ordinal !== undefined && { ordinal }),
                marks: [{ type, href, start: 0, end: text.length }],
              }),
            ),
          );
          expect(dangers(html), html).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the check above sees a danger when there is one', () => {
    expect(dangers('<p onclick="x()"><script></script><a href="javascript:x">')).toEqual([
      'onclick',
      'script',
      'script',
      'javascript:x',
    ]);
  });
});

test('the cells that name columns and rows are heads', () => {
  const { text } = createCleaner({ extractor: 'none', format: 'html' })({
    html: '<table><tr><th>Grain<th>Price<tr><th>Rye<td>12</table>',
  });
  expect(text).toContain('<tr><th>Grain</th><th>Price</th></tr>\n<tr><th>Rye</th><td>12</td></tr>');
});

test('lists of the page that touch stay as many, with their numbers', () => {
  const { text } = createCleaner({ extractor: 'none', format: 'html' })({
    html: `<ol><li>Mix.<li>Knead.</ol><ol start=7><li>Bake.</ol><ul><li>Rye<ul><li>dark</ul><ul><li>light</ul></ul><ul><li>Oats</ul>`,
  });
  expect(text).toContain(`<ol>
<li value="1">Mix.</li>
<li value="2">Knead.</li>
</ol>
<ol>
<li value="7">Bake.</li>
</ol>
<ul>
<li>Rye
<ul>
<li>dark</li>
</ul>
<ul>
<li>light</li>
</ul>
</li>
</ul>
<ul>
<li>Oats</li>
</ul>
`);
});

test('quotes of the page that touch stay as many', () => {
  const html = '<blockquote><p>Rye.<p>Oats.</blockquote><blockquote>Barley.</blockquote>';
  const read = (format: 'html' | 'markdown') => createCleaner({ extractor: 'none', format })({ html }).text;
  expect(read('html')).toContain('<p>Oats.</p>\n</blockquote>\n<blockquote>\n<p>Barley.</p>');
  expect(read('markdown')).toBe('> Rye.\n>\n> Oats.\n\n> Barley.\n');
});

test('the lines of a poem stay lines, however they are indented', () => {
  const html =
    '<p>The rye stands high,<br>&nbsp;&nbsp;&nbsp;the mill stands by,<br>\n   and waits for<br/>wind.</p>';
  const read = (format: 'html' | 'markdown') => createCleaner({ extractor: 'none', format })({ html }).text;
  const lines = ['The rye stands high,', 'the mill stands by,', 'and waits for', 'wind.'];
  expect(read('html')).toContain(`<p>${lines.join('<br />')}</p>`);
  expect(read('markdown')).toBe(`${lines.join('  \n')}\n`);
});
