import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCleaner } from '../../src/clean.ts';
import type { Document } from '../../src/document.ts';
import { createRuleMatcher } from '../../src/judge/rules/matcher.ts';
import { createRulesJudge } from '../../src/judge/rules.ts';
import type { CompiledPacks, CompiledRule } from '../../src/packs/compiled.ts';
import { fold } from '../../src/packs/fold.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { compilePhrase } from '../../src/packs/phrase.ts';
import { packPhrases, unpackPhrases } from '../../src/packs/tables.ts';
import { documentOfLines } from '../../src/verify/line-document.ts';
import { processorMilliseconds, TIMED } from '../time.ts';

const judge = createRulesJudge(loadBuiltInPacks());

const textDocument = (...lines: string[]): Document => documentOfLines(lines);

/** The lines, or the parts of lines, that the rules take. */
function taken(...lines: string[]): string[] {
  return judge(textDocument(...lines), [])
    .filter((verdict) => verdict.action === 'remove')
    .map(({ block, span }) => (span ? lines[block].slice(span.start, span.end) : lines[block]));
}

const PROSE = [
  'The council voted on Tuesday to close the old bridge over the river for the whole of the winter.',
  'Nobody in the hall spoke against the plan, which will cost the town about two million a year.',
  'The mayor said that the ferry would run twice an hour until the new bridge opens in the spring.',
];

describe('the rules judge', () => {
  it('takes the chrome at both ends of an article and leaves the article', () => {
    const lines = [
      'Home > Local news',
      '20 June 2023',
      ...PROSE,
      'Share this article',
      'Related Articles',
      'Ferry to run all night',
    ];
    expect(taken(...lines)).toEqual([...lines.slice(0, 2), ...lines.slice(5)]);
  });

  it('keeps paragraphs behind a heading of related articles in the middle of a text', () => {
    expect(taken(PROSE[0], 'Related Articles', PROSE[1], PROSE[2])).not.toContain(PROSE[1]);
  });

  it('keeps the heading of the paragraph behind a list of related articles', () => {
    expect(
      taken(PROSE[0], 'You may also like', 'Ferry to run all night', 'What comes next', PROSE[1], PROSE[2]),
    ).not.toContain('What comes next');
  });

  it('takes the paragraph of a box about the writer that closes a text, and none that goes on', () => {
    const paragraph = 'She grew up on the coast, wrote her first story there, and never went back to it.';
    expect(taken(...PROSE, 'About the author', paragraph)).toEqual(['About the author', paragraph]);
    expect(taken(PROSE[0], 'About the author', PROSE[1], PROSE[2])).toEqual([]);
    const rest = Array.from(
      { length: 13 },
      (_, n) => `In year ${n} of the plan the town pays a little less.`,
    );
    expect(taken(...PROSE, ...PROSE, ...PROSE, ...PROSE, 'About the author', ...rest)).toEqual([]);
  });

  it('keeps what a paragraph announces with a colon, and takes it elsewhere', () => {
    const announced = 'Under old posts the theme still prints this sentence:';
    expect(taken(PROSE[0], announced, 'Comments are closed.', PROSE[1])).toEqual([]);
    const buttons = ['Accept all', 'Reject all'];
    expect(taken(PROSE[0], 'The buttons in our sample were mostly these:', ...buttons, PROSE[1])).toEqual([]);
    expect(taken(PROSE[0], 'Comments are closed.', PROSE[1])).toEqual(['Comments are closed.']);
    expect(taken(...PROSE, 'You can leave a comment below:', 'Comments are closed.')).toContain(
      'Comments are closed.',
    );
  });

  it('takes an advertisement behind a colon', () => {
    const lines = [PROSE[0], 'The mayor put it this way at the meeting:', 'Advertisement', PROSE[1]];
    expect(taken(...lines)).toEqual(['Advertisement']);
  });

  it('knows its patterns with spaces that do not break', () => {
    const note = 'This post may contain affiliate links. Please read my disclosure.';
    expect(taken(note, ...PROSE)).toEqual([note]);
    const other = note.replaceAll(' ', '\u00a0');
    expect(taken(other, ...PROSE)).toEqual([other]);
  });

  it('reads lines of Markdown as the page showed them', () => {
    const lines = [
      '### Leave a Reply [Cancel reply](/#respond)',
      'Posted on [May 3, 2015](https://x.example/2015/05/03) by [admin](https://x.example/author/admin)',
      '[Facebook](https://f.example/a_(b)) [Twitter](https://t.example "Tweet this") [Email](mailto:x@x.example)',
      'You must be **[logged in](https://x.example/login)** to post a comment.',
    ];
    expect(taken(...PROSE, ...lines)).toEqual(lines);
    const named =
      'The mayor wrote [a reply](https://x.example/reply) to the council, which was read on Friday.';
    expect(taken(...PROSE, named)).toEqual([]);
  });

  it('finds a publisher that speaks of itself in a full paragraph behind the article', () => {
    const blurb =
      'The Harbour Post is an independent online newspaper that covers politics, trade and culture in the islands.';
    expect(
      taken(...PROSE, 'Next articleFerry to run all night', blurb, 'Please enter your comment!'),
    ).toHaveLength(3);
    expect(taken(PROSE[0], blurb, PROSE[1])).toEqual([]);
  });

  it('takes a name alone between lines of chrome, but not a credit before them', () => {
    expect(taken(...PROSE, 'Contact Us', 'Harbour Studio', 'Subscribe to our newsletter')).toContain(
      'Harbour Studio',
    );
    expect(taken(...PROSE, '(Courtesy: Harbour Post)', 'Contact Us')).toEqual(['Contact Us']);
  });

  it('takes words of a menu beside chrome or in a row, not alone', () => {
    expect(taken('News', ...PROSE)).toEqual([]);
    expect(taken('News', 'Sport', 'Contact', ...PROSE)).toEqual(['News', 'Sport', 'Contact']);
    expect(taken('Skip to content', 'News', ...PROSE)).toEqual(['Skip to content', 'News']);
  });

  it('takes the name of the site behind a title, as a fragment', () => {
    expect(taken('Old bridge over the river to stay shut until spring -Harbour News', ...PROSE)).toEqual([
      ' -Harbour News',
    ]);
  });

  it('says in each reason what it found and where', () => {
    const [verdict] = judge(textDocument(...PROSE, 'Kommentar verfassen'), []);
    expect(verdict.reason).toBe('says “Kommentar verfassen” (de), behind the text');
  });

  it('leaves a document without prose alone where zones decide', () => {
    expect(taken('Contact us', 'Blue shoes', '20 June 2023', 'Red shoes')).toEqual([]);
  });
});

const RULE: CompiledRule = {
  id: 'comments/test',
  category: 'comments',
  about: '',
  zones: ['head', 'body', 'tail'],
  reach: 'block',
  at: 'anywhere',
  minimum: 1,
  maximum: 10_000,
  prose: true,
  protect: false,
  hasWords: true,
};

function packsOf(phrases: readonly string[], reach: CompiledRule['reach'] = 'block'): CompiledPacks {
  const compiled = phrases.flatMap((phrase) => {
    const result = compilePhrase(phrase);
    return 'folded' in result ? [{ phrase, folded: result.folded }] : [];
  });
  const rules = compiled.map((_, i) => ({ ...RULE, id: `comments/test-${i}`, reach }));
  return {
    hash: '',
    rules,
    phrases: packPhrases(
      compiled.map((phrase, i) => ({ rule: i, language: 'en', ...phrase })),
      rules,
    ),
    patterns: [],
    dateWords: {},
  };
}

const word = fc.constantFrom(
  'more',
  'next',
  'article',
  'post',
  '評論',
  'a',
  'the',
  'news',
  'e',
  'moreover',
  'ex',
);
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));

describe('the index', () => {
  it('finds the same whole phrases as comparing with each one', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), text, (phrases, block) => {
        const found = createRuleMatcher(packsOf(phrases))(block).found.map(({ rule }) => rule.id);
        const expected = phrases.flatMap((phrase, i) =>
          fold(phrase) === fold(block) ? [`comments/test-${i}`] : [],
        );
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  it('finds the same beginnings and endings as comparing with each one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 20 }), text, (phrases, block) => {
        const slotted = phrases.map(([phrase, atEnd]) => (atEnd ? `{any} ${phrase}` : `${phrase} {any}`));
        const found = createRuleMatcher(packsOf(slotted))(block).found.map(({ rule }) => rule.id);
        const spaced = ` ${fold(block)} `.replaceAll('評論', ' 評論 ').replaceAll('  ', ' ');
        const expected = phrases.flatMap(([phrase, atEnd], i) => {
          const literal = ` ${fold(phrase)} `.replaceAll('評論', ' 評論 ').replaceAll('  ', ' ');
          return (atEnd ? spaced.endsWith(literal) : spaced.startsWith(literal))
            ? [`comments/test-${i}`]
            : [];
        });
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  it('finds the same fragments as searching for each one', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), text, (phrases, block) => {
        const found = createRuleMatcher(packsOf(phrases, 'fragment'))(block).found;
        const spaced = ` ${fold(block)} `.replaceAll('評論', ' 評論 ').replaceAll('  ', ' ');
        const expected = phrases.flatMap((phrase, i) => {
          const literal = ` ${fold(phrase)} `.replaceAll('評論', ' 評論 ').replaceAll('  ', ' ');
          return spaced.includes(literal) ? [`comments/test-${i}`] : [];
        });
        expect([...new Set(found.map(({ rule }) => rule.id))].sort()).toEqual(expected.sort());
        for (const { span } of found) expect(span && fold(block.slice(span.start, span.end))).not.toBe('');
      }),
    );
  });

  it('lets cleaning take at most 1.2 times the time with ten times as many rules', TIMED, () => {
    const packs = loadBuiltInPacks();
    const lines = [...PROSE, 'Ferry to run all night', 'Contact us'];
    const document = textDocument(...Array.from({ length: 100 }, () => lines).flat());
    const few = createRulesJudge(packs);
    const many = createRulesJudge(timesTen(packs));
    const clean = createCleaner();
    const times = Array.from({ length: 15 }, () => [
      processorMilliseconds(() => few(document, [])),
      processorMilliseconds(() => many(document, [])),
      processorMilliseconds(() => clean({ text: document.source })),
    ]);
    // The best of many runs: other programs on the machine only ever add to it.
    const [ofFew, ofMany, whole] = [0, 1, 2].map((side) => Math.min(...times.map((row) => row[side])));
    expect((whole + ofMany - ofFew) / whole).toBeLessThan(1.2);
    // Judging itself reads larger tables, which a busy machine has less room for; it does not look at ten times as much.
    expect(ofMany / ofFew).toBeLessThan(2);
  });
});

/** The packs and nine copies of them that say something else. */
function timesTen(packs: CompiledPacks): CompiledPacks {
  const copies = Array.from({ length: 10 }, (_, copy) =>
    copy === 0 ? '' : `${String.fromCharCode(96 + copy)}qz`,
  );
  const rules = copies.flatMap((mark) => packs.rules.map((rule) => ({ ...rule, id: rule.id + mark })));
  const phrases = copies.flatMap((mark, copy) =>
    unpackPhrases(packs.phrases).map((phrase) => ({
      ...phrase,
      rule: phrase.rule + copy * packs.rules.length,
      folded: phrase.folded.replace(/\p{L}+/gu, (letters) => letters + mark),
    })),
  );
  return {
    ...packs,
    rules,
    phrases: packPhrases(phrases, rules),
    patterns: copies.flatMap((mark, copy) =>
      packs.patterns.map((pattern) => ({
        ...pattern,
        rule: pattern.rule + copy * packs.rules.length,
        literals: pattern.literals.map((literal) => literal + mark),
      })),
    ),
  };
}
