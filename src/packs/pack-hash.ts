/** The hash by which results name the rules that made them. */
import { createHash } from 'node:crypto';

/** SHA-256 of what packs hold, or of the hashes of those that they were made from; its first 12 hexadecimal digits. */
export function packHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
