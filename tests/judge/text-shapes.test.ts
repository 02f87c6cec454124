/** Texts of many shapes, as crawls and extractors leave them: what is the article's stays, what is the site's goes. */
import { describe, expect, test } from 'vitest';
import { createCleaner } from '../../src/clean.ts';

const clean = createCleaner();
const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
const left = (text: string) => lines(clean({ text }).text);

const NEWS = [
  'The old mill in Barton has ground its last sack of flour. After two hundred and ten years the wheel was stopped on Friday, in front of a small crowd.',
  'The owner said that the river no longer carried enough water in summer, and that a motor would have been a lie.',
];

describe('verse', () => {
  test.each([
    [
      'de',
      'Werbung\n\nIch werbe um dich wie der Regen\num das Fenster wirbt am Abend,\nleise erst und dann verwegen,\nkeinen Einlass habend.\n\nKontakt\n\nZwischen deiner Hand und meiner\nliegt ein Tisch mit kaltem Tee.\nSag doch etwas, sagt nicht einer,\nund der andre sieht den Schnee.\n',
    ],
    [
      'sv',
      'Annons\n\nEn morgon i april stod det i tidningen\natt någon sökte en vän för livet,\nen som kunde läsa högt om kvällarna\noch koka kaffe utan att väcka katten.\n\nJag skrev ett svar på baksidan av ett kvitto,\nlade det i fickan på min rock\noch gick förbi kontoret varje dag\ntills rocken blev för tunn för hösten.\n',
    ],
    [
      'fi',
      'Ilmoitus\n\nKadonnut syksy, viimeksi nähty\nsillan kupeessa sateen jälkeen,\nkeltainen takki, märät kengät,\nvastaa nimeen Muisto.\n\nYhteystiedot\n\nKysy tuulelta, kysy lokilta,\nkysy naapurin vanhalta koiralta.\n',
    ],
  ])('keeps its headings, in %s', (_, poem) => {
    expect(clean({ text: poem }).text).toBe(poem);
  });

  test('the same words over the lines of a footer go', () => {
    const text = `${NEWS.join('\n\n')}\n\nKontakt\n\nHarbour Studio\nAnna Miller\nImpressum\n`;
    expect(left(text)).not.toContain('Kontakt');
  });
});

test('a glossary keeps a term that is a word of buttons as well', () => {
  const glossary =
    '喝茶的人常说一些行话，初学者听不懂。下面列出最常见的几个，并附上简单的解释。\n\n回甘\n喝下之后喉咙里慢慢泛起的甜味。\n\n挂杯\n茶香留在杯底，久久不散。\n\n茶引\n公道杯。\n\n收藏\n老茶客把好茶存放多年，等它慢慢变化。\n';
  expect(clean({ text: glossary }).text).toBe(glossary);
});

describe('lists behind the last paragraph of a page', () => {
  const MENU = ['Home', 'Recipes', 'Desserts', 'Subscribe', 'Skip to content'];
  const RECIPE = [
    'A lemon drizzle loaf is the cake I bake when somebody calls to say that they are ten minutes away. It needs no frosting, it keeps for days, and the syrup forgives an oven that runs too hot.',
    'Ingredients',
    '225 g butter, softened',
    '225 g caster sugar',
    '4 eggs',
    'Method',
    '1. Heat the oven to 180C.',
    '2. Beat the butter and sugar until pale, then add the eggs one at a time.',
    '3. Sift in the flour, add the zest and mix until combined.',
    '4. Bake for 45 minutes.',
    '5. Mix the juice and sugar and pour over the warm cake.',
    'Notes',
    'Keeps for 4 days in a tin.',
    'Freezes well without the syrup.',
  ];
  const FOOTER = [
    'Share this:',
    'Facebook',
    'Twitter',
    'You may also like',
    'Chocolate fudge cake',
    'Leave a Reply',
  ];

  test('stay', () => {
    expect(left([...MENU, ...RECIPE, ...FOOTER].join('\n'))).toEqual(RECIPE);
  });
});

describe('dates', () => {
  test('one below the other are a programme', () => {
    const play = [
      'Drei Stunden, kein Vorhang, keine Pause: Das Stadttheater zeigt Tschechows „Möwe“ in einer Fassung, die man so schnell nicht vergisst.',
      'Regisseur Jan Brandt hat den Text auf vier Figuren gekürzt, die einander nicht zuhören und es auch nicht mehr versuchen.',
      'Weitere Vorstellungen:',
      '14. März',
      '21. März',
      '4. April',
    ];
    expect(left([...play, 'Impressum', 'Datenschutz'].join('\n'))).toEqual(play);
  });

  test('one behind the text goes', () => {
    expect(left([...NEWS, 'Monday, September 25, 2023', 'Leave a comment'].join('\n'))).toEqual(NEWS);
  });
});

describe('a title of one word', () => {
  test.each([
    [
      'Nostalgi',
      'När jag var liten cyklade vi till sjön varje dag, också när det regnade, och ingen frågade när vi skulle komma hem.',
    ],
    [
      'Heimat',
      'Als ich nach zwanzig Jahren in das Dorf zurückkam, war der Brunnen zugeschüttet, und niemand wusste mehr, wo er gestanden hatte.',
    ],
    [
      '里山',
      '祖父の家の裏には小さな山があって、子どものころは毎日のように登っていた。頂上からは海が見え、晴れた日には島まで見えた。',
    ],
  ])('is printed once: %s', (title, text) => {
    const result = clean({ text: `${title}\n\n${title}\n\n${text}\n` });
    expect(result).toMatchObject({ title, text: `${title}\n\n${text}\n` });
  });

  test('a word of menus is none', () => {
    expect(left(`Home\n\nAbout us\n\n${NEWS.join('\n\n')}\n`)).toEqual(NEWS);
  });
});

describe('“Read also” and a title', () => {
  test.each([
    [
      'The ferry company said on Monday that it would cut three of its nine daily crossings.',
      'Read also: Ferry captain retires after 40 years',
    ],
    [
      'Die Bahn hat am Dienstag angekündigt, die Strecke für sechs Wochen zu sperren.',
      'Lesen Sie auch: Bahn baut neue Brücke',
    ],
    [
      'El ayuntamiento aprobó el martes la ampliación del carril bici hasta la estación.',
      'Lea también: Vecinos piden más carriles bici',
    ],
    [
      'La mairie a adopté mardi le nouveau plan de circulation du centre-ville.',
      'À lire aussi : Les commerçants inquiets',
    ],
    ['Rada miasta przyjęła we wtorek nowy plan ruchu w centrum.', 'Czytaj też: Kupcy są niezadowoleni'],
    [
      'Городской совет во вторник утвердил новый план движения в центре.',
      'Читайте также: Торговцы недовольны',
    ],
    [
      'Dewan kota pada hari Selasa menyetujui rencana lalu lintas baru untuk pusat kota.',
      'Baca juga: Pedagang tidak puas',
    ],
  ])('go from the end of a paragraph: %s', (sentence, glued) => {
    expect(left(`${sentence} ${glued}\n`)).toEqual([sentence]);
  });

  test('a sentence with these words stays', () => {
    const text =
      'She told the class to read also: the footnotes, the margins, the blank pages at the end of a book.\nLesen Sie auch die Packungsbeilage, bevor Sie das Mittel nehmen, denn die Wechselwirkungen stehen nur dort.\n';
    expect(clean({ text }).text).toBe(text);
  });
});

test('a sentence that no rule knows does not end what stands behind the text', () => {
  const article = [
    'O velho moinho de Barcelos moeu o último saco de farinha. Depois de duzentos e dez anos, a roda parou na sexta-feira diante de uma pequena multidão.',
    'O dono disse que o rio já não traz água suficiente no verão e que um motor teria sido uma mentira.',
  ];
  const unknown = 'Somos a voz do vale há mais de cem anos e contamos com todos para continuar.';
  const above = ['Artigo anterior', 'Próximo artigo', 'Deixe um comentário', 'Cancelar resposta'];
  const below = ['Política de privacidade', 'Contactos'];
  expect(left([...article, ...above, unknown, ...below].join('\n'))).toEqual([...article, unknown]);
});

test('a reply in one short sentence is no name of a site', () => {
  const text = [...NEWS, 'Post a Comment', 'That did it, thanks!', 'Previous article'].join('\n');
  expect(left(text)).toContain('That did it, thanks!');
});

test('the menu that a text begins with goes with the names of its sections', () => {
  const menu = ['Home', 'Nieuws', 'Uitslagen', 'Clubs', 'Zoeken', 'Inloggen'];
  const article = [
    'Ajax wint nipt in Groningen',
    'Ajax heeft zondag met moeite gewonnen van FC Groningen. De enige treffer viel in de 88e minuut, toen de doelman van de thuisploeg een voorzet losliet.',
    'De trainer sprak na afloop van een gestolen zege. De supporters floten hun eigen ploeg niet uit, wat ook wel eens anders is geweest.',
  ];
  expect(left([...menu, ...article].join('\n'))).toEqual(article);
});
