/** `dehusk explain`: every block of a file, kept or removed, by whom and why. */
import pc from 'picocolors';
import { printable } from '../batch/names.ts';
import { createCleaner, type Examination, type Pass } from '../clean.ts';
import type { Block, Category, Document, Removal, Verdict } from '../document.ts';
import { explainScore } from '../judge/content.ts';
import { explainTextScore } from '../judge/page-text.ts';
import type { Extractor } from '../options.ts';
import { readConfiguration } from '../packs/configuration.ts';
import { counted } from './counted.ts';
import { withSource } from './one-file.ts';
import { type CleanValues, type LimitValues, toCleanOptions, withNearestConfig } from './options.ts';
import { print } from './streams.ts';

/** Prints the rules and the configuration, then every block of a file, its fate and the reason. */
export async function runExplain(file: string, values: CleanValues & LimitValues): Promise<void> {
  const options = withNearestConfig(toCleanOptions(values), file);
  const cleaner = createCleaner(options);
  const extractor = options.extractor ?? 'auto';
  const examination = await withSource(file, values, (source) => cleaner.examine(source));
  await print(explain(examination, options.config, extractor).join('\n'));
  await print('\n');
}

/** Which rules there are, and what a `dehusk.yaml` changes in them. */
function explainRules(rules: string, config: string | undefined): string[] {
  if (config === undefined) return [`rules ${rules}, no dehusk.yaml`];
  const { disable, override } = readConfiguration(config);
  return [
    `rules ${rules}, changed by ${printable(config)}`,
    ...(disable.length > 0 ? [`  without ${disable.map(printable).join(', ')}`] : []),
    ...Object.entries(override).map(
      ([id, changes]) => `  ${printable(id)}: ${printable(JSON.stringify(changes))}`,
    ),
  ];
}

function explain(
  { result, passes }: Examination,
  config: string | undefined,
  extractor: Extractor,
): string[] {
  const [first, ...more] = passes;
  const removed = result.removed.reduce((sum, { text }) => sum + text.length, 0);
  const lines = [
    `${first.document.format}, ${result.language ?? 'language unknown'}, ${counted(first.document.blocks.length, 'block')}: ` +
      `${result.text.length} characters kept, ${removed} removed in ${counted(result.removed.length, 'piece')}`,
    ...explainRules(result.rules, config),
    ...result.warnings.map((warning) => pc.yellow(`warning: ${warning}`)),
    '',
    ...explainPass(first, () => true, extractor),
  ];
  // Text is judged again until nothing more goes; what a later pass keeps was shown by the first.
  more.forEach((pass, i) => {
    if (pass.outcome.removals.length === 0) return;
    lines.push(
      '',
      `Pass ${i + 2}, over what was left:`,
      ...explainPass(pass, (fate) => fate !== 'keep', extractor),
    );
  });
  return lines;
}

type Fate = 'keep' | 'part' | 'drop';

const LABELS: Readonly<Record<Fate, string>> = {
  keep: pc.green('keep'),
  part: pc.yellow('part'),
  drop: pc.red('drop'),
};

function explainPass(
  { document, verdicts, outcome }: Pass,
  shows: (fate: Fate) => boolean,
  extractor: Extractor,
): string[] {
  const scoreOf = explainTextScore(document, verdicts, extractor);
  const scoresPage = extractor !== 'readability' && extractor !== 'none';
  const keptText = new Map(outcome.kept.map(({ block, text }) => [block, text]));
  const byBlock = groupByBlock(document.blocks.length, verdicts);
  const width = String(document.blocks.length).length;
  let next = 0;
  return document.blocks.flatMap((block, i) => {
    const removals: Removal[] = [];
    for (; next < outcome.removals.length && outcome.removals[next].start < block.end; next++) {
      removals.push(outcome.removals[next]);
    }
    const kept = keptText.get(block);
    const fate: Fate = kept === undefined ? 'drop' : kept === block.text ? 'keep' : 'part';
    if (!shows(fate)) return [];
    const head = `${LABELS[fate]} ${String(i + 1).padStart(width)}  ${describe(block).padEnd(11)} ${excerpt(block.text)}`;
    const margin = ' '.repeat(width + 20);
    const why = [
      ...reasons(removals, byBlock[i] ?? [], fate),
      ...(scoresPage ? weights(document, i) : []),
      // The reason for a removal by score says it.
      ...(scoreOf === undefined || removals.some(({ score }) => score !== undefined)
        ? []
        : [pc.dim(sayScore(scoreOf(i)))]),
    ];
    return [head, ...why.map((reason) => margin + reason)];
  });
}

/** What the scorer of pages weighed most: the feature, its value, what it adds to the log odds. */
function weights(document: Document, block: number): string[] {
  const explanation = explainScore(document, block);
  if (explanation === undefined) return [];
  const { structure, features } = explanation;
  const isPart = structure !== undefined && structure.blocks > 1;
  const whole = isPart ? `, of all ${structure.blocks} blocks of this ${structure.tag}` : '';
  const shown = features.map(
    ({ name, value, contribution }) =>
      `${name} ${Number(value.toFixed(2))} (${contribution > 0 ? '+' : ''}${contribution.toFixed(2)})`,
  );
  return [pc.dim(`${sayScore(explanation)}${whole}: ${shown.join(', ')}`)];
}

function sayScore({ score, threshold }: { readonly score: number; readonly threshold: number }): string {
  return `score ${score.toFixed(2)}, ${threshold.toFixed(2)} is needed`;
}

function groupByBlock(size: number, verdicts: readonly Verdict[]): Verdict[][] {
  const groups: Verdict[][] = Array(size);
  for (const verdict of verdicts) {
    groups[verdict.block] ??= [];
    groups[verdict.block].push(verdict);
  }
  return groups;
}

function describe({ kind, level }: Block): string {
  return kind === 'heading' ? `heading ${level}` : kind;
}

function reasons(removals: readonly Removal[], verdicts: readonly Verdict[], fate: Fate): string[] {
  const lines = removals.map((removal) => {
    const what = fate === 'part' ? `without ${excerpt(removal.text, 40)}  ` : '';
    const also = removal.also === undefined ? '' : `; also ${removal.also.join(', ')}`;
    return `${what}${pc.bold(removal.category)} by ${named(removal.rule, removal.category)}${score(removal)}: ${removal.reason}${also}`;
  });
  const overruled = fate === 'keep' ? verdicts.filter(({ action }) => action === 'remove') : [];
  const kept = fate === 'drop' ? [] : verdicts.filter(({ action }) => action === 'protect');
  return [
    ...lines,
    ...kept.map((verdict) => pc.dim(`kept by ${verdict.rule}${score(verdict)}: ${verdict.reason}`)),
    ...overruled.map((verdict) =>
      pc.dim(`not removed by ${verdict.rule}${score(verdict)}: ${verdict.reason}`),
    ),
  ];
}

/** Judges have ids like rules, in categories that no rule has. */
const JUDGED: readonly Category[] = ['language', 'duplicate', 'content', 'omitted'];

function named(id: string, category: Category): string {
  return `${JUDGED.includes(category) ? 'judge' : 'rule'} ${id}`;
}

function score({ score: value }: { readonly score?: number }): string {
  return value === undefined ? '' : ` (${value.toFixed(2)})`;
}

const EXCERPT = 64;

function excerpt(text: string, length = EXCERPT): string {
  const line = printable(text.replace(/\s+/g, ' '));
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
