/** What runs in a worker thread: one cleaner for all its documents, one document at a time. */
import { workerData } from 'node:worker_threads';
import { type Cleaner, createCleaner } from '../clean.ts';
import { cleanFile, type FileResult, type FileTask } from './file-task.ts';
import type { LineBatch } from './filter.ts';
import type { WorkerData } from './pool.ts';
import { type CleanedLine, cleanLine, failTooLong } from './record-line.ts';

const { clean, maxBytes, started } = workerData as WorkerData;
const cleaner: Cleaner = createCleaner(clean);

/** Tells the main thread that the clock of the next document runs. */
function begin(slot: number): void {
  Atomics.add(started, slot, 1);
}

/** Cleans a file and writes the result under a temporary name. */
export function file(task: FileTask & { slot: number }): FileResult {
  begin(task.slot);
  return cleanFile(task, cleaner, maxBytes);
}

/** Cleans lines of newline-delimited JSON. */
export function lines(task: LineBatch & { slot: number; ledger: boolean }): CleanedLine[] {
  return task.lines.map((line, i) => {
    begin(task.slot);
    const number = task.first + i;
    return line === undefined
      ? failTooLong(number, maxBytes)
      : cleanLine(line, number, cleaner, { ledger: task.ledger });
  });
}
