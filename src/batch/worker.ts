/** What runs in a worker thread: one cleaner for all documents with the same rules, one document at a time. */
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { type Cleaner, createCleaner } from '../clean.ts';
import { cleanFile, type FileResult } from './file-task.ts';
import type { FilesTask } from './page-queue.ts';
import type { LoadedMessage, WorkerData } from './pool.ts';
import { type CleanedRecord, cleanRecord, configOf, type RecordsTask } from './record-task.ts';

const { clean, maxBytes, started } = workerData as WorkerData;

/** By `dehusk.yaml`. The one without is there before the first document is. */
const cleaners = new Map<string | undefined, Cleaner>([[undefined, createCleaner(clean)]]);

parentPort?.postMessage({ loaded: threadId } satisfies LoadedMessage);

function cleanerFor(config: string | undefined): Cleaner {
  const cleaner = cleaners.get(config) ?? createCleaner({ ...clean, config });
  cleaners.set(config, cleaner);
  return cleaner;
}

/** Tells the main thread that the clock of the next document runs. */
function begin(slot: number): void {
  Atomics.add(started, slot, 1);
}

/** Cleans files, one after another. */
export function files(task: FilesTask & { slot: number }): FileResult[] {
  return task.files.map((file) => {
    begin(task.slot);
    return cleanFile(file, cleanerFor(file.config), maxBytes);
  });
}

/** Cleans records, one after another. */
export function records(task: RecordsTask & { slot: number }): CleanedRecord[] {
  return task.records.map((_, index) => {
    begin(task.slot);
    return cleanRecord(task, index, cleanerFor(configOf(task, index)), maxBytes);
  });
}
