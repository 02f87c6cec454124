import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document.ts';
import { identifyLanguages } from '../../src/judge/language/document.ts';
import { createLanguageJudge } from '../../src/judge/language.ts';
import { type CleanOptions, readOptions } from '../../src/options.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { segmentText } from '../../src/segment/text.ts';
import { readLanguages } from '../../tools/train/language-profiles.ts';
import { hasSharedData } from '../shared-data.ts';

const ENGLISH = [
  'The two sides made progress on a number of issues during the visit, the president said after the talks.',
  'A meeting of about half an hour on Monday was the last engagement of a closely watched trip to the capital.',
  'There are hopes that the two days of talks could lead to a meeting between the two leaders later this year.',
  'He also urged the other side not to hurt the rights and interests of the country, according to a statement.',
  'She said that although a long list of disagreements remains, the meeting represents some minor wins.',
];
const PORTUGUESE =
  'O jornal é um semanário independente, de orientação liberal, defensor da democracia, do pluralismo e da liberdade de imprensa, com maior ênfase nas temáticas que marcam o mundo da política e da economia.';
const GERMAN = [
  'Die beiden Seiten hätten in einer Reihe von Fragen Fortschritte gemacht, sagte der Präsident nach dem Gespräch.',
  'Das Treffen am Montag dauerte etwa eine halbe Stunde und war der letzte Termin einer viel beachteten Reise.',
  'Es besteht die Hoffnung, dass die beiden Staatschefs sich noch in diesem Jahr persönlich treffen werden.',
];
const NORWEGIAN =
  'Regjeringen la fredag fram en ny plan for hvordan kommunene skal få bedre råd til skoler og sykehjem de neste årene.';

function documentOf(text: string, language?: string): Document {
  const segmented = segmentText(text, {});
  const document = language === undefined ? segmented : { ...segmented, metadata: { language } };
  return { ...document, languages: identifyLanguages(document) };
}

function foreign(text: string, options: CleanOptions = {}, language?: string): string[] {
  const document = documentOf(text, language);
  return createLanguageJudge(readOptions(options))(document, []).map(
    ({ block }) => document.blocks[block].text,
  );
}

const paragraphs = (...parts: readonly string[]) => parts.join('\n\n');

describe('identifyLanguages', () => {
  it('leaves a line of sizes and units alone, whatever the few words between them look like', () => {
    const supply = '9 to 18V DC / 3A input via a 5.5×2.1mm DC jack';
    expect(foreign(paragraphs(ENGLISH[0], supply, ENGLISH[1], ENGLISH[2]))).toEqual([]);
  });

  it('names the language of a text, whatever it declares', () => {
    expect(documentOf(paragraphs(...ENGLISH)).languages).toEqual(['en']);
    expect(documentOf(paragraphs(...GERMAN), 'en').languages).toEqual(['de']);
  });

  it('uses two letters: Norwegian is no, Indonesian id', () => {
    expect(documentOf(NORWEGIAN).languages).toEqual(['no']);
    expect(
      documentOf(
        'Pemerintah mengumumkan bahwa jalan baru itu akan dibuka untuk umum pada akhir bulan depan setelah semua pekerjaan selesai.',
      ).languages,
    ).toEqual(['id']);
  });

  it('tells scripts apart without spaces between words', () => {
    expect(documentOf('北京时间星期一，两国外交部长举行了会谈，双方同意继续保持沟通。').languages).toEqual([
      'zh',
    ]);
    expect(documentOf('両国の外相は月曜日に会談し、対話を続けることで一致しました。').languages).toEqual([
      'ja',
    ]);
    expect(documentOf('รัฐมนตรีต่างประเทศของทั้งสองประเทศพบกันเมื่อวันจันทร์').languages).toEqual(['th']);
  });

  it('asks eld about a language that it has no profile of', () => {
    const estonian =
      'Valitsus teatas reedel, et uus maantee avatakse liikluseks järgmise kuu lõpus, kui kõik tööd on valmis saanud ja tee on üle vaadatud.';
    expect(documentOf(paragraphs(estonian, estonian, estonian)).languages).toEqual(['et']);
  });

  it('names both languages of a text that is half in one and half in the other', () => {
    const languages = documentOf(paragraphs(...ENGLISH.slice(0, 3), ...GERMAN)).languages;
    expect([...languages].sort()).toEqual(['de', 'en']);
  });

  it('names the language of a page by its content, not by the site around it', () => {
    const teasers = [...GERMAN, ...GERMAN].map((text) => `<p>${text}</p>`).join('');
    const around = (html: string) => `<html lang="de"><body>${html}</body></html>`;
    const article = `<main>${ENGLISH.map((text) => `<p>${text}</p>`).join('')}</main>`;
    const languagesOf = (html: string) => identifyLanguages(segmentHtml(around(html), {}));
    expect(languagesOf(`${article}<aside>${teasers}</aside>`)).toEqual(['en']);
    expect(languagesOf(`${article}<div class="sidebar">${teasers}</div>`)).toEqual(['en']);
    expect(languagesOf(`<aside>${article}${teasers}</aside>`)).toContain('de');
  });

  it('a form that holds the whole page is its content', () => {
    const teasers = [...GERMAN, ...GERMAN].map((text) => `<p>${text}</p>`).join('');
    const article = ENGLISH.map((text) => `<p>${text}</p>`).join('');
    const page = `<form id="aspnetForm"><div>${article}</div><aside>${teasers}</aside></form>`;
    expect(identifyLanguages(segmentHtml(page, {}))).toEqual(['en']);
  });

  it('does not take the English words of addresses and of error messages for the language', () => {
    const pictures = Array.from(
      { length: 4 },
      (_, i) =>
        `https://example.org/wp-content/uploads/2022/12/PRESS-annual-summer-meeting-in-the-park-${i}-scaled.jpg 1707 2560 Jo Lee https://example.org/wp-content/uploads/2021/01/Battery-News-Logo-1.-transparent-1030x568-1-300x165.png`,
    );
    const warning =
      'Warning: Undefined array key "sidebar" in /www/htdocs/w00d/wp-content/themes/evening/functions.php on line 214';
    expect(documentOf(paragraphs(GERMAN[0], ...pictures, warning, GERMAN[1], warning)).languages).toEqual([
      'de',
    ]);
  });

  it('does not count filler text that a template repeats', () => {
    const filler =
      'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore.';
    expect(documentOf(paragraphs(...Array(12).fill(filler), ...ENGLISH)).languages).toEqual(['en']);
  });

  it('falls back to what is declared, or to nothing, when there is too little text', () => {
    expect(documentOf('OK', 'pt-BR').languages).toEqual(['pt']);
    expect(documentOf('OK').languages).toEqual([]);
    expect(documentOf('').languages).toEqual([]);
    expect(documentOf('1 2 3 4').languages).toEqual([]);
  });
});

const JAPANESE_DIARY = [
  '今日は朝から晴れていたので、岬の灯台まで歩きました。',
  '片道四十分くらい。',
  '灯台の下に小さなカフェがあって、窓から海が全部見えます。',
  'マスターは元灯台守で、昔の嵐の話をしてくれました。',
  '帰りはバスにしました。',
  '途中で猫に会って、しばらく一緒に海を見ました。',
  '店は水曜日が休みなので、行く方は気をつけてください。',
  'プリンもありましたが、今日は食べませんでした。',
  'また来月行こうと思います。',
];
const ENGLISH_VERSE = [
  'The keeper climbed the winding stair,',
  'And lit the lamp at night,',
  'The wind was cold, the rocks were bare,',
  'The ships were out of sight.',
  'He wrote the hour in a book,',
  'The weather and the tide,',
  'And then he took one longer look',
  'At all the sea outside.',
];

describe('one long line among short ones', () => {
  it('does not make a diary of short Japanese paragraphs an English one', () => {
    const notice = 'Powered by WordPress with the Lightning Theme, and all in one expansion unit technology.';
    expect(identifyLanguages(documentOf([...JAPANESE_DIARY, notice].join('\n\n')))).toEqual(['ja']);
  });

  it('does not make an English poem a German one', () => {
    const notice = 'Diese Seite wird von unseren Lesern bezahlt, und wir danken ihnen dafür.';
    expect(identifyLanguages(documentOf([...ENGLISH_VERSE, notice].join('\n\n')))).toEqual(['en']);
  });

  it('is somebody else when it is quoted', () => {
    const text = `The abbey at Fleury kept its own version of the hymn for six hundred years.

A French visitor wrote in 1689: "Ils chantent comme des pêcheurs qui tirent leurs filets, et l'on croit entendre la mer au loin."

It hung there until 1812, and the nail is still in the wood.`;
    expect(identifyLanguages(documentOf(text))).toEqual(['en']);
  });
});

describe('the language judge', () => {
  it('finds a Portuguese paragraph in an English article', () => {
    expect(foreign(paragraphs(...ENGLISH, PORTUGUESE))).toEqual([PORTUGUESE]);
  });

  it('leaves the sources of an article alone, whose titles are in their own language', () => {
    const sources = [
      '[2] Brynjolfsson, Erik, und Andrew McAfee. 2016. The second machine age: work, progress, and prosperity in a time of brilliant technologies.',
      '₇ J. Poore, T. Nemecek (2018): Reducing food’s environmental impacts through producers and consumers, Science 360.',
      'Quelle: Carlsen OCL et al.: Physical activity in pregnancy: a Norwegian-Swedish mother-child birth cohort study.',
    ];
    expect(
      foreign(paragraphs(...GERMAN, ...GERMAN.map((text) => `Auch das gilt: ${text}`), ...sources)),
    ).toEqual([]);
    const remark =
      'In 2016 the committee met again, and the minister said that the work on the new road would begin soon.';
    expect(foreign(paragraphs(...GERMAN, remark))).toEqual([remark]);
  });

  it('leaves lines of a script alone that a blog prints as a paragraph', () => {
    const script =
      'filename=$1\nfor line in `cat $filename`\ndo\n./PodGrab.py -s $line\ndone\n./PodGrab.py -l\nexit 0';
    expect(foreign(paragraphs(...GERMAN, ...GERMAN, script))).toEqual([]);
  });

  it('finds another script without a detector', () => {
    const russian =
      'Стороны добились прогресса по ряду вопросов, сообщил президент после переговоров в понедельник.';
    const chinese = '北京时间星期一，两国外交部长举行了会谈，双方同意继续保持沟通，并讨论了一系列问题。';
    expect(foreign(paragraphs(...ENGLISH, russian, chinese))).toEqual([russian, chinese]);
  });

  it('says which language, and which the document is in', () => {
    const document = documentOf(paragraphs(...ENGLISH, PORTUGUESE));
    const [verdict] = createLanguageJudge(readOptions())(document, []);
    expect(verdict.rule).toBe('language/foreign');
    expect(verdict.category).toBe('language');
    expect(verdict.reason).toBe('in pt, the document is in en');
  });

  it('keeps a Portuguese quotation in an English article', () => {
    const quoting = `The president answered in his own language, and the audience understood him very well: “${PORTUGUESE}”`;
    const quotation = `“${PORTUGUESE}”`;
    expect(foreign(paragraphs(...ENGLISH, quoting, quotation))).toEqual([]);
  });

  it('keeps short text, names, titles of works, addresses, code, tables and lists of words', () => {
    const kept = [
      'Bom dia a todos.',
      'Fernando Henrique Cardoso, Luiz Inácio Lula da Silva, Dilma Vana Rousseff, Michel Miguel Temer',
      'Memórias Póstumas de Brás Cubas, Dom Casmurro, Grande Sertão: Veredas, A Hora da Estrela',
      'Rua da Boa Vista 12, 3.º andar, 1200-066 Lisboa, Portugal, tel. +351 213 000 000',
      'https://www.example.org/noticias/o-jornal-e-um-semanario-independente-de-orientacao-liberal',
      'git clone git://git.example.org/pub/scm/linux/kernel/git/tree.git && cd tree && make defconfig',
    ];
    expect(foreign(paragraphs(...ENGLISH, ...kept))).toEqual([]);
  });

  const ANNOUNCEMENT = 'In den Protokollen stand jedes Mal derselbe Satz:';
  const MESSAGE = 'The connection was closed by the remote host because it did not answer in time.';
  const OTHER = 'The server has asked us to try again later because it is too busy at the moment.';

  it('keeps what a paragraph of the document announces with a colon, and no more', () => {
    expect(foreign(paragraphs(...GERMAN, MESSAGE, ...GERMAN))).toEqual([MESSAGE]);
    expect(foreign(paragraphs(...GERMAN, ANNOUNCEMENT, MESSAGE, ...GERMAN))).toEqual([]);
    expect(foreign(paragraphs(...GERMAN, ANNOUNCEMENT, MESSAGE, OTHER, ...GERMAN))).toEqual([OTHER]);
    expect(foreign(paragraphs(...GERMAN, `${MESSAGE.slice(0, -1)}:`, OTHER, ...GERMAN))).toHaveLength(2);
    expect(foreign(paragraphs(...GERMAN, ANNOUNCEMENT, `- ${MESSAGE}\n- ${OTHER}`, ...GERMAN))).toEqual([]);
  });

  /** The same of a page with these paragraphs. */
  const foreignOnPage = (...texts: readonly string[]): string[] => {
    const segmented = segmentHtml(texts.map((text) => `<p>${text}</p>`).join(''), {});
    const document = { ...segmented, languages: identifyLanguages(segmented) };
    return createLanguageJudge(readOptions())(document, []).map(({ block }) => document.blocks[block].text);
  };

  it('keeps a paragraph of a page that is code', () => {
    expect(foreignOnPage(...GERMAN, `<em>${MESSAGE}</em>`, ...GERMAN)).toEqual([MESSAGE]);
    expect(foreignOnPage(...GERMAN, `<code>${MESSAGE}</code>`, ...GERMAN)).toEqual([]);
  });

  it('keeps sentences with their translations in the same paragraph', () => {
    const asked = 'Est-ce que je peux payer par carte ?<br>Can I pay by card?';
    const wanted =
      'Bonjour, je voudrais un café, s’il vous plaît.<br>Good morning, I would like a coffee, please.';
    expect(foreignOnPage(...ENGLISH, asked, wanted)).toEqual([]);
    expect(foreignOnPage(...ENGLISH, PORTUGUESE.replace('liberal, ', 'liberal,<br>'))).toHaveLength(1);
  });

  it('keeps the languages that the caller asks for', () => {
    expect(foreign(paragraphs(...ENGLISH, PORTUGUESE), { languages: ['pt'] })).toEqual([]);
    expect(foreign(paragraphs(...ENGLISH, PORTUGUESE), { languages: ['fr'] })).toEqual([PORTUGUESE]);
  });

  it('removes nothing from a text in two languages', () => {
    expect(foreign(paragraphs(...ENGLISH.slice(0, 3), ...GERMAN, PORTUGUESE))).toEqual([]);
  });

  it('overrules a wrong declaration', () => {
    expect(foreign(paragraphs(...ENGLISH), {}, 'pt')).toEqual([]);
    expect(foreign(paragraphs(...ENGLISH, PORTUGUESE), {}, 'pt')).toEqual([PORTUGUESE]);
  });

  it('lets near relatives pass when they are short', () => {
    const danish = 'Det er en god dag for os alle.';
    expect(foreign(paragraphs(NORWEGIAN, NORWEGIAN, NORWEGIAN, danish))).toEqual([]);
  });
});

describe.skipIf(!hasSharedData)('on sentences in 36 languages', () => {
  it('names the language of ten sentences', () => {
    const folder = join(import.meta.dirname, '../../../shared/data/languages');
    for (const [language, lines] of readLanguages(folder, 'sentences')) {
      expect(documentOf(lines.slice(0, 10).join('\n')).languages[0]).toBe(language);
    }
  });
});
