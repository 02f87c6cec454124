import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

type Rule = { id: string; phrases?: Record<string, string[]> };

/** The languages that the "Phrases found" of a rule's comment names, `own` being all that the rule has phrases in. */
function languagesWithSource(rule: string, own: readonly string[]): Set<string> {
  const comment = /^ *# Phrases found: .*(?:\n *# {3}.*)*/m.exec(rule)?.[0].replace(/\n *#/g, '') ?? '';
  const named = new Set<string>();
  for (const [, list = ''] of comment.matchAll(/\(([^)]*)\)/g)) {
    const words = list.trim().split(/\s+/);
    const [all, but, ...others] = words;
    if (all !== 'all') for (const language of words) named.add(language);
    else for (const language of own) if (but === undefined || !others.includes(language)) named.add(language);
  }
  return named;
}

const packs = readdirSync('rules').filter((name) => name.endsWith('.yaml') && name !== 'dates.yaml');

test.each(packs)('every group of phrases in %s names in a comment where it is seen', (name) => {
  const source = readFileSync(`rules/${name}`, 'utf8');
  const rules: Rule[] = parse(source).rules;
  const texts = source.split(/^ {2}- (?=id: )/m).slice(1);
  expect(texts).toHaveLength(rules.length);
  for (const [index, { id, phrases }] of rules.entries()) {
    const own = Object.keys(phrases ?? {});
    const named = languagesWithSource(texts[index] ?? '', own);
    expect([id, [...named].sort()]).toEqual([id, own.sort()]);
  }
});
