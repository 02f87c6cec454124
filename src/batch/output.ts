/**
 * The output folder: everything is written under a temporary name, synced and renamed, so that a
 * file under its own name is a whole file, whenever the run was ended.
 *
 *   OUT/…               the outputs
 *   OUT/report.json     what the last run came to
 *   OUT/.dehusk/        what is done (`journal`), what is being written (`tmp/`, and `work/` for what
 *                       a later run can go on with), who is writing (`lock`)
 */
import { createHash } from 'node:crypto';
import { close, open, rename, writeFile as writeAll } from 'node:fs';
import { lstat, mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { DehuskError } from '../errors.ts';
import { namesOnDisk } from './disk-case.ts';
import { errorCode } from './failure.ts';
import { lock } from './lock.ts';
import type { NameKey } from './names.ts';
import { createGroupSync } from './sync-group.ts';

// A FileHandle, which `fs.promises` has for this, costs the main thread several times as much.
const openFile = promisify(open);
const writeTo = promisify(writeAll);
const closeFile = promisify(close);
const renameFile = promisify(rename);

/** Names at the top of the output folder that belong to dehusk. */
export const REPORT_NAME = 'report.json';
export const STATE_NAME = '.dehusk';

export interface OutputFolder {
  /** The folder's real path. */
  readonly path: string;
  /** Which names are one in there. */
  readonly nameKey: NameKey;
  readonly journalPath: string;
  /** A name to write under; nothing is there yet. */
  temporaryPath(): string;
  /** Where an output is gathered over several runs. */
  workingPath(output: string): string;
  /**
   * Writes an output, as a whole or not at all.
   * @param output path below the folder, with `/` between the parts
   */
  write(bytes: Uint8Array, output: string): Promise<void>;
  /**
   * Syncs what was written under a temporary name and gives it its own.
   * @param output as for `write`
   */
  commit(temporary: string, output: string): Promise<void>;
  /** Where an output is or will be. */
  pathOf(output: string): string;
  /** Writes the report, as a whole or not at all. */
  writeReport(report: string): Promise<void>;
  /** Removes what is left under temporary names, and the lock. */
  close(): Promise<void>;
}

/**
 * Makes the folder when it is not there, and locks it.
 * @throws DehuskError `unwritable` when it cannot be written, or another run is writing it
 */
export async function openOutput(out: string): Promise<OutputFolder> {
  try {
    await makeFolder(out);
    const path = await realpath(out);
    const state = join(path, STATE_NAME);
    await makeFolder(state);
    // What is in there is written over and removed.
    if ((await realpath(state)) !== state) throw leadsOut(state);
    const unlock = await lock(join(state, 'lock'), out);
    const temporary = join(state, 'tmp');
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary);
    await mkdir(join(state, 'work'), { recursive: true });
    return folder(path, state, temporary, { unlock, nameKey: await namesOnDisk(state) });
  } catch (error) {
    throw toUnwritable(error, out);
  }
}

function folder(
  path: string,
  state: string,
  temporary: string,
  { unlock, nameKey }: { readonly unlock: () => Promise<void>; readonly nameKey: NameKey },
): OutputFolder {
  let count = 0;
  const prepare = createPreparer(path);
  const sync = createGroupSync();
  const pathOf = (output: string) => join(path, ...output.split('/'));
  const temporaryPath = () => join(temporary, String(count++));

  /** Writes `bytes` to a file under a temporary name, unless it is written, syncs it and gives it its own name. */
  async function finish(from: string, flags: string, output: string, bytes?: Uint8Array): Promise<void> {
    const to = pathOf(output);
    await prepare(dirname(to));
    const file = await openFile(from, flags);
    try {
      if (bytes !== undefined) await writeTo(file, bytes);
      await sync(file);
    } finally {
      await closeFile(file);
    }
    await renameFile(from, to);
  }

  return {
    path,
    nameKey,
    journalPath: join(state, 'journal'),
    temporaryPath,
    workingPath: (output) => join(state, 'work', createHash('sha256').update(output).digest('hex')),
    pathOf,
    async write(bytes, output) {
      const from = temporaryPath();
      try {
        await finish(from, 'wx', output, bytes);
      } catch (error) {
        // Half a file on a full disk is in the way of everything else.
        await rm(from, { force: true });
        throw error;
      }
    },
    commit: (from, output) => finish(from, 'r+', output),
    async writeReport(report) {
      const from = join(temporary, REPORT_NAME);
      await writeFile(from, report, { flush: true });
      await renameFile(from, pathOf(REPORT_NAME));
    },
    async close() {
      await rm(temporary, { recursive: true, force: true });
      await unlock();
    },
  };
}

/** Returns a function that makes a folder for outputs below `path`, each once, however often it is asked. */
function createPreparer(path: string): (folder: string) => Promise<void> {
  const ready = new Map<string, Promise<void>>();
  return (folder) => {
    let preparing = ready.get(folder);
    if (preparing === undefined) {
      // A walk is depth first: folders long left behind do not come again.
      if (ready.size > 1000) ready.clear();
      preparing = makeFolderInside(path, folder);
      ready.set(folder, preparing);
    }
    return preparing;
  };
}

/** Links that were put into the output folder before must not lead the outputs, or their folders, out of it. */
async function makeFolderInside(path: string, folder: string): Promise<void> {
  const real = await realpath(await deepestThere(folder)).catch(() => undefined);
  const isInside = real === path || real?.startsWith(path.endsWith(sep) ? path : path + sep);
  if (!isInside) throw leadsOut(folder);
  await mkdir(folder, { recursive: true });
}

/** As `mkdir -p`. That of Node 20 says ENOENT for what is on a read-only file system. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

/** The path itself, or the nearest above it that is there. */
async function deepestThere(path: string): Promise<string> {
  try {
    await lstat(path);
    return path;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return await deepestThere(dirname(path));
  }
}

function leadsOut(path: string): DehuskError {
  return new DehuskError('unwritable', `${path} leads out of the output folder. Remove the link.`);
}

/** System errors on writing, by what the user can do about them. */
const WRITE_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'There is no space left. Free some and give the same command again: what is done stays done.',
  EDQUOT: 'The disk quota is used up. Free some and give the same command again: what is done stays done.',
  EACCES: 'It may not be written: permission denied.',
  EPERM: 'It may not be written: operation not permitted.',
  EROFS: 'It is on a read-only file system.',
  EXDEV: 'Its folder is on another file system than the output folder. Give that one an --out of its own.',
  EFBIG: 'It is larger than a file may be there.',
  EISDIR: 'There is a folder of that name.',
  EEXIST: 'There is a file of that name, not a folder.',
  ENOTDIR: 'A part of its path is a file, not a folder.',
};

/** A system error on writing to `path` as a DehuskError `unwritable`. */
export function toUnwritable(error: unknown, path: string): DehuskError {
  if (error instanceof DehuskError) return error;
  const known = WRITE_ERRORS[errorCode(error) ?? ''];
  const message = known ?? (error instanceof Error ? error.message : String(error));
  return new DehuskError('unwritable', `${path}: ${message}`, { cause: error });
}

const ONE_NAME = [
  'ENAMETOOLONG',
  'EFBIG',
  'EISDIR',
  'ENOTDIR',
  'EEXIST',
  'ENOTEMPTY',
  'EILSEQ',
  'EINVAL',
  'EXDEV',
];

/** Whether a system error on writing is about one output only, so that other outputs can be written. */
export function concernsOneName(code: string | undefined): boolean {
  return ONE_NAME.includes(code ?? '');
}
