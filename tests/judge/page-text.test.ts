import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCleaner } from '../../src/clean.ts';
import type { Document, Verdict } from '../../src/document.ts';
import { identifyLanguages } from '../../src/judge/language/document.ts';
import { createPageTextJudge, explainTextScore } from '../../src/judge/page-text.ts';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { NEVER_CONTENT } from '../../src/judge/text/choice.ts';
import { FEATURE_COUNT } from '../../src/judge/text/columns.ts';
import { computeTextFeatures } from '../../src/judge/text/features.ts';
import { scoreLists, scoreListsWithin } from '../../src/judge/text/lists.ts';
import { bestThreshold } from '../../src/judge/threshold.ts';
import { type CleanOptions, readOptions } from '../../src/options.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { segmentText } from '../../src/segment/text.ts';
import { processorMilliseconds, TIMED } from '../time.ts';

const SEEDS = join(import.meta.dirname, '../../seeds');
const GOLDEN = join(import.meta.dirname, '../../golden');

const MENU = `Skip to content
* Home
* News
  * Local
  * National
  * World
* Sport
* Weather
* Business
* Opinion
* Culture
* Jobs
* Log in
* Subscribe
Search for:`;

const ARTICLE = `Council approves plan for new bridge across the river

By Jane Doe

The city council voted on Tuesday to build a second bridge across the river, ending a dispute that has divided the town for more than a decade.

The bridge will carry two lanes of traffic, a cycle path and a footway, and is expected to cost 42 million over six years, according to the documents that were published before the meeting.

“We have talked about this for long enough,” the mayor said after the vote. “People who live on the east side spend an hour in traffic every morning, and that has to end.”

Opponents of the plan argued that the money would be better spent on buses. They also pointed to the wetlands on the eastern bank, where several protected species of birds breed in spring.

Work is to begin next summer, once the courts have decided on two appeals. The engineers expect the first cars to cross the river four years later.

Until then the old bridge will be kept open, although lorries of more than twelve tonnes will have to take the motorway from January on.`;

const FOOTER = `Most read
* Rain expected over the weekend
* Museum opens new wing
* Ten recipes for autumn
* Striker out for the season
* House prices fall again
* School closed after fire
About us
Contact
Advertise
Privacy policy
Terms of use
Careers
Facebook
Twitter
Instagram
YouTube
RSS
© 2024 The Daily Example. All rights reserved.`;

const TEASERS = `Rain expected over the weekend
Museum opens new wing
Ten dishes for autumn
Striker out for the season
House prices fall again
School closed after fire
`;

const PAGE = `${MENU}\n\n${ARTICLE}\n\n${FOOTER}\n`;

function documentOf(text: string): Document {
  const segmented = segmentText(text, {});
  return { ...segmented, languages: identifyLanguages(segmented) };
}

function kept(text: string, options: CleanOptions = {}): string[] {
  const document = documentOf(text);
  const gone = new Set(createPageTextJudge(readOptions(options))(document, []).map(({ block }) => block));
  return document.blocks.filter((_, index) => !gone.has(index)).map((block) => block.text);
}

const blocksOf = (text: string) => documentOf(text).blocks.map((block) => block.text);
const prose = (texts: readonly string[]) => texts.filter((text) => text.length > 80);

describe('the judge of page text', () => {
  it('finds the article in a page that became text', () => {
    const left = kept(PAGE);
    expect(prose(left)).toEqual(prose(blocksOf(ARTICLE)));
    for (const chrome of ['* Weather', '* Jobs', '* National', '* Local', '* Opinion']) {
      expect(left).not.toContain(chrome);
    }
  });

  it('does not depend on how a converter writes lists', () => {
    const plain = PAGE.replaceAll(/^ *\* /gm, '');
    expect(prose(kept(plain))).toEqual(prose(kept(PAGE)));
    const dashes = PAGE.replaceAll(/^( *)\* /gm, '$1- ');
    expect(prose(kept(dashes))).toEqual(prose(kept(PAGE)));
  });

  it('leaves article text alone', () => {
    expect(kept(ARTICLE)).toEqual(blocksOf(ARTICLE));
    for (const name of readdirSync(SEEDS)) {
      const left = kept(readFileSync(join(SEEDS, name), 'utf8'));
      const golden = readFileSync(join(GOLDEN, name), 'utf8');
      const paragraphs = blocksOf(golden).filter((text) => text.length > 120);
      expect(left).toEqual(expect.arrayContaining(paragraphs));
    }
  });

  it('takes no prose when it looks at its own output', () => {
    let text = PAGE;
    for (let pass = 0; pass < 4; pass++) text = kept(text).join('\n');
    expect(prose(blocksOf(text))).toEqual(prose(blocksOf(ARTICLE)));
    const forced = kept(text, { extractor: 'scorer' });
    expect(prose(forced)).toEqual(prose(blocksOf(ARTICLE)));
  });

  it('does nothing when it is told not to', () => {
    expect(kept(PAGE, { extractor: 'none' })).toEqual(blocksOf(PAGE));
    expect(kept(PAGE, { extractor: 'readability' })).toEqual(blocksOf(PAGE));
  });

  it('knows a page from an article', () => {
    const headlines = TEASERS.repeat(3);
    const page = documentOf(`${MENU}\n${headlines}\n\n${ARTICLE}\n\n${headlines}\n${FOOTER}\n`);
    const article = documentOf(ARTICLE);
    const judgeByRules = createRulesJudge(loadBuiltInPacks());
    const needed = (document: Document) => {
      const explain = explainTextScore(document, judgeByRules(document, []), 'auto');
      return Math.max(...document.blocks.map((_, block) => explain?.(block).threshold ?? 0));
    };
    expect(needed(page)).toBeGreaterThan(NEVER_CONTENT);
    expect(needed(article)).toBeLessThanOrEqual(NEVER_CONTENT);
  });

  it('does not score what rules find nothing in and what begins and ends with paragraphs', () => {
    const isScored = (text: string, verdicts: readonly Verdict[] = []) =>
      explainTextScore(documentOf(text), verdicts, 'auto') !== undefined;
    expect(isScored(ARTICLE)).toBe(false);
    expect(isScored(PAGE)).toBe(true);
    expect(isScored(`${ARTICLE}\n\n${FOOTER}`)).toBe(true);
    expect(isScored(`${ARTICLE}\n\n${'Another town, another bridge\n'.repeat(5)}`)).toBe(false);
  });

  it('leaves very short texts alone', () => {
    expect(kept('Home\nNews\nSport')).toEqual(['Home', 'News', 'Sport']);
    expect(kept('')).toEqual([]);
  });

  it('says the score and what was needed', () => {
    const document = documentOf(PAGE);
    const [verdict] = createPageTextJudge(readOptions())(document, []);
    expect(verdict).toMatchObject({ action: 'remove', category: 'content', rule: 'content/score' });
    expect(verdict.reason).toMatch(/^not main content: score 0\.\d\d, 0\.\d\d is needed$/);
  });
});

it('thousands of lines that are all alike do not go one by one, each with a pass over all the others', () => {
  const line = 'Words of an article, and more of them.\n\n';
  const { passes, result } = createCleaner().examine({ text: line.repeat(3_000) });
  expect(passes.length).toBeLessThan(10);
  expect(result.text).toContain(line.repeat(1_000));
});

describe('computeTextFeatures', () => {
  it('gives a finite number for everything', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('Home', '* News', ARTICLE.slice(80, 220), '© 2024', '漢字かな', '\ud800', '....'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const document = documentOf(lines.join('\n'));
        const rows = computeTextFeatures(document, new Uint8Array(document.blocks.length));
        expect(rows).toHaveLength(document.blocks.length * FEATURE_COUNT);
        expect(rows.every(Number.isFinite)).toBe(true);
        const explain = explainTextScore(document, [], 'scorer');
        for (let block = 0; block < document.blocks.length; block++) {
          const score = explain?.(block).score ?? 0;
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('takes linear time', TIMED, () => {
    const milliseconds = (size: number) => {
      const document = documentOf(`${PAGE}\n`.repeat(size));
      return processorMilliseconds(() =>
        computeTextFeatures(document, new Uint8Array(document.blocks.length)),
      );
    };
    milliseconds(100);
    expect(milliseconds(800)).toBeLessThan(100 + 40 * milliseconds(100));
  });
});

describe('scoreLists', () => {
  const none = new Uint8Array(6);
  const rounded = (scores: Float64Array) => [...scores].map((score) => Number(score.toFixed(3)));

  it('gives the lines of a list one score, whatever each would have', () => {
    const scores = Float64Array.from([0.9, 0.1, 0.2, 0.3, 0.2, 0.8]);
    const words = Float64Array.from([60, 2, 1, 3, 2, 45]);
    expect(rounded(scoreLists(scores, words, none))).toEqual([0.9, 0.2, 0.2, 0.2, 0.2, 0.8]);
  });

  it('leaves paragraphs alone, and lines that are too few for a list', () => {
    const scores = Float64Array.from([0.9, 0.1, 0.2, 0.3, 0.7, 0.1]);
    expect(scoreLists(scores, new Float64Array(6).fill(30), none)).toEqual(scores);
    const words = Float64Array.from([60, 2, 1, 3, 45, 2]);
    expect(scoreLists(scores, words, none)).toEqual(scores);
  });

  it('keeps a list whole between two paragraphs of a page, and asks a menu for no less', () => {
    const scores = Float64Array.of(0.01, 0.02, 0.9, 0.35, 0.3, 0.28, 0.48, 0.9, 0.19, 0.2);
    const words = Float64Array.of(1, 1, 40, 2, 2, 2, 3, 40, 2, 2);
    const { scores: counted, needed } = scoreListsWithin(scores, words, new Uint8Array(10), 0.48);
    const kept = [...counted].map((score, block) => score >= needed[block]);
    expect(kept).toEqual([false, false, true, true, true, true, true, true, false, false]);
  });

  it('ends a list where a rule removes a line', () => {
    const scores = Float64Array.from([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
    expect(scoreLists(scores, new Float64Array(6).fill(2), Uint8Array.of(0, 0, 0, 1, 0, 0))).toEqual(scores);
  });
});

describe('the model of text', () => {
  it('is no larger than 100 kilobytes', () => {
    const path = join(import.meta.dirname, '../../src/judge/page-text.model.json');
    expect(statSync(path).size).toBeLessThanOrEqual(100_000);
  });
});

describe('bestThreshold', () => {
  it('takes every likely block and none that would lower the expected F1', () => {
    const scores = Float64Array.from([0.9, 0.1, 0.8, 0.05, 0.6]);
    expect(bestThreshold(scores, [100, 100, 100, 100, 100]).threshold).toBe(0.6);
  });

  it('takes more when nothing is certain', () => {
    const scores = Float64Array.from([0.3, 0.3, 0.28, 0.01]);
    expect(bestThreshold(scores, [10, 10, 10, 10]).threshold).toBe(0.28);
  });

  it('weighs blocks by their words', () => {
    const scores = Float64Array.from([0.9, 0.35]);
    expect(bestThreshold(scores, [10, 200]).threshold).toBe(0.35);
    expect(bestThreshold(scores, [200, 10]).threshold).toBe(0.9);
  });
});
