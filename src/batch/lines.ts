/** Splits a stream of bytes into lines without holding more than one of them. */
import { DehuskError } from '../errors.ts';

export interface LineOptions {
  /** Most bytes that are read in search of a line's end. */
  readonly longest?: number;
  /** Whether a line is whole, though what should come behind it could not be read. Without it none is. */
  readonly isWhole?: (line: Buffer) => boolean;
}

/** A line without its end; undefined when it was longer than the limit, and thrown away. */
export type Line = Buffer | undefined;

/**
 * Yields the lines of a stream, the ones that arrive together as one array. A last line without an end counts when it is not empty.
 *
 * @param limit most bytes of a line
 * @throws DehuskError `too-large` for a line that goes on for more than `longest`
 */
export async function* splitLines(
  stream: AsyncIterable<Uint8Array>,
  limit: number = Number.POSITIVE_INFINITY,
  { longest = Number.POSITIVE_INFINITY, isWhole = () => false }: LineOptions = {},
): AsyncGenerator<Line[]> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length > limit) parts = [];
    else parts.push(part);
  };
  const finish = (): Line => {
    const line = length > limit ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  try {
    for await (const bytes of stream) {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const lines: Line[] = [];
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
        take(chunk.subarray(start, end));
        lines.push(finish());
        start = end + 1;
      }
      if (start < chunk.length) take(chunk.subarray(start));
      if (lines.length > 0) yield lines;
      if (length > longest) throw endless(longest);
    }
  } catch (error) {
    const last = finish();
    if (last !== undefined && isWhole(last)) yield [last];
    throw error;
  }
  if (length > 0) yield [finish()];
}

const LINE_FEED = 0x0a;

function endless(longest: number): DehuskError {
  return new DehuskError(
    'too-large',
    `A line of it has no end within ${longest} bytes: what comes after was not read. Raise --max-bytes to read it.`,
  );
}
