/**
 * Boosted trees in WebAssembly, many rows at a time: a third of the time that the same takes in JavaScript, which has
 * no numbers of 128 bits. The memory is laid out here, tree-lanes.as.ts works in it.
 */
import { readFileSync } from 'node:fs';
import type { Nodes } from './tree-model.ts';

/** Trees that are ready for up to `ROWS_AT_ONCE` rows at a time. */
export interface Lanes {
  /** The columns that the trees ask about. */
  readonly columns: Uint16Array;
  /** Where the values go: for each of these columns `ROWS_AT_ONCE` of them. */
  readonly values: Float32Array;
  /** What the trees add up to for each row, after `addUp`. */
  readonly odds: Float64Array;
  /** Adds up the trees for the first rows, at least for so many. */
  addUp(rows: number): void;
}

// As in tree-lanes.as.ts.
/** So few rows that what is known of them stays in the processor's cache. */
export const ROWS_AT_ONCE = 64;
const ROWS_TOGETHER = 8;
const MAX_LEAVES = 32;

const MOST_CUTS = 256;
const MOST_NODES = 0x10000;
const PAGE_BYTES = 0x10000;

/** The numbers that tree-lanes.as.ts lets be set. */
type Field =
  | 'treeCount'
  | 'columnCount'
  | 'starts'
  | 'thresholds'
  | 'trees'
  | 'takes'
  | 'leaves'
  | 'values'
  | 'left'
  | 'odds';
type Exports = Readonly<Record<Field, WebAssembly.Global>> & { addUp(rows: number): void };

let compiled: WebAssembly.Module | undefined;

/**
 * Lays out trees in a memory of their own.
 * @returns undefined where there is no WebAssembly (`node --jitless`), and where the ten gigabytes of addresses that
 *   V8 keeps for each memory are not to be had (`ulimit -v`).
 * @throws Error when a tree has more than 32 leaves.
 */
export function layOut(nodes: Nodes): Lanes | undefined {
  const { starts, columns, thresholds, trees, takes } = orderQuestions(nodes);
  const treeCount = nodes.roots.length;
  const leaves = leavesOf(nodes);
  const sizes = {
    starts: starts.byteLength,
    thresholds: thresholds.byteLength,
    trees: trees.byteLength,
    takes: takes.byteLength,
    leaves: leaves.byteLength,
    values: columns.length * ROWS_AT_ONCE * Float32Array.BYTES_PER_ELEMENT,
    left: treeCount * ROWS_TOGETHER * Uint32Array.BYTES_PER_ELEMENT,
    odds: ROWS_AT_ONCE * Float64Array.BYTES_PER_ELEMENT,
  };
  const { at, end } = placeOneAfterTheOther(sizes);
  const made = instantiate(Math.ceil(end / PAGE_BYTES));
  if (made === undefined) return undefined;
  const { exports, buffer } = made;
  exports.treeCount.value = treeCount;
  exports.columnCount.value = columns.length;
  for (const [name, place] of Object.entries(at)) exports[name as keyof typeof at].value = place;
  new Int32Array(buffer, at.starts).set(starts);
  new Float32Array(buffer, at.thresholds).set(thresholds);
  new Uint32Array(buffer, at.trees).set(trees);
  new Uint32Array(buffer, at.takes).set(takes);
  new Float32Array(buffer, at.leaves).set(leaves);
  return {
    columns,
    values: new Float32Array(buffer, at.values, columns.length * ROWS_AT_ONCE),
    odds: new Float64Array(buffer, at.odds, ROWS_AT_ONCE),
    addUp: exports.addUp,
  };
}

function instantiate(pages: number): { exports: Exports; buffer: ArrayBuffer } | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  compiled ??= new WebAssembly.Module(readFileSync(new URL('../judge/tree-lanes.wasm', import.meta.url)));
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch {
    return undefined;
  }
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return { exports: exports as unknown as Exports, buffer: memory.buffer };
}

/** Places for stretches of memory of these sizes, in bytes, each where a number of 128 bits may begin. */
function placeOneAfterTheOther<K extends string>(
  sizes: Readonly<Record<K, number>>,
): { at: Record<K, number>; end: number } {
  let end = 0;
  const at = {} as Record<K, number>;
  for (const name of Object.keys(sizes) as K[]) {
    at[name] = end;
    end += Math.ceil(sizes[name] / 16) * 16;
  }
  return { at, end };
}

/** All nodes of all trees, ordered by column and then by threshold. */
function orderQuestions({ roots, column, place, threshold, left, right }: Nodes) {
  const treeOf = new Uint16Array(column.length);
  const takesOf = new Uint32Array(column.length);
  roots.forEach((root, tree) => {
    let leaves = 0;
    /** Numbers the leaves from here on, from left to right; the first has the highest bit. */
    const number = (node: number): void => {
      if (node < 0) {
        if (++leaves > MAX_LEAVES) throw new Error(`The model has a tree of more than ${MAX_LEAVES} leaves.`);
        return;
      }
      const before = leaves;
      number(left[node]);
      treeOf[node] = tree;
      takesOf[node] = bitsBetween(before, leaves);
      number(right[node]);
    };
    number(root);
  });
  // Numbers that sort as the questions do: with a function to compare them, sorting would take most of the loading.
  const order = Float64Array.from(column, (of, node) => (of * MOST_CUTS + place[node]) * MOST_NODES + node);
  order.sort();
  const columns: number[] = [];
  const starts: number[] = [];
  const thresholds = new Float32Array(order.length);
  const trees = new Uint32Array(order.length);
  const takes = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const node = order[at] % MOST_NODES;
    if (column[node] !== columns.at(-1)) {
      columns.push(column[node]);
      starts.push(at);
    }
    thresholds[at] = threshold[node];
    trees[at] = treeOf[node];
    takes[at] = takesOf[node];
  }
  return {
    columns: Uint16Array.from(columns),
    starts: Int32Array.of(...starts, order.length),
    thresholds,
    trees,
    takes,
  };
}

/** The bits of the leaves `from` up to `to`. */
function bitsBetween(from: number, to: number): number {
  let bits = 0;
  for (let leaf = from; leaf < to; leaf++) bits |= 1 << (MAX_LEAVES - 1 - leaf);
  return bits;
}

/** What the leaves add, from left to right, `MAX_LEAVES` for each tree. */
function leavesOf({ roots, left, right, leaves }: Nodes): Float32Array {
  const inTrees = new Float32Array(roots.length * MAX_LEAVES);
  roots.forEach((root, tree) => {
    let at = tree * MAX_LEAVES;
    const read = (node: number): void => {
      if (node < 0) {
        inTrees[at++] = leaves[~node];
        return;
      }
      read(left[node]);
      read(right[node]);
    };
    read(root);
  });
  return inTrees;
}
