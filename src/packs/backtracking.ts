/**
 * Whether a pattern can make the native engine run for ever: recheck looks for an attack string.
 * It takes seconds for a pattern, so what it found safe is listed in `rules/checked-patterns.json`.
 * A pattern that is not listed there runs in the linear engine, so that none can hang the program.
 *
 * recheck with its native programs weighs ten times what dehusk does, so the package brings along its
 * build in JavaScript alone, a file that nothing but checking packs loads.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Recheck from 'recheck';
import type { PatternText } from './pattern.ts';

/** Milliseconds that recheck may take for one pattern of dehusk's own. */
const LONGEST_CHECK = 20_000;
export const CHECKED_PATTERNS = 'checked-patterns.json';
/** recheck's build in JavaScript alone, in the package. */
export const RECHECK = new URL('../../dist/recheck.cjs', import.meta.url);

/** The patterns that were found safe, by the digest of their source and flags. */
export type CheckedPatterns = Readonly<Record<string, string>>;

/** Reads what was found out earlier about the patterns of the packs in a folder; empty when nothing was. */
export function readCheckedPatterns(folder: string): CheckedPatterns {
  try {
    return JSON.parse(readFileSync(path.join(folder, CHECKED_PATTERNS), 'utf8')) as CheckedPatterns;
  } catch {
    return {};
  }
}

/** What identifies a pattern in `CheckedPatterns`. */
export function digestOf(pattern: PatternText): string {
  return createHash('sha256')
    .update(`${flagsOf(pattern)} ${pattern.source}`)
    .digest('hex')
    .slice(0, 16);
}

/** `polynomial` time hurts in long texts only, `exponential` time in any; `unknown` where recheck cannot tell in time. */
export type PatternSafety =
  | { readonly status: 'safe' }
  | { readonly status: 'unknown' }
  | { readonly status: 'polynomial' | 'exponential'; readonly attack: string };

/**
 * Looks for a text on which a pattern takes polynomial or exponential time.
 * @param timeout milliseconds
 */
export function checkBacktracking(pattern: PatternText, timeout: number = LONGEST_CHECK): PatternSafety {
  const found = loadRecheck().checkSync(pattern.source, flagsOf(pattern), { timeout });
  if (found.status !== 'vulnerable') return { status: found.status };
  return { status: found.complexity.type, attack: found.attack.pattern };
}

function flagsOf(pattern: PatternText): string {
  return pattern.ignoreCase ? 'iu' : 'u';
}

/** The native recheck is quicker, where somebody installed it. */
function loadRecheck(): typeof Recheck {
  const require = createRequire(import.meta.url);
  try {
    return require('recheck') as typeof Recheck;
  } catch {
    return require(fileURLToPath(RECHECK)) as typeof Recheck;
  }
}
