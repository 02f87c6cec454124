/**
 * Patterns: what phrases cannot say. They are written in what RE2 and JavaScript have in common, so that one
 * that nobody checked can run in a linear engine, and one that is known to be safe natively.
 */
import { createRequire } from 'node:module';
import type * as Re2 from 're2js';

export interface PatternText {
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** What can be written differently, and how. The first that is in a pattern is said. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /\(\?<?[=!]/,
    'Leave looking ahead and behind out: match the words beside it too, or say with zone, at, length or neighbours where it stands.',
  ],
  [/\\(?:[1-9]|k<)/, 'Leave the back-reference out: write down what may stand there.'],
  [/\{\d*,?\d{4,}\}/, 'Write a number up to 1000, + or *.'],
  [/\\[pP]\{(?:Script|sc|Script_Extensions|scx)=/, 'Write a script without its property: \\p{Greek}.'],
  [/\\[pP]\{\w{3,}\}|\\[pP]\w/, 'Write Unicode categories in short, in braces: \\p{L}, \\p{Lu}.'],
  [/\\[uxcQAzZ]/, 'Write the character itself; ^ and $ for the ends of a text.'],
  [/\[:\w+:\]/, 'Write what is in it: \\p{L} for letters, \\d for digits.'],
  [/\(\?[a-zA-Z-]+[:)]/, 'The only flag is (?i), in front of all.'],
  [/\(\?P</, 'Write (?: … ): nothing reads the name.'],
  [/\\[^\w^$.*+?()[\]{}|/\\]|\\_/, 'Leave the backslash out: only ^ $ \\ . * + ? ( ) [ ] { } | / need one.'],
  [/[*+?}]\+/, 'Leave the second + out: nothing here goes back.'],
];

/** Splits `(?i)` off a pattern. Returns a sentence about the mistake and what to do when it has one. */
export function readPattern(written: string): PatternText | { readonly mistake: string } {
  const ignoreCase = written.startsWith('(?i)');
  const source = ignoreCase ? written.slice(4) : written;
  const refused = refusal(source);
  if (refused === undefined) return { source, ignoreCase };
  const advice = ADVICE.find(([sign]) => sign.test(source));
  return { mistake: advice === undefined ? refused : `${refused} ${advice[1]}` };
}

function refusal(source: string): string | undefined {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2;
  try {
    new RegExp(source, 'u');
  } catch (error) {
    return `this pattern has a mistake: ${messageOf(error).replace(/^.*: /, '')}.`;
  }
  try {
    RE2JS.compile(source);
  } catch (error) {
    return `RE2 refuses this pattern: ${messageOf(error).replace('error parsing regexp: ', '')}.`;
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
