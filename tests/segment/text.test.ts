import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentText } from '../../src/segment/text.ts';
import { processorMilliseconds, TIMED } from '../time.ts';

const texts = (source: string) => segmentText(source, {}).blocks.map(({ text }) => text);
const kinds = (source: string) => segmentText(source, {}).blocks.map(({ kind }) => kind);

const PROSE =
  'The committee met on Tuesday for the first time since the summer, and its members spent most of the afternoon on the budget.';

/** The first paragraphs of "A Tale of Two Cities", wrapped as Project Gutenberg wraps them. */
const WRAPPED = `IT WAS the best of times

It was the best of times, it was the worst of times, it was the age of
wisdom, it was the age of foolishness, it was the epoch of belief, it was
the epoch of incredulity, it was the season of Light, it was the season
of Darkness, it was the spring of hope, it was the winter of despair.

There were a king with a large jaw and a queen with a plain face, on the
throne of England; there were a king with a large jaw and a queen with a
fair face, on the throne of France. In both countries it was clearer than
crystal to the lords of the State preserves of loaves and fishes, that
things in general were settled for ever.
`;

const fragment = fc.constantFrom(
  'word',
  PROSE,
  '- item',
  '1. one',
  '2. two',
  '```',
  '~~~~',
  '    code();',
  '# Heading',
  '=====',
  '-----',
  '---',
  'a | b | c',
  'x\ty',
  '> quoted',
  'key: value',
  '\t',
  ' ',
  '\u00a0',
  '\ufeff',
  '\u0085',
  '\ud800',
  '漢字',
  '…',
);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r', '\u2028', '\u2029', '\n\n', ' \n');
const anyText = fc
  .array(fc.oneof(fragment, lineEnd, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('segmentText', () => {
  it('puts every character that is not white space into one block, in order', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const { blocks } = segmentText(source, {});
        let end = 0;
        for (const block of blocks) {
          expect(source.slice(end, block.start)).toMatch(/^\s*$/);
          expect(block.text).toBe(source.slice(block.start, block.end));
          expect(block.text.trim()).toBe(block.text);
          expect(block.text).not.toBe('');
          end = block.end;
        }
        expect(source.slice(end)).toMatch(/^\s*$/);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a line for a block', () => {
    expect(texts('One line.\nAnother line.\n\n  A third, set in.  \n')).toEqual([
      'One line.',
      'Another line.',
      'A third, set in.',
    ]);
  });

  it('knows every line end, and that NEXT LINE is none', () => {
    expect(texts('a\nb\r\nc\rd\u2028e\u2029f')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(texts('a\u0085b')).toEqual(['a\u0085b']);
  });

  it('has no blocks for white space', () => {
    expect(texts('')).toEqual([]);
    expect(texts(' \t\r\n\u00a0\ufeff\n')).toEqual([]);
  });

  it('takes a paragraph of hard-wrapped text for a block', () => {
    const blocks = texts(WRAPPED);
    expect(blocks).toHaveLength(3);
    expect(blocks[1].startsWith('It was the best')).toBe(true);
    expect(blocks[1].endsWith('winter of despair.')).toBe(true);
  });

  it('sees that text is hard-wrapped with CRLF, and when a menu of short lines stands before it', () => {
    expect(texts(WRAPPED.replaceAll('\n', '\r\n'))).toHaveLength(3);
    const menu = 'Home\nNews\nSport\nWeather\nAbout us\nContact\n\n';
    expect(texts(menu + WRAPPED)).toHaveLength(9);
  });

  it('stays with its answer when a part of the text is taken out', () => {
    const [first, second, third] = WRAPPED.split('\n\n');
    expect(texts(`${first}\n\n${third}`)).toHaveLength(2);
    expect(texts(`${second}\n\n${third}`)).toHaveLength(2);
  });

  it('leaves verse and lists of headlines as lines', () => {
    const verse =
      'Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:\nRough winds do shake the darling buds of May,\nAnd summer’s lease hath all too short a date;\n';
    expect(texts(verse)).toHaveLength(4);
    const headlines = [
      'Council approves plan for new bridge across the river',
      'Teachers return to work after two weeks of strikes',
      'Rain expected over most of the country this weekend',
      'Museum opens exhibition on the history of the port',
      'Striker to miss rest of the season with knee injury',
    ];
    expect(texts(headlines.join('\n'))).toEqual(headlines);
  });

  it('keeps fenced code together, and does not take an unclosed fence for code', () => {
    const fenced = '```js\nconst a = 1;\n\nconst b = 2;\n```';
    expect(texts(`${PROSE}\n\n${fenced}\n\n${PROSE}`)).toEqual([PROSE, fenced, PROSE]);
    expect(kinds(fenced)).toEqual(['code']);
    expect(kinds('```\nnot closed\n')).not.toContain('code');
  });

  it('keeps indented code together, and takes indented prose for prose', () => {
    const code = 'def area(r):\n        return 3.14 * r ** 2\n\n    print(area(2))';
    expect(texts(`${PROSE}\n\n    ${code}\n\n${PROSE}`)).toEqual([PROSE, code, PROSE]);
    expect(kinds(`${PROSE}\n\n    ${PROSE}\n\n    ${PROSE}`)).not.toContain('code');
  });

  it('reads lists with bullets and numbers, nested by their indent', () => {
    const { blocks } = segmentText('- one\n  - two\n    - three\n- four\n\n1. first\n2. second\n', {});
    expect(blocks.map(({ kind }) => kind)).toEqual(Array(6).fill('list-item'));
    expect(blocks.map(({ level }) => level)).toEqual([1, 2, 3, 1, 1, 1]);
    expect(blocks.map(({ ordinal }) => ordinal)).toEqual([undefined, undefined, undefined, undefined, 1, 2]);
  });

  it('does not take a German date or a club for a numbered item', () => {
    expect(kinds('19. Juni 2023\n1. FC Köln gewinnt')).toEqual(['paragraph', 'paragraph']);
  });

  it('reads tables with pipes and with tabs, a block per row', () => {
    const { blocks } = segmentText('| a | b |\n|---|---|\n| 1 | 2 |\n\nx\ty\nz\tw\n', {});
    expect(blocks.map(({ kind }) => kind)).toEqual(Array(5).fill('table'));
    expect(blocks.map(({ level }) => level)).toEqual([1, 2, 3, 1, 2]);
  });

  it('does not take a bar of links for a table', () => {
    expect(kinds('Home | News | Sport')).toEqual(['paragraph']);
  });

  it('reads headings with hashes and with underlines', () => {
    const { blocks } = segmentText(`## Two\n\nOne\n===\n\nAlso two\n--------\n\n${PROSE}`, {});
    expect(blocks.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 2],
      ['heading', 1],
      ['heading', 2],
      ['paragraph', 0],
    ]);
  });

  it('reads a short line alone between paragraphs as a heading, but not a date or a caption below a picture', () => {
    expect(kinds(`${PROSE}\n\nWhat the members want\n\n${PROSE}`)[1]).toBe('heading');
    expect(kinds(`${PROSE}\n\n19 June 2023\n\n${PROSE}`)[1]).toBe('paragraph');
    expect(kinds(`${PROSE}\nPhoto: A. Reader\n${PROSE}`)[1]).toBe('paragraph');
  });

  it('finds the title behind a date and a breadcrumb, and none in front of a menu', () => {
    const title = 'Council approves the plan for a new bridge';
    expect(segmentText(`Monday, September 25, 2023\n\n${title}\n\n${PROSE}`, {}).metadata.title).toBe(title);
    expect(segmentText(`Home » ${title}\n\n${title}\n\n${PROSE}`, {}).metadata.title).toBe(title);
    expect(
      segmentText(`Skip to content\nNews\nSport\nWeather\nMore\n${PROSE}`, {}).metadata.title,
    ).toBeUndefined();
  });

  it('takes the line above the byline for the title, not the name of the site before it', () => {
    const title = 'Council approves the plan for a new bridge';
    const head = (site: string) => `${site}\n\n${title}\n\nBy Anna Miller\n\n${PROSE}`;
    expect(segmentText(head('The Old Harbour Post'), {}).metadata.title).toBe(title);
    expect(segmentText(`${title}\n\nNobody spoke against it\n\n${PROSE}`, {}).metadata.title).toBe(title);
  });

  it('knows a byline below the title', () => {
    const { blocks } = segmentText(`Council approves the plan\n\nBy Jane Doe and John Roe\n\n${PROSE}`, {});
    expect(blocks.map(({ kind }) => kind)).toEqual(['title', 'byline', 'paragraph']);
  });

  it('keeps front matter as one block', () => {
    expect(kinds(`---\ntitle: A page\ndate: 2023-06-19\n---\n\n${PROSE}`)).toEqual(['code', 'paragraph']);
  });

  it('takes linear time on hostile input', TIMED, () => {
    const hostile = ['```\n', '- a\n', '1. a\n', '    a\n\n', 'a|\n', 'a   b\na   b\n\n', 'a\n---\n', '> '];
    for (const piece of hostile) {
      const milliseconds = (size: number) => {
        const source = piece.repeat(size);
        return processorMilliseconds(() => segmentText(source, {}), 2);
      };
      expect(milliseconds(80_000)).toBeLessThan(50 + 24 * milliseconds(10_000));
    }
  });
});

describe('text that is printed double-spaced', () => {
  const wrapped = [
    'The ferry to the islands will stop running on the first of November, the',
    'harbour board announced on Monday, because the company that owns the',
    'boat has not been paid since the spring and cannot afford another winter',
    'of repairs to its engine.',
    'Islanders who spoke at the meeting said that they had heard such',
    'announcements before, and that the boat had always come back in the end,',
    'but nobody could remember a year in which so many of them had already',
    'left for the mainland before the autumn storms.',
  ];

  it('has paragraphs of wrapped lines with a blank one behind each', () => {
    const { blocks } = segmentText(`${wrapped.join('\n\n')}\n`, {});
    expect(blocks.map(({ text }) => text)).toEqual([
      wrapped.slice(0, 4).join('\n\n'),
      wrapped.slice(4).join('\n\n'),
    ]);
  });

  it('ends a paragraph with a sentence, though its last line be full', () => {
    const last = 'The school will close, and its four pupils will board with other people.';
    const { blocks } = segmentText(`${[...wrapped, last, 'Post a Comment'].join('\n\n')}\n`, {});
    expect(blocks.slice(2).map(({ text }) => text)).toEqual([last, 'Post a Comment']);
  });

  it('leaves sentences by themselves that have blank lines between them', () => {
    const sentences = Array.from(
      { length: 8 },
      (_, i) => `Sentence ${i} says what the one before did not say, in as many words.`,
    );
    expect(segmentText(sentences.join('\n\n'), {}).blocks).toHaveLength(8);
  });
});
