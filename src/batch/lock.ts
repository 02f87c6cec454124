/** Who is writing a folder: of two runs at once each would take the other's temporary files for leftovers. */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { DehuskError } from '../errors.ts';
import { errorCode } from './failure.ts';

/** What file systems without hard links say. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/**
 * Takes the lock, also from a run that is no longer there.
 * @param path of the file that names the run
 * @param out the folder, as the user named it
 * @returns what gives it back
 * @throws DehuskError `unwritable` when a run on this machine has it
 */
export async function lock(path: string, out: string): Promise<() => Promise<void>> {
  const own = `${hostname()} ${process.pid} ${(await statusOf(process.pid))?.start ?? ''}`;
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, own);
  try {
    while (!(await claim(draft, path, own))) await removeLeft(path, out);
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await contentOf(path)) === own) await rm(path, { force: true });
  };
}

/** Gives the file that is written already its name, so that nobody ever reads an empty one; false when another has it. */
async function claim(draft: string, path: string, own: string): Promise<boolean> {
  try {
    await link(draft, path).catch(async (error: unknown) => {
      if (!NO_LINKS.has(errorCode(error))) throw error;
      await writeFile(path, own, { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Removes the lock of a run that is no longer there. Of several that find it one moves it away; who moved
 * what another has claimed meanwhile puts that back.
 */
async function removeLeft(path: string, out: string): Promise<void> {
  const found = await contentOf(path);
  if (found === undefined) return;
  const [host, pid, start] = found.split(' ');
  if (host === hostname() && Number(pid) !== process.pid && (await isRunning(Number(pid), start))) {
    throw new DehuskError(
      'unwritable',
      `Process ${pid} is writing to ${out}. Wait for it, or choose another --out. If it is no dehusk, remove ${path}.`,
    );
  }
  const left = `${path}.left.${process.pid}`;
  try {
    await rename(path, left);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return;
  }
  if ((await contentOf(left)) !== found) await link(left, path).catch(() => undefined);
  await rm(left, { force: true });
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

/**
 * When a process started, in the system's ticks, and its state, where that can be known (Linux). After a crash of the
 * machine another process may have the number of the one that wrote the lock.
 */
async function statusOf(pid: number): Promise<{ state?: string; start?: string } | undefined> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field is the program's name in brackets, with whatever is in it; the start is the 22nd.
  const fields = status?.slice(status.lastIndexOf(')') + 2).split(' ');
  return fields && { state: fields[0], start: fields[19] };
}

async function isRunning(pid: number, start: string | undefined): Promise<boolean> {
  try {
    process.kill(pid, 0);
    const now = await statusOf(pid);
    // It was killed, and whoever started it has not looked yet; in a container nobody may ever do.
    if (now?.state === 'Z') return false;
    return !start || now === undefined || now.start === start;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
