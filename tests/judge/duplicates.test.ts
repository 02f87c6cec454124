import { describe, expect, it } from 'vitest';
import { RANK, type Verdict } from '../../src/document.ts';
import { judgeDuplicates } from '../../src/judge/duplicates.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { segmentText } from '../../src/segment/text.ts';
import { processorMilliseconds } from '../time.ts';

const TITLE = 'China and US Make Progress in Talks, Hopeful for Improved Relations';
const FIRST =
  'President Xi Jinping of China has expressed that progress has been made on several issues during the visit of US Secretary of State Antony Blinken.';
const SECOND =
  'The meeting, lasting around 30 minutes, marked the conclusion of a closely watched trip, which also included talks with the foreign minister.';

const judge = (source: string, verdicts: readonly Verdict[] = []) =>
  judgeDuplicates(segmentText(source, {}), verdicts).map(({ rule, block }) => [rule, block]);

describe('judgeDuplicates', () => {
  it('removes the second of two titles', () => {
    expect(judge(`${TITLE}\n\n${TITLE}\n\n${FIRST}\n\n${SECOND}`)).toEqual([['duplicate/title', 1]]);
  });

  it('sees the same title in capitals, and as a heading', () => {
    expect(judge(`${TITLE}\n\n${TITLE.toUpperCase()}\n\n${FIRST}`)).toEqual([['duplicate/title', 1]]);
    expect(judge(`${TITLE}\n\n# ${TITLE}\n\n${FIRST}`)).toEqual([['duplicate/title', 1]]);
  });

  it('keeps the heading of a page, not the crumb or the button to share it above', () => {
    const html = `<title>${TITLE}</title><p>Home</p><p>${TITLE}</p><h1>${TITLE}</h1><p>${FIRST}</p>`;
    const verdicts = judgeDuplicates(segmentHtml(html, {}), []);
    expect(verdicts.map(({ rule, block }) => [rule, block])).toEqual([['duplicate/title', 1]]);
  });

  it('keeps the second title when a rule removes the first', () => {
    const rule: Verdict = {
      action: 'remove',
      block: 0,
      span: undefined,
      category: 'navigation',
      rule: 'navigation/breadcrumb',
      reason: 'a breadcrumb',
      rank: RANK.rule,
      score: undefined,
    };
    expect(judge(`${TITLE}\n\n${TITLE}\n\n${FIRST}`, [rule])).toEqual([]);
  });

  it('removes a title that returns below the article when it is long, and leaves a short one', () => {
    expect(judge(`${TITLE}\n\n${FIRST}\n\n${SECOND}\n\n${TITLE}`)).toEqual([['duplicate/title', 3]]);
    expect(judge(`Talks in Beijing\n\n${FIRST}\n\n${SECOND}\n\nTalks in Beijing`)).toEqual([]);
  });

  it('removes a long paragraph that is printed twice', () => {
    expect(judge(`${FIRST}\n\n${SECOND}\n\n${FIRST}`)).toEqual([['duplicate/block', 2]]);
  });

  it('leaves refrains, dialogue, lists, code and table rows', () => {
    const song =
      'Row, row, row your boat\nGently down the stream\nMerrily, merrily, merrily, merrily\nLife is but a dream\n';
    expect(judge(song.repeat(3))).toEqual([]);
    expect(judge('“No,” she said.\n“Why not?”\n“No,” she said.\n')).toEqual([]);
    expect(judge(`- ${FIRST}\n- ${SECOND}\n- ${FIRST}\n`)).toEqual([]);
    expect(judge(`| ${FIRST} | a |\n| ${FIRST} | a |\n`)).toEqual([]);
    const code =
      '```\nlet total = rows.reduce((sum, row) => sum + row.price, 0); // and so on, and so on, until it is long enough\n```\n';
    expect(judge(code.repeat(2))).toEqual([]);
  });

  it('takes linear time when every paragraph is the same', () => {
    const many = segmentText(`${FIRST}\n\n`.repeat(20_000), {});
    const work = () => expect(judgeDuplicates(many, [])).toHaveLength(19_999);
    expect(processorMilliseconds(work)).toBeLessThan(2_000);
  });
});
