import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/decode/decode.ts';
import { DehuskError } from '../../src/errors.ts';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const POLISH = 'Zażółć gęślą jaźń. Mieszkańcy wsi nie chcą drogi, która przetnie łąkę nad rzeką.\n';
const RUSSIAN =
  'Правительство обсудило новый законопроект о защите окружающей среды и отложило решение до осени. '.repeat(
    3,
  );
const JAPANESE =
  '政府は新しい環境保護法案について話し合い、決定を秋まで延期しました。記者会見は午後に開かれます。';
const FRENCH =
  'L’été dernier, les élèves étaient déjà rentrés à l’école quand l’orage a éclaté. « Ça suffit », dit-elle.';

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof DehuskError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('UTF-8', () => {
  test('a page without any declaration is UTF-8 when its bytes are', () => {
    expect(decode(utf8(`<p>${POLISH}</p>`))).toEqual({ text: `<p>${POLISH}</p>`, charset: 'utf-8' });
  });

  test('valid UTF-8 is UTF-8 whatever the page or the header declares', () => {
    const page = `<meta charset="iso-8859-1"><p>${FRENCH}</p>`;
    expect(decode(utf8(page), { contentType: 'text/html; charset=windows-1252' }).text).toBe(page);
  });

  test('any string comes back from its UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'));
        fc.pre(!/^(?:%PDF-|GIF8[79]a|BZh|PAR1|wOF[F2])/.test(text));
        const printable = text.replace(/[\p{Cc}]/gu, ' ');
        expect(decode(utf8(printable)).text).toBe(printable);
      }),
    );
  });

  test('a byte order mark goes, and only the first', () => {
    expect(decode(utf8('\ufeffOne\ufeff'))).toEqual({ text: 'One\ufeff', charset: 'utf-8' });
  });

  test('a few broken bytes stay broken and do not turn the rest into Windows-1252', () => {
    const bytes = Buffer.concat([utf8(POLISH), Buffer.from([0xe9, 0x20]), utf8(POLISH)]);
    expect(decode(bytes)).toEqual({ text: `${POLISH}\ufffd ${POLISH}`, charset: 'utf-8' });
  });

  test('a file cut off inside a character is still UTF-8', () => {
    const bytes = utf8('Un café, un thé');
    expect(decode(bytes.subarray(0, bytes.length - 1)).charset).toBe('utf-8');
  });

  test('empty input is empty text', () => {
    expect(decode(new Uint8Array())).toEqual({ text: '', charset: 'utf-8' });
  });
});

const THAI = 'ห้องสมุดประชาชนแห่งใหม่ใจกลางเมืองเปิดให้บริการเมื่อวันจันทร์ที่ผ่านมา มีหนังสือมากกว่าสี่หมื่นเล่ม';

describe('other charsets', () => {
  test.each(['utf-16le', 'utf-16be'])('%s with and without a byte order mark', (charset) => {
    const page = `<html><body><p>${RUSSIAN}</p></body></html>`;
    expect(decode(iconv.encode(page, charset))).toEqual({ text: page, charset });
    expect(decode(iconv.encode(page, charset, { addBOM: true }))).toEqual({ text: page, charset });
  });

  test('Japanese in UTF-16 without a byte order mark, where only line ends have a NUL', () => {
    const text = `${JAPANESE}\n`.repeat(4);
    expect(decode(iconv.encode(text, 'utf-16le')).text).toBe(text);
  });

  test.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['windows-1250', POLISH],
    ['windows-1252', FRENCH],
  ])('%s is read as declared: by meta, by header, by XML declaration', (charset, text) => {
    const byMeta = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head>${text}`;
    const byXml = `<?xml version="1.0" encoding="${charset}"?><html>${text}</html>`;
    expect(decode(iconv.encode(byMeta, charset))).toEqual({ text: byMeta, charset });
    expect(decode(iconv.encode(byXml, charset))).toEqual({ text: byXml, charset });
    expect(decode(iconv.encode(text, charset), { contentType: `text/plain; charset="${charset}"` })).toEqual({
      text,
      charset,
    });
  });

  test.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['windows-1252', FRENCH],
    ['windows-1250', POLISH.repeat(3)],
  ])('%s is detected in undeclared HTML', (charset, text) => {
    const page = `<div class="story"><p>${text}</p></div>\n`;
    expect(decode(iconv.encode(page, charset)).text).toBe(page);
  });

  test.each([
    [
      'Chinese, with a character whose low byte is NUL',
      '老街上有一家开了六十年的裁缝铺。一台缝纫机，一张案板。'.repeat(4),
    ],
    [
      'Korean',
      '역 앞의 오래된 시계탑 수리 공사가 사흘 만에 끝나 오 년 만에 종소리가 거리에 울렸다.'.repeat(4),
    ],
    ['a page in Thai, which parts no words', `<p>${THAI}</p>`.repeat(4)],
  ])('UTF-16 without a byte order mark: %s', (_what, text) => {
    for (const charset of ['utf-16le', 'utf-16be']) {
      expect(decode(iconv.encode(text, charset))).toEqual({ text, charset });
    }
  });

  test('Thai is detected in undeclared bytes', () => {
    expect(decode(iconv.encode(THAI, 'windows-874'))).toEqual({ text: THAI, charset: 'windows-874' });
  });

  test('ISO-2022-JP is known by its escapes; those of a terminal are no Japanese', () => {
    const japanese = Buffer.from('\x1b$BF|K\\\x1b(B\n', 'latin1');
    expect(decode(japanese)).toEqual({ text: '日本\n', charset: 'iso-2022-jp' });
    expect(decode(Buffer.from('\x1b[31mred\x1b[0m\n')).charset).toBe('utf-8');
  });

  test('ISO-2022-JP, whose bytes are all ASCII, is read as declared', () => {
    const page = Buffer.concat([
      Buffer.from('<meta charset="iso-2022-jp"><p>\x1b$B', 'latin1'),
      Buffer.from([0x46, 0x7c, 0x4b, 0x5c]),
      Buffer.from('\x1b(B</p>', 'latin1'),
    ]);
    expect(decode(page).text).toBe('<meta charset="iso-2022-jp"><p>日本</p>');
  });

  test('a declaration that the bytes contradict is not believed', () => {
    const page = `<meta charset="shift_jis"><p>${RUSSIAN}</p>`;
    expect(decode(iconv.encode(page, 'windows-1251')).text).toBe(page);
  });

  test('an unknown or browser-only charset name is as good as none', () => {
    for (const name of ['x-user-defined', 'no-such-charset', '']) {
      const page = `<meta charset="${name}"><p>${FRENCH}</p>`;
      expect(decode(iconv.encode(page, 'windows-1252')).text).toBe(page);
    }
  });
});

describe('input that is no text', () => {
  test.each([
    ['PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
    ['ZIP', 'PK\x03\x04\x14\x00\x06\x00'],
    ['PNG', '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR'],
    ['JPEG', '\xff\xd8\xff\xe0\x00\x10JFIF'],
    ['gzip', '\x1f\x8b\x08\x00\x00\x00\x00\x00'],
    ['NULs between words', 'one\x00two\x00three\x00'],
    ['an MP4', '\x00\x00\x00 ftypisom'],
    ['a WebP picture', 'RIFF\x24\x01\x00\x00WEBPVP8 '],
  ])('%s is refused as binary', (_name, bytes) => {
    expect(codeOf(() => decode(Buffer.from(bytes, 'latin1')))).toBe('binary');
  });

  test('random bytes are refused as binary', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2000, maxLength: 4000 }), (bytes) => {
        expect(codeOf(() => decode(bytes))).toBe('binary');
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['UTF-16, big end first', [0xfe, 0xff]],
    ['UTF-16, little end first', [0xff, 0xfe]],
    ['UTF-8', [0xef, 0xbb, 0xbf]],
    ['UTF-32, little end first', [0xff, 0xfe, 0, 0]],
    ['UTF-32, big end first', [0, 0, 0xfe, 0xff]],
  ])('what is no text behind the mark of %s is refused as binary', (_name, mark) => {
    expect(codeOf(() => decode(Uint8Array.from([...mark, ...new Uint8Array(2000)])))).toBe('binary');
  });

  test('one stray NUL in a long page is no reason to refuse it', () => {
    const page = `<p>${FRENCH.repeat(20)}\0</p>`;
    expect(decode(utf8(page)).text).toBe(page);
  });

  test('a text may begin with the letters that a binary format begins with', () => {
    for (const text of [
      'PAR1 is a receptor of thrombin.',
      'BZh and wOFF are magic numbers.',
      'The ftyp box is the first box of an MP4 file.',
      'RIFF is WAVE in disguise, the engineers say.',
    ]) {
      expect(decode(utf8(text)).text).toBe(text);
    }
  });

  test('nothing but DehuskError comes out, whatever goes in', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.option(fc.string(), { nil: undefined }),
        (bytes, contentType) => {
          expect(['no error', 'binary']).toContain(codeOf(() => decode(bytes, { contentType })));
        },
      ),
      { numRuns: 500 },
    );
  });
});
