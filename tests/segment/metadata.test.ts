/** What a page says of itself. */
import { describe, expect, test } from 'vitest';
import { segmentHtml } from '../../src/segment/html.ts';

const segment = (html: string) => segmentHtml(html, {});

describe('metadata', () => {
  test.each([
    ['/c', 'https://ex.com/c'],
    ['//other.org/c', 'https://other.org/c'],
    ['https://ex.com', 'https://ex.com'],
  ])('a canonical link to %s is resolved against where the page came from', (href, url) => {
    const html = `<link rel=canonical href="${href}"><p>Text`;
    expect(segmentHtml(html, { url: 'https://ex.com/a/b' }).metadata.url).toBe(url);
    expect(segmentHtml(html, {}).metadata.url).toBe(href);
    expect(segmentHtml(html, { url: 'nowhere' }).metadata.url).toBe(href);
  });

  test('comes from meta tags, JSON-LD, lang and the canonical link', () => {
    const html = `<html lang="pt-BR"><title>Pão | Site</title><meta property="og:title" content="P&atilde;o de centeio">
      <link rel="canonical" href="https://example.org/pao"><meta property="og:site_name" content="Site">
      <script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle",
      "author":[{"name":"Ana"},{"name":"Rui"}],"datePublished":"2024-05-01",
      "headline":"line
break"},]}</script>`;
    expect(segment(html).metadata).toEqual({
      title: 'Pão de centeio',
      author: 'Ana, Rui',
      date: '2024-05-01',
      siteName: 'Site',
      url: 'https://example.org/pao',
      language: 'pt',
      type: 'newsarticle',
    });
  });

  test('papers say it in tags of their own, job postings in a field of their own', () => {
    const paper = `<meta name="citation_title" content="On locks"><meta name="citation_author" content="Marijke de Boer">
      <meta name="citation_publication_date" content="2019/09/02"><p>x`;
    expect(segmentHtml(paper, {}).metadata).toMatchObject({
      title: 'On locks',
      author: 'Marijke de Boer',
      date: '2019-09-02',
    });
    const job =
      '<script type="application/ld+json">{"@type":"JobPosting","datePosted":"2024-05-06"}</script><p>x';
    expect(segmentHtml(job, {}).metadata.date).toBe('2024-05-06');
  });

  test("the title comes without the site's name", () => {
    expect(
      segment('<title>Rye is back - The Mill</title><meta name=application-name content="The Mill">').metadata
        .title,
    ).toBe('Rye is back');
    expect(segment('<title>Rye is back - The Mill</title><h1>Rye is back</h1>').metadata.title).toBe(
      'Rye is back',
    );
  });

  test('the author is the one that JSON-LD refers to by address', () => {
    const graph = {
      '@graph': [
        {
          '@type': 'Article',
          author: [{ '@id': '#ana' }, { '@id': '#gone' }],
          publisher: { '@id': '#mill' },
        },
        { '@type': 'Organization', '@id': '#mill', name: 'The Mill' },
        { '@type': 'Person', '@id': '#ana', name: 'Ana Reis' },
      ],
    };
    const html = `<script type="application/ld+json">${JSON.stringify(graph)}</script><p>x`;
    expect(segment(html).metadata).toEqual({ author: 'Ana Reis', siteName: 'The Mill', type: 'article' });
  });

  test('microdata and microformats name author and date, whatever elements are around the name', () => {
    const nested =
      '<p>By <span itemprop="author" itemscope><a itemprop="url" href="/ana"><span itemprop="name">Ana Reis</span></a></span>';
    expect(
      segment(`${nested}, <span itemprop="datePublished" content="2023-04-01">1 April</span>`).metadata,
    ).toEqual({ author: 'Ana Reis', date: '2023-04-01' });
    const atom =
      '<a rel="author" href="/ana">By Ana Reis</a> <abbr class="published" title="2023-04-01T08:00">April 1</abbr>';
    expect(segment(`<p>${atom}</p>`).metadata).toEqual({ author: 'Ana Reis', date: '2023-04-01T08:00' });
    const review = `<meta property="og:type" content="product"><p>Good. <span itemprop="author">Ana Reis</span>`;
    expect(segment(review).metadata).toEqual({ type: 'product' });
  });

  test('the date is that of publication, not of a change or of another article', () => {
    const time = (day: string, more = '') => `<time ${more} datetime="2023-04-0${day}">${day}</time>`;
    expect(
      segment(`${time('3', 'class="updated"')}${time('1', 'class="entry-date published"')}`).metadata.date,
    ).toBe('2023-04-01');
    expect(segment(`<aside>${time('3')}</aside><p>${time('1')}</p>`).metadata.date).toBe('2023-04-01');
    expect(segment(`<p>${time('3', 'class="updated"')}</p>`).metadata.date).toBe('2023-04-03');
  });

  test('the author is the one in the byline under the title, where the page says it nowhere else', () => {
    const page = (byline: string, far = '') =>
      segment(
        `<title>Rye is back</title><h1>Rye is back</h1>${far}<p class="byline">${byline}</p><p>It is sown again.</p>`,
      ).metadata.author;
    expect(page('By Ana de Souza | April 1, 2023')).toBe('Ana de Souza');
    expect(page('Words: <a href="/authors/ana">Ana Reis</a>, <a href="/photos">our archive</a>')).toBe(
      'Ana Reis',
    );
    expect(page('Por ANA REIS em Lisboa')).toBe('ANA REIS');
    expect(page('By popular demand')).toBeUndefined();
    expect(page('By Ana Reis', '<p>One.</p>'.repeat(14))).toBeUndefined();
  });
});
