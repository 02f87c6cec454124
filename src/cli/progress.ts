/** Progress on standard error: a bar on a terminal, a line every ten seconds elsewhere. */
import { createRequire } from 'node:module';
import type { Failure } from '../batch/failure.ts';
import { printable } from '../batch/names.ts';
import { say } from './streams.ts';

const require = createRequire(import.meta.url);

export interface Progress {
  /** @param ended documents that are cleaned or have failed */
  advance(ended: number, failed: number): void;
  failed(failure: Failure): void;
  stop(): void;
}

/** Milliseconds between two lines where there is no terminal. */
const LINE_INTERVAL = 10_000;

/**
 * Shows progress until it is stopped.
 * @param inputs walked beside the work, to learn how much there is
 */
export function showProgress(inputs: AsyncIterable<object>): Progress {
  const counter = count(inputs);
  return process.stderr.isTTY ? showBar(counter) : showLines(counter);
}

interface Counter {
  readonly total: number | undefined;
  stop(): void;
}

function count(inputs: AsyncIterable<object>): Counter {
  const counter = { total: undefined as number | undefined, stopped: false };
  const run = async () => {
    let total = 0;
    for await (const input of inputs) {
      // How many documents are in an archive is known at its end.
      if (counter.stopped || 'archive' in input) return;
      total++;
    }
    counter.total = total;
  };
  // What is wrong with the inputs, the work itself says.
  run().catch(() => undefined);
  return {
    get total() {
      return counter.total;
    },
    stop() {
      counter.stopped = true;
    },
  };
}

const BAR = '{bar} {value}/{total}, {rate}/s, {eta_formatted} left, {failed} failed';
/** How much there is is not known yet, or will not be before the end. */
const COUNT = '{value} done, {rate}/s, {failed} failed';

function showBar(counter: Counter): Progress {
  const { SingleBar, Format } = require('cli-progress') as typeof import('cli-progress');
  const bar = new SingleBar({
    format: (options, params, payload) =>
      Format.Formatter({ ...options, format: counter.total === undefined ? COUNT : BAR }, params, payload),
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 500,
    fps: 5,
  });
  const began = performance.now();
  bar.start(1, 0, { rate: 0, failed: 0 });
  return {
    advance(ended, failed) {
      bar.setTotal(Math.max(counter.total ?? 1, ended));
      bar.update(ended, { rate: rate(ended, began), failed });
    },
    failed({ name, message }) {
      // The bar is drawn again over the next line.
      process.stderr.write(`\r\x1b[K${printable(name)}: ${printable(message)}\n`);
    },
    stop() {
      counter.stop();
      bar.stop();
    },
  };
}

function showLines(counter: Counter): Progress {
  const began = performance.now();
  let ended = 0;
  let failed = 0;
  // Also while nothing ends: a large archive is read once before its first document is cleaned.
  const timer = setInterval(() => {
    const perSecond = rate(ended, began);
    const { total } = counter;
    const left =
      total === undefined ? '' : `, ${Math.round((total - ended) / Math.max(perSecond, 0.1))} s left`;
    say(`${ended}${total === undefined ? '' : ` of ${total}`}, ${perSecond}/s${left}, ${failed} failed`);
  }, LINE_INTERVAL);
  timer.unref();
  return {
    advance(nowEnded, nowFailed) {
      ended = nowEnded;
      failed = nowFailed;
    },
    failed({ name, message }) {
      say(`${printable(name)}: ${printable(message)}`);
    },
    stop() {
      clearInterval(timer);
      counter.stop();
    },
  };
}

/** Documents a second, rounded. */
function rate(ended: number, began: number): number {
  const perSecond = ended / ((performance.now() - began) / 1000);
  return perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond);
}
