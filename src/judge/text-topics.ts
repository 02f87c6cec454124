/** Whether a block speaks of what the document's prose speaks of: shared words of four letters and more. */
import { CLASS, CLASS_OF } from '../characters.ts';
import { FEATURE_COUNT, TOPIC_BLOCKS, TOPIC_PROSE } from './text-columns.ts';

const TABLE = 1 << 15;
const MIN_LETTERS = 4;
/** A block's first words tell its topic. */
const MAX_LENGTH = 300;
const MAX_WORDS = 50;
/** Of so many blocks, log2. */
const LOGARITHMS = Float64Array.from({ length: 1 << 12 }, (_, n) => Math.log2(n));

/** Fills the two columns of topics. Words are told apart by their hash; a few that collide do no harm. */
export function fillTopics(
  rows: Float32Array,
  texts: readonly { readonly text: string }[],
  prose: Float64Array,
): void {
  const blocksWith = new Int32Array(TABLE);
  const proseWith = new Int32Array(TABLE);
  const lastBlock = new Int32Array(TABLE).fill(-1);
  const { hashes, ends } = hashBlocks(texts);
  let start = 0;
  for (let index = 0; index < texts.length; index++) {
    for (let i = start; i < ends[index]; i++) {
      const hash = hashes[i];
      if (lastBlock[hash] === index) continue;
      lastBlock[hash] = index;
      blocksWith[hash]++;
      if (prose[index] > 0) proseWith[hash]++;
    }
    start = ends[index];
  }
  start = 0;
  for (let index = 0; index < texts.length; index++) {
    const count = ends[index] - start;
    const own = prose[index] > 0 ? 1 : 0;
    let shared = 0;
    let blocks = 0;
    for (let i = start; i < ends[index]; i++) {
      if (proseWith[hashes[i]] > own) shared++;
      blocks += LOGARITHMS[Math.min(blocksWith[hashes[i]], LOGARITHMS.length - 1)];
    }
    rows[index * FEATURE_COUNT + TOPIC_PROSE] = count === 0 ? -1 : shared / count;
    rows[index * FEATURE_COUNT + TOPIC_BLOCKS] = count === 0 ? -1 : blocks / count;
    start = ends[index];
  }
}

/** The words of all blocks, one after the other, and where each block's end. */
function hashBlocks(texts: readonly { readonly text: string }[]): {
  readonly hashes: Uint16Array;
  readonly ends: Uint32Array;
} {
  const words = new Int32Array(MAX_WORDS);
  const ends = new Uint32Array(texts.length);
  let hashes = new Uint16Array(1024);
  let count = 0;
  for (let index = 0; index < texts.length; index++) {
    const own = hashWords(texts[index].text, words);
    if (count + own > hashes.length) {
      const larger = new Uint16Array(hashes.length * 2);
      larger.set(hashes);
      hashes = larger;
    }
    for (let i = 0; i < own; i++) hashes[count + i] = words[i];
    count += own;
    ends[index] = count;
  }
  return { hashes, ends };
}

function hashWords(text: string, into: Int32Array): number {
  const end = Math.min(text.length, MAX_LENGTH);
  let count = 0;
  let letters = 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at <= end && count < MAX_WORDS; at++) {
    const unit = at < end ? text.charCodeAt(at) : 0x20;
    if (CLASS_OF[unit] >= CLASS.latin) {
      letters++;
      hash = Math.imul(hash ^ (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit), 0x01000193);
      continue;
    }
    if (letters >= MIN_LETTERS) into[count++] = (hash ^ (hash >>> 15)) & (TABLE - 1);
    letters = 0;
    hash = 0x811c9dc5;
  }
  return count;
}
