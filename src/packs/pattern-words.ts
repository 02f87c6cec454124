/**
 * The words of a pattern: of each text that it fits, one of them is a part. Where none is, the pattern need not
 * be run, nor even compiled, which takes milliseconds for one with classes of letters.
 *
 *   ^\p{Lu}\S+ is an? (?:\S+ ){0,6}(?:writer|editor)\b    needs "writer" or "editor"
 *
 * Of what a pattern needs in turn (" is a" too), that is kept which is longest, so that it is seldom there.
 */
import type { PatternText } from './pattern.ts';

/** One of these must be in the text; undefined when there is nothing that must. */
type Needed = readonly string[] | undefined;

/** Of other letters, capitals are more than one thing. */
const ASCII = /^[ -~]$/;
const MARKS = '.*+?()[]{}|^$';

/**
 * The words that a pattern needs, in small letters when it ignores case.
 * @returns empty when any text may fit
 */
export function wordsOfPattern({ source, ignoreCase }: PatternText): readonly string[] {
  const needed = new PatternReader(source).readChoice() ?? [];
  const words = [...new Set(ignoreCase ? needed.map((word) => word.toLowerCase()) : needed)];
  return words.filter((word) => !words.some((other) => other !== word && word.includes(other)));
}

/** A quantifier: how often at least, and whether more often than once. */
interface Repeat {
  readonly least: number;
  readonly isMany: boolean;
}

/** Reads a pattern that compiles, from left to right. */
class PatternReader {
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** Alternatives, up to the end or a closing parenthesis: one of the words of each, if each has some. */
  readChoice(): Needed {
    const choice: Needed[] = [this.readSequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      choice.push(this.readSequence());
    }
    return choice.includes(undefined) ? undefined : choice.flatMap((needed) => needed ?? []);
  }

  private readSequence(): Needed {
    let best: Needed;
    let run = '';
    const offer = (needed: Needed): void => {
      if (shortest(needed) > shortest(best)) best = needed;
    };
    const endRun = (): void => {
      if (run !== '') offer([run]);
      run = '';
    };
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at])) {
      const item = this.readItem();
      const { least, isMany } = this.readRepeat();
      if (typeof item === 'string' && least > 0) run += item;
      if (typeof item !== 'string' || least === 0 || isMany) endRun();
      if (typeof item !== 'string' && least > 0) offer(item);
    }
    endRun();
    return best;
  }

  /** A character that stands for itself, or what a group needs. */
  private readItem(): string | Needed {
    const { source } = this;
    const first = source[this.at++];
    if (first === '(') {
      if (source.startsWith('?:', this.at)) this.at += 2;
      else if (source[this.at] === '?') this.at = source.indexOf('>', this.at) + 1;
      const needed = this.readChoice();
      this.at++;
      return needed;
    }
    if (first === '[') {
      this.skipClass();
      return undefined;
    }
    if (first === '\\') return this.readEscape();
    return MARKS.includes(first) || !ASCII.test(first) ? undefined : first;
  }

  private readEscape(): string | undefined {
    const escaped = this.source[this.at++];
    if (escaped === 'p' || escaped === 'P') this.at = this.source.indexOf('}', this.at) + 1;
    return /\w/.test(escaped) ? undefined : escaped;
  }

  private skipClass(): void {
    if (this.source[this.at] === '^') this.at++;
    while (this.source[this.at] !== ']') this.at += this.source[this.at] === '\\' ? 2 : 1;
    this.at++;
  }

  private readRepeat(): Repeat {
    const [written, least] = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at)) ?? [''];
    this.at += written.length;
    if (written === '') return { least: 1, isMany: false };
    if (least !== undefined) return { least: Number(least), isMany: true };
    return { least: written[0] === '+' ? 1 : 0, isMany: true };
  }
}

/** Length of the shortest word, without spaces, which are everywhere; 0 without words. */
function shortest(needed: Needed): number {
  return needed === undefined ? 0 : Math.min(...needed.map((word) => word.trim().length));
}
