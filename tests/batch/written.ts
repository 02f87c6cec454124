/** What a run has written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The records of newline-delimited JSON. */
export const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** The content of a file that is packed with gzip. */
export const unpacked = (...path: string[]): string => gunzipSync(readFileSync(join(...path))).toString();
