/** What is named to be walked: files and folders as they really are on the disk, and none in the output folder. */
import { realpath, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { DehuskError } from '../errors.ts';
import { type Failure, toFailure } from './failure.ts';

/** A file or folder that was named. */
export interface Root {
  readonly given: string;
  readonly real: string;
  readonly isFolder: boolean;
}

/** Finds what a path names; a failure when it is not there, or no file and no folder. */
export async function openRoot(given: string): Promise<Root | Failure> {
  try {
    const real = await realpath(given);
    const stats = await stat(real);
    // A worker that waits for a pipe to be opened cannot be stopped.
    if (!stats.isFile() && !stats.isDirectory()) {
      return { name: given, code: 'unreadable', message: 'It is a pipe or a device, not a file.' };
    }
    return { given, real, isFolder: stats.isDirectory() };
  } catch (error) {
    return toFailure(given, error);
  }
}

/** Where a path that may not exist yet will really be. */
export async function realPlace(path: string): Promise<string> {
  const absolute = resolve(path);
  const parent = resolve(absolute, '..');
  try {
    return await realpath(absolute);
  } catch {
    if (parent === absolute) return absolute;
    return resolve(await realPlace(parent), absolute.slice(parent.length).replace(/^[/\\]+/, ''));
  }
}

/**
 * Refuses inputs that outputs could be written over.
 * @throws DehuskError `bad-input`
 */
export function refuseOverlap({ given, real }: Root, out: string): void {
  if (real !== out && !real.startsWith(out.endsWith(sep) ? out : out + sep)) return;
  throw new DehuskError(
    'bad-input',
    `${given} is in the output folder, where its files could be overwritten. Choose another --out.`,
  );
}
