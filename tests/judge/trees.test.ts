import { describe, expect, test } from 'vitest';
import type { TreeModel } from '../../src/judge/tree-model.ts';
import { contributionsOf, readTrees, scoreRows } from '../../src/judge/trees.ts';

function base64(array: Uint8Array | Int16Array | Float32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

/** Two trees: on `length` at 10 and then on `links` at 0.5; and on `links` at 0.25. */
const model: TreeModel = {
  features: ['length', 'links'],
  cutCounts: base64(Uint8Array.of(1, 2)),
  cuts: base64(Float32Array.of(10, 0.25, 0.5)),
  nodes: base64(Uint8Array.of(1, 0, 2, 0, 0, 2, 0, 0)),
  asked: base64(Uint8Array.of(0, 1, 0)),
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

  test('read leaves in units', () => {
    const rounded: TreeModel = { ...model, leafUnit: 0.5, leaves: base64(Int16Array.of(-4, 6, -2, 1, -1)) };
    const rows = Float32Array.of(0, 0, 10, 0, 0.4, 11, 0, 0.9, 99);
    expect(scoreRows(readTrees(rounded, columns), rows)).toEqual(scoreRows(trees, rows));
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
    const large: TreeModel = {
      features: ['length'],
      cutCounts: base64(Uint8Array.of(40)),
      cuts: base64(Float32Array.from({ length: 40 }, (_, i) => i)),
      nodes: base64(Uint8Array.from({ length: 81 }, (_, i) => (i < 80 ? (i + 1) % 2 : 0))),
      asked: base64(Uint8Array.from({ length: 40 }, (_, i) => i)),
      leaves: base64(new Float32Array(41)),
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
