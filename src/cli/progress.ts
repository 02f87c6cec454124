/** Progress on standard error: a bar on a terminal, a line every ten seconds elsewhere. */
import { createRequire } from 'node:module';
import type { Failure } from '../batch/failure.ts';
import { printable } from '../batch/names.ts';
import type { Accounts } from '../batch/report.ts';
import type { InputFile } from '../batch/walk.ts';
import { createGauge, duration } from './gauge.ts';
import { say } from './streams.ts';

const require = createRequire(import.meta.url);

export interface Progress {
  advance(accounts: Pick<Accounts, 'done' | 'failed' | 'bytes' | 'position'>): void;
  failed(failure: Failure): void;
  stop(): void;
}

/** Milliseconds between two lines where there is no terminal. */
const LINE_INTERVAL = 10_000;

/** Failures that are named on standard error; the report has them all. */
const MOST_SHOWN = 100;

/**
 * Shows progress until it is stopped.
 * @param inputs walked beside the work, to learn how much there is
 */
export function showProgress(inputs: AsyncIterable<InputFile | Failure>): Progress {
  const total = count(inputs);
  const gauge = createGauge();
  let ended = 0;
  let failed = 0;
  let shown = 0;
  /** A sentence on how far the work is. */
  const state = () => {
    const { perSecond, secondsLeft } = gauge.read(total.bytes);
    const of = total.documents === undefined ? 'done' : `of ${total.documents}`;
    const left = secondsLeft === undefined ? '' : `, ${duration(secondsLeft)} left`;
    return `${ended} ${of}, ${perSecond}/s${left}, ${failed} failed`;
  };
  const view = process.stderr.isTTY ? showBar(state) : showLines(state);
  return {
    advance({ done, failed: nowFailed, bytes, position }) {
      ended = done + nowFailed;
      failed = nowFailed;
      gauge.note(ended, bytes + position);
      view.move(bytes + position, total.bytes);
    },
    failed({ name, message }) {
      shown++;
      if (shown <= MOST_SHOWN) view.say(`${printable(name)}: ${printable(message)}`);
      else if (shown === MOST_SHOWN + 1) view.say('More failed: their names are in the report.');
    },
    stop() {
      total.stop();
      view.stop();
    },
  };
}

interface Total {
  /** Known when all inputs were found. */
  readonly bytes: number | undefined;
  /** Never known when there are archives: how many are in one is seen at its end. */
  readonly documents: number | undefined;
  stop(): void;
}

function count(inputs: AsyncIterable<InputFile | Failure>): Total {
  let stopped = false;
  const total = {
    bytes: undefined as number | undefined,
    documents: undefined as number | undefined,
    stop() {
      stopped = true;
    },
  };
  const run = async () => {
    let bytes = 0;
    let documents = 0;
    let archives = 0;
    for await (const input of inputs) {
      if (stopped) return;
      documents++;
      if ('code' in input) continue;
      bytes += input.size;
      if (input.archive !== undefined) archives++;
    }
    total.bytes = bytes;
    if (archives === 0) total.documents = documents;
  };
  // What is wrong with the inputs, the work itself says.
  run().catch(() => undefined);
  return total;
}

interface View {
  /** @param bytes that are behind us, of all */
  move(bytes: number, all: number | undefined): void;
  say(line: string): void;
  stop(): void;
}

function showBar(state: () => string): View {
  const { SingleBar, Format } = require('cli-progress') as typeof import('cli-progress');
  let isKnown = false;
  const bar = new SingleBar({
    format: (options, { progress }) =>
      isKnown ? `${Format.BarFormat(progress, options)} ${state()}` : state(),
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    fps: 5,
  });
  bar.start(1, 0);
  return {
    move(bytes, all) {
      isKnown = all !== undefined && all > 0;
      if (isKnown) bar.setTotal(Math.max(all ?? 0, bytes));
      bar.update(isKnown ? bytes : 0);
    },
    say(line) {
      // The bar is drawn again over the next line.
      process.stderr.write(`\r\x1b[K${line}\n`);
    },
    stop: () => bar.stop(),
  };
}

function showLines(state: () => string): View {
  // Also while nothing ends: a large archive is read once before its first document is cleaned.
  const timer = setInterval(() => say(state()), LINE_INTERVAL);
  timer.unref();
  return { move: () => undefined, say, stop: () => clearInterval(timer) };
}
