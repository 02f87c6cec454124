/** Blocks and elements that repeat: those with the same path of tags and classes. */
import type { Block } from '../../document.ts';
import type { Page } from '../../page.ts';
import type { SubtreeSums } from './sums.ts';
import type { TextCounts } from './text.ts';

/** Sums over all members of each group; `of` says which group a block or an element is in. */
export interface Groups {
  readonly of: Int32Array;
  readonly count: number;
  readonly members: Int32Array;
  readonly words: Float64Array;
  readonly linkWords: Float64Array;
  readonly prose: Float64Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Blocks by the path of the element that holds their first text. */
export function groupBlocksByPath(blocks: readonly Block[], page: Page, text: TextCounts): Groups {
  const of = new Int32Array(blocks.length);
  const numbers = new Map<number, number>();
  for (let i = 0; i < blocks.length; i++) {
    const leaf = page.leaf[i];
    of[i] = groupOf(numbers, leaf === -1 ? 0 : page.path[leaf]);
  }
  const groups = emptyGroups(of, numbers.size);
  for (let i = 0; i < blocks.length; i++) {
    const group = of[i];
    if (groups.members[group] === 0) groups.first[group] = i;
    groups.members[group]++;
    groups.last[group] = i;
    groups.words[group] += text.words[i];
    groups.linkWords[group] += text.linkWords[i];
    groups.prose[group] += text.prose[i];
  }
  return groups;
}

/** Elements that hold text, by their path; sums are of their whole subtrees. */
export function groupElementsByPath(page: Page, sums: SubtreeSums): Groups {
  const of = new Int32Array(page.elementCount);
  const numbers = new Map<number, number>();
  for (let element = 0; element < page.elementCount; element++) {
    if (sums.blocks[element] > 0) of[element] = groupOf(numbers, page.path[element]);
  }
  const groups = emptyGroups(of, numbers.size);
  for (let element = 0; element < page.elementCount; element++) {
    if (sums.blocks[element] === 0) continue;
    const group = of[element];
    if (groups.members[group] === 0) groups.first[group] = sums.first[element];
    groups.members[group]++;
    groups.last[group] = sums.last[element];
    groups.words[group] += sums.words[element];
    groups.linkWords[group] += sums.linkWords[element];
    groups.prose[group] += sums.prose[element];
  }
  return groups;
}

function groupOf(numbers: Map<number, number>, path: number): number {
  let group = numbers.get(path);
  if (group === undefined) {
    group = numbers.size;
    numbers.set(path, group);
  }
  return group;
}

function emptyGroups(of: Int32Array, count: number): Groups {
  return {
    of,
    count,
    members: new Int32Array(count),
    words: new Float64Array(count),
    linkWords: new Float64Array(count),
    prose: new Float64Array(count),
    first: new Int32Array(count),
    last: new Int32Array(count),
  };
}
