/** Unpacks a stream of gzip: members one behind another, with zeros between and behind them where something padded them. */
import { createGunzip, type Gunzip } from 'node:zlib';
import { DehuskError } from '../errors.ts';
import { beginsAsGzip } from './gzip.ts';

/** How far the unpacking of a stream is. */
export interface Place {
  /** Byte of the stream with which the members begin that are being unpacked: the first one, or what stands behind zeros. */
  start: number;
  /** Bytes of these members that zlib has taken without complaint. */
  taken: number;
  /** Bytes that came out of them. */
  given: number;
}

/** The place at the beginning of a stream. */
export function beginning(): Place {
  return { start: 0, taken: 0, given: 0 };
}

/**
 * Unpacks all members of a stream. Zlib takes the first zero behind a member for the end of all, and Node throws the
 * rest away without a word; so what stands behind zeros is unpacked anew.
 *
 * @param place is kept up to date
 * @throws zlib's errors, also for what is no gzip behind a member; those of the stream
 */
export async function* unpackMembers(
  packed: AsyncIterable<Uint8Array>,
  place: Place = beginning(),
): AsyncGenerator<Buffer> {
  const source = new Source(packed);
  for (;;) {
    place.start = source.position;
    place.given = 0;
    const gunzip = createGunzip();
    const fed = feed(gunzip, source);
    fed.catch((error: Error) => gunzip.destroy(error));
    try {
      for await (const chunk of gunzip) {
        place.given += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    } finally {
      place.taken = gunzip.bytesWritten;
    }
    if (await fed) return;
  }
}

/**
 * The bytes of a file whose name says that it is not packed.
 * @throws DehuskError `unreadable` when it is: each line feed among its bytes would end a record that is no JSON
 */
export async function* notPacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of bytes) {
    if (isFirst && beginsAsGzip(chunk))
      throw new DehuskError('unreadable', 'It is packed with gzip: let its name end in .gz.');
    isFirst = false;
    yield chunk;
  }
}

/**
 * Writes to `gunzip` until it takes no more, and reads on over the zeros behind that.
 * @returns whether the stream is at its end
 */
async function feed(gunzip: Gunzip, source: Source): Promise<boolean> {
  let written = 0;
  for (let chunk = await source.next(); chunk !== undefined; chunk = await source.next()) {
    await write(gunzip, chunk);
    written += chunk.length;
    const left = written - gunzip.bytesWritten;
    if (left === 0) continue;
    source.unread(chunk.subarray(chunk.length - left));
    break;
  }
  gunzip.end();
  return await source.skipZeros();
}

async function write(gunzip: Gunzip, chunk: Uint8Array): Promise<void> {
  // When zlib fails it never calls back; then reading from it has failed, and nobody waits for this any more.
  await new Promise<void>((resolve, reject) =>
    gunzip.write(chunk, (error) => (error ? reject(error) : resolve())),
  );
}

/** A stream of which something can be put back. */
class Source {
  /** Bytes that were taken and not put back. */
  position = 0;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private held: Uint8Array | undefined;

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.chunks = stream[Symbol.asyncIterator]();
  }

  async next(): Promise<Uint8Array | undefined> {
    const chunk = this.held ?? (await this.read());
    this.held = undefined;
    this.position += chunk?.length ?? 0;
    return chunk;
  }

  unread(chunk: Uint8Array): void {
    this.held = chunk;
    this.position -= chunk.length;
  }

  /** @returns whether nothing else came before the end */
  async skipZeros(): Promise<boolean> {
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) {
      const other = chunk.findIndex((byte) => byte !== 0);
      if (other === -1) continue;
      this.unread(chunk.subarray(other));
      return false;
    }
    return true;
  }

  private async read(): Promise<Uint8Array | undefined> {
    const next = await this.chunks.next();
    return next.done === true ? undefined : next.value;
  }
}
