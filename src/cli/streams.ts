/** Reading all of standard input, and writing to standard output as fast as it is read. */
import { once } from 'node:events';
import { tooLarge } from '../batch/read-input.ts';

/**
 * All of standard input.
 * @throws DehuskError `too-large` over `limit` bytes
 */
export async function readStandardInput(limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > limit) throw tooLarge(limit);
  }
  return Buffer.concat(chunks);
}

/** Writes to standard output and waits until there is room for more. */
export async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Writes a line to standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
