/**
 * Worker threads. A document that hangs, takes all memory or crashes its worker is stopped, and a new worker takes the
 * place of its own. Workers are given several documents at a time; those beside such a one are cleaned again, each alone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { DehuskError } from '../errors.ts';
import type { CleanOptions } from '../options.ts';
import { errorCode, timedOut } from './failure.ts';

export interface PoolOptions {
  readonly clean: CleanOptions;
  readonly jobs: number;
  /** Milliseconds that a document may take. */
  readonly timeout: number;
  /** Most bytes of a document. */
  readonly maxBytes: number;
}

/** What every worker is told once. */
export interface WorkerData {
  readonly clean: CleanOptions;
  readonly maxBytes: number;
  /** One count for each slot: the documents of its task that the worker has begun with. */
  readonly started: Int32Array;
}

/** What a worker says once, when it has loaded its code and the rules. */
export interface LoadedMessage {
  readonly loaded: number;
}

export interface Pool {
  /**
   * Has a worker do a task, when one is free.
   * @param name the worker's function
   * @throws DehuskError `timeout` or `crashed`; a task must turn its own errors into results
   */
  run<R>(name: string, task: object): Promise<R>;
  /** Stops all workers at once, with what they are doing. */
  close(): Promise<void>;
}

/**
 * Heap of a worker in MB. A page of 64 MB with a million elements does not fit; a thousand pages of
 * the usual size one after another do, because what is garbage is collected in time.
 */
const WORKER_HEAP = 640;
/**
 * MB for short-lived objects. Cleaning 2,000 pages took 32 s of CPU with 32, 27 s with 48 and no less
 * with more; memory for every worker is what it costs.
 */
const WORKER_NURSERY = 48;

/** How often running documents are looked at, in milliseconds. */
const WATCH_INTERVAL = 50;
/** What one look may count, in milliseconds: the main thread has pauses of its own. */
const LONGEST_STEP = 1000;

/**
 * Node 20 can abort the whole program when a thread is ended while it links its modules ("IsGraphAsync
 * must be used on an instantiated module": 4 of 29 runs), so threads may load for so many milliseconds first.
 */
const LONGEST_LOADING = 10_000;

interface Running {
  readonly controller: AbortController;
  /** Number of the document in the task, and the milliseconds that it was seen to be worked on. */
  document: number;
  taken: number;
}

/** Starts up to `jobs` workers. The first loads the rules while the first documents are being found. */
export function createPool({ clean, jobs, timeout, maxBytes }: PoolOptions): Pool {
  const started = new Int32Array(new SharedArrayBuffer(jobs * Int32Array.BYTES_PER_ELEMENT));
  const { piscina, isLoading } = startWorkers(jobs, { clean, maxBytes, started });
  const slots: (Running | undefined)[] = Array(jobs).fill(undefined);
  const waiting: (() => void)[] = [];
  const watch = watchSlots(slots, started, timeout);

  async function run<R>(name: string, task: object): Promise<R> {
    while (!slots.includes(undefined)) await new Promise<void>((resolve) => waiting.push(resolve));
    const slot = slots.indexOf(undefined);
    const controller = new AbortController();
    slots[slot] = { controller, document: 0, taken: 0 };
    Atomics.store(started, slot, 0);
    try {
      return (await piscina.run({ ...task, slot }, { name, signal: controller.signal })) as R;
    } catch (error) {
      throw controller.signal.aborted ? timedOut(timeout) : crashed(error);
    } finally {
      slots[slot] = undefined;
      waiting.shift()?.();
    }
  }

  return {
    run,
    async close() {
      clearInterval(watch);
      const latest = performance.now() + LONGEST_LOADING;
      while (isLoading() && performance.now() < latest) await sleep(10);
      await piscina.destroy().catch(() => undefined);
    },
  };
}

/** The threads, and whether one of them still loads its code. */
function startWorkers(jobs: number, workerData: WorkerData): { piscina: Piscina; isLoading: () => boolean } {
  const piscina = new Piscina({
    // The same relative path from src/ and from dist/: workers always run the built code.
    filename: fileURLToPath(new URL('../../dist/batch/worker.js', import.meta.url)),
    // The rest start when there are documents for them: five files on 64 cores need five.
    minThreads: 1,
    maxThreads: jobs,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData,
    recordTiming: false,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP, maxYoungGenerationSizeMb: WORKER_NURSERY },
    execArgv: [],
  });
  // A worker that dies takes its task's promise with it; the event would end the program.
  piscina.on('error', () => undefined);
  const loaded = new Set<number>();
  piscina.on('message', (message: LoadedMessage) => loaded.add(message.loaded));
  return { piscina, isLoading: () => piscina.threads.some(({ threadId }) => !loaded.has(threadId)) };
}

/** Looks at what runs in each slot, now and then, and aborts what takes too long. */
function watchSlots(
  slots: readonly (Running | undefined)[],
  started: Int32Array,
  timeout: number,
): NodeJS.Timeout {
  let lastLook = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    // While the whole program stood still, stopped by Ctrl-Z or with its machine, no document was worked on.
    const step = Math.min(now - lastLook, LONGEST_STEP);
    lastLook = now;
    slots.forEach((running, slot) => {
      if (running === undefined) return;
      const document = Atomics.load(started, slot);
      if (document !== running.document) {
        running.document = document;
        running.taken = 0;
      } else if (document > 0) {
        running.taken += step;
        if (running.taken > timeout) running.controller.abort();
      }
    });
  }, WATCH_INTERVAL);
  watch.unref();
  return watch;
}

function crashed(error: unknown): DehuskError {
  if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new DehuskError(
      'crashed',
      `It needs more than the ${WORKER_HEAP} MB of memory that a worker has.`,
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  return new DehuskError('crashed', `It crashed its worker: ${message}`, { cause: error });
}
