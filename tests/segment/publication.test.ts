/** Who wrote a page's article, and when: stated, or printed beside its title. */
import { describe, expect, test } from 'vitest';
import { segmentHtml } from '../../src/segment/html.ts';

const TEXT = `<p>The council met on Tuesday and voted to keep the bridge, which had been closed since the flood of 3 May 1987.
  Carts, bicycles and the school bus will cross it again from the first day of the fair, when the mayor opens it.</p>
  <p>It will cost less than a new one, said the engineer, who had measured every stone of it in the winter of 1991, and it
  will stand for another hundred years if the drains are kept clean and the lorries of the quarry keep to the other road.</p>`;

function page(beside: string, head = '', language = 'en'): string {
  return `<html lang="${language}"><head><title>The bridge stays</title>${head}</head><body>
    <nav><ul><li><a href="/">Home</a><li><a href="/about">About us</a></ul></nav>
    <h1>The bridge stays</h1>${beside}${TEXT}
    <h2>More news</h2><p>By Someone Else, 1 January 2020</p></body>`;
}

const publicationOf = (html: string, url?: string) => {
  const { author, date } = segmentHtml(html, { url }).metadata;
  return { author, date };
};

describe('writer and date are found where a page prints them beside its title', () => {
  test.each([
    ['<p>By Ana Ruiz | March 3, 2024</p>', 'en', 'Ana Ruiz', '2024-03-03'],
    ['<p class="meta">Posted on 3rd Mar 2024 by Ana Ruiz in City</p>', 'en', 'Ana Ruiz', '2024-03-03'],
    ['<p>Von Anna Schmidt</p><p>Stand: 3. März 2024, 14:05 Uhr</p>', 'de', 'Anna Schmidt', '2024-03-03'],
    [
      '<p>Par Jean-Luc d’Orme et Marie Petit</p><p>Publié le 3 mars 2024</p>',
      'fr',
      'Jean-Luc d’Orme, Marie Petit',
      '2024-03-03',
    ],
    [
      '<div><span>Por</span></div><div>María José García</div><div>3 de marzo de 2024</div>',
      'es',
      'María José García',
      '2024-03-03',
    ],
    ['<p>Автор: Иван Петров</p><p>3 марта 2024 г.</p>', 'ru', 'Иван Петров', '2024-03-03'],
    ['<p>作者：张三　2024年3月3日 10:00</p>', 'zh', '张三', '2024-03-03'],
    ['<p>홍길동 기자 2024. 3. 3.</p>', 'ko', '홍길동', '2024-03-03'],
    ['<p>เขียนโดย: สมชาย</p><p>3 มีนาคม 2567</p>', 'th', 'สมชาย', '2024-03-03'],
    ['<p>Ngày 3 tháng 3 năm 2024</p><p>Tác giả: Lê Văn An</p>', 'vi', 'Lê Văn An', '2024-03-03'],
    ['<p>2024. március 3.</p><p>Szerző: Nagy Éva</p>', 'hu', 'Nagy Éva', '2024-03-03'],
  ])('%s', (beside, language, author, date) => {
    expect(publicationOf(page(beside, '', language))).toEqual({ author, date });
  });

  test('a link to the page of a writer names the writer', () => {
    expect(publicationOf(page('<div><a href="/authors/ana-ruiz">Ana Ruiz</a></div>')).author).toBe(
      'Ana Ruiz',
    );
    expect(publicationOf(page('<div><a href="/team/ana-ruiz">Ana Ruiz</a></div>')).author).toBe('Ana Ruiz');
    expect(publicationOf(page('<div><a href="/team/careers">Join Our Team</a></div>')).author).toBe(
      undefined,
    );
  });

  test('an element that is marked as the author names the writer, "by" left out', () => {
    const marked = '<p itemprop="author">by <span itemprop="name">Ana Ruiz</span></p>';
    expect(publicationOf(page(marked)).author).toBe('Ana Ruiz');
  });

  test('days and names of the text are not those of the page', () => {
    expect(publicationOf(page(''))).toEqual({ author: undefined, date: undefined });
    expect(
      publicationOf(page('<p>By Train To The Lakes Of The North, a guide for those who have the time</p>'))
        .author,
    ).toBe(undefined);
  });

  test('the day of the first publication goes before that of a change', () => {
    expect(publicationOf(page('<p>Updated 5 May 2024</p><p>Published 3 March 2024</p>')).date).toBe(
      '2024-03-03',
    );
    expect(publicationOf(page('<p>Updated 5 May 2024</p>')).date).toBe('2024-05-05');
  });

  test('a time element beside the title goes before one of another article', () => {
    const aside = '<aside><time datetime="2020-01-01">Older</time></aside>';
    const html = page('<time datetime="2024-03-03T08:00:00+01:00">today</time>').replace(
      '<nav>',
      `${aside.repeat(9)}<nav>`,
    );
    expect(publicationOf(html).date).toBe('2024-03-03T08:00:00+01:00');
  });

  test('an address with a day in it says when', () => {
    expect(publicationOf(page(''), 'https://ex.org/2024/03/03/the-bridge/').date).toBe('2024-03-03');
  });
});

describe('what is stated', () => {
  const stated = (json: string) => page('', `<script type="application/ld+json">${json}</script>`);

  test('goes before what is printed', () => {
    const head =
      '<meta name=author content="Ana Ruiz"><meta property="article:published_time" content="2024-03-03T07:00:00Z">';
    expect(publicationOf(page('<p>By Ben Kim, 4 March 2024</p>', head))).toEqual({
      author: 'Ana Ruiz',
      date: '2024-03-03T07:00:00Z',
    });
  });

  test('a person goes before the site, and the site before nobody', () => {
    const head = '<meta property="og:site_name" content="The Mill"><meta name=author content="The Mill">';
    expect(publicationOf(page('<p>By Ana Ruiz</p>', head)).author).toBe('Ana Ruiz');
    expect(publicationOf(page('', head)).author).toBe('The Mill');
  });

  test('an author may stand elsewhere in the JSON-LD under an id', () => {
    const graph =
      '{"@graph":[{"@type":"Article","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Ana Ruiz"}]}';
    expect(publicationOf(stated(graph)).author).toBe('Ana Ruiz');
  });

  test.each([
    ['2024-03-03 08:33:24', '2024-03-03T08:33:24'],
    ['2024-01-26 21:32:46 UTC', '2024-01-26T21:32:46Z'],
    ['20240303T055000+0900', '2024-03-03'],
    ['Sun, 03 Mar 2024 11:40:00 GMT', '2024-03-03'],
    ['1709424000', '2024-03-03T00:00:00Z'],
    ['3/13/2024', '2024-03-13'],
    ['01/07/16', undefined],
    ['31 February 2024', undefined],
    ['soon', undefined],
  ])('a date of %s is read as %s', (content, date) => {
    expect(publicationOf(page('', `<meta name=date content="${content}">`)).date).toBe(date);
  });

  test('which number is the month follows the country', () => {
    const dated = (language: string) =>
      publicationOf(page('', '<meta name=date content="3/4/2024">', language)).date;
    expect(dated('en-US')).toBe('2024-03-04');
    expect(dated('en-GB')).toBe('2024-04-03');
    expect(dated('it')).toBe('2024-04-03');
  });
});
