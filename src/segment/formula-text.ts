/**
 * The text of a formula in MathML. What its elements say of height and size would be lost with them:
 *
 *   mfrac ( mn 1, mrow ( mn 3, mo +, mn 2 ) ), msup ( mi x, mn 2 )  →  1/(3 + 2)x^2
 *
 * Where the page has the formula in TeX too, which is what its author wrote, that is its text.
 */
import { isWordCharacter } from '../characters.ts';
import { TAG } from '../page.ts';

/**
 * An element of the formula that is open. What is asked of its text is kept beside it: to look at the ends of a text
 * that grows costs its length.
 */
interface Part {
  readonly tag: number;
  /** Elements that have ended in it. */
  children: number;
  text: string;
  /** How many names, numbers and signs it has: what has several is put in brackets. */
  atoms: number;
  /** Code units of its text; 0 when it has none. */
  first: number;
  last: number;
  /** Closing brackets. */
  closings: number;
  /** It ends in a name of several letters, an index, a power or a denominator: the next name must not touch it. */
  endsInWord: boolean;
}

/** What stands before each child but the first. */
const SIGNS_BEFORE: Readonly<Partial<Record<number, readonly string[]>>> = {
  [TAG.mfrac]: ['/'],
  [TAG.msup]: ['^'],
  [TAG.msub]: ['_'],
  [TAG.msubsup]: ['_', '^'],
  [TAG.munder]: ['_'],
  [TAG.mover]: ['^'],
  [TAG.munderover]: ['_', '^'],
};
/** What stands between the cells of a row, and between rows. */
const SEPARATORS: Readonly<Partial<Record<number, string>>> = { [TAG.mtr]: ', ', [TAG.mtable]: '; ' };
const OPENING = 0x28;
const CLOSING = 0x29;
const COMMA = 0x2c;
const SPACE = 0x20;

/** Signs between two sides, and with spaces around them. */
const BINARY = new Set('=≠<>≤≥≈≡∼≃∝∈∉⊂⊆→⇒⇔↦+-−±×⋅·∧∨∪∩');
/** Say how it is spoken, and print nothing: an applied function, a product, a list, a sum. */
const INVISIBLE = /[\u2061-\u2064]/g;
/** TeX has these; what is spoken has not. */
const TEX_SIGN = /[\\^_{}]/;

/** One for a page. */
export class FormulaText {
  /** Where its first and behind its last character stand in the source; -1 while it has none. */
  start = -1;
  end = -1;
  private parts: Part[] = [];
  private tex = '';
  private spoken: string | undefined;

  get isOpen(): boolean {
    return this.parts.length > 0;
  }

  /** True while an element in it is open. */
  get isInside(): boolean {
    return this.parts.length > 1;
  }

  /** @param spoken `alttext` of the `math` element. */
  begin(tag: number, spoken: string | undefined): void {
    this.start = -1;
    this.end = -1;
    this.tex = '';
    this.spoken = spoken;
    this.parts = [newPart(tag)];
  }

  /** An element in it begins. */
  open(tag: number): void {
    this.parts.push(newPart(tag));
  }

  /** Text directly in the innermost open element, decoded. */
  add(text: string, start: number, end: number): void {
    const part = this.parts.at(-1);
    const token = text.replace(INVISIBLE, '').trim();
    if (part === undefined || token === '') return;
    addText(part, part.text === '' ? token : ` ${token}`);
    part.atoms++;
    part.endsInWord = token.length > 1 && !/\d/.test(token);
    this.span(start, end);
  }

  /** Text of its annotation in TeX. */
  addTex(text: string, start: number, end: number): void {
    this.tex += text;
    this.span(start, end);
  }

  /** The innermost open element in it ends. */
  close(): void {
    const part = this.parts.pop();
    const around = this.parts.at(-1);
    if (part === undefined || around === undefined) return;
    if (part.tag === TAG.msqrt && part.text !== '') {
      const root = newPart(part.tag);
      addText(root, '√');
      addBracketed(root, part);
      addPart(around, root);
    } else addPart(around, part);
    around.children++;
  }

  /** The formula ends. @returns its text, empty when it has none */
  finish(): { readonly text: string; readonly isTex: boolean } {
    while (this.parts.length > 1) this.close();
    const linear = this.parts.pop()?.text.replace(/\s+/g, ' ').trim() ?? '';
    const tex = bareTex(this.tex) || (TEX_SIGN.test(this.spoken ?? '') ? bareTex(this.spoken ?? '') : '');
    return tex !== '' && this.start !== -1 ? { text: tex, isTex: true } : { text: linear, isTex: false };
  }

  private span(start: number, end: number): void {
    if (this.start === -1) this.start = start;
    this.end = end;
  }
}

/** TeX as it would stand in a sentence: in one line, without what sets it large. */
export function bareTex(tex: string): string {
  const line = tex
    .replace(/^\s*%?\s*<!\[CDATA\[|%?\s*\]\]>\s*$/g, '')
    .replace(/%\n/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [, inside] = /^\{\\(?:display|text)style\s*(.*)\}$/.exec(line) ?? [];
  return (inside ?? line).replace(/^\\displaystyle\s*/, '').trim();
}

function newPart(tag: number): Part {
  return { tag, children: 0, text: '', atoms: 0, first: 0, last: 0, closings: 0, endsInWord: false };
}

/** Adds a short text: a token, or what stands between two. */
function addText(part: Part, text: string): void {
  if (text === '') return;
  part.text += text;
  if (part.first === 0) part.first = text.charCodeAt(0);
  part.last = text.charCodeAt(text.length - 1);
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === CLOSING) part.closings++;
}

/** Adds the text of a part. */
function addAll(around: Part, part: Part): void {
  around.text += part.text;
  if (around.first === 0) around.first = part.first;
  around.last = part.last;
  around.closings += part.closings;
  around.atoms += part.atoms;
}

function addPart(around: Part, part: Part): void {
  if (part.text === '') return;
  const { tag } = around;
  const isFirst = around.text === '';
  const signs = SIGNS_BEFORE[tag];
  if (signs !== undefined) {
    if (around.children > 0) addText(around, signs[around.children - 1] ?? '');
    addBracketed(around, part);
  } else if (tag === TAG.mroot && isFirst) addBracketed(around, part);
  else if (tag === TAG.mroot) {
    const base = { ...around };
    Object.assign(around, newPart(tag), { children: base.children });
    addAll(around, part);
    addText(around, '√');
    addAll(around, base);
  } else {
    const isSign = isBetween(around, part);
    addText(around, isFirst ? '' : (SEPARATORS[tag] ?? spaceBetween(around, part)));
    addAll(around, part);
    if (isSign || part.tag === TAG.mtext) addText(around, ' ');
  }
  around.endsInWord = part.endsInWord || part.tag in SIGNS_BEFORE;
}

function addBracketed(around: Part, part: Part): void {
  const hasOwn = part.first === OPENING && part.last === CLOSING && part.closings === 1;
  const isBare = part.atoms < 2 || hasOwn;
  if (!isBare) addText(around, '(');
  addAll(around, part);
  if (!isBare) addText(around, ')');
}

/** A sign at the start, or behind another, is one of the number: −1. */
function isBetween({ last }: Part, { tag, text }: Part): boolean {
  return (
    tag === TAG.mo && BINARY.has(text) && last !== 0 && last !== SPACE && last !== OPENING && last !== COMMA
  );
}

function spaceBetween(around: Part, part: Part): string {
  if (around.last === SPACE) return '';
  if (isBetween(around, part) || part.tag === TAG.mtext) return ' ';
  const isWord = around.endsInWord || (part.endsInWord && part.tag === TAG.mi);
  return isWord && isWordCharacter(around.last) && isWordCharacter(part.first) ? ' ' : '';
}
