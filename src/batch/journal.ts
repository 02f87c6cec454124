/**
 * What is done, so that a run that was ended goes on where it was. A line for every document that
 * was cleaned; the last line on an output counts. What is done is known by content: a line holds
 * the hashes of the input with the options and of the output, and both must still be right.
 */
import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import type { Failure } from './failure.ts';
import type { Limits } from './limits.ts';
import { splitLines } from './lines.ts';
import type { Progress } from './progress.ts';
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
  /** What was wrong with the input all the same. */
  readonly failure?: Failure;
}

/** How far an archive is. */
export interface ShardEntry {
  readonly name: string;
  /** Hash of the archive and of what else the output depends on. */
  readonly key: string;
  readonly progress: Progress;
  /** Under which the failures in `progress` came about. */
  readonly limits: Limits;
  /** Hash of the output; absent while there is none. */
  readonly output?: string;
  /** What was wrong with the archive as a whole; the output has what could be read. */
  readonly failure?: Failure;
}

export interface Journal {
  /** An output of an earlier run is still what its input becomes. */
  keep(name: string): void;
  /** Outputs of earlier runs that were neither kept nor made anew, as paths below the output folder. */
  leftovers(): Iterable<string>;
  /** What an earlier run wrote about an output. */
  find(name: string): Entry | undefined;
  /** Written at once: a killed process loses nothing that it wrote. */
  add(entry: Entry): void;
  findShard(name: string): ShardEntry | undefined;
  /** @returns the bytes that it took */
  addShard(entry: ShardEntry): number;
  close(): void;
}

/**
 * Opens the journal, or begins one.
 * @param startOver forget what earlier runs did
 */
export async function openJournal(path: string, startOver: boolean): Promise<Journal> {
  const earlier = existsSync(path) ? await readPlaces(path) : new Map<string, Place>();
  if (startOver) rmSync(path, { force: true });
  const file = openSync(path, 'a+');
  endTornLine(file);
  const find = <T extends Entry | ShardEntry>(name: string) =>
    startOver ? undefined : readAt<T>(file, earlier.get(name));
  const add = (entry: Entry | ShardEntry) => {
    earlier.delete(entry.name);
    return append(file, entry);
  };
  return {
    find: (name) => find<Entry>(name),
    findShard: (name) => find<ShardEntry>(name),
    add,
    addShard: add,
    keep: (name) => earlier.delete(name),
    leftovers: () => earlier.keys(),
    close() {
      try {
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
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

/** A disk that gets full takes the first part of a line, and says so when it is given the rest. */
function append(file: number, entry: Entry | ShardEntry): number {
  const line = Buffer.from(`${JSON.stringify(entry)}\n`);
  for (let written = 0; written < line.length; ) written += writeSync(file, line, written);
  return line.length;
}

/** The last line of a run that was killed may be half a line, and a disk may have spoiled any. */
function parseEntry(line: string): Entry | ShardEntry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<Entry & ShardEntry>;
    const { name, key, tally, progress } = entry;
    const isWhole =
      typeof (tally ?? progress?.tally)?.removed === 'object' &&
      (progress === undefined || typeof progress.codes === 'object');
    return typeof name === 'string' && typeof key === 'string' && isWhole
      ? (entry as Entry | ShardEntry)
      : undefined;
  } catch {
    return undefined;
  }
}

function endTornLine(file: number): void {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  if (size > 0) readSync(file, last, 0, 1, size - 1);
  if (size > 0 && last.toString() !== '\n') writeSync(file, '\n');
}
