/** What the parser saw of a page's elements, as a structure of arrays. HTML only. */
export interface Page {
  /** Number of elements; every array below is at least this long. */
  readonly elementCount: number;
  /** Index of the parent element, -1 for the root. A parent comes before its children. */
  readonly parent: Int32Array;
}
