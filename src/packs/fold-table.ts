/** Which characters folding takes for one another, as tables over all code units. */
import { CLASS, CLASS_OF } from '../characters.ts';

/** The dress of a character: each letter of the first string folds to the one below it. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['‘’‚‛′`´ʼ', "''''''''"],
  ['“”„‟″「」『』《》〈〉', '"""""""""""""'],
  ['‐‑‒–—―−⁃─━﹣', '-----------'],
  ['»›→⇒▶►❯➔➜', '>>>>>>>>>'],
  ['«‹←❮', '<<<<'],
  ['•∙●▪■◦‣⋅・', '·········'],
  ['¦│┃ǀ', '||||'],
  ['…。｡', '...'],
  ['、､،', ',,,'],
  ['؛', ';'],
  ['؟', '?'],
  // Accents that capitals, headlines and hurried writers leave out.
  ['àáâãèéêìíîòóôõùúûýç', 'aaaaeeeiiioooouuuyc'],
  ['ăşșţțığ', 'assttig'],
  ['άέήίόύώϊϋΐΰς', 'αεηιουωιυιυσ'],
  ['ё', 'е'],
  [
    'ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ',
    'ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン',
  ],
  // Letters that Arabic, Persian and Urdu keyboards interchange.
  ['أإآٱ', 'اااا'],
  ['يىئې', 'یییی'],
  ['كڪ', 'کک'],
  ['ةۀ', 'هه'],
  ['ؤ', 'و'],
];

/** Dropped: soft hyphen, Arabic and Hebrew points, joiners, direction marks, variation selectors, icon fonts. */
const DROPPED: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x591, 0x5bd],
  [0x5bf, 0x5c7],
  [0x610, 0x61a],
  [0x61c, 0x61c],
  [0x640, 0x640],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6dc],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xe000, 0xf8ff],
  [0xfe00, 0xfe0f],
  [0xfe70, 0xfe7f],
  [0xfeff, 0xfeff],
];

/** Arabic letters in the form of their place in a word, as old programs write them. */
const FORMS: readonly (readonly [number, number])[] = [
  [0xfb50, 0xfbb1],
  [0xfbd3, 0xfbe9],
  [0xfbfc, 0xfbff],
  [0xfe80, 0xfef4],
];
/** Two letters or more in one, Latin and Arabic ones. */
const LIGATURES: readonly (readonly [number, number])[] = [
  [0xfb00, 0xfb06],
  [0xfbea, 0xfbfb],
  [0xfc00, 0xfd3d],
  [0xfd50, 0xfdc7],
  [0xfdf0, 0xfdfc],
  [0xfef5, 0xfefc],
];
/** What makes one letter with the letter before it: accents, the marks that kana have for a voice, what a Hangul syllable ends in. */
const COMBINING: readonly (readonly [number, number])[] = [
  [0x300, 0x36f],
  [0x1160, 0x11ff],
  [0x3099, 0x309a],
  [0xff9e, 0xff9f],
];

/** Control characters, arrows, boxes, dingbats: no more than a space. */
const SPACED: readonly (readonly [number, number])[] = [
  [0, 0x1f],
  [0x7f, 0x9f],
  [0x2190, 0x24ff],
  [0x2580, 0x2bff],
];

/** Where letters have capitals. */
const CASED: readonly (readonly [number, number])[] = [
  [0x41, 0x58f],
  [0x10a0, 0x10ff],
  [0x1e00, 0x1fff],
];

/** From an ASCII character to its full-width form. */
const FULL_WIDTH = 0xfee0;
const DOTTED_CAPITAL_I = 0x130;
const CLOSING = new Set([...':;!?,.)]'].map((mark) => mark.charCodeAt(0)));
export const SPACE = 0x20;
const DROP = 0xffff;
const ZERO = 0x30;

/** What to do with a character; those above `unspaced` need more than to be written. */
export const ACTION = {
  /** Letters of a script with spaces between words. */
  letter: 0,
  /** Marks. */
  plain: 1,
  /** Marks that some languages put a space before and others not. */
  closing: 2,
  /** Letters of a script without spaces between words: spaces beside them say nothing. */
  unspaced: 3,
  digit: 4,
  space: 5,
  drop: 6,
  emoji: 7,
  combining: 8,
  /** Several letters in one. */
  ligature: 9,
} as const;

/** The folded form of every code unit; what is dropped or composed says `ACTION_OF`. */
export const FOLD_OF: Uint16Array = buildTable();
/** What to do with every code unit, of `ACTION`. */
export const ACTION_OF: Uint8Array = buildActions();

function buildTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const characterClass = CLASS_OF[unit];
    table[unit] = characterClass === CLASS.space ? SPACE : characterClass === CLASS.digit ? ZERO : unit;
  }
  for (const [first, last] of SPACED) table.fill(SPACE, first, last + 1);
  for (const [first, last] of CASED) {
    for (let unit = first; unit <= last; unit++) {
      if (CLASS_OF[unit] === CLASS.digit || table[unit] === SPACE) continue;
      const lower = String.fromCharCode(unit).toLowerCase();
      if (lower.length === 1) table[unit] = lower.charCodeAt(0);
    }
  }
  table[DOTTED_CAPITAL_I] = 0x69;
  for (const [from, to] of PAIRS) {
    for (let i = 0; i < from.length; i++) table[from.charCodeAt(i)] = to.charCodeAt(i);
  }
  // Capitals of the letters that the pairs changed, and full-width forms of ASCII.
  for (const [first, last] of CASED) {
    for (let unit = first; unit <= last; unit++) table[unit] = table[table[unit]];
  }
  for (let unit = 0x21; unit < 0x7f; unit++) table[unit + FULL_WIDTH] = table[unit];
  for (const [first, last] of FORMS) {
    for (let unit = first; unit <= last; unit++)
      table[unit] = table[String.fromCharCode(unit).normalize('NFKC').charCodeAt(0)];
  }
  for (const [first, last] of DROPPED) table.fill(DROP, first, last + 1);
  return table;
}

function buildActions(): Uint8Array {
  const actions = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const folded = FOLD_OF[unit];
    if (folded === DROP) actions[unit] = ACTION.drop;
    else if (folded === SPACE) actions[unit] = ACTION.space;
    else if (folded === ZERO) actions[unit] = ACTION.digit;
    else if (CLASS_OF[folded] >= CLASS.unspaced) actions[unit] = ACTION.unspaced;
    else if (CLOSING.has(folded)) actions[unit] = ACTION.closing;
    else actions[unit] = CLASS_OF[folded] >= CLASS.latin ? ACTION.letter : ACTION.plain;
  }
  for (const [first, last] of LIGATURES) actions.fill(ACTION.ligature, first, last + 1);
  for (const [first, last] of COMBINING) actions.fill(ACTION.combining, first, last + 1);
  actions.fill(ACTION.emoji, 0xd83c, 0xd83f);
  return actions;
}
