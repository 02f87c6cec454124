import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FoldBuffer, fold, foldInto } from '../../src/packs/fold.ts';

const SAME: readonly (readonly [string, string, string])[] = [
  ['case', 'RELATED ARTICLES', 'Related articles'],
  ['white space', '  Related \t\n articles\u00a0', 'related articles'],
  ['spaces that break no line', 'Related\u00a0articles\u202f:\u00a0a', 'Related articles: a'],
  ['control characters', 'Related\u0085articles', 'Related articles'],
  ['closing punctuation', 'Related articles:', 'Related articles …'],
  ['arrows and bullets before it', '→ Next article', '» next article'],
  ['quotes and apostrophes', 'S’abonner', "S'abonner"],
  ['dashes', 'follow–up — news', 'follow-up - news'],
  ['full width', 'ＦＡＣＥＢＯＯＫ　１２', 'facebook 7'],
  ['half width kana', 'ｺﾒﾝﾄ', 'コメント'],
  ['voice marks of half width kana', 'ﾌﾞﾛｸﾞのﾊﾟｽﾜｰﾄﾞ', 'ブログのパスワード'],
  ['forms of Arabic letters, and two in one', '\ufe97\ufecc\ufee0\ufef4\ufed6 \ufefb', 'تعليق لا'],
  ['Arabic direction marks', '\u061cإضافة\u061c تعليق', 'إضافة تعليق'],
  ['spaces of no width', 'Rela\ufeffted arti\u200bcles', 'Related articles'],
  ['Latin letters in one', 'Qualiﬁed ﬂight', 'Qualified flight'],
  ['spaces that Chinese does not need', '相关 文章', '相关文章'],
  ['French spaces before punctuation', 'À lire aussi : la mer', 'A lire aussi: la mer'],
  ['accents that capitals drop', 'ÚLTIMAS NOTÍCIAS', 'ULTIMAS NOTICIAS'],
  ['decomposed accents', 'Comenta\u0301rios', 'Comentários'],
  ['decomposed Hangul', '페이스북 공유하기'.normalize('NFD'), '페이스북 공유하기'],
  ['decomposed kana', 'スポンサーリンク トップページ'.normalize('NFD'), 'スポンサーリンク トップページ'],
  ['decomposed letters that keep their accent', 'Vorlä\u0308ufig'.replace('ä\u0308', 'a\u0308'), 'Vorläufig'],
  ['Arabic letter variants', 'إضافة تعليق', 'اضافه تعليق'],
  ['Arabic points and stretching', 'تَعْلِيق ـــ', 'تعليق'],
  ['Persian and Arabic kaf and ya', 'ديدگاه كاربران', 'دیدگاه کاربران'],
  ['the Turkish dotted capital', 'İLGİLİ HABERLER', 'ilgili haberler'],
  ['Greek capitals without tonos', 'ΣΧΕΤΙΚΑ ΆΡΘΡΑ', 'σχετικά άρθρα'],
  ['Russian yo', 'Ещё статьи', 'Еще статьи'],
  ['numbers of any form', '1,234 Comments', '12K comments'],
  ['numbers in other digits', '٣ تعليقات', '7 تعليقات'],
  ['numbers in the digits of a script without spaces', '๑๒ ความคิดเห็น', '7 ความคิดเห็น'],
  ['emoji and icon fonts', '📧 \ue802 Subscribe', 'subscribe'],
];

describe('folding', () => {
  it.each(SAME)('ignores %s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it('keeps apart what differs in letters', () => {
    expect(fold('schön')).not.toBe(fold('schon'));
    expect(fold('año')).not.toBe(fold('ano'));
    expect(fold('Related articles')).not.toBe(fold('Related article'));
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('knows where each character came from', () => {
    const buffer = new FoldBuffer();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        foldInto(buffer, text);
        for (let i = 0; i < buffer.length; i++) {
          expect(buffer.offsets[i]).toBeLessThanOrEqual(buffer.offsets[i + 1]);
        }
        if (buffer.length > 0) expect(buffer.offsets[buffer.length]).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});
