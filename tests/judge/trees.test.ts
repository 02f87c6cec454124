import { describe, expect, test } from 'vitest';
import { contributionsOf, readTrees, scoreRows, type TreeModel } from '../../src/judge/trees.ts';

function base64(array: Uint8Array | Uint16Array | Int16Array | Float32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

/** Two trees: on `length` at 10 and then on `links` at 0.5; and on `links` at 0.25. */
const model: TreeModel = {
  features: ['length', 'links'],
  roots: base64(Uint16Array.of(0, 2)),
  feature: base64(Uint8Array.of(0, 1, 1)),
  threshold: base64(Float32Array.of(10, 0.5, 0.25)),
  left: base64(Int16Array.of(~0, ~1, ~3)),
  right: base64(Int16Array.of(1, ~2, ~4)),
  leaves: base64(Float32Array.of(-2, 3, -1, 0.5, -0.5)),
  means: base64(Float32Array.of(0, 1, 0)),
};
const columns = ['other', 'links', 'length'];
const trees = readTrees(model, columns);
const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

describe('boosted trees', () => {
  test('add the leaves that a row falls into, columns found by name', () => {
    const rows = Float32Array.of(0, 0, 10, 0, 0.4, 11, 0, 0.9, 99);
    expect([...scoreRows(trees, rows)]).toEqual([-2 + 0.5, 3 - 0.5, -1 - 0.5].map((sum) => sigmoid(sum)));
  });

  test('score a row the same whatever stands around it', () => {
    const row = [0, 0.4, 11];
    const many = Float32Array.from({ length: 1000 * 3 }, (_, i) => row[i % 3]);
    expect(new Set(scoreRows(trees, many))).toEqual(new Set(scoreRows(trees, Float32Array.from(row))));
  });

  test('score rows that are not alike as each by itself', () => {
    const rows = Float32Array.from({ length: 100 * 3 }, (_, i) => (i * 7919) % 23);
    const alone = Array.from({ length: 100 }, (_, i) => scoreRows(trees, rows.subarray(i * 3, i * 3 + 3))[0]);
    expect([...scoreRows(trees, rows)]).toEqual(alone);
  });

  test('refuse a tree of more than 32 leaves', () => {
    const inner = Array.from({ length: 40 }, (_, i) => i);
    const large: TreeModel = {
      features: ['length'],
      roots: base64(Uint16Array.of(0)),
      feature: base64(Uint8Array.from(inner, () => 0)),
      threshold: base64(Float32Array.from(inner)),
      left: base64(Int16Array.from(inner, (i) => ~i)),
      right: base64(Int16Array.from(inner, (i) => (i === 39 ? ~40 : i + 1))),
      leaves: base64(new Float32Array(41)),
      means: base64(new Float32Array(40)),
    };
    expect(() => readTrees(large, columns)).toThrow('32 leaves');
  });

  test('say what each column contributed; with the means of the roots that is the whole score', () => {
    const contributions = contributionsOf(trees, Float32Array.of(0, 0.9, 99), 0);
    expect(contributions).toEqual([
      { column: 1, amount: -2.5 },
      { column: 2, amount: 1 },
    ]);
  });

  test('refuse a model that looks at a column which is not there', () => {
    expect(() => readTrees(model, ['links'])).toThrow('length');
  });
});
