/** Turns a working file of clean records into its output: lines, packed lines, Parquet, Dolma's two files. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Archive, type Collection, hashFile, type ReadOptions } from './archive.ts';
import { splitLines } from './lines.ts';
import type { OutputFolder } from './output.ts';
import type { Target } from './target.ts';

/** The ending of an archive's output. Parquet stays Parquet, packed lines stay packed. */
export function archiveEnding(target: Target | undefined, { kind, isGzip }: Archive): string {
  if (target === 'dolma') return '.jsonl.gz';
  if (target === 'parquet' || (target !== 'ndjson' && kind === 'parquet')) return '.parquet';
  const lines = target === undefined && kind === 'json' ? '.json' : '.jsonl';
  return isGzip ? `${lines}.gz` : lines;
}

/** The files that an output consists of, as paths below the output folder. */
export function targetPaths(target: Target | undefined, output: string): string[] {
  return target === 'dolma' ? [`documents/${output}`, `attributes/dehusk/${output}`] : [output];
}

/**
 * Writes the output under temporary names and gives it its own.
 * @returns a hash of the output
 */
export async function finishShard(
  target: Target | undefined,
  working: string,
  { output, parquet }: Collection,
  out: OutputFolder,
  read: ReadOptions,
): Promise<string> {
  const paths = targetPaths(target, output);
  const temporary = paths.map(() => out.temporaryPath());
  const { signal } = read;
  if (target === 'dolma') {
    // One after the other, so that no file is still being written when the other has failed.
    await pack(halvesOf(working, 0), temporary[0], signal);
    await pack(halvesOf(working, 1), temporary[1], signal);
  } else if (output.endsWith('.parquet')) {
    const { writeParquet } = await import('./parquet-write.ts');
    await writeParquet(working, temporary[0], parquet, read);
  } else if (output.endsWith('.gz')) await pack(createReadStream(working), temporary[0], signal);
  else await rename(working, temporary[0]);
  for (const [i, path] of paths.entries()) await out.commit(temporary[i], path);
  return await hashOutputs(paths.map(out.pathOf), signal);
}

/** Gzip without a time or a name in its header: the same lines are the same bytes. */
async function pack(
  lines: AsyncIterable<Uint8Array | string>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await pipeline(lines, createGzip({ level: 6 }), createWriteStream(path), { ...(signal && { signal }) });
}

/** What stands on one side of the tab in each line of a working file: a document, or its attributes. */
async function* halvesOf(working: string, half: 0 | 1): AsyncGenerator<string> {
  for await (const lines of splitLines(createReadStream(working))) {
    const halves = lines.flatMap((bytes) => {
      const line = bytes?.toString('utf8') ?? '';
      // A blank line of the input is no document.
      if (line.trim() === '') return [];
      // A record may have tabs between its fields; the attributes are dehusk's own JSON and have none.
      const tab = line.lastIndexOf('\t');
      return `${half === 0 ? line.slice(0, tab) : line.slice(tab + 1)}\n`;
    });
    yield halves.join('');
  }
}

/** Hash of finished outputs, one after another. */
export async function hashOutputs(paths: readonly string[], signal?: AbortSignal): Promise<string> {
  const hashes: string[] = [];
  for (const path of paths) hashes.push(await hashFile(path, '', signal));
  return hashes.join(' ');
}
