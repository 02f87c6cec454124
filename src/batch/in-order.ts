/** Concurrent work with a bound on what is in flight. */

export interface Bounds<T> {
  /** Items in flight at once. */
  readonly items: number;
  /** The sum of the weights of the items in flight stays under this, unless there is only one. */
  readonly weight?: { readonly of: (item: T) => number; readonly limit: number };
}

/**
 * Calls `work` for every item, several at a time, and yields the results in the order of the items.
 * Takes the next item only when there is room for it, and a result as soon as it is its turn, also
 * while the next item is long in coming.
 *
 * @param work must not reject: what it throws ends the whole
 */
export async function* mapInOrder<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
  bounds: Bounds<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const items =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : toAsync(source[Symbol.iterator]());
  const flight: { result: Promise<R>; weight: number }[] = [];
  let weight = 0;
  let next: Promise<IteratorResult<T>> | undefined;
  let ended = false;
  let broken: { readonly error: unknown } | undefined;
  try {
    while (!ended || flight.length > 0) {
      const hasRoom =
        flight.length < bounds.items && (flight.length === 0 || weight < (bounds.weight?.limit ?? Infinity));
      if (!ended && hasRoom) next ??= items.next();
      const head = flight[0]?.result.then(HEAD);
      const taken = next === undefined || !hasRoom ? undefined : next.then(NEXT, BROKEN);
      const first = await (head === undefined
        ? taken
        : taken === undefined
          ? head
          : Promise.race([head, taken]));
      if (first === undefined) break;
      if (first.from === 'head') {
        weight -= flight.shift()?.weight ?? 0;
        yield first.value;
        continue;
      }
      next = undefined;
      if (first.from === 'broken') {
        // What is in flight comes out before the source's error does.
        ended = true;
        broken = first;
        continue;
      }
      if (first.value.done === true) {
        ended = true;
        continue;
      }
      const item = first.value.value;
      const itemWeight = bounds.weight?.of(item) ?? 0;
      weight += itemWeight;
      const result = work(item);
      // A rejection is seen when its turn comes; until then it must not count as unhandled.
      result.catch(() => undefined);
      flight.push({ result, weight: itemWeight });
    }
    if (broken !== undefined) throw broken.error;
  } finally {
    // Not awaited: a source that waits for input would end only when that comes.
    if (!ended) items.return?.()?.catch(() => undefined);
  }
}

const HEAD = <R>(value: R) => ({ from: 'head' as const, value });
const NEXT = <T>(value: IteratorResult<T>) => ({ from: 'next' as const, value });

const BROKEN = (error: unknown) => ({ from: 'broken' as const, error });

function toAsync<T>(iterator: Iterator<T>): AsyncIterator<T> {
  return {
    next: () => Promise.resolve(iterator.next()),
    return: () => Promise.resolve(iterator.return?.() ?? { done: true, value: undefined }),
  };
}

/**
 * Calls `work` for every item, at most `limit` at a time, in whatever order they end.
 *
 * @param work what it throws ends the whole, after the ones in flight have ended
 */
export async function forEachConcurrently<T>(
  source: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const flight = new Set<Promise<void>>();
  let failed: { error: unknown } | undefined;
  for await (const item of source) {
    const task: Promise<void> = work(item)
      .catch((error: unknown) => {
        failed ??= { error };
      })
      .finally(() => flight.delete(task));
    flight.add(task);
    if (flight.size >= limit) await Promise.race(flight);
    if (failed !== undefined) break;
  }
  await Promise.all(flight);
  if (failed !== undefined) throw failed.error;
}
