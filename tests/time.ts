/**
 * Takes the time of work in a test. Processor time of this process, not time on the clock: other
 * programs on the machine, the tests beside this one first, do not add to it.
 */

/** Options of a test that compares times: what else the machine does may spoil one try, not three. */
export const TIMED = { retry: 2 };

/**
 * @param work what to time; nothing of it is kept between runs
 * @param runs the fastest of so many counts: garbage and compilation only ever add
 * @returns milliseconds of processor time
 */
export function processorMilliseconds(work: () => void, runs = 1): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
