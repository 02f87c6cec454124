/**
 * Boosted decision trees over flat arrays: what LightGBM trained (`tools/train`), without LightGBM.
 * The trees add up to the logarithm of the odds; the score is the probability.
 */
import { type Lanes, layOut, ROWS_AT_ONCE } from './tree-lanes.ts';
import { type Nodes, readNodes, type TreeModel } from './tree-model.ts';

/** A model ready for rows of `width` columns. */
export interface Trees extends Nodes {
  readonly width: number;
  /** The same for many rows at a time, where there is WebAssembly. */
  readonly lanes: Lanes | undefined;
}

/** How much a column moved a score, in logarithmic odds: above 0 towards main content. */
export interface Contribution {
  readonly column: number;
  readonly amount: number;
}

/**
 * Reads a model for rows whose columns have these names.
 * @throws Error when the model looks at a column that the rows do not have: it is of another version;
 *   and when a tree has more than 32 leaves.
 */
export function readTrees(model: TreeModel, columns: readonly string[]): Trees {
  const nodes = readNodes(model, columns);
  return { ...nodes, width: columns.length, lanes: layOut(nodes) };
}

/** The probability for each row. */
export function scoreRows(trees: Trees, rows: Float32Array): Float64Array {
  const odds = new Float64Array(rows.length / trees.width);
  if (trees.lanes) addUpTogether(trees.lanes, trees.width, rows, odds);
  else for (let row = 0; row < odds.length; row++) odds[row] = addUpAlone(trees, rows, row * trees.width);
  for (let row = 0; row < odds.length; row++) odds[row] = 1 / (1 + Math.exp(-odds[row]));
  return odds;
}

function addUpTogether(lanes: Lanes, width: number, rows: Float32Array, odds: Float64Array): void {
  const { columns, values } = lanes;
  for (let first = 0; first < odds.length; first += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, odds.length - first);
    for (let asked = 0; asked < columns.length; asked++) {
      const begin = asked * ROWS_AT_ONCE;
      let from = first * width + columns[asked];
      for (let at = begin; at < begin + count; at++, from += width) values[at] = rows[from];
    }
    lanes.addUp(count);
    for (let row = 0; row < count; row++) odds[first + row] = lanes.odds[row];
  }
}

/** The sum over the leaves that one row, which begins at `row`, comes to: the same as many rows together have. */
function addUpAlone(trees: Trees, rows: Float32Array, row: number): number {
  const { roots, column, threshold, left, right, leaves } = trees;
  let sum = 0;
  for (const root of roots) {
    let node: number = root;
    while (node >= 0) node = rows[row + column[node]] <= threshold[node] ? left[node] : right[node];
    sum += leaves[~node];
  }
  return sum;
}

/**
 * The columns that moved the score of one row, those that moved it most first: along each tree's
 * path, a node's column is given the change of the mean (Saabas 2014).
 */
export function contributionsOf(trees: Trees, rows: Float32Array, row: number): Contribution[] {
  const { roots, column, threshold, left, right, leaves, means, width } = trees;
  const amounts = new Float64Array(width);
  for (const root of roots) {
    let node = root;
    while (node >= 0) {
      const isLeft = rows[row * width + column[node]] <= threshold[node];
      const next = isLeft ? left[node] : right[node];
      const mean = next >= 0 ? means[next] : leaves[~next];
      amounts[column[node]] += mean - means[node];
      node = next;
    }
  }
  return [...amounts]
    .map((amount, index) => ({ column: index, amount }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.column - b.column);
}
