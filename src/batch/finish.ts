/** Turns a working file of clean records into its output: lines, packed lines, Parquet, Dolma's two files. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Archive, type Collection, hashFile, type ReadOptions } from './archive.ts';
import type { Target } from './limits.ts';
import { splitLines } from './lines.ts';
import type { OutputFolder } from './output.ts';

/** The ending of an archive's output. Parquet stays Parquet, packed lines stay packed. */
export function archiveEnding(target: Target | undefined, { kind, isGzip }: Archive): string {
  if (target === 'dolma') return '.jsonl.gz';
  if (target === 'parquet' || (target !== 'ndjson' && kind === 'parquet')) return '.parquet';
  return isGzip ? '.jsonl.gz' : '.jsonl';
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
  if (target === 'dolma') await splitDolma(working, temporary[0], temporary[1]);
  else if (output.endsWith('.parquet')) {
    const { writeParquet } = await import('./parquet-write.ts');
    await writeParquet(working, temporary[0], parquet === undefined ? undefined : { path: parquet, read });
  } else if (output.endsWith('.gz')) await pack(createReadStream(working), temporary[0]);
  else await rename(working, temporary[0]);
  for (const [i, path] of paths.entries()) await out.commit(temporary[i], path);
  return await hashOutputs(paths.map(out.pathOf));
}

/** Gzip without a time or a name in its header: the same lines are the same bytes. */
async function pack(lines: NodeJS.ReadableStream, path: string): Promise<void> {
  await pipeline(lines, createGzip({ level: 6 }), createWriteStream(path));
}

/** The lines of the working file hold a document and its attributes, a tab between them. */
async function splitDolma(working: string, documents: string, attributes: string): Promise<void> {
  const sides = [new PassThrough(), new PassThrough()];
  const written = [pack(sides[0], documents), pack(sides[1], attributes)];
  for await (const lines of splitLines(createReadStream(working))) {
    const halves = lines.map((line) => line?.toString('utf8').split('\t') ?? ['', '']);
    for (const [i, side] of sides.entries()) {
      const text = halves.map((half) => `${half[i]}\n`).join('');
      if (!side.write(text)) await new Promise((resolve) => side.once('drain', resolve));
    }
  }
  for (const side of sides) side.end();
  await Promise.all(written);
}

/** Hash of finished outputs, one after another. */
export async function hashOutputs(paths: readonly string[]): Promise<string> {
  const hashes: string[] = [];
  for (const path of paths) hashes.push(await hashFile(path, ''));
  return hashes.join(' ');
}
