/** For readers that miss what is cut into bits. */

/** Fewest bytes of a chunk. */
const LEAST = 1024;

/**
 * Passes a stream on in chunks that are not small, if the stream is not. What unpacks gzip gives bits of a few bytes
 * now and then, and warcio overlooks the end of a head that begins in one of 4 or less.
 *
 * @throws errors of `bytes`, when all that came before was passed on
 */
export async function* inLargeChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array();
  try {
    for await (const chunk of bytes) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      if (held.length < 2 * LEAST) continue;
      // The last bytes wait for those behind them: the end of the stream may be a bit, too.
      yield held.subarray(0, -LEAST);
      held = held.subarray(-LEAST);
    }
  } catch (error) {
    if (held.length > 0) yield held;
    throw error;
  }
  if (held.length > 0) yield held;
}
