/** Reading all of standard input, and writing to standard output as fast as it is read. */
import { fstatSync } from 'node:fs';
import { tooLarge } from '../batch/read-input.ts';
import { DehuskError } from '../errors.ts';

/**
 * Standard input.
 * @throws DehuskError `unreadable` for a folder, which Node would take for nothing
 */
export function standardInput(): AsyncIterable<Buffer> {
  if (fstatSync(0).isDirectory())
    throw new DehuskError('unreadable', 'A folder is no stream: give it to dehusk clean.');
  return process.stdin;
}

/**
 * All of standard input.
 * @throws DehuskError `unreadable` for a folder, `too-large` over `limit` bytes
 */
export async function readStandardInput(limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of standardInput()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
  }
  return Buffer.concat(chunks);
}

/** Writes to standard output and waits until there is room for more. An error of it ends the program, see `main`. */
export async function print(text: string): Promise<void> {
  if (text === '' || process.stdout.write(text)) return;
  // `once` of node:events would listen for errors too, and Node warns of the eleventh who does: each worker is one.
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}

/** Writes a line to standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
