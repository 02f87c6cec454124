/**
 * Rules that say how many blocks in a row they take at most. A date alone is when the article was printed; dates one
 * below the other are when the doors are open.
 */
import type { CompiledRule } from '../../packs/compiled.ts';
import type { Match } from './matches.ts';

/** The matches of each block, without those of rules that fit more blocks in a row than they take. */
export function withoutLongRows(standing: readonly (readonly Match[])[]): readonly (readonly Match[])[] {
  const tooMany = new Map<number, CompiledRule[]>();
  const open = new Map<CompiledRule, number>();
  const end = (rule: CompiledRule, start: number, behind: number): void => {
    open.delete(rule);
    if (rule.atMost === undefined || behind - start <= rule.atMost) return;
    for (let block = start; block < behind; block++)
      tooMany.set(block, [...(tooMany.get(block) ?? []), rule]);
  };
  for (let block = 0; block <= standing.length; block++) {
    const found = standing[block] ?? [];
    for (const [rule, start] of open) {
      if (!found.some((match) => match.rule === rule)) end(rule, start, block);
    }
    for (const { rule } of found) {
      if (rule.atMost !== undefined && !open.has(rule)) open.set(rule, block);
    }
  }
  if (tooMany.size === 0) return standing;
  return standing.map((found, block) => found.filter(({ rule }) => !tooMany.get(block)?.includes(rule)));
}
