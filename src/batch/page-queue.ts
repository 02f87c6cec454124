/**
 * Pages on their way to the workers. One that is free takes several at once, when there are enough for all:
 * to hear of each from the main thread alone cost it half a millisecond of the eight that a page takes.
 */
import type { FileResult, FileTask } from './file-task.ts';
import type { Pool } from './pool.ts';

/** The pages of one worker's turn. */
export interface FilesTask {
  readonly files: readonly FileTask[];
}

const MOST_AT_ONCE = 8;

interface Waiting {
  readonly file: FileTask;
  readonly resolve: (result: FileResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A function that has a page cleaned when its turn comes.
 * @throws DehuskError `timeout` or `crashed`, for the page that did it alone
 */
export function createPageQueue(pool: Pool, jobs: number): (file: FileTask) => Promise<FileResult> {
  const waiting: Waiting[] = [];
  let busy = 0;

  function handOut(): void {
    while (busy < jobs && waiting.length > 0) {
      const fairShare = Math.ceil(waiting.length / (jobs * 2));
      busy++;
      void clean(pool, waiting.splice(0, Math.min(fairShare, MOST_AT_ONCE))).then(() => {
        busy--;
        handOut();
      });
    }
  }

  return (file) =>
    new Promise((resolve, reject) => {
      waiting.push({ file, resolve, reject });
      handOut();
    });
}

/** Pages whose worker hangs or crashes are done again one by one, so that only the one that did it fails. */
async function clean(pool: Pool, turn: readonly Waiting[]): Promise<void> {
  try {
    const task: FilesTask = { files: turn.map(({ file }) => file) };
    const results = await pool.run<FileResult[]>('files', task);
    turn.forEach(({ resolve }, index) => {
      resolve(results[index]);
    });
  } catch (error) {
    if (turn.length === 1) turn[0].reject(error);
    else for (const page of turn) await clean(pool, [page]);
  }
}
