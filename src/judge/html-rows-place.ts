/** Features: the place of each block among the others, the headings and the blocks around it. */
import * as column from './html-columns.ts';
import { type Counted, FAR, FEATURES, isHeading, LONG_PROSE, near, share } from './html-counted.ts';
import type { TextCounts } from './html-text.ts';

/** Where each block stands among the others. */
export function writePlaces(rows: Float32Array, { blocks, page, text, sums, containers }: Counted): void {
  const count = blocks.length;
  let firstProse = -1;
  let lastProse = -1;
  let title = -1;
  for (let i = 0; i < count; i++) {
    if (text.prose[i] >= LONG_PROSE) {
      if (firstProse === -1) firstProse = i;
      lastProse = i;
    }
    if (blocks[i].kind === 'title' && title === -1) title = i;
  }
  if (title === -1) title = blocks.findIndex((block) => block.kind === 'heading' && block.level === 1);
  let words = 0;
  let prose = 0;
  let proseSinceTitle = 0;
  for (let i = 0; i < count; i++) {
    const row = i * FEATURES;
    rows[row + column.PLACE] = i / count;
    rows[row + column.WORDS_BEFORE] = share(words, sums.words[0]);
    rows[row + column.PROSE_BEFORE] = share(prose, sums.prose[0]);
    words += text.words[i];
    prose += text.prose[i];
    if (title !== -1 && i > title) proseSinceTitle += text.prose[i];
    rows[row + column.PROSE_AFTER] = share(sums.prose[0] - prose, sums.prose[0]);
    rows[row + column.FROM_FIRST_PROSE] = firstProse === -1 ? -FAR : near(i - firstProse);
    rows[row + column.FROM_LAST_PROSE] = lastProse === -1 ? FAR : near(i - lastProse);
    rows[row + column.FROM_TITLE] = title === -1 ? -FAR - 1 : near(i - title);
    rows[row + column.PROSE_SINCE_TITLE] =
      title === -1 || i < title ? -1 : share(proseSinceTitle, sums.prose[0]);
    rows[row + column.FROM_START] = i;
    rows[row + column.FROM_END] = count - 1 - i;
    const element = Math.max(0, blocks[i].element);
    rows[row + column.DEPTH] = page.depth[element];
    rows[row + column.DEPTH_IN_CONTAINER] = page.depth[element] - page.depth[containers.half];
  }
}

/** The heading before each block and the section under it. */
export function writeHeadings(rows: Float32Array, { blocks, page, text }: Counted): void {
  const count = blocks.length;
  let heading = -1;
  let from = 0;
  for (let i = 0; i <= count; i++) {
    if (i < count && !isHeading(blocks[i])) continue;
    writeSection(rows, text, heading, from, i);
    for (let inside = from; inside < i; inside++) {
      const row = inside * FEATURES;
      rows[row + column.HEADING_DISTANCE] = heading === -1 ? FAR : near(inside - heading);
      rows[row + column.HEADING_LEVEL] = heading === -1 ? 7 : blocks[heading].level || 1;
      rows[row + column.HEADING_WORDS] = heading === -1 ? -1 : text.words[heading];
      rows[row + column.HEADING_LINK_SHARE] =
        heading === -1 ? -1 : share(page.linkCharacters[heading], blocks[heading].text.length);
      rows[row + column.NEXT_HEADING] = i === count ? FAR : near(i - inside);
    }
    heading = i;
    from = i;
  }
}

function writeSection(rows: Float32Array, text: TextCounts, heading: number, from: number, to: number): void {
  let words = 0;
  let linkWords = 0;
  let prose = 0;
  for (let i = heading === -1 ? from : from + 1; i < to; i++) {
    words += text.words[i];
    linkWords += text.linkWords[i];
    prose += text.prose[i];
  }
  for (let i = from; i < to; i++) {
    const row = i * FEATURES;
    rows[row + column.SECTION_WORDS] = words;
    rows[row + column.SECTION_LINK_SHARE] = share(linkWords, words);
    rows[row + column.SECTION_PROSE] = share(prose, words);
    rows[row + column.SECTION_BLOCKS] = to - from;
  }
}

/** Sums over the blocks around each block. */
export function writeWindows(rows: Float32Array, { text }: Counted): void {
  const count = text.words.length;
  const words = runningSum(text.words);
  const linkWords = runningSum(text.linkWords);
  const prose = runningSum(text.prose);
  for (let i = 0; i < count; i++) {
    let at = i * FEATURES + column.WINDOW;
    for (const [from, to] of column.WINDOWS) {
      const start = Math.max(0, Math.min(count, i + from));
      const end = Math.max(0, Math.min(count, i + to + 1));
      const all = words[end] - words[start];
      rows[at++] = all;
      rows[at++] = share(linkWords[end] - linkWords[start], all);
      rows[at++] = share(prose[end] - prose[start], all);
    }
  }
}

function runningSum(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return sums;
}

/** The blocks right before and behind each block. */
export function writeNeighbours(rows: Float32Array, { blocks, text, byPath }: Counted): void {
  const count = blocks.length;
  for (let i = 0; i < count; i++) {
    let at = i * FEATURES + column.NEIGHBOUR;
    for (const offset of column.NEIGHBOURS) {
      const other = i + offset;
      if (other >= 0 && other < count) {
        rows[at] = text.words[other];
        rows[at + 1] = share(text.linkWords[other], text.words[other]);
        rows[at + 2] = isHeading(blocks[other]) ? 1 : 0;
        rows[at + 3] = byPath.of[other] === byPath.of[i] ? 1 : 0;
      } else {
        rows[at] = -1;
        rows[at + 1] = -1;
      }
      at += column.NEIGHBOUR_FACTS.length;
    }
  }
}
