/** Leaves out the kinds of blocks that the caller does not want: `--omit caption,table`. */
import { type Judge, RANK, type Verdict } from '../document.ts';
import type { Settings } from '../options.ts';
import { remove } from './verdict.ts';

/** Makes the judge that removes every block whose kind is in `settings.omit`. */
export function createOmitJudge(settings: Settings): Judge {
  return (document) => {
    const verdicts: Verdict[] = [];
    if (settings.omit.size === 0) return verdicts;
    document.blocks.forEach((block, index) => {
      if (!settings.omit.has(block.kind)) return;
      verdicts.push(
        remove(index, {
          category: 'omitted',
          rule: `omit/${block.kind}`,
          reason: `the caller leaves every ${block.kind} out`,
          rank: RANK.request,
        }),
      );
    });
    return verdicts;
  };
}
