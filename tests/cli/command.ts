/** Runs the built command line as a user would, and gives temporary folders to run it in. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export const ROOT = join(import.meta.dirname, '../..');
export const BIN = join(ROOT, 'dist/cli/main.js');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Run {
  /** For standard input. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** In a process of its own. */
export function dehusk(args: readonly string[], { input = '', cwd = ROOT, env = {} }: Run = {}): Ended {
  const { CI: _, ...outer } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    input,
    cwd,
    env: { ...outer, ...env },
    maxBuffer: 1 << 28,
  });
  return withoutStackTrace({ status, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8') });
}

/** @throws Error when there is a stack trace in the messages: no command may end with one */
export function withoutStackTrace(ended: Ended): Ended {
  if (/\n\s+at .+:\d+:\d+/.test(ended.stderr)) throw new Error(`A stack trace:\n${ended.stderr}`);
  return ended;
}

/** A folder with these files, gone after the test. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'dehusk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The outputs in a folder, by their paths: what dehusk keeps there for itself is not among them. */
export function outputsIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => path !== 'report.json' && !path.startsWith('.dehusk'))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
