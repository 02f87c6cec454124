/**
 * AssemblyScript (https://www.assemblyscript.org), not TypeScript: eight rows go through all trees side by side, in the
 * lanes of two 128-bit numbers. `npm run wasm` makes tree-lanes.wasm of it, tree-lanes.ts fills its memory.
 *
 * No tree is walked through: each node whose threshold a value is above takes leaves away, and of those that are left
 * at the end the first is the one that the walk would have come to (QuickScorer: Lucchese et al., SIGIR 2015).
 */

/** The values of a column stand beside each other, those of so many rows. */
const ROWS: usize = 64;
const LANES: usize = 8;
const MAX_LEAVES: usize = 32;
/** Bytes of a row's leaves of one tree, a bit for each leaf; of the leaves of all lanes. */
const BITS: usize = 4;
const ALL_BITS: usize = LANES * BITS;

export let treeCount: i32 = 0;
export let columnCount: i32 = 0;
// Where things stand in memory, in bytes.
/** For each column its first question, and at last the number of questions; i32. */
export let starts: usize = 0;
/** Of each question: the threshold, f32, the lowest of a column first; the tree, u32; the leaves that it takes away, u32. */
export let thresholds: usize = 0;
export let trees: usize = 0;
export let takes: usize = 0;
/** What each leaf adds, `MAX_LEAVES` for each tree, f32. */
export let leaves: usize = 0;
/** The values of `ROWS` rows, column by column; f32. */
export let values: usize = 0;
/** What is left of each tree, for each lane; u32. */
export let left: usize = 0;
/** What comes out: the sum over all trees for each row; f64. */
export let odds: usize = 0;

/** Sums up the trees for the first `rows` rows, and for those behind them up to a multiple of eight. */
export function addUp(rows: usize): void {
  for (let row: usize = 0; row < rows; row += LANES) {
    memory.fill(left, 0xff, <usize>treeCount * ALL_BITS);
    ask(row);
    for (let lane: usize = 0; lane < LANES; lane++) {
      store<f64>(odds + ((row + lane) << 3), sumOf(left + lane * BITS));
    }
  }
}

/** Asks all questions to the rows from `row` on. */
function ask(row: usize): void {
  let question: usize = 0;
  for (let column: usize = 0; column < <usize>columnCount; column++) {
    const at = values + ((column * ROWS + row) << 2);
    const low = v128.load(at);
    const high = v128.load(at, 16);
    const behind = <usize>load<i32>(starts + ((column + 1) << 2));
    for (; question < behind; question++) {
      const number = question << 2;
      const threshold = v128.load32_splat(thresholds + number);
      const lowAbove = f32x4.gt(low, threshold);
      const highAbove = f32x4.gt(high, threshold);
      // The other thresholds of the column are higher.
      if (!v128.any_true(v128.or(lowAbove, highAbove))) break;
      const taken = v128.load32_splat(takes + number);
      const tree = left + <usize>load<u32>(trees + number) * ALL_BITS;
      v128.store(tree, v128.andnot(v128.load(tree), v128.and(lowAbove, taken)));
      v128.store(tree, v128.andnot(v128.load(tree, 16), v128.and(highAbove, taken)), 16);
    }
    question = behind;
  }
}

/** What the first leaf that is left of each tree adds, summed up; `at` is where the first tree of the lane stands. */
function sumOf(at: usize): f64 {
  let sum: f64 = 0;
  let ofTree = leaves;
  for (let tree = 0; tree < treeCount; tree++) {
    sum += <f64>load<f32>(ofTree + ((<usize>clz(load<u32>(at))) << 2));
    at += ALL_BITS;
    ofTree += MAX_LEAVES << 2;
  }
  return sum;
}
