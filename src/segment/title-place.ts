/** Where a page's article begins, and what stands beside its title: a byline, a date, a row of buttons. */
import type { Block } from '../document.ts';
import type { Page } from '../page.ts';

/** Where the article of a page begins. */
export interface TitlePlace {
  readonly blocks: readonly Block[];
  readonly page: Page;
  /** The block that is its title; -1 when it has none. */
  readonly title: number;
  /** Where the page came from, or says that it belongs. */
  readonly url: string | undefined;
}

/** How many blocks behind and before a title are beside it. */
export const BEHIND = 12;
export const BEFORE = 6;
/** Texts of a line that names a writer or a date are no longer. */
export const MAX_LINE = 200;
/** What stands behind so many longer texts is not beside the title: a summary and a first paragraph may go before a byline. */
const MAX_LONG = 2;

/** The blocks behind the title, the nearest first, then those before it. */
export function blocksBeside({ blocks, title }: TitlePlace): number[] {
  const beside: number[] = [];
  let long = 0;
  for (let at = title + 1; at < blocks.length && at <= title + BEHIND && long < MAX_LONG; at++) {
    beside.push(at);
    if (blocks[at].text.length > MAX_LINE) long++;
  }
  for (let at = title - 1; at >= 0 && at >= title - BEFORE; at--) beside.push(at);
  return beside;
}
