import { describe, expect, it } from 'vitest';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { segmentHtml } from '../../src/segment/html.ts';

const judge = createRulesJudge(loadBuiltInPacks());

const [FIRST, SECOND] = [
  '<p>The council voted on Tuesday to close the old bridge over the river for the whole of the winter.</p>',
  '<p>Nobody in the hall spoke against the plan, which will cost the town about two million a year.</p>',
];

/** The blocks that rules take out of a page. */
function taken(html: string): string[] {
  const document = segmentHtml(html, {});
  return judge(document, [])
    .filter(({ action, span }) => action === 'remove' && span === undefined)
    .map(({ block }) => document.blocks[block].text);
}

describe('what stands apart in a page', () => {
  it.each([
    '<aside>Contact us</aside>',
    '<form>Contact us</form>',
    '<div class="sidebar"><div>Contact us</div></div>',
    '<div role="complementary">Contact us</div>',
  ])('is head and tail between two paragraphs of the text: %s', (box) => {
    expect(taken(`${FIRST}${box}${SECOND}`)).toEqual(['Contact us']);
  });

  it('is not what an ordinary element holds', () => {
    expect(taken(`${FIRST}<div>Contact us</div>${SECOND}`)).toEqual([]);
  });

  it('is not the text, though a form goes around all of the page', () => {
    expect(taken(`<form>${FIRST}<div>Contact us</div>${SECOND}</form>`)).toEqual([]);
    expect(taken(`<body class="has-sidebar sidebar">${FIRST}<div>Contact us</div>${SECOND}</body>`)).toEqual(
      [],
    );
  });

  it('gives no list of titles away that the page is made of', () => {
    const list = '<aside><h3>Most read</h3></aside><ul><li>Ferry to run all night</li></ul>';
    expect(taken(`${FIRST}${list}${SECOND}`)).not.toContain('Ferry to run all night');
  });
});
