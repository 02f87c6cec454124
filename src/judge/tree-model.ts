/**
 * The file of boosted trees, as `tools/train/tree_model.py` writes it. A tree is written as it is walked, each question
 * before what is below it, the left side first, so that no node need say where the next one stands. This one,
 *
 *          words ≤ 8 ?                 nodes    words  0  links  0  0     (as numbers: 1 0 2 0 0)
 *         yes /   \ no                 asked      0         1
 *          -0.2    links ≤ 0.5 ?       leaves          -0.2      0.3 -0.1
 *                yes /    \ no
 *                  0.3    -0.1
 *
 * asks whether words are at most their cut 0, and links at most their cut 1, with these cuts to choose from:
 * `cuts` 8 12 and 0.1 0.5, `cutCounts` 2 2.
 */

/** A model as its file holds it. Numbers are little-endian arrays in base64. */
export interface TreeModel {
  /** Names of the columns that the trees ask about. */
  readonly features: readonly string[];
  /** For each feature how many cuts it has; uint8. */
  readonly cutCounts: string;
  /** The values that features are compared with, one feature's after the other's, the lowest first; float32. */
  readonly cuts: string;
  /** All trees: 0 for a leaf, for a question the number of its feature, from 1; uint8. */
  readonly nodes: string;
  /** For each question which of its feature's cuts it asks about, from 0; uint8. Rows with at most this value go left. */
  readonly asked: string;
  /** What each leaf adds; float32, or int16 in units of `leafUnit`. */
  readonly leaves: string;
  readonly leafUnit?: number;
  /** What each question would add on average, from which contributions are told; float32. Absent where nobody asks. */
  readonly means?: string;
}

/** The nodes of all trees: questions in the order of the file, with their answers. */
export interface Nodes {
  /** For each tree the number of its first question. */
  readonly roots: Uint16Array;
  /** For each question its column, the threshold, and the next question, or the complement (`~n`) of a leaf's number. */
  readonly column: Uint16Array;
  readonly threshold: Float32Array;
  /** For each question the place of its threshold among those of its column, from the lowest. */
  readonly place: Uint8Array;
  readonly left: Int16Array;
  readonly right: Int16Array;
  readonly leaves: Float32Array;
  readonly means: Float32Array;
}

/**
 * Reads the nodes for rows whose columns have these names.
 * @throws Error when the model asks about a column that the rows do not have: it is of another version.
 */
export function readNodes(model: TreeModel, columns: readonly string[]): Nodes {
  const columnOf = model.features.map((name) => {
    const column = columns.indexOf(name);
    if (column === -1) throw new Error(`The model wants the feature "${name}", which is not computed.`);
    return column;
  });
  const cuts = new Float32Array(bytesOf(model.cuts));
  const firstCut: number[] = [];
  new Uint8Array(bytesOf(model.cutCounts)).reduce((first, count) => {
    firstCut.push(first);
    return first + count;
  }, 0);
  const nodes = new Uint8Array(bytesOf(model.nodes));
  const asked = new Uint8Array(bytesOf(model.asked));
  const column = new Uint16Array(asked.length);
  const threshold = new Float32Array(asked.length);
  const left = new Int16Array(asked.length);
  const right = new Int16Array(asked.length);
  let at = 0;
  let questions = 0;
  let leaves = 0;
  /** Reads what is at `at` and all below it; gives its number. */
  const read = (): number => {
    const feature = nodes[at++] - 1;
    if (feature < 0) return ~leaves++;
    const question = questions++;
    column[question] = columnOf[feature];
    threshold[question] = cuts[firstCut[feature] + asked[question]];
    left[question] = read();
    right[question] = read();
    return question;
  };
  const roots: number[] = [];
  while (at < nodes.length) roots.push(read());
  return {
    roots: Uint16Array.from(roots),
    column,
    threshold,
    place: asked,
    left,
    right,
    leaves: readLeaves(model),
    means: new Float32Array(bytesOf(model.means ?? '')),
  };
}

function readLeaves({ leaves, leafUnit }: TreeModel): Float32Array {
  if (leafUnit === undefined) return new Float32Array(bytesOf(leaves));
  return Float32Array.from(new Int16Array(bytesOf(leaves)), (units) => units * leafUnit);
}

function bytesOf(base64: string): ArrayBuffer {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
