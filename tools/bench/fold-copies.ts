/** Copies of the built program, each with the model that was trained without the sites of one fold. */
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Cleaner, createCleaner } from '../../src/clean.ts';
import type { CleanOptions } from '../../src/options.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Inside the project, where the copies find what they depend on. */
const COPIES = join(ROOT, 'node_modules/.cache/dehusk-folds');

/** The fold of a page, by the name that the training gives it, and a cleaner for each fold. */
export interface Folds {
  readonly foldOf: Readonly<Record<string, number>>;
  readonly cleaners: readonly Cleaner[];
}

/**
 * Makes the copies, hands them over and removes them.
 * @param models the folder that a training's `--keep` wrote: `folds.json`, `NAME.0.json`, `NAME.1.json` …
 * @param name of the model: it takes the place of `dist/judge/NAME.model.json`
 * @param options of the cleaners
 * @throws when the folder has no such models
 */
export async function withFolds(
  models: string | undefined,
  name: string,
  measure: (folds: Folds) => void,
  options: CleanOptions = {},
): Promise<void> {
  if (models === undefined || !existsSync(modelOf(models, name, 0)))
    throw new Error(`Name the folder that the training's --keep wrote, with ${name}.0.json in it.`);
  const foldOf = JSON.parse(readFileSync(join(models, 'folds.json'), 'utf8')) as Record<string, number>;
  const copies = join(COPIES, String(process.pid));
  try {
    const cleaners: Cleaner[] = [];
    for (let fold = 0; existsSync(modelOf(models, name, fold)); fold++) {
      const program = await copyOf(join(copies, String(fold)), name, modelOf(models, name, fold));
      cleaners.push(program.createCleaner(options));
    }
    measure({ foldOf, cleaners });
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

function modelOf(models: string, name: string, fold: number): string {
  return join(models, `${name}.${fold}.json`);
}

interface Program {
  readonly createCleaner: typeof createCleaner;
}

/** The built program with another model. */
async function copyOf(copy: string, name: string, model: string): Promise<Program> {
  cpSync(join(ROOT, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'rules'), join(copy, 'rules'), { recursive: true });
  copyFileSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  copyFileSync(model, join(copy, `dist/judge/${name}.model.json`));
  return (await import(pathToFileURL(join(copy, 'dist/index.js')).href)) as Program;
}
