/**
 * The output folder: everything is written under a temporary name, synced and renamed, so that a
 * file under its own name is a whole file, whenever the run was ended.
 *
 *   OUT/…               the outputs
 *   OUT/report.json     what the last run came to
 *   OUT/.dehusk/        what is done (`journal`), what is being written (`tmp/`, and `work/` for what
 *                       a later run can go on with), who is writing (`lock`)
 */
import { rename } from 'node:fs';
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { DehuskError } from '../errors.ts';
import { errorCode } from './failure.ts';
import { hashOf } from './names.ts';
import { createGroupSync } from './sync-group.ts';

const renameFile = promisify(rename);

/** Names at the top of the output folder that belong to dehusk. */
export const REPORT_NAME = 'report.json';
const STATE_NAME = '.dehusk';

export interface OutputFolder {
  /** The folder's real path. */
  readonly path: string;
  readonly journalPath: string;
  readonly reportPath: string;
  /** A name to write under; nothing is there yet. */
  temporaryPath(): string;
  /** Where an output is gathered over several runs. */
  workingPath(output: string): string;
  /**
   * Syncs what was written under a temporary name and gives it its own.
   * @param output path below the folder, with `/` between the parts
   */
  commit(temporary: string, output: string): Promise<void>;
  /** Where an output is or will be. */
  pathOf(output: string): string;
  /** Removes what is left under temporary names, and the lock. */
  close(): Promise<void>;
}

/**
 * Makes the folder when it is not there, and locks it.
 * @throws DehuskError `unwritable` when it cannot be written, or another run is writing it
 */
export async function openOutput(out: string): Promise<OutputFolder> {
  try {
    await mkdir(join(out, STATE_NAME), { recursive: true });
    const path = await realpath(out);
    const state = join(path, STATE_NAME);
    await lock(join(state, 'lock'), out);
    const temporary = join(state, 'tmp');
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary);
    await mkdir(join(state, 'work'), { recursive: true });
    return folder(path, state, temporary);
  } catch (error) {
    throw toUnwritable(error, out);
  }
}

function folder(path: string, state: string, temporary: string): OutputFolder {
  let count = 0;
  const ready = new Map<string, Promise<void>>();
  const sync = createGroupSync();
  const pathOf = (output: string) => join(path, ...output.split('/'));

  /** Links that were put into the output folder before must not lead the outputs out of it. */
  async function prepare(parent: string): Promise<void> {
    await mkdir(parent, { recursive: true });
    const real = await realpath(parent);
    if (real !== path && !real.startsWith(path.endsWith(sep) ? path : path + sep)) {
      throw new DehuskError('unwritable', `${parent} leads out of the output folder. Remove the link.`);
    }
  }

  return {
    path,
    journalPath: join(state, 'journal'),
    reportPath: join(path, REPORT_NAME),
    temporaryPath: () => join(temporary, String(count++)),
    workingPath: (output) => join(state, 'work', hashOf(output)),
    pathOf,
    async commit(from, output) {
      const to = pathOf(output);
      const parent = dirname(to);
      let preparing = ready.get(parent);
      if (preparing === undefined) {
        // A walk is depth first: folders long left behind do not come again.
        if (ready.size > 1000) ready.clear();
        preparing = prepare(parent);
        ready.set(parent, preparing);
      }
      await preparing;
      await sync(from);
      await renameFile(from, to);
    },
    async close() {
      await rm(temporary, { recursive: true, force: true });
      await rm(join(state, 'lock'), { force: true });
    },
  };
}

/** Two runs at once would take each other's temporary files for leftovers. */
async function lock(path: string, out: string): Promise<void> {
  const own = `${hostname()} ${process.pid}`;
  try {
    await writeFile(path, own, { flag: 'wx' });
    return;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const [host, pid] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
  if (host === hostname() && Number(pid) !== process.pid && isRunning(Number(pid))) {
    throw new DehuskError(
      'unwritable',
      `Process ${pid} is writing to ${out}. Wait for it, or choose another --out.`,
    );
  }
  await writeFile(path, own);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** System errors on writing, by what the user can do about them. */
const WRITE_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'There is no space left. Free some and give the same command again: what is done stays done.',
  EDQUOT: 'The disk quota is used up. Free some and give the same command again: what is done stays done.',
  EACCES: 'It may not be written: permission denied.',
  EPERM: 'It may not be written: operation not permitted.',
  EROFS: 'It is on a read-only file system.',
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

/** Whether a system error on writing is about one name only, so that other outputs can be written. */
export function concernsOneName(code: string | undefined): boolean {
  return ['ENAMETOOLONG', 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'EILSEQ', 'EINVAL'].includes(
    code ?? '',
  );
}
