/**
 * What always holds (design.md, section 3), with generated input and with the development data. Of the built code,
 * which runs faster than what Vite makes of the source.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type CleanOptions, type CleanResult, createCleaner, DehuskError, restore } from '../dist/index.js';
import type { Block, Outcome } from '../src/document.ts';
import type { PackSource } from '../src/packs/schema.ts';
import { flattenedTexts, hasSharedData, webPages } from './shared-data.ts';

const SEEDS = join(import.meta.dirname, '../seeds');
const RULES = join(import.meta.dirname, '../rules');
/** Of each set, spread over it; `npm run bench -- properties` takes all. */
const SAMPLE = 200;
const clean = createCleaner();

const squeeze = (text: string): string => text.replace(/\s+/g, '');

/** Without what shows nothing either: where a word may be broken. */
const squeezeShown = (text: string): string => squeeze(text).replace(/[\u00ad\u200b]+/g, '');

function expectAllAccountedFor(source: string, { text, removed }: CleanResult): void {
  // One question for all spans: asking thousands of them one by one takes longer than cleaning.
  const wrong = removed.filter(
    ({ start, end, text: removedText }, i) =>
      start < (i === 0 ? 0 : removed[i - 1].end) || source.slice(start, end) !== removedText,
  );
  expect(wrong).toEqual([]);
  let kept = '';
  let from = 0;
  for (const { start, end } of removed) {
    kept += source.slice(from, start);
    from = end;
  }
  kept += source.slice(from);
  expect(squeeze(text)).toBe(squeeze(kept));
  expect(squeeze(restore(text, removed))).toBe(squeeze(source));
}

function expectMinimalEdit(source: string, { text, removed }: CleanResult): void {
  if (text === '') return;
  expect(text).toMatch(/\S[^\S\r\n]*(?:\r\n|\r|\n)$/);
  const lines = new Set(source.replace(/^\ufeff/, '').split(/\r\n|\r|\n/));
  const isWhole = text.split(/\r\n|\r|\n/).every((line) => line.trim() === '' || lines.has(line));
  // A line that is not whole has lost a fragment: then a removal shares its line with kept text.
  if (!isWhole) expect(removed.some((removal) => sharesItsLine(source, removal))).toBe(true);
}

function sharesItsLine(source: string, { start, end }: { start: number; end: number }): boolean {
  const before =
    source
      .slice(0, start)
      .split(/\r\n|\r|\n/)
      .at(-1) ?? '';
  const behind = source.slice(end).split(/\r\n|\r|\n/, 1)[0];
  return before.trim() !== '' || behind.trim() !== '';
}

function expectAllProperties(source: string): void {
  const result = clean({ text: source });
  expectAllAccountedFor(source, result);
  expectMinimalEdit(source, result);
  expect(clean({ text: result.text }).text).toBe(result.text);
  expect(clean({ text: source })).toEqual(result);
  if (result.text === '') expect(result.warnings).toContain('no-content');
}

const seeds = readdirSync(SEEDS).map((name) => readFileSync(join(SEEDS, name), 'utf8'));
/** What rules remove and what they keep, line by line. */
const examples = readdirSync(RULES)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => (parse(readFileSync(join(RULES, name), 'utf8')) as PackSource).rules ?? [])
  .flatMap(({ removes = [], keeps }) => [...removes, ...keeps])
  .flatMap((example) => example.replaceAll('~~', '').split('\n'));
const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...seeds.flatMap((seed) => seed.split('\n'))) },
  fc.constantFrom(
    '',
    '',
    '  ',
    '\t',
    '- item',
    '> quoted',
    '    code',
    '```',
    '| a | b |',
    '# Heading',
    '* * *',
  ),
  fc.constantFrom(
    'Home',
    'Related Articles',
    'Share this:',
    'Comments',
    'Subscribe',
    'Previous article',
    'Menu',
  ),
  fc.constantFrom(
    '\ufeff',
    '\u200b',
    '\u00a0',
    '\u00ad',
    '\u2028',
    '\u0085',
    '\f',
    '\ud800',
    '\u202e',
    '---',
    '> > q',
  ),
  fc.constantFrom(...examples),
  fc
    .tuple(fc.constantFrom(...examples), fc.constantFrom(' ', '', ': ', ' | '), fc.constantFrom(...examples))
    .map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const text = fc
  .tuple(
    fc.array(line, { maxLength: 40 }),
    fc.constantFrom('\n', '\r\n', '\n\n', '\r', ' \n\t\n', '\n\n\n'),
    fc.constantFrom('', '\ufeff', '\ufeff\ufeff\n'),
  )
  .map(([lines, lineEnd, mark]) => mark + lines.join(lineEnd));

describe('text', () => {
  test('the seeds: accounted for, idempotent, repeatable, minimal', () => {
    for (const seed of seeds) expectAllProperties(seed);
  });

  test('generated text: accounted for, idempotent, repeatable, minimal', () => {
    fc.assert(fc.property(text, expectAllProperties), { numRuns: 300 });
  });

  test.each<CleanOptions>([
    { omit: ['title', 'byline', 'caption', 'table', 'code'] },
    { extractor: 'scorer' },
    { extractor: 'none', keep: ['metadata', 'comments'], languages: ['pt'] },
  ])('generated text with %j: accounted for, idempotent', (options) => {
    const cleaner = createCleaner(options);
    const holds = (source: string) => {
      const result = cleaner({ text: source });
      expectAllAccountedFor(source, result);
      expect(cleaner({ text: result.text }).text).toBe(result.text);
    };
    fc.assert(fc.property(text, holds), { numRuns: 100 });
  });

  for (const tool of ['fulltext', 'readability', 'trafilatura', 'defuddle'] as const) {
    test.skipIf(!hasSharedData)(
      `${SAMPLE} texts of ${tool}: accounted for, idempotent, repeatable, minimal`,
      () => {
        for (const { text: source } of flattenedTexts(tool, SAMPLE)) expectAllProperties(source);
      },
      60_000,
    );
  }
});

describe('order', () => {
  test('a document comes out the same whatever was cleaned before it', () => {
    const alone = seeds.map((seed) => createCleaner()({ text: seed }));
    const backwards = [...seeds].reverse().map((seed) => clean({ text: seed }));
    expect(backwards.reverse()).toEqual(alone);
  });
});

describe('never empty by accident', () => {
  test('nothing in gives nothing out, and says so', () => {
    for (const source of ['', ' \n\t ', '\ufeff']) {
      expect(clean({ text: source })).toMatchObject({ text: '', warnings: ['no-content'] });
      expect(clean({ html: source })).toMatchObject({ text: '', warnings: ['no-content'] });
    }
  });

  test('prose that looks like chrome from end to end is kept, with a warning', () => {
    const blurb = seeds[0].split('\n').find((found) => found.startsWith('O Jornal')) ?? '';
    expect(blurb).not.toBe('');
    const { text: kept, warnings } = clean({ text: blurb });
    expect(kept).toBe(`${blurb}\n`);
    expect(warnings).toEqual(['over-removal']);
  });
});

/** Elements whose text is none of the page's, or that show something else in its place. */
const NOT_SHOWN = new Set(
  (
    'title script style template select textarea datalist svg canvas iframe object video audio noframes ' +
    'noembed applet annotation annotation-xml'
  ).split(' '),
);

/** The text that a page shows, told by a parser that knows nothing of blocks. */
function shownText(html: string): string {
  let shown = '';
  let hiddenDepth = 0;
  const parser = new Parser({
    onopentag(name, { shadowrootmode, type }) {
      // A template that is the shadow of its element is shown, and so is what a script makes a formula of.
      const isShown = !NOT_SHOWN.has(name) || shadowrootmode !== undefined || /^math\/tex/.test(type ?? '');
      if (hiddenDepth > 0 || !isShown) hiddenDepth++;
    },
    ontext(text) {
      if (hiddenDepth === 0) shown += text;
    },
    onclosetag() {
      if (hiddenDepth > 0) hiddenDepth--;
    },
  });
  parser.end(html);
  return shown;
}

/** Whether the ledger and what is kept give a block's text, each character once. */
function isAccountedFor(block: Block, { kept, removals }: Outcome): boolean {
  const rest = kept.find((candidate) => candidate.block === block);
  const own = removals.filter(({ start, end }) => start === block.start && end === block.end);
  if (own.some(({ within }) => within === undefined)) return rest === undefined && own[0].text === block.text;
  let left = '';
  let from = 0;
  for (const { within = { start: 0, end: 0 }, text } of own) {
    if (within.start < from || block.text.slice(within.start, within.end) !== text) return false;
    left += block.text.slice(from, within.start);
    from = within.end;
  }
  left += block.text.slice(from);
  return squeeze(rest?.text ?? '') === squeeze(left);
}

describe('HTML', () => {
  test.skipIf(!hasSharedData)(
    `${SAMPLE} pages: every visible text is in a kept or a removed block, and twice is the same`,
    () => {
      for (const { bytes } of webPages(SAMPLE)) {
        const { result, passes } = clean.examine({ html: bytes });
        const [{ document, outcome }] = passes;
        expect(squeezeShown(document.blocks.map((block) => block.text).join(''))).toBe(
          squeezeShown(shownText(document.source)),
        );
        const lost = document.blocks.filter((block) => !isAccountedFor(block, outcome));
        expect(lost).toEqual([]);
        expect(clean({ html: bytes })).toEqual(result);
      }
    },
    90_000,
  );

  test('any bytes give a result or an error with a code, in every format', () => {
    const cleaners = (['text', 'markdown', 'html', 'json'] as const).map((format) =>
      createCleaner({ format }),
    );
    const fragments = fc.constantFrom(
      '<p>',
      '</p>',
      '<table>',
      '<td>',
      '<li>',
      '<pre>',
      '<em>',
      '<h2>',
      '<a href="#x">¶</a>',
      '<ruby>字<rp>(<rt>じ',
      '</div>',
      '<br>',
      '<!--',
      '<script>',
      '&amp;',
      '&#0;',
      '<a href="javascript:alert(1)">',
      'Some words of prose, here.',
    );
    const html = fc.oneof(
      fc.array(fc.oneof(fragments, fc.string()), { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.oneof(html, fc.uint8Array({ maxLength: 400 })), (source) => {
        for (const cleaner of cleaners) {
          try {
            const { result, passes } = cleaner.examine({ html: source });
            expect(typeof result.text).toBe('string');
            for (const { block, text: rest, marks } of passes[0].outcome.kept) {
              expect(block.start).toBeLessThan(block.end);
              for (const { start, end } of marks) {
                expect([start >= 0, start < end, end <= rest.length]).toEqual([true, true, true]);
              }
            }
          } catch (error) {
            expect(error).toBeInstanceOf(DehuskError);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
