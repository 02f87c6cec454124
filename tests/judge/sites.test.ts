import { describe, expect, it } from 'vitest';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { segmentHtml } from '../../src/segment/html.ts';

const judge = createRulesJudge(loadBuiltInPacks());

const PAGE = `<h1>River</h1><p>From Wikipedia, the free encyclopedia</p>
<p>The river rises in the hills and reaches the sea after forty miles of slow bends.</p>
<div id="toc"><h2>Contents</h2><ul><li>Course</li></ul></div>
<div class="plainlist navbox"><p>Rivers of the north</p></div>
<p>It was dammed in 1932, and again in 1957, and the salmon have not come back since.</p>`;

/** The blocks that rules for a site take from the page at an address. */
function taken(url: string | undefined, page = PAGE): string[] {
  const document = segmentHtml(page, { ...(url === undefined ? {} : { url }) });
  return judge(document, [])
    .filter(({ rule }) => /^navigation\/(?:wikipedia|mediawiki)-/.test(rule))
    .map(({ block }) => document.blocks[block].text);
}

describe('rules for a site', () => {
  it('take elements by class and id, and phrases, on that site and its subdomains', () => {
    expect(taken('https://en.wikipedia.org/wiki/River')).toEqual([
      'From Wikipedia, the free encyclopedia',
      'Contents',
      'Course',
      'Rivers of the north',
    ]);
    expect(taken('https://wikipedia.org/')).toHaveLength(4);
  });

  it('go by the address that the page declares when the caller gives none', () => {
    const head = '<link rel="canonical" href="https://de.wikipedia.org/wiki/Fluss">';
    expect(taken(undefined, `<head>${head}</head><body>${PAGE}</body>`)).toHaveLength(4);
  });

  it('do nothing anywhere else', () => {
    expect(taken('https://notwikipedia.org/')).toEqual([]);
    expect(taken('https://wikipedia.org.example.com/')).toEqual([]);
    expect(taken(undefined)).toEqual([]);
  });
});
