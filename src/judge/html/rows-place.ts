/** Features: the place of each block among the others, the headings and the blocks around it. */
import * as column from './columns.ts';
import {
  type Counted,
  FAR,
  FEATURES,
  isHeading,
  LONG_PROSE,
  near,
  type RowWriter,
  share,
} from './counted.ts';

/** Sums over the blocks before each block; one more than there are blocks, the last over all. */
interface SumsBefore {
  readonly words: Int32Array;
  readonly linkWords: Float64Array;
  readonly prose: Int32Array;
}

/** Where each block stands, among which headings, blocks and windows of blocks. */
export function placeWriters(counted: Counted): RowWriter[] {
  const { words, linkWords, prose } = counted.text;
  const size = words.length + 1;
  const before = {
    words: addUp(words, new Int32Array(size)),
    linkWords: addUp(linkWords, new Float64Array(size)),
    prose: addUp(prose, new Int32Array(size)),
  };
  return [
    placeWriter(counted, before),
    headingWriter(counted),
    windowWriter(before),
    neighbourWriter(counted),
  ];
}

function addUp<T extends Int32Array | Float64Array>(values: T, sums: T): T {
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return sums;
}

/** Where each block stands among the others. */
function placeWriter({ blocks, page, text, sums, containers }: Counted, before: SumsBefore): RowWriter {
  const count = blocks.length;
  const allWords = sums.words[0];
  const allProse = sums.prose[0];
  const depthOfContainer = page.depth[containers.half];
  let title = blocks.findIndex(({ kind }) => kind === 'title');
  if (title === -1) title = blocks.findIndex(({ kind, level }) => kind === 'heading' && level === 1);
  const firstProse = text.prose.findIndex((words) => words >= LONG_PROSE);
  let lastProse = count - 1;
  while (lastProse >= 0 && text.prose[lastProse] < LONG_PROSE) lastProse--;
  return (rows, from, to) => {
    for (let i = from, row = 0; i < to; i++, row += FEATURES) {
      rows[row + column.PLACE] = i / count;
      rows[row + column.WORDS_BEFORE] = share(before.words[i], allWords);
      rows[row + column.PROSE_BEFORE] = share(before.prose[i], allProse);
      rows[row + column.PROSE_AFTER] = share(allProse - before.prose[i + 1], allProse);
      rows[row + column.FROM_FIRST_PROSE] = firstProse === -1 ? -FAR : near(i - firstProse);
      rows[row + column.FROM_LAST_PROSE] = lastProse === -1 ? FAR : near(i - lastProse);
      rows[row + column.FROM_TITLE] = title === -1 ? -FAR - 1 : near(i - title);
      rows[row + column.PROSE_SINCE_TITLE] =
        title === -1 || i < title ? -1 : share(before.prose[i + 1] - before.prose[title + 1], allProse);
      rows[row + column.FROM_START] = i;
      rows[row + column.FROM_END] = count - 1 - i;
      const depth = page.depth[Math.max(0, blocks[i].element)];
      rows[row + column.DEPTH] = depth;
      rows[row + column.DEPTH_IN_CONTAINER] = depth - depthOfContainer;
    }
  };
}

/** The heading before each block and the section under it. */
function headingWriter(counted: Counted): RowWriter {
  const { blocks, page, text } = counted;
  const sections = findSections(counted);
  return (rows, from, to) => {
    for (let i = from, row = 0; i < to; i++, row += FEATURES) {
      const section = sections.of[i];
      const start = sections.starts[section];
      const end = sections.starts[section + 1];
      const words = sections.words[section];
      rows[row + column.SECTION_WORDS] = words;
      rows[row + column.SECTION_LINK_SHARE] = share(sections.linkWords[section], words);
      rows[row + column.SECTION_PROSE] = share(sections.prose[section], words);
      rows[row + column.SECTION_BLOCKS] = end - start;
      rows[row + column.NEXT_HEADING] = end === blocks.length ? FAR : near(end - i);
      const isUnderHeading = section > 0;
      rows[row + column.HEADING_DISTANCE] = isUnderHeading ? near(i - start) : FAR;
      rows[row + column.HEADING_LEVEL] = isUnderHeading ? blocks[start].level || 1 : 7;
      rows[row + column.HEADING_WORDS] = isUnderHeading ? text.words[start] : -1;
      rows[row + column.HEADING_LINK_SHARE] = isUnderHeading
        ? share(page.linkCharacters[start], blocks[start].text.length)
        : -1;
    }
  };
}

/** Stretches that a heading begins; the one before the first heading is number 0 and may be empty. */
interface Sections {
  readonly of: Int32Array;
  /** The index of the first block of each, the heading, and at last the number of blocks. */
  readonly starts: Int32Array;
  /** Sums without the heading. */
  readonly words: Int32Array;
  readonly linkWords: Float64Array;
  readonly prose: Int32Array;
}

function findSections({ blocks, text }: Counted): Sections {
  const size = 1 + blocks.reduce((headings, block) => headings + (isHeading(block) ? 1 : 0), 0);
  const sections: Sections = {
    of: new Int32Array(blocks.length),
    starts: new Int32Array(size + 1),
    words: new Int32Array(size),
    linkWords: new Float64Array(size),
    prose: new Int32Array(size),
  };
  let section = 0;
  for (let i = 0; i < blocks.length; i++) {
    if (isHeading(blocks[i])) {
      sections.starts[++section] = i;
    } else {
      sections.words[section] += text.words[i];
      sections.linkWords[section] += text.linkWords[i];
      sections.prose[section] += text.prose[i];
    }
    sections.of[i] = section;
  }
  sections.starts[size] = blocks.length;
  return sections;
}

/** Sums over the blocks around each block. */
function windowWriter({ words, linkWords, prose }: SumsBefore): RowWriter {
  const count = words.length - 1;
  return (rows, from, to) => {
    column.WINDOWS.forEach(([first, last], window) => {
      let at = column.WINDOW + window * column.WINDOW_FACTS.length;
      for (let i = from; i < to; i++, at += FEATURES) {
        const start = Math.max(0, Math.min(count, i + first));
        const end = Math.max(0, Math.min(count, i + last + 1));
        const all = words[end] - words[start];
        rows[at] = all;
        rows[at + 1] = share(linkWords[end] - linkWords[start], all);
        rows[at + 2] = share(prose[end] - prose[start], all);
      }
    });
  };
}

/** The blocks right before and behind each block. */
function neighbourWriter({ blocks, text, byPath }: Counted): RowWriter {
  const count = blocks.length;
  return (rows, from, to) => {
    column.NEIGHBOURS.forEach((offset, neighbour) => {
      let at = column.NEIGHBOUR + neighbour * column.NEIGHBOUR_FACTS.length;
      for (let i = from; i < to; i++, at += FEATURES) {
        const other = i + offset;
        if (other < 0 || other >= count) {
          rows[at] = -1;
          rows[at + 1] = -1;
          continue;
        }
        rows[at] = text.words[other];
        rows[at + 1] = share(text.linkWords[other], text.words[other]);
        rows[at + 2] = isHeading(blocks[other]) ? 1 : 0;
        rows[at + 3] = byPath.of[other] === byPath.of[i] ? 1 : 0;
      }
    });
  };
}
