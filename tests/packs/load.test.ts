import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';
import { createRulesJudge } from '../../src/judge/rules.ts';
import { readArrays, writeArrays } from '../../src/packs/array-file.ts';
import { buildPacks } from '../../src/packs/build.ts';
import type { CompiledPacks } from '../../src/packs/compiled.ts';
import { buildLiteralIndex } from '../../src/packs/literal-index.ts';
import { loadBuiltInPacks, mergePacks, withoutRules } from '../../src/packs/load.ts';
import { packPhrases, unpackPhrases } from '../../src/packs/tables.ts';
import { documentOf } from '../judge/documents.ts';
import { processorMilliseconds, TIMED } from '../time.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-build-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rule(id: string, phrase: string): CompiledPacks {
  const rules = [
    {
      id,
      category: 'comments',
      about: 'A prompt.',
      zones: ['tail'],
      reach: 'block',
      at: 'anywhere',
      minimum: 1,
      maximum: 100,
      prose: true,
      protect: false,
      hasWords: true,
    },
  ] as const;
  const phrases = packPhrases([{ rule: 0, language: 'en', phrase, folded: phrase }], rules);
  return { hash: phrase, rules, phrases, patterns: [], dateWords: {} };
}

describe('building the packs', () => {
  it('gives the same bytes each time', () => {
    for (const file of ['consent.yaml', 'dates.yaml']) {
      cpSync(path.join(root, 'rules', file), path.join(folder, 'rules', file));
    }
    expect(buildPacks(folder)).toEqual([]);
    const first = readFileSync(path.join(folder, 'dist/packs.txt'), 'utf8');
    expect(buildPacks(folder)).toEqual([]);
    expect(readFileSync(path.join(folder, 'dist/packs.txt'), 'utf8')).toBe(first);
  });

  it('writes nothing when a pack has a mistake', () => {
    writeFileSync(path.join(folder, 'rules/wrong.yaml'), 'category: comments\n');
    rmSync(path.join(folder, 'dist'), { recursive: true });
    expect(buildPacks(folder)).toEqual(['rules/wrong.yaml:1:1: error: rules is missing.']);
    expect(() => readFileSync(path.join(folder, 'dist/packs.txt'))).toThrow();
  });
});

describe('packs', () => {
  it('come with a hash of their content', () => {
    expect(loadBuiltInPacks().hash).toMatch(/^[0-9a-f]{12}$/);
  });

  it('are joined, the later of two rules with one id in the place of the earlier', () => {
    const merged = mergePacks([
      rule('comments/a', 'one'),
      rule('comments/b', 'two'),
      rule('comments/a', 'three'),
    ]);
    expect(merged.rules.map(({ id }) => id)).toEqual(['comments/b', 'comments/a']);
    expect(unpackPhrases(merged.phrases)).toMatchObject([
      { rule: 1, phrase: 'three' },
      { rule: 0, phrase: 'two' },
    ]);
  });

  it('can do without a rule', () => {
    const merged = mergePacks([rule('comments/a', 'one'), rule('comments/b', 'two')]);
    const { rules, phrases } = withoutRules(merged, new Set(['comments/a']));
    expect(rules.map(({ id }) => id)).toEqual(['comments/b']);
    expect(unpackPhrases(phrases)).toMatchObject([{ rule: 0, phrase: 'two' }]);
  });
});

test('every built-in pattern was found safe, so that none waits for the linear engine', () => {
  const { patterns, rules } = loadBuiltInPacks();
  expect(patterns.filter(({ engine }) => engine !== 'native').map(({ rule }) => rules[rule].id)).toEqual([]);
});

test('the index that comes with the built-in packs is the one that would be built of them', () => {
  const file = readFileSync(path.join(root, 'dist/packs.index'));
  expect(file.equals(writeArrays(buildLiteralIndex(loadBuiltInPacks())))).toBe(true);
  expect(file.equals(writeArrays(readArrays(file)))).toBe(true);
});

test('packs that lack a rule find their phrases without the index of the whole', () => {
  const some = withoutRules(loadBuiltInPacks(), new Set(['comments/prompt']));
  const judge = (packs: CompiledPacks): readonly string[] =>
    createRulesJudge(packs)(documentOf('The council met.', 'Post a Comment', 'Related Articles'), []).map(
      (verdict) => verdict.rule,
    );
  expect(judge(loadBuiltInPacks())).toContain('comments/prompt');
  expect(judge(some)).not.toContain('comments/prompt');
  expect(judge(some)).toContain('related/heading-and-titles');
});

test('a part of packs, and packs joined, have the tables that packing their phrases anew makes, in the order they had', () => {
  const part = withoutRules(loadBuiltInPacks(), new Set(['comments/prompt']));
  const joined = mergePacks([part, rule('comments/prompt', 'one'), rule('comments/mine', 'two')]);
  for (const { phrases, rules } of [part, joined]) {
    // Packing puts the later of two phrases with one key first.
    const anew = packPhrases([...unpackPhrases(phrases)].reverse(), rules);
    expect(anew).toEqual(phrases);
  }
  const order = (packs: CompiledPacks) =>
    unpackPhrases(packs.phrases).map((found) => `${packs.rules[found.rule].id} ${found.phrase}`);
  const whole = order(loadBuiltInPacks());
  expect(order(part)).toEqual(whole.filter((found) => !found.startsWith('comments/prompt ')));
});

test('packs that lose no rule keep their index', () => {
  const packs = loadBuiltInPacks();
  expect(withoutRules(packs, new Set(['comments/absent']))).toBe(packs);
});

test('loading the built-in packs and their index takes at most 30 ms', TIMED, () => {
  expect(processorMilliseconds(() => createRulesJudge(loadBuiltInPacks()), 20)).toBeLessThan(30);
});

test('loading the built-in packs and their index takes little more than reading their file', TIMED, () => {
  const file = path.join(root, 'dist/packs.txt');
  const ratios = Array.from({ length: 9 }, () => {
    const reading = processorMilliseconds(() => readFileSync(file, 'utf8').split('\n'));
    return processorMilliseconds(() => createRulesJudge(loadBuiltInPacks())) / reading;
  });

  expect(ratios.sort((a, b) => a - b)[4]).toBeLessThan(4);
});
