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
  /** For each tree the number of its first node. */
  readonly roots: Uint16Array;
  /** For each node its column, the threshold, and the next node, or the complement of a leaf's number. */
  readonly column: Uint16Array;
  readonly threshold: Float32Array;
  readonly left: Int16Array;
  readonly right: Int16Array;
  readonly leaves: Float32Array;
  readonly means: Float32Array;
  readonly width: number;
  readonly questions: Questions;
}

/**
 * All nodes of all trees, ordered by column and then by threshold. The leaves of a tree are numbered from
 * left to right, one bit for each, the highest for the first.
 */
interface Questions {
  /** The columns that are asked for, and the first question to each; at last the number of questions. */
  readonly columns: Uint16Array;
  readonly starts: Int32Array;
  readonly thresholds: Float32Array;
  readonly trees: Uint16Array;
  /** The leaves that stay possible when the value is above the threshold: all but those to the left of the node. */
  readonly keeps: Int32Array;
  /** For each tree what each of its leaves adds, `MAX_LEAVES` for each. */
  readonly leaves: Float32Array;
}

const MAX_LEAVES = 32;

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
  const used = model.features.map((name) => {
    const column = columns.indexOf(name);
    if (column === -1) throw new Error(`The model wants the feature "${name}", which is not computed.`);
    return column;
  });
  const nodes = {
    roots: new Uint16Array(bytesOf(model.roots)),
    column: Uint16Array.from(new Uint8Array(bytesOf(model.feature)), (feature) => used[feature]),
    threshold: new Float32Array(bytesOf(model.threshold)),
    left: new Int16Array(bytesOf(model.left)),
    right: new Int16Array(bytesOf(model.right)),
    leaves: new Float32Array(bytesOf(model.leaves)),
    means: new Float32Array(bytesOf(model.means)),
    width: columns.length,
  };
  return { ...nodes, questions: orderQuestions(nodes) };
}

function orderQuestions(nodes: Omit<Trees, 'questions'>): Questions {
  const { roots, column, threshold } = nodes;
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
  const order = Array.from(column, (_, node) => node);
  order.sort((a, b) => column[a] - column[b] || threshold[a] - threshold[b]);
  const starts = order.flatMap((node, at) => (column[node] === column[order[at - 1]] ? [] : [at]));
  return {
    columns: Uint16Array.from(starts, (at) => column[order[at]]),
    starts: Int32Array.of(...starts, order.length),
    thresholds: Float32Array.from(order, (node) => threshold[node]),
    trees: Uint16Array.from(order, (node) => treeOf[node]),
    keeps: Int32Array.from(order, (node) => keepsOf[node]),
    leaves,
  };
}

/** The bits of the leaves `from` up to `to`. */
function bitsBetween(from: number, to: number): number {
  let bits = 0;
  for (let leaf = from; leaf < to; leaf++) bits |= 1 << (MAX_LEAVES - 1 - leaf);
  return bits;
}

function bytesOf(base64: string): ArrayBuffer {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** Rows that are scored together: so few that what is possible for them stays in the nearest cache. */
const ROWS_AT_ONCE = 32;

/**
 * The probability for each row. No tree is walked through: each node whose threshold a value is above takes
 * leaves away, and of those that are left at the end the first is the one that the walk would have come to
 * (QuickScorer: Lucchese et al., SIGIR 2015). Rows that follow each other are alike, so that most nodes are
 * decided for many rows at once, by the least and the greatest value in their column.
 */
export function scoreRows(trees: Trees, rows: Float32Array): Float64Array {
  const { width, roots, questions } = trees;
  const count = rows.length / width;
  const scores = new Float64Array(count);
  const possible: Possible = {
    all: new Int32Array(roots.length),
    each: new Int32Array(roots.length * Math.min(count, ROWS_AT_ONCE)),
    open: new Int32Array(questions.columns.length * 3),
  };
  for (let first = 0; first < count; first += ROWS_AT_ONCE) {
    const last = Math.min(count, first + ROWS_AT_ONCE);
    const open = askAll(possible, questions, rows, width, first, last);
    for (let row = first, at = 0; row < last; row++, at += roots.length) possible.each.set(possible.all, at);
    askEach(possible, open, questions, rows, width, first, last);
    addLeaves(scores, possible.each, questions.leaves, first, last);
  }
  for (let row = 0; row < count; row++) scores[row] = 1 / (1 + Math.exp(-scores[row]));
  return scores;
}

/** Which leaves of each tree are left. */
interface Possible {
  /** For all rows that are scored together. */
  readonly all: Int32Array;
  /** For each of them, tree by tree. */
  readonly each: Int32Array;
  /** The columns with questions that these rows answer differently: the column, its first such question, the one behind its last. */
  readonly open: Int32Array;
}

/** Asks what all rows answer alike, and notes what they do not. Returns for how many columns. */
function askAll(
  { all, open }: Possible,
  { columns, starts, thresholds, trees, keeps }: Questions,
  rows: Float32Array,
  width: number,
  first: number,
  last: number,
): number {
  all.fill(-1);
  let noted = 0;
  for (let place = 0; place < columns.length; place++) {
    const column = columns[place];
    let least = rows[first * width + column];
    let most = least;
    for (let row = first + 1; row < last; row++) {
      const value = rows[row * width + column];
      if (value < least) least = value;
      if (value > most) most = value;
    }
    const behind = starts[place + 1];
    let question = starts[place];
    for (; question < behind && thresholds[question] < least; question++) {
      all[trees[question]] &= keeps[question];
    }
    if (least === most) continue;
    const from = question;
    while (question < behind && thresholds[question] < most) question++;
    if (question === from) continue;
    open[noted * 3] = column;
    open[noted * 3 + 1] = from;
    open[noted * 3 + 2] = question;
    noted++;
  }
  return noted;
}

/** Asks row by row what is open. */
function askEach(
  { all, each, open }: Possible,
  noted: number,
  { thresholds, trees, keeps }: Questions,
  rows: Float32Array,
  width: number,
  first: number,
  last: number,
): void {
  for (let at = 0; at < noted * 3; at += 3) {
    const from = open[at + 1];
    const behind = open[at + 2];
    let cell = first * width + open[at];
    for (let row = first, base = 0; row < last; row++, base += all.length, cell += width) {
      const value = rows[cell];
      for (let question = from; question < behind && thresholds[question] < value; question++) {
        each[base + trees[question]] &= keeps[question];
      }
    }
  }
}

/** Adds what the first leaf that is left of each tree adds. */
function addLeaves(
  scores: Float64Array,
  each: Int32Array,
  leaves: Float32Array,
  first: number,
  last: number,
): void {
  const trees = leaves.length / MAX_LEAVES;
  for (let row = first, at = 0; row < last; row++) {
    let sum = 0;
    for (let tree = 0; tree < trees; tree++) sum += leaves[tree * MAX_LEAVES + Math.clz32(each[at++])];
    scores[row] = sum;
  }
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
