import { describe, expect, it } from 'vitest';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { segmentHtml } from '../../src/segment/html.ts';

const judge = createRulesJudge(loadBuiltInPacks());

/** What of a page goes and what stays, block by block. */
function judged(head: string, body: string): { gone: string[]; kept: string[] } {
  const { blocks, ...document } = segmentHtml(`<html><head>${head}</head><body>${body}</body></html>`, {});
  const verdicts = judge({ ...document, blocks }, []);
  const isGone = (i: number) =>
    verdicts.some(({ block, action, span }) => block === i && action === 'remove' && span === undefined);
  const texts = (gone: boolean) => blocks.filter((_, i) => isGone(i) === gone).map(({ text }) => text);
  return { gone: texts(true), kept: texts(false) };
}

function generator(content: string): string {
  return `<meta name="generator" content="${content}">`;
}

/** Wikis in several languages, with the boxes that their templates print: what must go, between what must stay. */
const WIKIS: readonly [language: string, body: string, kept: readonly string[]][] = [
  [
    'en',
    `<a class="mw-jump-link" href="#bodyContent">Jump to content</a><h1 id="firstHeading">Avon</h1>
<div id="siteSub" class="noprint">From River Wiki</div><div id="contentSub">(Redirected from <a href="/wiki/Afon">Afon</a>)</div>
<div role="note" class="hatnote navigation-not-searchable">This article is about the river. For the town, see <a href="/wiki/A">Avon (town)</a>.</div>
<table class="box-More plainlinks metadata ambox ambox-content" role="presentation"><tbody><tr><td class="mbox-text">This article needs additional citations for verification.</td></tr></tbody></table>
<p>The river rises in the hills and reaches the sea after forty miles.</p>
<div id="toc" class="toc" role="navigation"><div class="toctitle"><h2>Contents</h2></div><ul><li class="toclevel-1"><a href="#Course">1 Course</a></li></ul></div>
<h2><span class="mw-headline" id="Course">Course</span></h2><p>It was dammed in 1932, and again in 1957.</p>
<table class="metadata mbox-small plainlinks"><tbody><tr><td class="mbox-text plainlist">Commons has media related to the Avon.</td></tr></tbody></table>
<div role="note" class="metadata plainlinks asbox stub"><table><tbody><tr><td>This article about a river is a stub. You can help by expanding it.</td></tr></tbody></table></div>
<div id="catlinks" class="catlinks">Category: Rivers</div>`,
    [
      'Avon',
      'The river rises in the hills and reaches the sea after forty miles.',
      'Course',
      'It was dammed in 1932, and again in 1957.',
    ],
  ],
  [
    'de',
    `<p>Der Fluss entspringt im Hügelland und mündet nach vierzig Meilen ins Meer.</p><h2>Geschichte</h2>
<div class="hauptartikel" role="navigation"><span class="hauptartikel-pfeil">→ </span><i><span class="hauptartikel-text">Hauptartikel</span>: <a href="/wiki/Damm">Damm</a></i></div>
<p>Im Jahr 1932 wurde er gestaut.</p>
<div class="sisterproject"><b><a href="https://commons.example.org">Commons</a></b>: Fluss – Sammlung von Bildern</div>
<div class="klappleiste mw-collapsible navileiste" role="navigation"><div class="klappleiste-kopf">Flüsse im Norden</div></div>
<div class="printfooter">Abgerufen von „https://wiki.example.org/index.php?title=Fluss“</div>`,
    [
      'Der Fluss entspringt im Hügelland und mündet nach vierzig Meilen ins Meer.',
      'Geschichte',
      'Im Jahr 1932 wurde er gestaut.',
    ],
  ],
  [
    'fr',
    `<div class="bandeau-container metadata homonymie hatnote"><div class="bandeau-cell">Pour les articles homonymes, voir <a href="/wiki/A">Avon</a>.</div></div>
<p>Le fleuve naît dans les collines et atteint la mer après quarante milles.</p>
<ul id="bandeau-portail" class="bandeau-portail"><li><span class="bandeau-portail-texte"><a href="/wiki/P">Portail des rivières</a></span></li></ul>`,
    ['Le fleuve naît dans les collines et atteint la mer après quarante milles.'],
  ],
  [
    'es',
    `<div id="jump-to-nav" class="mw-jump">Saltar a: <a href="#mw-navigation">navegación</a>, <a href="#p-search">buscar</a></div>
<p>El río nace en las colinas y llega al mar tras cuarenta millas.</p>
<div class="mw-authority-control"><div role="navigation" class="navbox"><table><tbody><tr><th class="navbox-group">Control de autoridades</th><td class="navbox-list">Datos: Q7186</td></tr></tbody></table></div></div>`,
    ['El río nace en las colinas y llega al mar tras cuarenta millas.'],
  ],
  [
    'ja',
    `<div class="dablink">町については「<a href="/wiki/A">エイボン (町)</a>」をご覧ください。</div>
<p>この川は丘陵に源を発し、六十キロメートルを流れて海に注ぐ。</p>
<div class="side-box metadata sister-box sistersitebox plainlinks" role="navigation"><div>姉妹プロジェクトに関連する資料があります。</div></div>`,
    ['この川は丘陵に源を発し、六十キロメートルを流れて海に注ぐ。'],
  ],
];

describe('rules for a software', () => {
  it.each(WIKIS)('take the boxes of a wiki in %s on any host, and nothing else', (_, body, kept) => {
    const { gone, kept: left } = judged(generator('MediaWiki 1.39.5'), body);
    expect(left).toEqual(kept);
    expect(gone.length).toBeGreaterThan(0);
  });

  it('hold where the software names itself, in whatever case, among others too', () => {
    const box =
      '<p>The river reaches the sea.</p><div class="hatnote">For the town of the name, see Avon.</div>';
    const isTaken = (head: string) => judged(head, box).gone.length === 1;
    expect(isTaken(generator('mediawiki 1.45.1'))).toBe(true);
    expect(isTaken(generator('MediaWiki'))).toBe(true);
    expect(isTaken(generator('Semantics 4') + generator('MediaWiki 1.39.5'))).toBe(true);
    expect(isTaken(generator('MediaWikipress 2'))).toBe(false);
    expect(isTaken(generator('Made with MediaWiki'))).toBe(false);
    expect(isTaken('<meta name="description" content="MediaWiki 1.39.5">')).toBe(false);
    expect(isTaken('')).toBe(false);
  });

  it('hold on a host that is known to run it where the tag is missing', () => {
    const head = '<link rel="canonical" href="https://en.wikipedia.org/wiki/Avon">';
    expect(judged(head, '<div class="hatnote">For the town of the name, see Avon.</div>').kept).toEqual([]);
  });

  it('take what Docusaurus prints around a page', () => {
    const { gone, kept } = judged(
      generator('Docusaurus v3.9.2'),
      `<nav class="theme-doc-breadcrumbs breadcrumbsContainer_Wvrh"><ul class="breadcrumbs"><li class="breadcrumbs__item"><span class="breadcrumbs__link">Introduction</span></li></ul></nav>
<div class="theme-doc-markdown markdown"><h1>Moving the file</h1><p>Move the file into the folder before you start the server.</p><div class="theme-admonition alert"><p>It is read once.</p></div></div>
<footer class="theme-doc-footer"><div class="row theme-doc-footer-edit-meta-row"><a class="theme-edit-this-page" href="https://github.com/x/y/edit/a.md">Edit this page</a></div></footer>
<nav class="docusaurus-mt-lg pagination-nav"><a class="pagination-nav__link" href="/b"><div class="pagination-nav__sublabel">Next</div><div class="pagination-nav__label">Playground</div></a></nav>`,
    );
    expect(gone).toEqual(['Introduction', 'Edit this page', 'Next', 'Playground']);
    expect(kept).toEqual([
      'Moving the file',
      'Move the file into the folder before you start the server.',
      'It is read once.',
    ]);
  });

  it('take what Material for MkDocs prints around a page', () => {
    const { gone, kept } = judged(
      generator('mkdocs-1.6.1, mkdocs-material-9.7.0'),
      `<nav class="md-path"><ol class="md-path__list"><li class="md-path__item"><a class="md-path__link" href="..">Guide</a></li></ol></nav>
<article class="md-content__inner md-typeset"><h1>Moving the file</h1><p>Move the file into the folder before you start the server.</p>
<aside class="md-source-file"><span class="md-source-file__fact">March 11, 2026</span></aside></article>
<footer class="md-footer"><nav class="md-footer__inner"><a class="md-footer__link" href="a"><div class="md-footer__title">Search Engines</div></a></nav></footer>`,
    );
    expect(gone).toEqual(['Guide', 'March 11, 2026', 'Search Engines']);
    expect(kept).toEqual(['Moving the file', 'Move the file into the folder before you start the server.']);
  });

  it("take Jetpack's buttons and other posts, in languages that no phrase is in", () => {
    const { gone, kept } = judged(
      generator('WordPress 6.8.2') + generator('Site Kit by Google 1.1'),
      `<div class="entry-content"><p>They shared the last of the bread with the men from the boat.</p>
<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social sd-sharing"><h3 class="sd-title">Comparteix:</h3><div class="sd-content"><ul><li class="share-email"><a class="share-email sd-button" href="#"><span>Correu electrònic</span></a></li></ul></div></div></div>
<div id='jp-relatedposts' class='jp-relatedposts'><h3 class="jp-relatedposts-headline"><em>Relacionat</em></h3></div></div>`,
    );
    expect(gone).toEqual(['Comparteix:', 'Correu electrònic', 'Relacionat']);
    expect(kept).toEqual(['They shared the last of the bread with the men from the boat.']);
  });

  it('take time that grows with the page, however many elements they select, beside or in one another', () => {
    const head = generator('MediaWiki 1.39.5');
    for (const box of [
      '<div class="hatnote"><p>Help us.</p></div>',
      '<div class="hatnote"><p>Help us.</p>',
    ]) {
      const document = segmentHtml(head + box.repeat(20_000), {});
      const before = performance.now();
      expect(judge(document, [])).toHaveLength(20_000);
      expect(performance.now() - before).toBeLessThan(5_000);
    }
  });
});
