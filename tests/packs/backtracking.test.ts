import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Recheck from 'recheck';
import { describe, expect, it } from 'vitest';
import { checkBacktracking, RECHECK } from '../../src/packs/backtracking.ts';

const PATTERNS: readonly (readonly [string, string])[] = [
  ['^(a+)+$', 'exponential'],
  ['^(a+)+z$', 'exponential'],
  ['^(\\w+\\s?)*$', 'exponential'],
  ['^a*a*$', 'polynomial'],
  ['^post a comment$', 'safe'],
];

describe('recheck', () => {
  it.each(PATTERNS)('finds %s %s', (source, status) => {
    expect(checkBacktracking({ source, ignoreCase: false }).status).toBe(status);
  });

  it('says the same where only its JavaScript is installed', () => {
    const alone = createRequire(import.meta.url)(fileURLToPath(RECHECK)) as typeof Recheck;
    for (const [source, status] of PATTERNS) {
      const found = alone.checkSync(source, 'u', { timeout: 20_000 });
      expect(found.status === 'vulnerable' ? found.complexity.type : found.status).toBe(status);
    }
  });
});
