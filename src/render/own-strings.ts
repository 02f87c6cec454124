/**
 * A result that holds nothing of its source. To V8 a slice of 13 code units or more is a view into the whole string,
 * so a caller who keeps a page's title would keep the page: 1,200 kept results held 775 MB.
 */
import type { Metadata, Removal } from '../document.ts';

/** What of a result may be slices of its source. */
interface Sliced {
  readonly text: string;
  readonly title: string | null;
  readonly removed: readonly Removal[];
  readonly metadata: Metadata;
}

/** The same result, its strings copied. */
export function withOwnStrings<Result extends Sliced>(result: Result): Result {
  return {
    ...result,
    text: copyOf(result.text),
    title: result.title === null ? null : copyOf(result.title),
    removed: copyQuotes(result.removed),
    metadata: copyMetadata(result.metadata),
  };
}

/** Joining makes a new string, which the slice views instead of the source. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

/** What a ledger quotes shares one copy, since there is much of it and it is kept together. */
function copyQuotes(removed: readonly Removal[]): readonly Removal[] {
  const all = copyOf(removed.map(({ text, reason }) => text + reason).join(''));
  let from = 0;
  const next = ({ length }: string): string => {
    from += length;
    return all.slice(from - length, from);
  };
  return removed.map((removal) => ({
    ...removal,
    text: next(removal.text),
    reason: next(removal.reason),
  }));
}

function copyMetadata(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, copyOf(value)]));
}
