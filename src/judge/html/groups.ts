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
  const groups = emptyGroups(blocks.length);
  const numbers = new Map<number, number>();
  for (let i = 0; i < blocks.length; i++) {
    const leaf = page.leaf[i];
    const path = leaf === -1 ? 0 : page.path[leaf];
    const group = groupOf(numbers, path);
    groups.of[i] = group;
    if (groups.members[group] === 0) groups.first[group] = i;
    groups.members[group]++;
    groups.last[group] = i;
    groups.words[group] += text.words[i];
    groups.linkWords[group] += text.linkWords[i];
    groups.prose[group] += text.prose[i];
  }
  return { ...groups, count: numbers.size };
}

/** Elements that hold text, by their path; sums are of their whole subtrees. */
export function groupElementsByPath(page: Page, sums: SubtreeSums): Groups {
  const groups = emptyGroups(page.elementCount);
  const numbers = new Map<number, number>();
  for (let element = 0; element < page.elementCount; element++) {
    if (sums.blocks[element] === 0) continue;
    const group = groupOf(numbers, page.path[element]);
    groups.of[element] = group;
    if (groups.members[group] === 0) groups.first[group] = sums.first[element];
    groups.members[group]++;
    groups.last[group] = sums.last[element];
    groups.words[group] += sums.words[element];
    groups.linkWords[group] += sums.linkWords[element];
    groups.prose[group] += sums.prose[element];
  }
  return { ...groups, count: numbers.size };
}

function groupOf(numbers: Map<number, number>, path: number): number {
  let group = numbers.get(path);
  if (group === undefined) {
    group = numbers.size;
    numbers.set(path, group);
  }
  return group;
}

function emptyGroups(size: number): Groups {
  return {
    of: new Int32Array(size),
    count: 0,
    members: new Int32Array(size),
    words: new Float64Array(size),
    linkWords: new Float64Array(size),
    prose: new Float64Array(size),
    first: new Int32Array(size),
    last: new Int32Array(size),
  };
}
