/**
 * `dehusk.yaml`: changes to built-in rules without touching them.
 *
 *   disable: [newsletter/support]          # ids of rules, or a whole category: newsletter
 *   override:
 *     related/heading-and-titles:
 *       zone: tail
 */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Zod from 'zod';
import { CATEGORIES } from '../document.ts';
import { DehuskError } from '../errors.ts';
import {
  type CompiledPacks,
  type CompiledRule,
  type NamedZones,
  NEIGHBOURS,
  type Neighbours,
  ZONES,
  zonesNamed,
} from './compiled.ts';
import { CONFIGURATION_FILE } from './folder.ts';
import { loadBuiltInPacks, loadPackFolder, mergePacks, selectRules } from './load.ts';
import { packHash } from './pack-hash.ts';
import { finding, formatFinding, type PackPath, type ReadPack, readYaml } from './read.ts';

/** What may be changed of a rule. */
export interface Override {
  readonly zone?: NamedZones;
  readonly length?: { readonly min?: number; readonly max?: number };
  readonly prose?: boolean;
  readonly neighbours?: Neighbours;
}

export interface Configuration {
  /** Where it was read from. */
  readonly file: string;
  readonly disable: readonly string[];
  readonly override: Readonly<Record<string, Override>>;
  /** Where something stands in the file. */
  readonly positionOf: ReadPack['positionOf'];
}

/** What the file itself says. */
type Content = Partial<Pick<Configuration, 'disable' | 'override'>>;

/** The nearest `dehusk.yaml`: in the folder `from` or in one above it; undefined when there is none. */
export function findConfiguration(from: string): string | undefined {
  let folder = path.resolve(from);
  for (;;) {
    const file = path.join(folder, CONFIGURATION_FILE);
    if (existsSync(file)) return file;
    const parent = path.dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

/**
 * The packs to clean with: the built-in ones and those of the folders, as the configuration wants them.
 * @throws DehuskError `bad-rules` for mistakes in packs or configuration, `bad-option` when a file is not there.
 */
export function openPacks(wanted: {
  readonly rules: readonly string[];
  readonly config: string | undefined;
}): CompiledPacks {
  const packs = mergePacks([loadBuiltInPacks(), ...wanted.rules.map(loadPackFolder)]);
  return wanted.config === undefined ? packs : configurePacks(packs, readConfiguration(wanted.config));
}

/**
 * Reads a `dehusk.yaml`.
 * @throws DehuskError `bad-rules` with every mistake's line and column, `bad-option` when it cannot be read.
 */
export function readConfiguration(file: string): Configuration {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new DehuskError('bad-option', `config: ${file} cannot be read. Name a dehusk.yaml.`, { cause });
  }
  const { value, findings, positionOf } = readYaml<Content>(file, text, configurationSchema(), keysAt);
  if (value === undefined) throw new DehuskError('bad-rules', findings.map(formatFinding).join('\n'));
  return { file, disable: value.disable ?? [], override: value.override ?? {}, positionOf };
}

function keysAt(steps: PackPath): string {
  if (steps.length === 0) return 'disable, override';
  return steps[steps.length - 1] === 'length' ? 'min, max' : 'zone, length, prose, neighbours';
}

function configurationSchema(): Zod.ZodType<Content> {
  const { z } = createRequire(import.meta.url)('zod') as typeof Zod;
  const override = z.strictObject({
    zone: z.union([z.enum([...ZONES, 'any']), z.array(z.enum(ZONES)).min(1)]).optional(),
    length: z.strictObject({ min: z.int().min(1).optional(), max: z.int().min(1).optional() }).optional(),
    prose: z.boolean().optional(),
    neighbours: z.enum(NEIGHBOURS).optional(),
  });
  return z.strictObject({
    disable: z.array(z.string().min(1)).optional(),
    override: z.record(z.string(), override).optional(),
  });
}

/**
 * The packs as a configuration wants them.
 * @throws DehuskError `bad-rules` when it names a rule or category that does not exist.
 */
export function configurePacks(packs: CompiledPacks, configuration: Configuration): CompiledPacks {
  const { disable, override } = configuration;
  const ids = new Set(packs.rules.map((rule) => rule.id));
  const refuse = (path: PackPath, name: string): never => {
    const message = `there is no rule "${name}". See: dehusk rules list`;
    const found = finding(configuration.file, configuration.positionOf(path), message);
    throw new DehuskError('bad-rules', formatFinding(found));
  };
  disable.forEach((name, i) => {
    const isCategory = CATEGORIES.some((category) => category === name);
    if (!ids.has(name) && !isCategory) refuse(['disable', i], name);
  });
  for (const name of Object.keys(override)) if (!ids.has(name)) refuse(['override', name], name);
  const disabled = new Set(disable);
  const selected = selectRules(packs, (id) => !disabled.has(id) && !disabled.has(id.split('/')[0]));
  return {
    ...selected,
    hash: packHash(JSON.stringify([packs.hash, disable, override])),
    rules: selected.rules.map((rule) => overrideRule(rule, override[rule.id])),
  };
}

function overrideRule(rule: CompiledRule, override: Override | undefined): CompiledRule {
  if (override === undefined) return rule;
  const { zone, length, prose, neighbours } = override;
  return {
    ...rule,
    zones: zone === undefined ? rule.zones : zonesNamed(zone),
    minimum: length?.min ?? rule.minimum,
    maximum: length?.max ?? rule.maximum,
    prose: prose ?? rule.prose,
    ...(neighbours === undefined ? {} : { neighbours }),
  };
}
