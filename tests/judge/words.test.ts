import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TALK_FEATURES, weighBlocks, writeTalk } from '../../src/judge/talk.ts';
import { MAX_TOKENS, readTokens, readWords, weighWords } from '../../src/judge/words.ts';
import { toUnits } from '../../src/units.ts';

function tokensOf(text: string): number[] {
  const tokens = new Uint32Array(MAX_TOKENS);
  return [...tokens.subarray(0, readTokens(toUnits(text), 0, text.length, tokens))];
}

/** Knows one word: -2 wherever it stands, -1 more as the first of a block. */
const TABLE = (() => {
  const base64 = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64');
  return readWords({
    languages: ['en'],
    hashes: base64(Uint32Array.from(tokensOf('newsletter')).buffer),
    weights: base64(Int8Array.from([-64, -32]).buffer),
  });
})();

describe('weighWords', () => {
  it('reads the same words whatever their case and what stands between them', () => {
    expect(tokensOf('Sign up: 20 readers')).toEqual(tokensOf('SIGN UP — 7 readers'));
    expect(tokensOf('Sign up')).not.toEqual(tokensOf('Up sign'));
    expect(tokensOf('…')).toEqual([]);
  });

  it('adds up the weights of the words that it knows', () => {
    const weigh = (text: string) =>
      weighWords(TABLE, toUnits(text), 0, text.length, new Uint32Array(MAX_TOKENS));
    expect(weigh('Newsletter')).toBe(-3);
    expect(weigh('Our newsletter')).toBe(-2);
    expect(weigh('Our letters')).toBe(0);
  });

  it('reads no more than there is room for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(tokensOf(text).length).toBeLessThanOrEqual(MAX_TOKENS);
      }),
    );
    expect(tokensOf('a '.repeat(300)).length).toBeLessThanOrEqual(MAX_TOKENS);
  });
});

describe('the words around a block', () => {
  /** The columns of each line of a text. */
  function columnsOf(lines: readonly string[]): Record<string, number>[] {
    const starts = lines.map((_, line) => lines.slice(0, line).join('').length);
    const ends = lines.map(({ length }, line) => starts[line] + length);
    const talk = weighBlocks(TABLE, toUnits(lines.join('')), starts, ends);
    return lines.map((_, line) => {
      const row = new Float32Array(TALK_FEATURES.length);
      writeTalk(row, 0, talk, line);
      return Object.fromEntries(TALK_FEATURES.map((name, column) => [name, row[column]]));
    });
  }

  it('are told of each side, next to it and further on', () => {
    const [first, second] = columnsOf(['The mill reopens', 'Newsletter', 'Our newsletter', 'Contact']);
    expect(first['weight of its words']).toBe(0);
    expect(first['weight of words at 1']).toBe(-3);
    expect(first['weight of words at 2']).toBe(-2);
    expect(first['weight of words, 4 behind']).toBe(-5 / 4);
    expect(first['weight of words of all behind']).toBeCloseTo(-5 / 3);
    expect(second['weight of words at -1']).toBe(0);
    expect(second['weight of words, 4 before']).toBe(0);
  });

  it('of one block do not outweigh those of all others', () => {
    const [first] = columnsOf(['The mill reopens', 'Newsletter '.repeat(14)]);
    expect(first['weight of words at 1']).toBeLessThan(-6);
    expect(first['weight of words of all behind']).toBe(-6);
  });
});
