/** `dehusk clean … --out DIR`: progress while it runs, a summary after it. */
import { cleanFolder, type FolderOptions, planFolder, plannedOutputs } from '../batch/folder.ts';
import { printable } from '../batch/names.ts';
import { columnNames } from '../batch/record-line.ts';
import type { Report } from '../batch/report.ts';
import type { CleanCommand } from './clean.ts';
import { duration } from './gauge.ts';
import { toBatchOptions } from './options.ts';
import { showProgress } from './progress.ts';
import { print, say } from './streams.ts';

/** Cleans into `out` and sets the exit status: 1 when some failed, 128 and the number of the signal that ended it. */
export async function cleanToFolder(
  paths: readonly string[],
  out: string,
  command: CleanCommand,
): Promise<void> {
  const { include, exclude, force, to, ledger } = command;
  const options: FolderOptions = {
    ...toBatchOptions(command),
    out,
    ...(include && { include }),
    ...(exclude && { exclude }),
    ...(force && { force }),
    ...(to && { to }),
    ...columnNames(command),
    ledger,
  };
  if (command.dryRun === true) return await showPlan(paths, options);

  const stop = new AbortController();
  let received: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    // Asked twice: no patience for documents that are under way.
    if (received !== undefined) process.exit(SIGNAL_STATUS[signal] ?? 1);
    received = signal;
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const progress =
    command.quiet === true ? undefined : showProgress(planFolder(paths, options, emptySkipped()));
  try {
    const report = await cleanFolder(paths, {
      ...options,
      signal: stop.signal,
      onDocument(accounts, failure) {
        if (failure) progress?.failed(failure);
        progress?.advance(accounts);
      },
    });
    progress?.stop();
    if (command.quiet !== true) summarise(report, out);
    if (received !== undefined) process.exitCode = SIGNAL_STATUS[received];
    else if (report.documents.failed > 0) process.exitCode = 1;
  } finally {
    progress?.stop();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

/** What a shell reports for a program that a signal ended. */
const SIGNAL_STATUS: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 };

const emptySkipped = () => ({ hidden: 0, links: 0, other: 0 });

async function showPlan(paths: readonly string[], options: FolderOptions): Promise<void> {
  const skipped = emptySkipped();
  let count = 0;
  let failed = 0;
  for await (const input of planFolder(paths, options, skipped)) {
    if ('code' in input) {
      failed++;
      say(`dehusk: ${printable(input.name)}: ${input.message}`);
    } else {
      count++;
      for (const output of plannedOutputs(input, options))
        await print(`${printable(input.name)} -> ${printable(`${options.out}/${output}`)}\n`);
    }
  }
  say(`${count} would be cleaned${skippedText(skipped)}. Nothing was written.`);
  if (failed > 0 || count === 0) process.exitCode = 1;
}

function summarise(report: Report, out: string): void {
  const { documents, characters, removals, skipped, seconds } = report;
  const parts = [`${documents.done} cleaned`];
  if (documents.unchanged > 0) parts[0] += ` (${documents.unchanged} by an earlier run)`;
  if (documents.failed > 0) parts.push(`${documents.failed} failed (${reasons(report)})`);
  const time = seconds < 60 ? `${seconds.toFixed(1)} s` : duration(seconds);
  say(`${parts.join(', ')}${skippedText(skipped)}, in ${time}. Characters:`);
  const rows: [string, number][] = [
    ['kept', characters.kept],
    ['removed', characters.removed],
    ...Object.entries(removals)
      .map(([category, count]): [string, number] => [`  ${category}`, count.characters])
      .sort((a, b) => b[1] - a[1]),
  ];
  const width = Math.max(...rows.map(([, count]) => count.toLocaleString('en').length));
  for (const [name, count] of rows) say(`  ${name.padEnd(16)}${count.toLocaleString('en').padStart(width)}`);
  const { count } = report.leftovers;
  if (count > 0)
    say(
      `${count} outputs of earlier runs are still there that this run did not make: see leftovers in the report.`,
    );
  if (report.interrupted) say('Stopped before the end. The same command goes on from here.');
  say(`Report: ${out}/report.json`);
}

/** `3 timeout, 1 binary`, the most frequent first. */
function reasons({ failuresByCode }: Report): string {
  const counts = Object.entries(failuresByCode).sort((a, b) => b[1] - a[1]);
  return counts.map(([code, count]) => `${count} ${code}`).join(', ');
}

function skippedText(skipped: Report['skipped']): string {
  const names = { hidden: 'hidden', links: 'symbolic links', other: 'of other kinds' } as const;
  const parts = (['hidden', 'links', 'other'] as const).flatMap((reason) =>
    skipped[reason] > 0 ? [`${skipped[reason]} ${names[reason]}`] : [],
  );
  return parts.length === 0 ? '' : `, skipped ${parts.join(', ')}`;
}
