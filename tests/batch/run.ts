/** Cleans folders and lines here, with workers that stay for the other tests of a file: starting one costs more than most tests do. */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll } from 'vitest';
import { type FilterOptions, filterLines, joinLines } from '../../src/batch/filter.ts';
import { cleanFolder, type FolderOptions } from '../../src/batch/folder.ts';
import { createPool, type Pool, type PoolOptions } from '../../src/batch/pool.ts';
import type { Report } from '../../src/batch/report.ts';

const pools = new Map<string, Pool>();

afterAll(async () => {
  for (const pool of pools.values()) await pool.close();
});

function sharedPool(options: PoolOptions): Pool {
  const key = JSON.stringify(options);
  const pool = pools.get(key) ?? createPool(options);
  pools.set(key, pool);
  return { run: pool.run, close: async () => undefined };
}

/** One worker, unless the options say otherwise. */
export async function cleanHere(paths: readonly string[], options: FolderOptions): Promise<Report> {
  return await cleanFolder(paths, { jobs: 1, ...options }, sharedPool);
}

/** From the folder's `in` to its `out`. */
export async function runIn(folder: string, options: Partial<FolderOptions> = {}): Promise<Report> {
  return await cleanHere([join(folder, 'in')], { out: join(folder, 'out'), ...options });
}

/** What `dehusk filter` writes for an input. */
export async function filterHere(input: string | Uint8Array, options: FilterOptions = {}): Promise<string> {
  let output = '';
  for await (const batch of filterLines(
    Readable.from([Buffer.from(input)]),
    { jobs: 1, ...options },
    sharedPool,
  ))
    output += joinLines(batch);
  return output;
}
