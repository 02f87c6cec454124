import { describe, expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';
import { segmentHtml } from '../../src/segment/html.ts';

const clean = createCleaner({ extractor: 'none' });

/** The title of a page's result. */
function titled(title: string, ...headings: string[]): string | null {
  const result = clean({ html: `<title>${title}</title>${headings.join('')}<p>The belt was torn.</p>` });
  expect(result.metadata.title ?? null).toBe(result.title);
  return result.title;
}

describe('the title of a result', () => {
  const article = 'Repairing an old sewing machine';
  const diary = `${article} - Veranda Diary`;

  test("is not the site's name, though its heading stands first or higher", () => {
    expect(titled(diary, '<h1><a href="/">Veranda Diary</a></h1>', `<h1>${article}</h1>`)).toBe(article);
    expect(titled(diary, '<h1>Veranda Diary</h1>', `<h2>${article}</h2>`)).toBe(article);
    expect(titled(`Veranda Diary • ${article}`, '<h1>Veranda Diary</h1>', `<h2>${article}</h2>`)).toBe(
      article,
    );
  });

  test("is not a heading that links to the site's root, unless that is all of what the page calls itself", () => {
    const site = '<h1><a href="https://diary.example/">Diary of an old veranda</a></h1>';
    const belts = 'Two new belts | Diary of an old veranda';
    expect(titled(belts, site, '<h2>Two new belts</h2>')).toBe('Two new belts');
    expect(titled(belts, site)).toBe(belts);
    expect(titled('Veranda Diary', '<h1><a href="/">Veranda Diary</a></h1>')).toBe('Veranda Diary');
  });

  test('is the higher heading where a lower one only says more of the same', () => {
    const spare = 'Spare belts for sewing machines';
    expect(titled(`${spare} in 2025`, `<h1>${spare}</h1>`, `<h2>${spare} in 2025</h2>`)).toBe(spare);
  });

  test('of an article is its one first heading, whatever search engines are told', () => {
    const blog = '<meta property="og:type" content="article">';
    const told = 'Top 11 sewing machines of 2025 compared';
    expect(titled(told, blog, `<h1>${article}</h1>`)).toBe(article);
    expect(titled(told, blog, `<h1>${article}</h1>`, '<h1>Comments of our readers</h1>')).toBe(told);
    expect(titled(told, `<h1>Sewing made simple for everyone</h1>`)).toBe(told);
    expect(titled(told, blog, '<h1><a href="/">The old veranda diary</a></h1>')).toBe(told);
  });

  test("comes without the site's name where the host is made of it", () => {
    const titledAt = (title: string, url: string) =>
      clean({ html: `<title>${title}</title><p>Torn.`, url }).title;
    expect(titledAt('Cloud services | The Mill', 'https://www.themill.example/cloud')).toBe('Cloud services');
    expect(titledAt('Cloud services - Themill.example', 'https://themill.example/')).toBe('Cloud services');
    expect(titledAt('Cloud services | Prices', 'https://themill.example/')).toBe('Cloud services | Prices');
  });

  test('has what stands in it twice encoded as its readers see it', () => {
    expect(titled('Carts &amp;amp; bicycles &amp;#x2F; prices')).toBe('Carts & bicycles / prices');
  });

  test('is a short heading too, where a separator sets it off', () => {
    expect(titled('Rye - Veranda Diary', '<h1>Rye</h1>')).toBe('Rye');
    expect(titled('Sudo · Wiki', '<h2>Menu</h2>', '<h1>Sudo</h1>')).toBe('Sudo');
    expect(titled('Rye bread in winter', '<h1>Rye</h1>')).toBe('Rye bread in winter');
  });

  test('is the heading that its class names as the title of a post, whatever its level', () => {
    const post = `<div class="post hentry"><h3 class="post-title entry-title">${article}</h3></div>`;
    expect(titled(`Veranda Diary: ${article}`, '<h1 class="title">Veranda Diary</h1>', post)).toBe(article);
    expect(
      titled(
        'Diary of an old veranda: Rye',
        '<h1>Diary of an old veranda</h1>',
        '<h2 class="entry-title">Rye</h2>',
      ),
    ).toBe('Rye');
  });

  test("is not the site's name in the head of the page", () => {
    const head = '<header class="site"><h1>Diary of an old veranda</h1></header>';
    expect(titled('Two belts | Diary of an old veranda', head, '<main><h2>Two belts</h2></main>')).toBe(
      'Two belts',
    );
  });

  test('changes no kind of a block', () => {
    const { blocks, metadata, headline } = segmentHtml(
      `<title>${diary}</title><h1>Veranda Diary</h1><h2>${article}</h2><p>The belt was torn.</p>`,
      {},
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['title', 'heading', 'paragraph']);
    expect([metadata.title, headline]).toEqual(['Veranda Diary', article]);
  });
});
