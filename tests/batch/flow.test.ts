import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forEachConcurrently, mapInOrder } from '../../src/batch/in-order.ts';
import { splitLines } from '../../src/batch/lines.ts';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

describe('lines', () => {
  test('come out the same however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'é', '\n', '\r\n', 'bcd', '\n\n')),
        fc.integer({ min: 1, max: 5 }),
        async (parts, size) => {
          const bytes = Buffer.from(parts.join(''));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          );
          const lines = (await collect(splitLines(Readable.from(chunks)))).flat().map(String);
          const expected = bytes.toString().split('\n');
          if (expected.at(-1) === '') expected.pop();
          expect(lines).toEqual(expected);
        },
      ),
    );
  });

  test('over the limit are dropped without being held, the next ones come', async () => {
    const chunks = ['ab\ncdefgh', 'ijkl', 'mn\nop\n'].map((chunk) => Buffer.from(chunk));
    const lines = (await collect(splitLines(Readable.from(chunks), 5))).flat();
    expect(lines.map((line) => line && String(line))).toEqual(['ab', undefined, 'op']);
  });

  test('without an end within the longest that is read are an error', async () => {
    const chunks = ['ab\ncdefgh', 'ijkl', 'mn\nop\n'].map((chunk) => Buffer.from(chunk));
    const lines: unknown[] = [];
    const reading = async () => {
      for await (const some of splitLines(Readable.from(chunks), 5, { longest: 8 })) lines.push(...some);
    };
    await expect(reading()).rejects.toThrow('no end within 8 bytes');
    expect(lines.map(String)).toEqual(['ab']);
  });
});

describe('concurrent work', () => {
  test('gives results in order, never more in flight than allowed', async () => {
    let flying = 0;
    let most = 0;
    const results = await collect(
      mapInOrder(
        Array.from({ length: 40 }, (_, i) => i),
        { items: 4 },
        async (i) => {
          most = Math.max(most, ++flying);
          await wait((i * 7) % 5);
          flying--;
          return i;
        },
      ),
    );
    expect(results).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(most).toBe(4);
  });

  test('holds no more than the weight allowed, but always one', async () => {
    let weight = 0;
    let most = 0;
    const weights = [5, 5, 20, 1, 1, 1, 9, 3];
    await collect(
      mapInOrder(weights, { items: 100, weight: { of: (w) => w, limit: 10 } }, async (w) => {
        weight += w;
        most = Math.max(most, weight);
        await wait(1);
        weight -= w;
      }),
    );
    expect(most).toBeLessThanOrEqual(29);
  });

  test('gives a result while the source is still silent', async () => {
    async function* source() {
      yield 1;
      await new Promise(() => undefined);
    }
    const results = mapInOrder(source(), { items: 4 }, async (item) => item * 2);
    expect(await results.next()).toEqual({ done: false, value: 2 });
    await results.return(undefined);
  });

  test('takes nothing more from the source than there is room for', async () => {
    let taken = 0;
    async function* source() {
      for (;;) yield taken++;
    }
    const results = mapInOrder(source(), { items: 3 }, async (item) => item);
    await results.next();
    await wait(5);
    expect(taken).toBeLessThanOrEqual(5);
    await results.return(undefined);
  });

  test('an error ends the whole, in either way of working', async () => {
    const fail = async (item: number) => {
      if (item === 3) throw new Error('three');
    };
    await expect(collect(mapInOrder([1, 2, 3, 4], { items: 2 }, fail))).rejects.toThrow('three');
    async function* source() {
      yield* [1, 2, 3, 4];
    }
    await expect(forEachConcurrently(source(), 2, fail)).rejects.toThrow('three');
  });
});
