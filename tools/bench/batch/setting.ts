/** Folders, files and processes for the batch benchmarks. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export const ROOT = join(import.meta.dirname, '../../..');
export const BIN = join(ROOT, 'dist/cli/main.js');
const DATA = join(ROOT, '../shared/data');

/** Runs `work` with a folder that is removed after it. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dehusk-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Real pages, uncompressed; the benchmark data must be there. */
export function realPages(): Buffer[] {
  const folder = join(DATA, 'wcxb/html');
  if (!existsSync(folder)) throw new Error(`The benchmark data is not there: ${folder}`);
  return readdirSync(folder)
    .sort()
    .map((name) => gunzipSync(readFileSync(join(folder, name))));
}

/** Real texts of articles, as another tool made them of pages. */
export function realTexts(): string[] {
  return gunzipSync(readFileSync(join(DATA, 'flattened/trafilatura.jsonl.gz')))
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { text: string | null }).text ?? '')
    .filter((text) => text.length > 0);
}

type Stream = 'pipe' | 'ignore' | 'inherit';

/**
 * Starts dehusk.
 * @param through a command that runs it
 */
export function start(
  args: readonly string[],
  stdio: Stream[] = ['ignore', 'ignore', 'ignore'],
  through: readonly string[] = [],
): ChildProcess {
  const [command, ...rest] = [...through, process.execPath, BIN, ...args];
  return spawn(command, rest, { stdio });
}

/** Runs dehusk to its end. @returns its status and the seconds it took */
export async function run(
  args: readonly string[],
  through: readonly string[] = [],
): Promise<{ status: number | null; seconds: number }> {
  const began = performance.now();
  const [status] = (await once(start(args, undefined, through), 'exit')) as [number | null];
  return { status, seconds: (performance.now() - began) / 1000 };
}

/** The outputs in a folder: path and content, without what dehusk keeps there for itself. */
export function outputs(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  if (!existsSync(folder)) return found;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isFile() && name !== 'report.json' && !name.startsWith('.dehusk'))
      found.set(name, readFileSync(path, 'latin1'));
  }
  return found;
}

/** The path of the i-th of many files, a hundred to a folder; the folder is made. */
export function spread(folder: string, i: number, ending: string): string {
  const parent = join(folder, String(Math.floor(i / 100)).padStart(4, '0'));
  mkdirSync(parent, { recursive: true });
  return join(parent, `${String(i).padStart(6, '0')}${ending}`);
}
