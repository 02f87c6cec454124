/** Whether a block speaks of what the document's prose speaks of: shared words of four letters and more. */
import { CLASS, CLASS_OF, lowerAscii } from '../../characters.ts';
import type { Block } from '../../document.ts';
import { addToHash, EMPTY_HASH } from '../../hash.ts';
import type { BlockUnits } from '../../units.ts';
import { FEATURE_COUNT, TOPIC_BLOCKS, TOPIC_PROSE } from './columns.ts';

const TABLE = 1 << 15;
const MIN_LETTERS = 4;
/** A block's first words tell its topic. */
const MAX_LENGTH = 300;
const MAX_WORDS = 50;
/** Of so many blocks, log2. */
const LOGARITHMS = Float64Array.from({ length: 1 << 12 }, (_, n) => Math.log2(n));

/**
 * What is counted of a word, at its hash: how many blocks have it, how many of them are prose, and the number of
 * the last one, from 1. Together, so that a word waits for memory once. All zero between two texts.
 */
const counts = new Int32Array(TABLE * 4);
const BLOCKS = 0;
const PROSE = 1;
const LAST = 2;

/**
 * Fills the two columns of topics. Words are told apart by their hash; a few that collide do no harm.
 * @param prose words of each block that is prose, 0 for others
 */
export function fillTopics(
  rows: Float32Array,
  blocks: readonly Block[],
  blockUnits: BlockUnits,
  prose: Float64Array,
): void {
  const { hashes, ends } = hashBlocks(blocks, blockUnits);
  const count = blocks.length;
  for (let index = 0, i = 0; index < count; index++) {
    for (; i < ends[index]; i++) {
      const at = hashes[i] * 4;
      if (counts[at + LAST] === index + 1) continue;
      counts[at + LAST] = index + 1;
      counts[at + BLOCKS]++;
      if (prose[index] > 0) counts[at + PROSE]++;
    }
  }
  for (let index = 0, i = 0; index < count; index++) {
    const words = ends[index] - i;
    const own = prose[index] > 0 ? 1 : 0;
    let shared = 0;
    let spread = 0;
    for (; i < ends[index]; i++) {
      const at = hashes[i] * 4;
      if (counts[at + PROSE] > own) shared++;
      spread += LOGARITHMS[Math.min(counts[at + BLOCKS], LOGARITHMS.length - 1)];
    }
    rows[index * FEATURE_COUNT + TOPIC_PROSE] = words === 0 ? -1 : shared / words;
    rows[index * FEATURE_COUNT + TOPIC_BLOCKS] = words === 0 ? -1 : spread / words;
  }
  const all = count === 0 ? 0 : ends[count - 1];
  for (let i = 0; i < all; i++) {
    const at = hashes[i] * 4;
    counts[at + BLOCKS] = 0;
    counts[at + PROSE] = 0;
    counts[at + LAST] = 0;
  }
}

/** The words of all blocks, one after the other, and where each block's end. */
function hashBlocks(
  blocks: readonly Block[],
  { units, starts }: BlockUnits,
): { readonly hashes: Uint16Array; readonly ends: Uint32Array } {
  const ends = new Uint32Array(blocks.length);
  let hashes = new Uint16Array(1024);
  let count = 0;
  for (let index = 0; index < blocks.length; index++) {
    if (count + MAX_WORDS > hashes.length) {
      const larger = new Uint16Array(hashes.length * 2);
      larger.set(hashes);
      hashes = larger;
    }
    count = hashWords(units, starts[index], blocks[index].text.length, hashes, count);
    ends[index] = count;
  }
  return { hashes, ends };
}

/** Writes the hashes of a block's first words from `from` on; returns the place behind them. */
function hashWords(
  units: Uint16Array,
  start: number,
  length: number,
  into: Uint16Array,
  from: number,
): number {
  const classOf = CLASS_OF;
  const end = start + Math.min(length, MAX_LENGTH);
  const most = from + MAX_WORDS;
  let next = from;
  let letters = 0;
  let hash = EMPTY_HASH;
  for (let at = start; at <= end && next < most; at++) {
    const unit = at < end ? units[at] : 0x20;
    if (classOf[unit] >= CLASS.latin) {
      letters++;
      hash = addToHash(hash, lowerAscii(unit));
      continue;
    }
    if (letters >= MIN_LETTERS) into[next++] = (hash ^ (hash >>> 15)) & (TABLE - 1);
    letters = 0;
    hash = EMPTY_HASH;
  }
  return next;
}
