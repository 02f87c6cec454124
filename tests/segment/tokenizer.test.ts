import { Tokenizer } from 'htmlparser2';
import { expect, test } from 'vitest';
import { tokenize } from '../../src/segment/tokenizer.ts';

type Token = readonly unknown[];

/** Notes what the tokenizer says. */
function listener(tokens: Token[]): ConstructorParameters<typeof Tokenizer>[1] {
  const note =
    (name: string) =>
    (...rest: readonly unknown[]) =>
      void tokens.push([name, ...rest]);
  return {
    onattribdata: note('value'),
    onattribend: note('end of attribute'),
    onattribentity: note('entity of attribute'),
    onattribname: note('attribute'),
    oncdata: note('cdata'),
    onclosetag: note('end tag'),
    oncomment: note('comment'),
    ondeclaration: note('declaration'),
    onend: note('end'),
    onopentagend: note('end of start tag'),
    onopentagname: note('start tag'),
    onprocessinginstruction: note('instruction'),
    onselfclosingtag: note('self-closing'),
    ontext: note('text'),
    ontextentity: note('entity'),
    isInForeignContext: () => false,
  };
}

test.each([
  '<!doctype html><html lang="en"><head><title>The bridge &amp; the river</title><body><p class=a>It stays.</p>',
  '<script>if (a < b) document.write("<p>no</p>")</script><style>p > a {}</style><p>Text',
  '<a href="/a\'b" title=\'the "old" mill\' hidden>Mill</a><br/><img src=x alt=>',
  '<!-- a > comment --><!-- - -- ---> <?xml version="1.0"?><!bogus> after',
  '<textarea>Write <b>here</textarea><p>Die Mühle – “alt” 🏭 <b>bleibt',
  '<p title="never closed>Text <b>and more</b>',
  '<p>Text <',
  '<!-- never closed <p>Text</p>',
  '<script>never closed',
  '',
])('the tokens are those that htmlparser2 tells: %s', (source) => {
  const quick: Token[] = [];
  tokenize(source, listener(quick));
  const plain: Token[] = [];
  const tokenizer = new Tokenizer({ decodeEntities: false }, listener(plain));
  tokenizer.write(source);
  tokenizer.end();
  expect(quick).toEqual(plain);
});
