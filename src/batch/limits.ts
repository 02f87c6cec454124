/** What a document may take, unless the caller says otherwise. */

/** Milliseconds. */
export const DEFAULT_TIMEOUT = 10_000;

/** Bytes, packed and unpacked. */
export const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

export interface Limits {
  /** Milliseconds that a document may take. */
  readonly timeout: number;
  /** Most bytes of a document. */
  readonly maxBytes: number;
}
