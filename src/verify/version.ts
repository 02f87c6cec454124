/** Another version of dehusk, from its folder or from the tarball that `npm pack` made, for `dehusk diff --against`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DehuskError } from '../errors.ts';
import type { CleanOptions } from '../options.ts';
import type { Clean } from './diff.ts';

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
  const { createCleaner } = await importFrom(entry, from);
  if (typeof createCleaner !== 'function') {
    throw new DehuskError('bad-input', `${from} is no dehusk: it exports no createCleaner.`);
  }
  return createCleaner as (options?: CleanOptions) => Clean;
}

function unpack(tarball: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-version-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { status, stderr, error } = spawnSync('tar', ['-xzf', path.resolve(tarball), '-C', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new DehuskError('bad-input', `${tarball} cannot be unpacked: ${error?.message ?? stderr.trim()}`);
  }
  const unpacked = path.join(folder, 'package');
  linkDependencies(unpacked);
  return unpacked;
}

/** Gives an unpacked version the packages that it names, from wherever this version finds its own. */
function linkDependencies(folder: string): void {
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return;
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  const places = createRequire(import.meta.url).resolve.paths('dehusk') ?? [];
  for (const name of Object.keys(dependencies)) {
    const found = places.map((place) => path.join(place, name)).find(existsSync);
    const link = path.join(folder, 'node_modules', name);
    if (found === undefined || existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(found, link);
  }
}

async function importFrom(entry: string, from: string): Promise<{ readonly createCleaner?: unknown }> {
  try {
    return (await import(pathToFileURL(entry).href)) as { createCleaner?: unknown };
  } catch (error) {
    throw new DehuskError('bad-input', `${from} cannot be loaded: ${(error as Error).message}`);
  }
}
