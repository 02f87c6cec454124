/** The commands of the command line with their options, and the status that a run of one ends with. */
import { Command, CommanderError, Option } from 'commander';
import { packageVersion } from '../batch/package-version.ts';
import { TARGETS } from '../batch/target.ts';
import { DehuskError, type ErrorCode } from '../errors.ts';
import { addBatchOptions, addCleanOptions, addColumnOptions, addLimits } from './options.ts';

/** Wrong usage or configuration ends with 2, everything else that fails with 1. */
const USAGE_ERRORS: readonly ErrorCode[] = ['bad-option', 'bad-rules', 'bad-input'];

/** Does what the arguments behind `dehusk` say, and sets the exit status when that is not 0. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitStatus(error);
  }
}

/** All commands with their options. Actions are loaded when they are called. */
function createProgram(): Command {
  const program = new Command('dehusk')
    .description(
      'Takes a web page, or text made of one, and gives back the article, with a ledger of what went.',
    )
    .version(packageVersion(), '-V, --version')
    .exitOverride()
    .showHelpAfterError('(dehusk --help shows what there is)');

  addColumnOptions(addBatchOptions(addCleanOptions(program.command('clean'))))
    .description(
      'clean files and folders of pages (.html .htm .xhtml .txt .md), and of archives (.ndjson .jsonl .warc .wet .tar .parquet), all but the last also with .gz, and .json.gz',
    )
    .argument('<path...>', 'files and folders; - is standard input')
    .option('-o, --out <dir>', 'write there, in the same tree; one file goes to standard output without it')
    .option('--include <glob>', 'only these inputs; may be given several times', addGlob)
    .option('--exclude <glob>', 'not these inputs, nor what is in these folders; several times too', addGlob)
    .option('--dry-run', 'show what would be written where')
    .addOption(
      new Option('--to <kind>', 'gather documents instead of writing a file for each').choices(TARGETS),
    )
    .option('--no-ledger', 'leave dehusk.removed out of records')
    .option('--force', 'clean again what an earlier run has done')
    .option('-q, --quiet', 'no progress and no summary')
    .action(async (paths: string[], options) => (await import('./clean.ts')).runClean(paths, options));

  addColumnOptions(addBatchOptions(addCleanOptions(program.command('filter'))))
    .description('clean newline-delimited JSON from standard input to standard output')
    .option('--no-ledger', 'leave dehusk.removed out')
    .action(async (options) => (await import('./filter.ts')).runFilter(options));

  addLimits(addCleanOptions(program.command('explain')))
    .description('show every block of a file, kept or removed, and why')
    .argument('<file>', 'a file; - is standard input')
    .action(async (file: string, options) => (await import('./explain.ts')).runExplain(file, options));

  const golden = program.command('golden').description('compare inputs with what they must become');
  for (const [name, description] of [
    ['check', 'fail when an input does not become its golden, byte for byte'],
    ['update', 'write the goldens anew'],
  ] as const) {
    addCleanOptions(golden.command(name))
      .description(description)
      .argument('[inputs]', 'folder of inputs', 'seeds')
      .argument('[goldens]', 'folder of goldens', 'golden')
      .action(async (inputs: string, goldens: string, options) =>
        (await import('./golden.ts')).runGolden(name, inputs, goldens, options),
      );
  }

  addCleanOptions(program.command('diff'))
    .description('show what other rules, or another version, change in a folder; status 1 when they do')
    .argument('<folder>', 'a folder of documents')
    .option('--against <version>', 'a folder or tarball of another dehusk; without it, --rules against none')
    .action(async (folder: string, options) => (await import('./diff.ts')).runDiff(folder, options));

  addRules(program.command('rules').description('the rule packs, the built-in ones or those of a folder'));
  return program;
}

function addRules(rules: Command): void {
  const folder = ['[dir]', 'a folder of packs; the built-in ones without it'] as const;
  rules
    .command('check')
    .description('find mistakes in packs')
    .argument(...folder)
    .action(async (dir: string | undefined) => (await import('./rules.ts')).runCheck(dir));
  rules
    .command('test')
    .description('run the examples of the rules')
    .argument(...folder)
    .action(async (dir: string | undefined) => (await import('./rules.ts')).runTest(dir));
  rules
    .command('list')
    .description('show the rules')
    .argument(...folder)
    .option('--table', 'show how many phrases there are, by language and category')
    .action(async (dir: string | undefined, options) => (await import('./rules.ts')).runList(dir, options));
  addCleanOptions(rules.command('stats'))
    .description('count what each rule does on a folder of documents')
    .argument('<folder>', 'a folder of documents; of .jsonl, the field gold is a gold text')
    .option(
      '--goldens <dir>',
      'a folder with what they must become, for the share that is right; without it, gold texts beside them (page.html, page.gold.txt or .gold.md)',
    )
    .action(async (dir: string, options) => (await import('./rules-work.ts')).runStats(dir, options));
  rules
    .command('new')
    .description('draft a rule with examples from a document')
    .argument('<id>', 'category/what-it-is')
    .requiredOption('--from <file>', 'the document')
    .action(async (id: string, options) => (await import('./rules-work.ts')).runNew(id, options));
}

/** With `<glob...>` the option would take the paths behind it for globs. */
function addGlob(glob: string, globs: readonly string[] = []): string[] {
  return [...globs, glob];
}

/** Says what went wrong; commander has already said what is wrong with the usage. */
function exitStatus(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`dehusk: ${message}\n`);
  return error instanceof DehuskError && USAGE_ERRORS.includes(error.code) ? 2 : 1;
}
