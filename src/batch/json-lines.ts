/** Documents as lines of JSON, from the bytes of a file. */
import { DehuskError } from '../errors.ts';
import type { Archive } from './archive.ts';
import { type Line, splitLines } from './lines.ts';
import { isJsonObject } from './record-line.ts';

/** In a packed file a line of so many times the most bytes of a document is taken for a bomb, and not unpacked to its end. */
const BOMB = 16;

/**
 * The lines of newline-delimited JSON, the ones that arrive together as one array; undefined for a
 * line of more than `maxBytes`.
 *
 * @param bytes what is in the file, unpacked
 * @throws DehuskError `too-large` for a bomb, `bad-json` for JSON that is not newline-delimited; errors of `bytes`
 */
export async function* jsonLines(
  bytes: AsyncIterable<Uint8Array>,
  { kind, isGzip }: Pick<Archive, 'kind' | 'isGzip'>,
  maxBytes: number,
): AsyncGenerator<Line[]> {
  const longest = isGzip ? maxBytes * BOMB : Number.POSITIVE_INFINITY;
  let isJudged = kind !== 'json';
  for await (const together of splitLines(bytes, maxBytes, { longest, isWhole: isWholeObject })) {
    const first = isJudged ? -1 : together.findIndex((line) => line?.toString('utf8').trim() !== '');
    if (first !== -1) {
      const line = together[first];
      // Else each line of a document that is spread over a thousand would be a failure.
      if (line !== undefined && !isWholeObject(line)) throw notDelimited(isGzip);
      isJudged = true;
    }
    yield together;
  }
}

/** A byte order mark is white space too. */
function isWholeObject(line: Buffer): boolean {
  return isJsonObject(line.toString('utf8').trim());
}

function notDelimited(isGzip: boolean): DehuskError {
  const ending = isGzip ? '.jsonl.gz' : '.jsonl';
  return new DehuskError(
    'bad-json',
    `Its first line is no whole JSON object, so it is not newline-delimited. Make a line of each document, as jq -c '.[]' does of an array; if only that line is broken, let its name end in ${ending}.`,
  );
}
