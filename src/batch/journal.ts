/**
 * What is done, so that a run that was ended goes on where it was. A line for every document that
 * was cleaned; the last line on an output counts. What is done is known by content: a line holds
 * the hashes of the input with the options and of the output, and both must still be right.
 */
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { splitLines } from './lines.ts';
import type { Progress } from './shard.ts';
import type { DocumentTally } from './tally.ts';

export interface Entry {
  /** The output, as a path below the output folder. */
  readonly name: string;
  /** Hash of the input and of what else the output depends on. */
  readonly key: string;
  /** Hash of the output. */
  readonly output: string;
  readonly tally: DocumentTally;
  readonly milliseconds: number;
}

/** How far an archive is. */
export interface ShardEntry {
  readonly name: string;
  /** Hash of the archive and of what else the output depends on. */
  readonly key: string;
  readonly progress: Progress;
  /** Hash of the output; absent while there is none. */
  readonly output?: string;
}

export interface Journal {
  /** What an earlier run wrote about an output. */
  find(name: string): Entry | undefined;
  /** Written at once: a killed process loses nothing that it wrote. */
  add(entry: Entry): void;
  findShard(name: string): ShardEntry | undefined;
  addShard(entry: ShardEntry): void;
  close(): void;
}

/**
 * Opens the journal, or begins one.
 * @param startOver forget what earlier runs did
 */
export async function openJournal(path: string, startOver: boolean): Promise<Journal> {
  if (startOver) rmSync(path, { force: true });
  const places = existsSync(path) ? await readPlaces(path) : new Map<string, Place>();
  const file = openSync(path, 'a+');
  if (places.size > 0) endTornLine(file);
  return {
    find: (name) => readAt<Entry>(file, places.get(name)),
    findShard: (name) => readAt<ShardEntry>(file, places.get(name)),
    add(entry) {
      writeSync(file, `${JSON.stringify(entry)}\n`);
    },
    addShard(entry) {
      writeSync(file, `${JSON.stringify(entry)}\n`);
    },
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}

/** Where a line is in the journal: an entry is read when it is asked for, a million would not fit. */
interface Place {
  readonly start: number;
  readonly length: number;
}

async function readPlaces(path: string): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  let start = 0;
  for await (const lines of splitLines(createReadStream(path))) {
    for (const line of lines) {
      const length = line?.length ?? 0;
      const entry = parseEntry(line?.toString('utf8') ?? '');
      if (entry !== undefined) places.set(entry.name, { start, length });
      start += length + 1;
    }
  }
  return places;
}

function readAt<T extends Entry | ShardEntry>(file: number, place: Place | undefined): T | undefined {
  if (place === undefined) return undefined;
  const { start, length } = place;
  const buffer = Buffer.allocUnsafe(length);
  readSync(file, buffer, 0, length, start);
  return parseEntry(buffer.toString('utf8')) as T | undefined;
}

/** The last line of a run that was killed may be half a line. */
function parseEntry(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Entry;
    return typeof entry.name === 'string' && typeof entry.key === 'string' ? entry : undefined;
  } catch {
    return undefined;
  }
}

function endTornLine(file: number): void {
  writeSync(file, '\n');
}
