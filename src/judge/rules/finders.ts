/** Runs the patterns of rules: built-in ones natively, those of strangers in a linear engine. */
import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import type { Span } from '../../document.ts';
import type { CompiledPattern } from '../../packs/compiled.ts';

/** Finds all places in a text that a pattern fits. */
export type Finder = (text: string) => readonly Span[];

const NOWHERE: readonly Span[] = [];
/** A letter that is taken for an s when case is ignored, though no s is its small letter. */
const LONG_S = 'ſ';

/** A pattern that begins at the beginning of a text, and not with anything: most texts end it at their first words. */
const ANCHORED = /^\^(?!\.)/;
/** So many texts in, running such a pattern costs less than looking for its words; before, compiling it costs more. */
const WARM = 1000;

/** A finder that compiles its pattern when it is first asked about a text that has a word of it. */
export function createFinder(pattern: CompiledPattern): Finder {
  const isQuick = pattern.engine === 'native' && ANCHORED.test(pattern.source);
  let asked = 0;
  let finder: Finder | undefined;
  return (text) => {
    asked++;
    if (!(isQuick && asked > WARM) && !hasWord(pattern, text)) return NOWHERE;
    finder ??= pattern.engine === 'linear' ? linearFinder(pattern) : nativeFinder(pattern);
    return finder(text);
  };
}

function hasWord({ words, ignoreCase }: CompiledPattern, text: string): boolean {
  if (words.length === 0) return true;
  const searched = ignoreCase ? inLowerCase(text) : text;
  for (const word of words) if (searched.includes(word)) return true;
  return ignoreCase && text.includes(LONG_S);
}

let lastText = '';
let lastInLowerCase = '';

/** Several patterns look through one text after each other. */
function inLowerCase(text: string): string {
  if (text !== lastText) {
    lastText = text;
    lastInLowerCase = text.toLowerCase();
  }
  return lastInLowerCase;
}

function nativeFinder(pattern: CompiledPattern): Finder {
  const expression = new RegExp(pattern.source, pattern.ignoreCase ? 'giu' : 'gu');
  return (text) => {
    const spans: Span[] = [];
    // Not `matchAll`, which makes a new expression for each text.
    expression.lastIndex = 0;
    for (let found = expression.exec(text); found !== null; found = expression.exec(text)) {
      const [{ length }] = found;
      if (length > 0) spans.push({ start: found.index, end: found.index + length });
      else expression.lastIndex += (text.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1;
    }
    return spans;
  };
}

function linearFinder(pattern: CompiledPattern): Finder {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2;
  const expression = RE2JS.compile(pattern.source, pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return (text) => {
    const spans: Span[] = [];
    const matcher = expression.matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) spans.push({ start: matcher.start(), end: matcher.end() });
    }
    return spans;
  };
}
