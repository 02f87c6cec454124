/**
 * Boosted decision trees over flat arrays: what LightGBM trained (`tools/train`), without LightGBM.
 * The trees add up to the logarithm of the odds; the score is the probability.
 */

/** A model as its file holds it. Numbers are little-endian arrays in base64. */
export interface TreeModel {
  /** Names of the columns that the trees look at, by the number that the nodes use. */
  readonly features: readonly string[];
  /** For each tree its first node; uint16. */
  readonly roots: string;
  /** For each inner node the number of its feature; uint8. */
  readonly feature: string;
  /** Rows with at most this value go left; float32. */
  readonly threshold: string;
  /** The next node, or the complement (`~n`) of the number of a leaf; int16. */
  readonly left: string;
  readonly right: string;
  /** What each leaf adds; float32. */
  readonly leaves: string;
  /** What each inner node would add on average, from which contributions are told; float32. */
  readonly means: string;
}

/** A model ready for rows of `width` columns. */
export interface Trees {
  /** For each tree the first word of its first node. */
  readonly roots: Int32Array;
  /** The columns that the trees look at. */
  readonly used: Uint16Array;
  /**
   * Four words for each inner node: the place of its column in `used`, the threshold (read in
   * `thresholds`), left and right: the first word of the next node, or the complement of a leaf's number.
   */
  readonly nodes: Int32Array;
  /** The memory of `nodes`, in which every second of the four words is a threshold. */
  readonly thresholds: Float32Array;
  readonly leaves: Float32Array;
  readonly means: Float32Array;
  readonly width: number;
}

/** How much a column moved a score, in logarithmic odds: above 0 towards main content. */
export interface Contribution {
  readonly column: number;
  readonly amount: number;
}

/**
 * Reads a model for rows whose columns have these names.
 * @throws Error when the model looks at a column that the rows do not have: it is of another version.
 */
export function readTrees(model: TreeModel, columns: readonly string[]): Trees {
  const used = Uint16Array.from(model.features, (name) => {
    const column = columns.indexOf(name);
    if (column === -1) throw new Error(`The model wants the feature "${name}", which is not computed.`);
    return column;
  });
  const nodes = readNodes(model);
  return {
    roots: Int32Array.from(new Uint16Array(bytesOf(model.roots)), (root) => root * NODE_WORDS),
    used,
    nodes,
    thresholds: new Float32Array(nodes.buffer),
    leaves: new Float32Array(bytesOf(model.leaves)),
    means: new Float32Array(bytesOf(model.means)),
    width: columns.length,
  };
}

const NODE_WORDS = 4;

/** What a node needs lies together, so that a step through a tree waits for memory once. */
function readNodes(model: TreeModel): Int32Array {
  const feature = new Uint8Array(bytesOf(model.feature));
  const threshold = new Float32Array(bytesOf(model.threshold));
  const left = new Int16Array(bytesOf(model.left));
  const right = new Int16Array(bytesOf(model.right));
  const nodes = new Int32Array(feature.length * NODE_WORDS);
  const thresholds = new Float32Array(nodes.buffer);
  const placeOf = (next: number): number => (next >= 0 ? next * NODE_WORDS : next);
  for (let node = 0, at = 0; node < feature.length; node++, at += NODE_WORDS) {
    nodes[at] = feature[node];
    thresholds[at + 1] = threshold[node];
    nodes[at + 2] = placeOf(left[node]);
    nodes[at + 3] = placeOf(right[node]);
  }
  return nodes;
}

function bytesOf(base64: string): ArrayBuffer {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** Rows that are scored together: few enough for a tree's columns of them to stay in the nearest cache. */
const ROWS_AT_ONCE = 256;

/**
 * The probability for each row. Tree by tree and column by column: a tree's nodes and the few columns
 * that it looks at stay in the processor's nearest cache while the rows pass.
 */
export function scoreRows(trees: Trees, rows: Float32Array): Float64Array {
  const count = rows.length / trees.width;
  const scores = new Float64Array(count);
  const columns = new Float32Array(trees.used.length * Math.min(count, ROWS_AT_ONCE));
  for (let first = 0; first < count; first += ROWS_AT_ONCE) {
    const size = Math.min(ROWS_AT_ONCE, count - first);
    fillColumns(columns, trees, rows, first, size);
    addTrees(scores, trees, columns, first, size);
  }
  for (let row = 0; row < count; row++) scores[row] = 1 / (1 + Math.exp(-scores[row]));
  return scores;
}

function fillColumns(
  columns: Float32Array,
  { used, width }: Trees,
  rows: Float32Array,
  first: number,
  size: number,
): void {
  for (let row = 0; row < size; row++) {
    const from = (first + row) * width;
    for (let place = 0, to = row; place < used.length; place++, to += size) {
      columns[to] = rows[from + used[place]];
    }
  }
}

function addTrees(
  scores: Float64Array,
  { roots, nodes, thresholds, leaves }: Trees,
  columns: Float32Array,
  first: number,
  size: number,
): void {
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree];
    for (let row = 0; row < size; row++) {
      let node = root;
      while (node >= 0) {
        const isLeft = columns[nodes[node] * size + row] <= thresholds[node + 1];
        node = isLeft ? nodes[node + 2] : nodes[node + 3];
      }
      scores[first + row] += leaves[~node];
    }
  }
}

/**
 * The columns that moved the score of one row, those that moved it most first: along each tree's
 * path, a node's column is given the change of the mean (Saabas 2014).
 */
export function contributionsOf(trees: Trees, rows: Float32Array, row: number): Contribution[] {
  const { roots, used, nodes, thresholds, leaves, means, width } = trees;
  const amounts = new Float64Array(width);
  for (const root of roots) {
    let node = root;
    while (node >= 0) {
      const column = used[nodes[node]];
      const isLeft = rows[row * width + column] <= thresholds[node + 1];
      const next = isLeft ? nodes[node + 2] : nodes[node + 3];
      const mean = next >= 0 ? means[next / NODE_WORDS] : leaves[~next];
      amounts[column] += mean - means[node / NODE_WORDS];
      node = next;
    }
  }
  return [...amounts]
    .map((amount, index) => ({ column: index, amount }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.column - b.column);
}
