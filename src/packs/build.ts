/**
 * Compiles `rules/` to `dist/packs.txt` and `dist/packs.index`, the same bytes each time, and copies recheck beside it. Run by
 * `npm run build`, the first part before the tests, too. After a change of rules:
 *
 *   node dist/packs/build.js --check-patterns   looks for patterns that can backtrack catastrophically,
 *                                               seconds for each new one
 *   node dist/packs/build.js --generate         writes the schemas and the README's table of languages
 */
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeArrays } from './array-file.ts';
import {
  CHECKED_PATTERNS,
  checkBacktracking,
  digestOf,
  RECHECK,
  readCheckedPatterns,
} from './backtracking.ts';
import { PACKS_ENCODING, writePacks } from './file.ts';
import { readPackFolder } from './folder.ts';
import { generateFiles } from './generated.ts';
import { buildLiteralIndex } from './literal-index.ts';
import { loadBuiltInPacks } from './load.ts';
import { formatFinding } from './read.ts';

/**
 * Builds the built-in packs of the project at `root`.
 * Returns the mistakes, one line each with file, line and column; when there are any, nothing is written.
 */
export function buildPacks(root: string): readonly string[] {
  const { packs, findings } = readPackFolder(path.join(root, 'rules'), 'native');
  const mistakes = findings.filter((found) => found.severity === 'error');
  if (mistakes.length > 0) {
    return mistakes.map((found) => formatFinding({ ...found, file: path.relative(root, found.file) }));
  }
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'dist/packs.index'), writeArrays(buildLiteralIndex(packs)));
  writeChanged(path.join(root, 'dist/packs.txt'), writePacks(packs), PACKS_ENCODING);
  return [];
}

/**
 * Looks at patterns that are new or changed and keeps a list of those that are safe. The others go
 * on running in the linear engine.
 */
function checkNewPatterns(folder: string): void {
  const known = readCheckedPatterns(folder);
  const checked: Record<string, string> = {};
  const { packs } = readPackFolder(folder, 'native');
  for (const pattern of packs.patterns) {
    const digest = digestOf(pattern);
    const { id } = packs.rules[pattern.rule];
    const status = known[digest] === undefined ? checkBacktracking(pattern).status : 'safe';
    if (status === 'safe') checked[digest] = id;
    else process.stderr.write(`${id}: ${status}, runs in the linear engine: ${pattern.source}\n`);
  }
  const sorted = Object.fromEntries(Object.entries(checked).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeChanged(path.join(folder, CHECKED_PATTERNS), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** Copies recheck's build in JavaScript alone, under its licence, to where the package has it. */
function copyRecheck(): void {
  const folder = path.dirname(createRequire(import.meta.url).resolve('recheck/package.json'));
  const licence = readFileSync(path.join(folder, 'LICENSE'), 'utf8');
  const code = readFileSync(path.join(folder, 'lib/browser.js'), 'utf8');
  writeChanged(fileURLToPath(RECHECK), `/* recheck\n\n${licence}*/\n${code}`);
}

/** Writes a file whose content changed. The time of one that did not says when it was last found right. */
function writeChanged(file: string, content: string, encoding: BufferEncoding = 'utf8'): void {
  try {
    if (readFileSync(file, encoding) === content) {
      utimesSync(file, new Date(), new Date());
      return;
    }
  } catch {
    // Not there yet.
  }
  writeFileSync(file, content, encoding);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  if (process.argv.includes('--check-patterns')) checkNewPatterns(path.join(root, 'rules'));
  const mistakes = buildPacks(root);
  copyRecheck();
  for (const mistake of mistakes) process.stderr.write(`${mistake}\n`);
  if (mistakes.length > 0) process.exitCode = 1;
  else if (process.argv.includes('--generate')) {
    for (const { file, content } of generateFiles(root, loadBuiltInPacks())) {
      writeChanged(path.join(root, file), content);
    }
  }
}
