/** How fast work goes on, and how long the rest of it will take. */

export interface Gauge {
  /** @param documents and @param bytes that are behind us by now */
  note(documents: number, bytes: number): void;
  /** @param all bytes of the whole work, when they are known */
  read(all: number | undefined): { perSecond: number; secondsLeft: number | undefined };
}

/**
 * Milliseconds that count for the speed. What an earlier run has done goes by in no time, so that the speed
 * since the start would promise too much.
 */
const WINDOW = 30_000;
/** Between two samples. */
const STEP = 500;
/** Before this time is left nothing is said: the workers are still loading. */
const SHORTEST = 3000;

interface Sample {
  readonly time: number;
  readonly documents: number;
  readonly bytes: number;
}

/** Starts at nothing done. @param now milliseconds */
export function createGauge(now: () => number = () => performance.now()): Gauge {
  const samples: Sample[] = [{ time: now(), documents: 0, bytes: 0 }];
  let last = samples[0];
  return {
    note(documents, bytes) {
      last = { time: now(), documents, bytes };
      if (last.time - samples[samples.length - 1].time < STEP) return;
      samples.push(last);
      while (samples.length > 2 && last.time - samples[1].time > WINDOW) samples.shift();
    },
    read(all) {
      const [first] = samples;
      const elapsed = (now() - first.time) / 1000;
      if (elapsed === 0) return { perSecond: 0, secondsLeft: undefined };
      const perSecond = (last.documents - first.documents) / elapsed;
      const bytesPerSecond = (last.bytes - first.bytes) / elapsed;
      const isKnown = all !== undefined && bytesPerSecond > 0 && elapsed * 1000 >= SHORTEST;
      return {
        perSecond: perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond),
        secondsLeft: isKnown ? Math.max(0, all - last.bytes) / bytesPerSecond : undefined,
      };
    },
  };
}

/** A time in words: `40 s`, `5 min`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
