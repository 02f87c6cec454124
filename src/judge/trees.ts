/**
 * Boosted decision trees over flat arrays: what LightGBM trained (`tools/train`), without LightGBM.
 * The trees add up to the logarithm of the odds; the score is the probability.
 */
import { type Nodes, readNodes, type TreeModel } from './tree-model.ts';

/** A model ready for rows of `width` columns. */
export interface Trees extends Nodes {
  readonly width: number;
  readonly questions: Questions;
}

/**
 * All nodes of all trees, ordered by column and then by threshold. The leaves of a tree are numbered from
 * left to right, one bit for each, the highest for the first.
 */
interface Questions {
  /** The questions to each column, all of which are open at first. */
  readonly all: Open;
  readonly thresholds: Float32Array;
  readonly trees: Uint16Array;
  /** The leaves that stay possible when the value is above the threshold: all but those to the left of the node. */
  readonly keeps: Int32Array;
  /** For each tree what each of its leaves adds, `MAX_LEAVES` for each. */
  readonly leaves: Float32Array;
}

const MAX_LEAVES = 32;
const MOST_CUTS = 256;
const MOST_NODES = 0x10000;

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
  return { ...nodes, width: columns.length, questions: orderQuestions(nodes) };
}

function orderQuestions(nodes: Nodes): Questions {
  const { roots, column, place, threshold } = nodes;
  const treeOf = new Uint16Array(column.length);
  const keepsOf = new Int32Array(column.length);
  const leaves = new Float32Array(roots.length * MAX_LEAVES);
  roots.forEach((root, tree) => {
    let found = 0;
    /** Numbers the leaves from here on. */
    const number = (node: number): void => {
      if (node < 0) {
        if (found === MAX_LEAVES) throw new Error(`The model has a tree of more than ${MAX_LEAVES} leaves.`);
        leaves[tree * MAX_LEAVES + found++] = nodes.leaves[~node];
        return;
      }
      const before = found;
      number(nodes.left[node]);
      treeOf[node] = tree;
      keepsOf[node] = ~bitsBetween(before, found);
      number(nodes.right[node]);
    };
    number(root);
  });
  // Numbers that sort as the questions do: with a function to compare them, sorting would take most of the loading.
  const order = new Float64Array(column.length);
  for (let node = 0; node < order.length; node++) {
    order[node] = (column[node] * MOST_CUTS + place[node]) * MOST_NODES + node;
  }
  order.sort();
  const all: number[] = [];
  const thresholds = new Float32Array(order.length);
  const trees = new Uint16Array(order.length);
  const keeps = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const node = order[at] % MOST_NODES;
    if (column[node] !== all.at(-OPEN_FIELDS)) all.push(column[node], at, at);
    all[all.length - 1] = at + 1;
    thresholds[at] = threshold[node];
    trees[at] = treeOf[node];
    keeps[at] = keepsOf[node];
  }
  return { all: Int32Array.from(all), thresholds, trees, keeps, leaves };
}

/** The bits of the leaves `from` up to `to`. */
function bitsBetween(from: number, to: number): number {
  let bits = 0;
  for (let leaf = from; leaf < to; leaf++) bits |= 1 << (MAX_LEAVES - 1 - leaf);
  return bits;
}

/** Rows that follow each other are alike: what so many answer alike is asked once, then what so few of them do. */
const MANY_ROWS = 32;
const FEW_ROWS = 4;

/** Which leaves of each tree are left, as bits. */
type Possible = Int32Array;

/** Questions that are still open: a column, the first such question to it, the one behind the last. */
type Open = Int32Array;
const OPEN_FIELDS = 3;

/**
 * The probability for each row. No tree is walked through: each node whose threshold a value is above takes
 * leaves away, and of those that are left at the end the first is the one that the walk would have come to
 * (QuickScorer: Lucchese et al., SIGIR 2015). Most nodes are decided for many rows at once, by the least and
 * the greatest value in their column.
 */
export function scoreRows(trees: Trees, rows: Float32Array): Float64Array {
  const { width, roots, questions } = trees;
  const count = rows.length / width;
  const scores = new Float64Array(count);
  const possible = (): Possible => new Int32Array(roots.length);
  const [ofMany, ofFew, ofOne] = [possible(), possible(), possible()];
  const openForMany: Open = new Int32Array(questions.all.length);
  const openForFew: Open = new Int32Array(questions.all.length);
  for (let many = 0; many < count; many += MANY_ROWS) {
    const behindMany = Math.min(count, many + MANY_ROWS);
    ofMany.fill(-1);
    const manyLeft = askTogether(
      ofMany,
      questions,
      questions.all,
      openForMany,
      rows,
      width,
      many,
      behindMany,
    );
    for (let few = many; few < behindMany; few += FEW_ROWS) {
      const behindFew = Math.min(behindMany, few + FEW_ROWS);
      ofFew.set(ofMany);
      const open = openForMany.subarray(0, manyLeft);
      const fewLeft = askTogether(ofFew, questions, open, openForFew, rows, width, few, behindFew);
      for (let row = few; row < behindFew; row++) {
        ofOne.set(ofFew);
        askAlone(ofOne, questions, openForFew, fewLeft, rows, row * width);
        scores[row] = 1 / (1 + Math.exp(-sumOfLeaves(ofOne, questions.leaves)));
      }
    }
  }
  return scores;
}

/**
 * Asks what the rows `first` up to `last` answer alike, and notes in `left` the questions that they do not.
 * Returns the length of these notes.
 */
function askTogether(
  possible: Possible,
  { thresholds, trees, keeps }: Questions,
  open: Open,
  left: Open,
  rows: Float32Array,
  width: number,
  first: number,
  last: number,
): number {
  let noted = 0;
  for (let at = 0; at < open.length; at += OPEN_FIELDS) {
    const column = open[at];
    let least = rows[first * width + column];
    let most = least;
    for (let row = first + 1; row < last; row++) {
      const value = rows[row * width + column];
      if (value < least) least = value;
      if (value > most) most = value;
    }
    const behind = open[at + 2];
    let question = open[at + 1];
    for (; question < behind && thresholds[question] < least; question++) {
      possible[trees[question]] &= keeps[question];
    }
    if (least === most) continue;
    const from = question;
    while (question < behind && thresholds[question] < most) question++;
    if (question === from) continue;
    left[noted] = column;
    left[noted + 1] = from;
    left[noted + 2] = question;
    noted += OPEN_FIELDS;
  }
  return noted;
}

/** Asks one row, which begins at `row`, the first `length` numbers of what is open. */
function askAlone(
  possible: Possible,
  { thresholds, trees, keeps }: Questions,
  open: Open,
  length: number,
  rows: Float32Array,
  row: number,
): void {
  for (let at = 0; at < length; at += OPEN_FIELDS) {
    const value = rows[row + open[at]];
    const behind = open[at + 2];
    for (let question = open[at + 1]; question < behind && thresholds[question] < value; question++) {
      possible[trees[question]] &= keeps[question];
    }
  }
}

/** What the first leaf that is left of each tree adds, summed up. */
function sumOfLeaves(possible: Possible, leaves: Float32Array): number {
  let sum = 0;
  for (let tree = 0; tree < possible.length; tree++) {
    sum += leaves[tree * MAX_LEAVES + Math.clz32(possible[tree])];
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
