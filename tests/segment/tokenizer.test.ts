import fc from 'fast-check';
import { Tokenizer } from 'htmlparser2';
import { expect, test } from 'vitest';
import { type Tokens, tokenize } from '../../src/segment/tokenizer.ts';

type Token = readonly [name: string, ...place: number[]];

/** What this tokenizer tells. */
function tokensOf(source: string, isInForeignContext = false): Token[] {
  const told: Token[] = [];
  const listener: Tokens = {
    ontext: (start, end) => told.push(['text', start, end]),
    onopentagname: (start, end) => told.push(['start tag', start, end]),
    onattribname: (start, end) => told.push(['attribute', start, end]),
    onattribdata: (start, end) => told.push(['value', start, end]),
    onattribend: () => told.push(['end of attribute']),
    onopentagend: () => told.push(['end of start tag']),
    onselfclosingtag: () => told.push(['self-closing']),
    onclosetag: (start, end) => told.push(['end tag', start, end]),
    isInForeignContext: () => isInForeignContext,
  };
  tokenize(source, listener);
  return told;
}

/** What htmlparser2's tokenizer tells, as far as it matters here. */
function tokensOfHtmlparser2(source: string, isInForeignContext = false): Token[] {
  const told: Token[] = [];
  const nothing = () => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ontext: (start, end) => told.push(['text', start, end]),
      onopentagname: (start, end) => told.push(['start tag', start, end]),
      onattribname: (start, end) => told.push(['attribute', start, end]),
      onattribdata: (start, end) => told.push(['value', start, end]),
      onattribend: () => told.push(['end of attribute']),
      onopentagend: () => told.push(['end of start tag']),
      onselfclosingtag: () => told.push(['self-closing']),
      onclosetag: (start, end) => told.push(['end tag', start, end]),
      isInForeignContext: () => isInForeignContext,
      onattribentity: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onprocessinginstruction: nothing,
      ontextentity: nothing,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return told;
}

test.each([
  '<!doctype html><html lang="en"><head><title>The bridge &amp; the river</title><body><p class=a>It stays.</p>',
  '<script>if (a < b) document.write("<p>no</p>")</script><style>p > a {}</style><p>Text',
  '<script>a</scripty></ script><</SCRIPT ><TiTle>The </titl bridge</title\n>',
  '<a href="/a\'b" title=\'the "old" mill\' hidden>Mill</a><br/><img src=x alt=><i a = b/ >x</i / >',
  '<!-- a > comment --><!-- - -- ---> <?xml version="1.0"?><!bogus> after',
  '<!--><p>one</p><!---><p>two</p><!-- --!><p>three</p><!-- --!-><p>four --><!---!><p>five<!-- --->',
  '<!><!-><!-x><!dog><!doctype><!doctype html></><//p></ p></1><p>Text',
  '<textarea>Write <b>here</textarea><p>Die Mühle – “alt” 🏭 <b>bleibt',
  '<p title="never closed>Text <b>and more</b>',
  '1 < 2 << 3 <4 <',
  '</',
  '<!-- never closed <p>Text</p>',
  '<script>never closed </scri',
  '<plaintext>All <b>text</plaintext>',
  '<p =a b==c "d"e=\'f\'g=>Text',
  '',
])('the tokens are those that htmlparser2 tells: %s', (source) => {
  expect(tokensOf(source)).toEqual(tokensOfHtmlparser2(source));
});

test('a title in a drawing holds elements', () => {
  const source = '<title>The <b>bridge</b></title>';
  expect(tokensOf(source, true)).toEqual(tokensOfHtmlparser2(source, true));
});

test('a CDATA section is a comment that ends at the next sign', () => {
  expect(tokensOf('<![CDATA[ a > b ]]>c')).toEqual([['text', 13, 20]]);
});

test.each(['<p>Text</p> <scr', '<p>Text</p> <td', '<p>Text</p> </b'])(
  'a tag that the end cuts off in its name is nothing: %s',
  (source) => {
    expect(tokensOf(source)).toEqual(tokensOf('<p>Text</p> '));
  },
);

/** Pieces that pages are made of, and that break them. */
const PIECES = [
  ...[
    '<',
    '>',
    '/',
    '!',
    '?',
    '-',
    '--',
    '-->',
    '<!--',
    '<!',
    '</',
    '=',
    '"',
    "'",
    ' ',
    '\n',
    '\t',
    'a',
    'Text ',
  ],
  ...['<p>', '</p>', '<b class="x y">', '</b >', '<br/>', '<a href=', '<img alt hidden>', '&amp;', 'é', '🏭'],
  ...[
    '<script>',
    '</script>',
    '</script',
    '<TITLE>',
    '</title>',
    '<style ',
    '</STYLE\n>',
    '<textarea>',
    '</textarea>',
  ],
  ...[
    '<xmp>',
    '</xmp>',
    '<iframe/>',
    '</iframe>',
    '<noframes>',
    '<noembed>',
    '<span',
    '<td',
    'doctype',
    'script',
  ],
];

test('whatever the markup is, the tokens are those that htmlparser2 tells', () => {
  const markup = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(markup, fc.boolean(), (start, isForeign) => {
      // Closes everything that may be open: what htmlparser2 makes of a tag that the end cuts off is no matter.
      const source = `${start}"'>--></script></title></style></textarea></xmp></iframe></noframes></noembed><p>End</p>.`;
      expect(tokensOf(source, isForeign)).toEqual(tokensOfHtmlparser2(source, isForeign));
    }),
    { numRuns: 2000 },
  );
});
