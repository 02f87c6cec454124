/** What a disk takes for one name. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { exactly, ignoringCase, type NameKey } from './names.ts';

/** Which names are one where a path is, or will be: that of its nearest part that is there is looked up in the other case. */
export async function namesOnDisk(path: string): Promise<NameKey> {
  for (let place = resolve(path); ; place = dirname(place)) {
    const other = inOtherCase(basename(place));
    const file = other === basename(place) ? undefined : await fileAt(place);
    if (file !== undefined)
      return (await fileAt(join(dirname(place), other))) === file ? ignoringCase : exactly;
    if (dirname(place) === place) return exactly;
  }
}

function inOtherCase(name: string): string {
  const small = name.toLowerCase();
  return small === name ? name.toUpperCase() : small;
}

/** What tells a file from all others, undefined when there is none, or it is not to be known. */
async function fileAt(path: string): Promise<string | undefined> {
  return await stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => undefined,
  );
}
