/** `dehusk clean`: one file to standard output, or files and folders to a folder. */
import { archiveAskedFor } from '../batch/archive.ts';
import type { ColumnNames } from '../batch/record-line.ts';
import type { Target } from '../batch/target.ts';
import { createCleaner } from '../clean.ts';
import type { Warning } from '../document.ts';
import { DehuskError } from '../errors.ts';
import { isFolder } from './is-folder.ts';
import { withSource } from './one-file.ts';
import { type BatchValues, toCleanOptions, withNearestConfig } from './options.ts';
import { print, say } from './streams.ts';

export interface CleanCommand extends BatchValues, ColumnNames {
  readonly out?: string;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly dryRun?: boolean;
  readonly to?: Target;
  readonly ledger: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** @throws DehuskError `bad-option`, and what reading and cleaning throw */
export async function runClean(paths: readonly string[], command: CleanCommand): Promise<void> {
  if (command.out === undefined) return await cleanToStandardOutput(paths, command);
  if (paths.includes('-')) {
    throw new DehuskError('bad-option', 'Standard input (-) goes to standard output: leave --out away.');
  }
  const { cleanToFolder } = await import('./clean-folder.ts');
  await cleanToFolder(paths, command.out, command);
}

async function cleanToStandardOutput(paths: readonly string[], command: CleanCommand): Promise<void> {
  const [path] = paths;
  const needsFolder =
    FOLDER_OPTIONS.find((option) => option in command) ?? (command.ledger ? undefined : 'noLedger');
  if (needsFolder !== undefined) {
    const flag = `--${needsFolder.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new DehuskError('bad-option', `${flag} is for runs that write to a folder: --out DIR.`);
  }
  if (paths.length > 1) {
    throw new DehuskError('bad-option', 'Several inputs need a folder to go to: --out DIR.');
  }
  if (archiveAskedFor(path) !== undefined) {
    throw new DehuskError(
      'bad-option',
      `${path} is an archive of documents and needs a folder to go to: --out DIR. Lines of JSON also go through dehusk filter.`,
    );
  }
  if (path !== '-' && isFolder(path)) {
    throw new DehuskError('bad-option', `${path} is a folder and needs another to go to: --out DIR.`);
  }
  const cleaner = createCleaner(withNearestConfig(toCleanOptions(command), path));
  const { text, warnings } = await withSource(path, command, cleaner);
  for (const warning of warnings) {
    const message = WARNINGS[warning];
    if (message !== undefined && command.quiet !== true) say(`dehusk: ${path}: ${message}`);
  }
  await print(text);
}

/** What has no meaning for one input on its way to standard output. */
const FOLDER_OPTIONS = [
  'to',
  'include',
  'exclude',
  'dryRun',
  'force',
  'htmlColumn',
  'textColumn',
] as const satisfies readonly (keyof CleanCommand)[];

const WARNINGS: Readonly<Partial<Record<Warning, string>>> = {
  'over-removal': 'nearly everything looked like boilerplate, so the prose was kept',
  'no-content': 'there is no content in it',
};
