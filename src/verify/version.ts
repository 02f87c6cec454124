/** Another version of dehusk, from its folder or from the tarball that `npm pack` made, for `dehusk diff --against`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DehuskError } from '../errors.ts';
import type { CleanOptions } from '../options.ts';
import type { Clean } from './diff.ts';

const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/**
 * Loads another version and returns its `createCleaner`. A tarball is unpacked in the folder for
 * temporary files and works with this version's dependencies.
 * @throws DehuskError `bad-option` when there is nothing, `bad-input` when it is no built dehusk.
 */
export async function loadVersion(from: string): Promise<(options?: CleanOptions) => Clean> {
  if (!existsSync(from)) {
    throw new DehuskError(
      'bad-option',
      `${from} does not exist. Name a folder of dehusk, or a tarball of npm pack.`,
    );
  }
  const folder = statSync(from).isDirectory() ? path.resolve(from) : unpack(from);
  const entry = path.join(folder, 'dist/index.js');
  if (!existsSync(entry)) {
    throw new DehuskError(
      'bad-input',
      `${from} holds no dist/index.js. Build that version first: npm run build`,
    );
  }
  const { createCleaner } = (await import(pathToFileURL(entry).href)) as { createCleaner?: unknown };
  if (typeof createCleaner !== 'function') {
    throw new DehuskError('bad-input', `${from} is no dehusk: it exports no createCleaner.`);
  }
  return createCleaner as (options?: CleanOptions) => Clean;
}

function unpack(tarball: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-version-'));
  const { status, stderr, error } = spawnSync('tar', ['-xzf', path.resolve(tarball), '-C', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new DehuskError('bad-input', `${tarball} cannot be unpacked: ${error?.message ?? stderr.trim()}`);
  }
  const unpacked = path.join(folder, 'package');
  if (existsSync(NODE_MODULES) && existsSync(unpacked))
    symlinkSync(NODE_MODULES, path.join(unpacked, 'node_modules'));
  return unpacked;
}
