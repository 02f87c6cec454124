/**
 * Whether a pattern can make the native engine run for ever: recheck looks for an attack string.
 * It takes seconds for a pattern, so what it found safe is listed in `rules/checked-patterns.json`.
 * A pattern that is not listed there runs in the linear engine, so that none can hang the program.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Recheck from 'recheck';
import type { CompiledPattern } from './compiled.ts';

/** Milliseconds that recheck may take for one pattern. */
const TIMEOUT = 20_000;
export const CHECKED_PATTERNS = 'checked-patterns.json';

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

type PatternText = Pick<CompiledPattern, 'source' | 'ignoreCase'>;

/** What identifies a pattern in `CheckedPatterns`. */
export function digestOf(pattern: PatternText): string {
  return createHash('sha256')
    .update(`${flagsOf(pattern)} ${pattern.source}`)
    .digest('hex')
    .slice(0, 16);
}

export type PatternSafety =
  | { readonly status: 'safe' }
  | { readonly status: 'unchecked' }
  | { readonly status: 'vulnerable'; readonly attack: string }
  | { readonly status: 'unknown' };

/** Looks for a text on which a pattern takes polynomial or exponential time; `unchecked` where recheck is not installed. */
export function checkBacktracking(pattern: PatternText): PatternSafety {
  const recheck = loadRecheck();
  if (recheck === undefined) return { status: 'unchecked' };
  const found = recheck.checkSync(pattern.source, flagsOf(pattern), { timeout: TIMEOUT });
  if (found.status === 'safe') return { status: 'safe' };
  if (found.status === 'vulnerable') return { status: 'vulnerable', attack: found.attack.pattern };
  return { status: 'unknown' };
}

function flagsOf(pattern: PatternText): string {
  return pattern.ignoreCase ? 'iu' : 'u';
}

function loadRecheck(): typeof Recheck | undefined {
  try {
    return createRequire(import.meta.url)('recheck') as typeof Recheck;
  } catch {
    return undefined;
  }
}
