/** Goldens: what an input must become, byte for byte, and why it did not. */
import { readFileSync } from 'node:fs';
import { diffLines } from 'diff';
import type { CleanResult } from '../clean.ts';
import type { Removal } from '../document.ts';

/** A line of a diff: what the golden has and the result has not, or the other way round. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
  /** Why: the rule that removed what the golden keeps. */
  readonly reason?: string;
}

/**
 * Compares a result with its golden.
 *
 * @param golden the expected text
 * @returns undefined when they are the same, byte for byte; otherwise a diff, three lines of context
 *   around every change: `-` is in the golden only, `+` in the result only
 */
export function compareWithGolden(
  result: Pick<CleanResult, 'text' | 'removed'>,
  golden: string,
): readonly DiffLine[] | undefined {
  if (result.text === golden) return undefined;
  const lines = diffLines(golden, result.text).flatMap(({ value, added, removed }) =>
    splitKeepingEnds(value).map((text): DiffLine => {
      if (added) return { sign: '+', text, ...(isWordless(text) ? {} : { reason: 'no rule removes it' }) };
      if (!removed) return { sign: ' ', text };
      const removal = findRemoval(text, result.removed);
      return { sign: '-', text, ...(removal && { reason: `removed by ${removal.rule}: ${removal.reason}` }) };
    }),
  );
  return aroundChanges(lines);
}

const CONTEXT = 3;

function aroundChanges(lines: readonly DiffLine[]): DiffLine[] {
  const isNear = new Uint8Array(lines.length);
  lines.forEach(({ sign }, i) => {
    if (sign !== ' ') isNear.fill(1, Math.max(0, i - CONTEXT), i + CONTEXT + 1);
  });
  return lines.flatMap((line, i) => {
    if (isNear[i] === 1) return [line];
    return i > 0 && isNear[i - 1] === 1 ? [{ sign: ' ' as const, text: '…' }] : [];
  });
}

function splitKeepingEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function isWordless(line: string): boolean {
  return line.trim() === '';
}

function findRemoval(line: string, removed: readonly Removal[]): Removal | undefined {
  const words = line.trim();
  if (words === '') return undefined;
  return removed.find(({ text }) => text.includes(words)) ?? removed.find(({ text }) => words.includes(text));
}

/**
 * A diff as lines of text. White space that a reader could not see is made visible: a carriage
 * return, spaces at the end of a changed line, a missing line end.
 */
export function formatDiff(diff: readonly DiffLine[]): string[] {
  return diff.map(({ sign, text, reason }) => {
    const line = sign === ' ' ? text.trimEnd() : showInvisible(text);
    return `${sign} ${line}${reason === undefined ? '' : `   ← ${reason}`}`;
  });
}

function showInvisible(text: string): string {
  if (text === '…') return text;
  const ended = text.endsWith('\n');
  return text
    .replace(/\n$/, '')
    .replace(/\r$/, '␍')
    .replace(/[ \t]+(?=␍?$)/, (spaces) => '·'.repeat(spaces.length))
    .concat(ended ? '' : '⏎?');
}

/** The golden at `path`, undefined when there is none. */
export function readGolden(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
