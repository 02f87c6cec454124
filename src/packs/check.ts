/** What the schema cannot see of packs and only all rules together show: here, of rules as wholes. */
import type { CompiledPacks } from './compiled.ts';
import type { FolderResult } from './folder.ts';
import { type Finding, finding, type PackPath } from './read.ts';

/** A finding in a rule. */
export interface RuleFinding extends Finding {
  readonly rule: string;
}

/** Makes a finding at a path inside a rule. */
export type Place = (path: PackPath, message: string, severity?: Finding['severity']) => RuleFinding;

/** Rules by their ids, where they stand first. */
export type Places = ReadonlyMap<string, Place>;

/** Where the rules of packs stand. */
export function findPlaces({ sources }: FolderResult): Places {
  const places = new Map<string, Place>();
  for (const source of sources) {
    source.pack.rules.forEach((rule, index) => {
      if (places.has(rule.id)) return;
      places.set(rule.id, (path, message, severity) => ({
        ...finding(source.file, source.positionOf(['rules', index, ...path]), message, severity),
        rule: rule.id,
      }));
    });
  }
  return places;
}

/** Ids that do not begin with their category, and those that rules of the packs beside them have. */
export function checkIds(
  { sources }: FolderResult,
  places: Places,
  base: CompiledPacks | undefined,
): Finding[] {
  const strays = sources.flatMap(({ pack }) =>
    pack.rules.flatMap(({ id }) => {
      const place = places.get(id);
      if (place === undefined || id.startsWith(`${pack.category}/`)) return [];
      const message = `"${id}" is in a pack of category ${pack.category}. Its id must begin with ${pack.category}/, or it belongs into another file.`;
      return [place(['id'], message)];
    }),
  );
  const twins = (base?.rules ?? []).flatMap(({ id }) => {
    const place = places.get(id);
    const message = `"${id}" is a built-in rule, whose place this one takes. Give it another id; to change a built-in rule, override or disable it in a dehusk.yaml.`;
    return place === undefined ? [] : [place(['id'], message)];
  });
  return [...strays, ...twins];
}

/**
 * Rules that say nothing but phrases of which each is a finding: they never take anything. Nothing is said of
 * an id that is used twice, a mistake of its own: whose phrases are left cannot be told.
 */
export function checkReach(
  { sources }: FolderResult,
  places: Places,
  phrases: readonly RuleFinding[],
): Finding[] {
  const idle = countBy(phrases, ({ rule }) => rule);
  const rules = countBy(
    sources.flatMap(({ pack }) => pack.rules),
    ({ id }) => id,
  );
  return sources.flatMap(({ pack }) =>
    pack.rules.flatMap((rule) => {
      const said = Object.values(rule.phrases ?? {}).flat().length;
      const saysMore = rule.patterns !== undefined || rule.select !== undefined;
      const place = places.get(rule.id);
      const isIdle = !saysMore && said > 0 && (idle.get(rule.id) ?? 0) >= said;
      if (!isIdle || rules.get(rule.id) !== 1 || place === undefined) return [];
      const message = `unreachable: not one of its phrases is left to "${rule.id}". Take the rule out, or say more.`;
      return [place(['id'], message)];
    }),
  );
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
