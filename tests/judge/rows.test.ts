import { describe, expect, it } from 'vitest';
import { clean } from '../../src/clean.ts';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { documentOfLines } from '../../src/verify/line-document.ts';

const judge = createRulesJudge(loadBuiltInPacks());

const PROSE = [
  'The council voted on Tuesday to close the old bridge over the river for the whole of the winter.',
  'Nobody in the hall spoke against the plan, which will cost the town about two million a year.',
];

/** The rules that take a line between an article and its end. */
function rulesFor(line: string, ...behind: string[]): string[] {
  return judge(documentOfLines([...PROSE, line, ...behind]), [])
    .filter(({ block, action }) => block === PROSE.length && action === 'remove')
    .map(({ rule }) => rule);
}

describe('a row of buttons in one line', () => {
  it.each([
    ['Share on Facebook Share on WhatsApp Share on X', 'sharing/share-on'],
    ['Share on Facebook | Tweet on Twitter | Pin on Pinterest', 'sharing/share-on'],
    ['Auf Facebook teilen Auf WhatsApp teilen', 'sharing/share-on'],
    ['Privacy Policy Cookie Policy Terms and Conditions', 'legal/privacy-and-terms'],
    ['Read More Read More', 'navigation/read-more'],
    ['Accept All Cookies Cookie Settings', 'consent/buttons'],
    ['Share Tweet Pin', 'sharing/network'],
    ['Partager Tweeter Imprimer', 'sharing/share'],
  ])('goes: %s', (line, rule) => {
    expect(rulesFor(line)).toContain(rule);
  });

  it.each([
    'Share on Facebook what the neighbours told you',
    'Legal Terms',
    'Share Tweet',
    'Contact the Team',
    'Share on Facebook Share of the Vote',
    'Share on Facebook Share on WhatsApp, the mayor said',
  ])('is not: %s', (line) => {
    expect(rulesFor(line)).toEqual([]);
  });

  it('goes only where each of its buttons would', () => {
    expect(rulesFor('Privacy Policy Share on Facebook', ...PROSE)).toEqual([]);
    expect(rulesFor('Privacy Policy Share on Facebook')).not.toEqual([]);
  });
});

describe('a title above many lines of facts', () => {
  const title = 'Council votes to close the old bridge for the winter';
  const facts = [
    'By Anna Miller',
    'March 5, 2024',
    '5 min read',
    'Share on Facebook Share on WhatsApp Share on X',
    'Listen to this article',
  ];
  const text = `${['Harbour Post', 'Politics', title, ...facts, ...PROSE].join('\n\n')}\n`;

  it('stays, and is known as the title once they are gone', () => {
    const result = clean({ text });
    expect(result.title).toBe(title);
    expect(result.text).toContain(title);
    for (const fact of facts) expect(result.text).not.toContain(fact);
  });

  it('is no line of a menu', () => {
    const menu = ['Skip to content', 'News', 'Sport', 'Weather', 'More'];
    expect(clean({ text: [...menu, ...PROSE].join('\n\n') }).title).toBeNull();
  });
});
