/**
 * A matcher for Vitest:
 *
 *   import 'dehusk/vitest';
 *   await expect({ text }).toMatchGolden('../golden/page.txt');
 *
 * It follows Vitest's rules for snapshots: a missing golden is written, except with CI set, where it
 * is a failure; `vitest -u` writes those that differ.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect } from 'vitest';
import { clean, type Source } from '../clean.ts';
import type { CleanOptions } from '../options.ts';
import { compareWithGolden, formatDiff, readGolden } from './golden.ts';

interface GoldenMatchers<R = unknown> {
  /**
   * Cleans the source and compares the text with a golden file, byte for byte.
   * @param path relative to the test file
   */
  toMatchGolden(path: string, options?: CleanOptions): Promise<R>;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: must repeat Vitest's own declaration
  interface Matchers<T = any> extends GoldenMatchers<T> {}
}

interface MatcherContext {
  readonly testPath?: string;
  readonly isNot?: boolean;
  /** Vitest's; what it may write: everything with -u, nothing with CI set, else what is new. */
  readonly snapshotState?: { readonly snapshotUpdateState: 'all' | 'new' | 'none' };
}

expect.extend({
  async toMatchGolden(received: unknown, path: string, options?: CleanOptions) {
    const context = this as MatcherContext;
    const file = resolve(dirname(context.testPath ?? '.'), path);
    const result = clean(received as Source, options);
    const golden = readGolden(file);
    const update = context.snapshotState?.snapshotUpdateState ?? 'none';
    const mayWrite =
      context.isNot !== true && (update === 'all' || (update === 'new' && golden === undefined));
    const diff = golden === undefined ? undefined : compareWithGolden(result, golden);
    if (golden !== undefined && diff === undefined) {
      return { pass: true, message: () => `It is the same as ${path}.` };
    }
    if (mayWrite) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, result.text);
      return { pass: true, message: () => `${path} was written.` };
    }
    return {
      pass: false,
      message: () =>
        diff === undefined
          ? `There is no golden ${path}. Write it with vitest -u, and check what it says.`
          : `It is not what ${path} says it must become:\n\n${formatDiff(diff).join('\n')}`,
    };
  },
});
