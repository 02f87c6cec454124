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
  /** What 95 of 100 sentences of its nearest relative, cut at 100 characters, stay below. */
  readonly sure: number;
  /** Trigrams run together: `levels[n]` holds those of level n + 1. */
  readonly levels: readonly string[];
}
export type Profiles = Readonly<Record<string, Profile>>;

export interface LanguageModel {
  readonly languages: readonly string[];
  /** `Profile.typical`, in the order of `languages`. */
  readonly typical: readonly number[];
  /** `Profile.sure`, in the order of `languages`. */
  readonly sure: readonly number[];
  /**
   * Adds every language's score for a stretch of code units to `scores`, in levels (half nats).
   * @param scores as long as `languages`
   * @returns the number of trigrams that were looked up
   */
  readonly score: (text: Uint16Array, start: number, end: number, scores: Int32Array) => number;
  /** The score per trigram for one language, by index; several times as fast as `score`. */
  readonly levelIn: (language: number, text: Uint16Array, start: number, end: number) => number;
}

/** Everything that is no letter of a profile; runs of it count once. */
const BOUNDARY = 0;
const COMBINING_FIRST = 0x300;
const COMBINING_LAST = 0x36f;

/** Makes the model. Its look-up tables take a few milliseconds and three megabytes, when they are needed. */
export function createLanguageModel(profiles: Profiles): LanguageModel {
  const languages = Object.keys(profiles).sort();
  const letters = numberLetters(profiles, languages);
  /** Made when several languages are first compared: most texts are in the language that they are thought to be in. */
  let table: TrigramTable | undefined;
  /** Made when the language is first asked for. */
  const own: (OwnTable | undefined)[] = [];

  const score = (text: Uint16Array, start: number, end: number, scores: Int32Array): number => {
    table ??= buildTable(profiles, languages, letters);
    const { codeOf, base } = letters;
    const { pairOf, rowOf, rowStarts, entries } = table;
    let trigrams = -1;
    let before = BOUNDARY;
    let middle = BOUNDARY;
    // One position past the end closes the last word.
    for (let at = start; at <= end; at++) {
      const unit = at < end ? text[at] : 0x20;
      if (unit >= COMBINING_FIRST && unit <= COMBINING_LAST) continue;
      const code = codeOf[unit];
      if (code === BOUNDARY && middle === BOUNDARY) continue;
      if (++trigrams > 0) {
        // Row 0 is empty: pairs and trigrams that no profile holds lead to it.
        const row = rowOf[pairOf[before * base + middle] * base + code];
        for (let i = rowStarts[row], stop = rowStarts[row + 1]; i < stop; i++) {
          scores[entries[i] >> 8] += entries[i] & 0xff;
        }
      }
      before = middle;
      middle = code;
    }
    return Math.max(0, trigrams);
  };

  const levelIn = (language: number, text: Uint16Array, start: number, end: number): number => {
    own[language] ??= buildOwnTable(profiles[languages[language]], letters);
    const { codeOf, base, levels } = own[language];
    let trigrams = -1;
    let sum = 0;
    let before = BOUNDARY;
    let middle = BOUNDARY;
    for (let at = start; at <= end; at++) {
      const code = codeOf[at < end ? text[at] : 0x20];
      if (code === BOUNDARY && middle === BOUNDARY) continue;
      if (++trigrams > 0) sum += levels[(before * base + middle) * base + code];
      before = middle;
      middle = code;
    }
    return trigrams > 0 ? sum / trigrams : 0;
  };
  const typical = languages.map((language) => profiles[language].typical);
  const sure = languages.map((language) => profiles[language].sure);
  return { languages, typical, sure, score, levelIn };
}

/** Two look-ups find a trigram's row of entries: its first two letters have a number, that number and the third letter a row. */
interface TrigramTable {
  readonly pairOf: Uint16Array;
  readonly rowOf: Uint16Array;
  readonly rowStarts: Int32Array;
  /** Language in the high byte, level in the low one. */
  readonly entries: Uint16Array;
}

/** The letters of all profiles. */
interface LetterCodes {
  /** A number for every letter, the same for both cases; `BOUNDARY` for all else. */
  readonly codeOf: Uint16Array;
  /** The letters, in both cases. */
  readonly units: readonly number[];
  /** One more than there are numbers. */
  readonly base: number;
}

/** The levels of one language alone: for its few letters one look-up in a table that stays in the nearest cache. */
interface OwnTable {
  /** A number for every letter of the language, both cases; `FOREIGN` for letters of others; `BOUNDARY` for all else. */
  readonly codeOf: Uint8Array;
  /** One more than the highest number. */
  readonly base: number;
  /** By the numbers of three letters, as digits of a number of that base. */
  readonly levels: Uint8Array;
}

const FOREIGN = 1;

function buildOwnTable(profile: Profile, allCodes: LetterCodes): OwnTable {
  /** By the number of a letter among those of all languages. */
  const ownOf = new Uint8Array(allCodes.base).fill(FOREIGN);
  ownOf[BOUNDARY] = BOUNDARY;
  let base = FOREIGN + 1;
  for (const trigrams of profile.levels) {
    for (let at = 0; at < trigrams.length; at++) {
      const code = allCodes.codeOf[trigrams.charCodeAt(at)];
      if (ownOf[code] === FOREIGN) ownOf[code] = base++;
    }
  }
  const codeOf = new Uint8Array(allCodes.codeOf.length);
  for (let i = 0; i < allCodes.units.length; i++)
    codeOf[allCodes.units[i]] = ownOf[allCodes.codeOf[allCodes.units[i]]];
  const levels = new Uint8Array(base ** 3);
  for (let below = 0; below < profile.levels.length; below++) {
    const trigrams = profile.levels[below];
    for (let at = 0; at + 2 < trigrams.length; at += 3) {
      const pair = codeOf[trigrams.charCodeAt(at)] * base + codeOf[trigrams.charCodeAt(at + 1)];
      levels[pair * base + codeOf[trigrams.charCodeAt(at + 2)]] = below + 1;
    }
  }
  return { codeOf, base, levels };
}

function numberLetters(profiles: Profiles, languages: readonly string[]): LetterCodes {
  const codeOf = new Uint16Array(0x10000);
  const units: number[] = [];
  for (const language of languages) {
    for (const trigrams of profiles[language].levels) {
      for (let at = 0; at < trigrams.length; at++) {
        const unit = trigrams.charCodeAt(at);
        if (unit === 0x20 || codeOf[unit] !== BOUNDARY) continue;
        codeOf[unit] = units.push(unit);
      }
    }
  }
  const letters = units.length;
  const alsoAs = (unit: number, code: number) => {
    if (codeOf[unit] === BOUNDARY) units.push(unit);
    codeOf[unit] = code;
  };
  for (let i = 0; i < letters; i++) {
    const upper = String.fromCharCode(units[i]).toUpperCase();
    if (upper.length === 1 && codeOf[upper.charCodeAt(0)] === BOUNDARY) {
      alsoAs(upper.charCodeAt(0), codeOf[units[i]]);
    }
  }
  alsoAs(0x130, codeOf[0x69]); // İ is no single letter in lower case.
  return { codeOf, units, base: letters + 1 };
}

function buildTable(
  profiles: Profiles,
  languages: readonly string[],
  { codeOf, base }: LetterCodes,
): TrigramTable {
  const total = languages.reduce(
    (sum, language) =>
      sum + profiles[language].levels.reduce((letters, level) => letters + level.length / 3, 0),
    0,
  );
  const pairOf = new Uint16Array(base * base);
  const pairAt = new Uint16Array(total);
  const codeAt = new Uint16Array(total);
  const entryAt = new Uint16Array(total);
  let pairs = 0;
  let place = 0;
  // Plain loops: the first text waits for this, and closures are slow before they are compiled.
  for (let language = 0; language < languages.length; language++) {
    const { levels } = profiles[languages[language]];
    for (let below = 0; below < levels.length; below++) {
      const trigrams = levels[below];
      const entry = (language << 8) | (below + 1);
      for (let at = 0; at + 2 < trigrams.length; at += 3, place++) {
        const pair = codeOf[trigrams.charCodeAt(at)] * base + codeOf[trigrams.charCodeAt(at + 1)];
        if (pairOf[pair] === 0) pairOf[pair] = ++pairs;
        pairAt[place] = pairOf[pair];
        codeAt[place] = codeOf[trigrams.charCodeAt(at + 2)];
        entryAt[place] = entry;
      }
    }
  }
  const rowOf = new Uint16Array((pairs + 1) * base);
  const sizes = new Int32Array(total + 2);
  let rows = 0;
  for (let i = 0; i < total; i++) {
    const key = pairAt[i] * base + codeAt[i];
    if (rowOf[key] === 0) rowOf[key] = ++rows;
    sizes[rowOf[key] + 1]++;
  }
  const rowStarts = sizes.slice(0, rows + 2);
  for (let row = 0; row <= rows; row++) rowStarts[row + 1] += rowStarts[row];
  const next = rowStarts.slice();
  const entries = new Uint16Array(total);
  for (let i = 0; i < total; i++) entries[next[rowOf[pairAt[i] * base + codeAt[i]]]++] = entryAt[i];
  return { pairOf, rowOf, rowStarts, entries };
}
