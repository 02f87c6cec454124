/** How far a collection of documents is: what the journal keeps of it and the report adds up. */
import type { ErrorCode } from '../errors.ts';
import type { Failure } from './failure.ts';
import { type DocumentTally, emptyDocumentTally } from './tally.ts';

/** What is known of a collection's records so far. */
export interface Progress {
  records: number;
  /** Length of the working file. */
  bytes: number;
  done: number;
  failed: number;
  /** How many of these failed for which reason. */
  readonly codes: Partial<Record<ErrorCode, number>>;
  tally: DocumentTally;
  readonly failures: Failure[];
}

/** Of a collection that nothing is known of yet. */
export function emptyProgress(): Progress {
  return { records: 0, bytes: 0, done: 0, failed: 0, codes: {}, tally: emptyDocumentTally(), failures: [] };
}
