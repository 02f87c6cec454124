/**
 * A small naive Bayes model over letter trigrams (Cavnar and Trenkle 1994, with probabilities instead of
 * ranks). It answers at once what most blocks need: is this the document's language? The detectors are
 * asked about the rest.
 *
 * A profile holds a language's frequent trigrams by level, a space standing for everything between two
 * words. A trigram of level n adds n/2 nats to its language, one that isn't listed adds nothing; that is its
 * log-probability above one floor for all, so that sums compare.
 */

export interface Profile {
  /** What a trigram of a sentence in the language adds on average, in levels. */
  readonly typical: number;
  /** Trigrams run together: `levels[n]` holds those of level n + 1. */
  readonly levels: readonly string[];
}
export type Profiles = Readonly<Record<string, Profile>>;

export interface LanguageModel {
  readonly languages: readonly string[];
  /** `Profile.typical`, in the order of `languages`. */
  readonly typical: readonly number[];
  /**
   * Adds every language's score for a stretch of `text` to `scores`, in levels (half nats).
   * @param scores as long as `languages`
   * @returns the number of trigrams that were looked up
   */
  readonly score: (text: string, start: number, end: number, scores: Int32Array) => number;
}

/** Everything that is no letter of a profile; runs of it count once. */
const BOUNDARY = 0;
const EMPTY = -1;
const COMBINING_FIRST = 0x300;
const COMBINING_LAST = 0x36f;

/** Builds the look-up tables. Takes a few milliseconds. */
export function createLanguageModel(profiles: Profiles): LanguageModel {
  const languages = Object.keys(profiles).sort();
  const { codeOf, base } = letterCodes(profiles, languages);
  const { keys, rows, mask, languageOf, levelOf } = buildTable(profiles, languages, codeOf, base);

  const score = (text: string, start: number, end: number, scores: Int32Array): number => {
    let trigrams = 0;
    let before = BOUNDARY;
    let middle = BOUNDARY;
    let isFirst = true;
    // One position past the end closes the last word.
    for (let at = start; at <= end; at++) {
      const unit = at < end ? text.charCodeAt(at) : 0x20;
      if (unit >= COMBINING_FIRST && unit <= COMBINING_LAST) continue;
      const code = codeOf[unit];
      if (code === BOUNDARY && middle === BOUNDARY) continue;
      if (!isFirst) {
        const key = (before * base + middle) * base + code;
        trigrams++;
        let slot = hash(key) & mask;
        while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & mask;
        // An empty slot has an empty row.
        for (let i = rows[slot]; i < rows[slot + 1]; i++) scores[languageOf[i]] += levelOf[i];
      }
      isFirst = false;
      before = middle;
      middle = code;
    }
    return trigrams;
  };
  return { languages, typical: languages.map((language) => profiles[language].typical), score };
}

function hash(key: number): number {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** A number for every letter of the profiles, the same for both cases. */
function letterCodes(
  profiles: Profiles,
  languages: readonly string[],
): { codeOf: Uint16Array; base: number } {
  const codeOf = new Uint16Array(0x10000);
  const letters: number[] = [];
  for (const language of languages) {
    for (const trigrams of profiles[language].levels) {
      for (let at = 0; at < trigrams.length; at++) {
        const unit = trigrams.charCodeAt(at);
        if (unit === 0x20 || codeOf[unit] !== BOUNDARY) continue;
        letters.push(unit);
        codeOf[unit] = letters.length;
      }
    }
  }
  for (const unit of letters) {
    const upper = String.fromCharCode(unit).toUpperCase();
    if (upper.length === 1 && codeOf[upper.charCodeAt(0)] === BOUNDARY) {
      codeOf[upper.charCodeAt(0)] = codeOf[unit];
    }
  }
  codeOf[0x130] = codeOf[0x69]; // İ is no single letter in lower case.
  return { codeOf, base: letters.length + 1 };
}

/** A hash table with open addressing, at most half full, whose slots own rows of (language, level). */
interface TrigramTable {
  readonly keys: Int32Array;
  readonly rows: Int32Array;
  readonly mask: number;
  readonly languageOf: Uint8Array;
  readonly levelOf: Uint8Array;
}

function buildTable(
  profiles: Profiles,
  languages: readonly string[],
  codeOf: Uint16Array,
  base: number,
): TrigramTable {
  let total = 0;
  for (const language of languages)
    for (const trigrams of profiles[language].levels) total += trigrams.length / 3;
  let size = 2;
  while (size < total * 2) size *= 2;
  const mask = size - 1;
  const keys = new Int32Array(size).fill(EMPTY);
  const slots = new Int32Array(total);
  const rows = new Int32Array(size + 1);
  let entry = 0;
  for (const language of languages) {
    for (const trigrams of profiles[language].levels) {
      for (let at = 0; at + 2 < trigrams.length; at += 3) {
        const key =
          (codeOf[trigrams.charCodeAt(at)] * base + codeOf[trigrams.charCodeAt(at + 1)]) * base +
          codeOf[trigrams.charCodeAt(at + 2)];
        let slot = hash(key) & mask;
        while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & mask;
        keys[slot] = key;
        slots[entry++] = slot;
        rows[slot + 1]++;
      }
    }
  }
  for (let slot = 0; slot < size; slot++) rows[slot + 1] += rows[slot];
  const next = rows.slice(0, size);
  const languageOf = new Uint8Array(total);
  const levelOf = new Uint8Array(total);
  entry = 0;
  languages.forEach((name, language) => {
    profiles[name].levels.forEach((trigrams, below) => {
      for (let at = 0; at + 2 < trigrams.length; at += 3) {
        const place = next[slots[entry++]]++;
        languageOf[place] = language;
        levelOf[place] = below + 1;
      }
    });
  });
  return { keys, rows, mask, languageOf, levelOf };
}
