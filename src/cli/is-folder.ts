/** Whether a path is that of a folder. */
import { statSync } from 'node:fs';

/** True for a folder; what is not there, or may not be looked at, is none: that comes out when it is read. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
