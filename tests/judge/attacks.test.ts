import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createCleaner } from '../../src/clean.ts';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { digestOf, readCheckedPatterns } from '../../src/packs/backtracking.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { processorMilliseconds } from '../time.ts';
import { ATTACKS } from './attacks.ts';
import { documentOf } from './documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-attacks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const STORY =
  'The council voted on Tuesday to close the old bridge over the river for the whole of the winter.';

/** The patterns as strangers would write them: in a pack, for blocks of any length, with a literal that is there. */
const PACK = `category: sharing
rules:
${ATTACKS.map(
  ([pattern, text], i) => `  - id: sharing/evil-${i}
    about: A pattern that hangs a backtracking engine.
    patterns: [${JSON.stringify(pattern)}]
    literals: ['${/[a-z0-9]/.exec(text)?.[0] ?? 'a'}']
    length: { max: 100000 }
    removes: [Nothing]
    keeps: [Nothing]
`,
).join('')}`;

describe("strangers' patterns", () => {
  it('cannot hang the program with the texts that are made for them', () => {
    writeFileSync(path.join(folder, 'evil.yaml'), PACK);
    const clean = createCleaner({ rules: folder, extractor: 'none' });
    const text = ATTACKS.map(([, attack]) => `${STORY}\n\n${attack}\n\n`).join('');
    expect(processorMilliseconds(() => clean({ text }))).toBeLessThan(20_000);
  });
});

describe('a built-in pattern', () => {
  const packs = loadBuiltInPacks();

  it('runs natively only when recheck found it safe', () => {
    const checked = readCheckedPatterns(fileURLToPath(new URL('../../rules', import.meta.url)));
    const native = packs.patterns.filter(({ engine }) => engine === 'native');
    expect(native.length).toBeGreaterThan(20);
    expect(native.filter((pattern) => checked[digestOf(pattern)] === undefined)).toEqual([]);
  });

  it('is not held up by what it looks for, many times over', () => {
    const judge = createRulesJudge(packs);
    const lines = packs.patterns.flatMap(({ literals }) =>
      literals
        .slice(0, 3)
        .flatMap((literal) => [`${literal} `.repeat(400), `${literal}0 | `.repeat(200), literal.repeat(300)]),
    );
    expect(processorMilliseconds(() => judge(documentOf(...lines, STORY, ...lines), []))).toBeLessThan(5000);
  });
});
