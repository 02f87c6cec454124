import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configurePacks, findConfiguration, readConfiguration } from '../../src/packs/configuration.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-configuration-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, 'dehusk.yaml');

function configure(text: string) {
  writeFileSync(file, text);
  return configurePacks(loadBuiltInPacks(), readConfiguration(file));
}

const ids = (packs: { rules: readonly { id: string }[] }): string[] => packs.rules.map(({ id }) => id);

describe('dehusk.yaml', () => {
  it('is found in the folder or one above it', () => {
    writeFileSync(file, '');
    mkdirSync(path.join(folder, 'a/b'), { recursive: true });
    expect(findConfiguration(path.join(folder, 'a/b'))).toBe(file);
  });

  it('disables a rule or a category', () => {
    expect(ids(configure('disable: [related/heading-and-titles]'))).not.toContain(
      'related/heading-and-titles',
    );
    expect(ids(configure('disable: [related]')).filter((id) => id.startsWith('related/'))).toEqual([]);
  });

  it('overrides the place of a rule', () => {
    const { rules } = configure('override:\n  comments/count:\n    zone: tail\n    length: { max: 20 }\n');
    expect(rules.find(({ id }) => id === 'comments/count')).toMatchObject({ zones: ['tail'], maximum: 20 });
  });

  it('gives the packs another hash', () => {
    expect(configure('disable: [related]').hash).not.toBe(loadBuiltInPacks().hash);
  });

  it.each([
    [
      'an unknown key',
      'disabled: [related]',
      'dehusk.yaml:1:1: error: unknown key "disabled". Allowed: disable, override.',
    ],
    [
      'an unknown key of a rule',
      'override:\n  comments/count:\n    reach: rest\n',
      'dehusk.yaml:3:5: error: unknown key "reach". Allowed: zone, length, prose, neighbours.',
    ],
    [
      'a rule that does not exist',
      'disable: [comments/cuont]',
      'dehusk.yaml:1:11: error: there is no rule "comments/cuont". See: dehusk rules list',
    ],
    [
      'a rule that does not exist, where it is overridden',
      'disable: []\noverride:\n  comments/cuont: { zone: tail }\n',
      'dehusk.yaml:3:3: error: there is no rule "comments/cuont".',
    ],
  ])('names %s', (_, text, message) => {
    expect(() => configure(text)).toThrow(message);
  });
});
