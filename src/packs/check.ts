/** The linter of packs: what the schema cannot see, and what only all rules together show. */
import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import { checkBacktracking, digestOf, readCheckedPatterns } from './backtracking.ts';
import type { CompiledPattern, CompiledPhrase, CompiledRule } from './compiled.ts';
import { SLOT } from './fold.ts';
import { type FolderResult, readPackFolder } from './folder.ts';
import { splitPhrase } from './phrase.ts';
import { type Finding, finding, type PackPath } from './read.ts';
import { unpackPhrases } from './tables.ts';

/** The languages that dehusk's own packs are to speak. */
export const LANGUAGES = [
  'en',
  'pt',
  'es',
  'fr',
  'de',
  'it',
  'nl',
  'sv',
  'da',
  'no',
  'fi',
  'pl',
  'cs',
  'ro',
  'hu',
  'tr',
  'ru',
  'uk',
  'el',
  'ar',
  'he',
  'fa',
  'hi',
  'ja',
  'ko',
  'zh',
  'vi',
  'id',
] as const;

/** A rule that speaks so many languages is meant to speak all. */
const MANY_LANGUAGES = 5;

/**
 * Checks all packs in a folder: their schema, ids and phrases used twice, phrases that another
 * phrase takes already, rules that can never fit, patterns that RE2 refuses or that backtrack
 * catastrophically, languages that are missing.
 * @param engine `native` for dehusk's own packs, whose patterns run natively.
 * @returns errors and warnings in the order of files and lines.
 * @throws DehuskError `bad-option` or `bad-rules` when there is no folder, or no pack in it.
 */
export function checkPacks(folder: string, engine: CompiledPattern['engine'] = 'linear'): readonly Finding[] {
  const result = readPackFolder(folder, engine);
  const places = findPlaces(result);
  const findings = [
    ...result.findings,
    ...checkPhrases(result, places),
    ...checkPatterns(result, places, folder, engine),
    ...checkLanguages(result, places),
  ];
  return findings.sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
}

/** Makes a finding at a path inside a rule. */
type Place = (path: PackPath, message: string, severity?: Finding['severity']) => Finding;

function findPlaces({ sources }: FolderResult): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const source of sources) {
    source.pack.rules.forEach((rule, index) => {
      if (places.has(rule.id)) return;
      places.set(rule.id, (path, message, severity) =>
        finding(source.file, source.positionOf(['rules', index, ...path]), message, severity),
      );
    });
  }
  return places;
}

/** Phrases that say what another phrase says, or that no block within the rule's length can say. */
function checkPhrases({ packs, sources }: FolderResult, places: ReadonlyMap<string, Place>): Finding[] {
  const findings: Finding[] = [];
  const numbers = numberPhrases(sources.flatMap((source) => source.pack.rules));
  const taken = new Map<string, CompiledPhrase>();
  const all = inOrder(unpackPhrases(packs.phrases), numbers, packs.rules);
  const open = openPhrases(all);
  for (const phrase of all) {
    const rule = packs.rules[phrase.rule];
    const place = places.get(rule.id);
    const path = [
      'phrases',
      phrase.language,
      numbers.get(`${rule.id} ${phrase.language} ${phrase.phrase}`) ?? 0,
    ];
    const report = (message: string): void => {
      if (place !== undefined) findings.push(place(path, message));
    };
    const shortest = phrase.folded.replace(new RegExp(`[${SLOT.any}${SLOT.name}]`, 'g'), '').length;
    if (shortest > rule.maximum) {
      report(`"${phrase.phrase}" is longer than the rule's length: it can never fit.`);
    }
    const key = `${phrase.folded} ${rule.reach === 'fragment'}`;
    const first = taken.get(key);
    const other = first === undefined ? wider(open, packs.rules, phrase) : first;
    if (other === undefined) {
      taken.set(key, phrase);
      continue;
    }
    const owner = packs.rules[other.rule];
    if (!covers(owner, rule)) continue;
    const isTwin = other.folded === phrase.folded;
    // Each language of a rule stands for itself, so that a translator sees all of it.
    if (owner === rule && other.language !== phrase.language) continue;
    const where = owner === rule ? 'this rule' : owner.id;
    report(
      isTwin
        ? `"${phrase.phrase}" is in ${where} already, as "${other.phrase}" (${other.language}).`
        : `"${phrase.phrase}" is taken by "${other.phrase}" (${other.language}) of ${where} already.`,
    );
  }
  return findings;
}

/** Phrases in the order of the packs: of two twins, the second is the one too many. */
function inOrder(
  phrases: readonly CompiledPhrase[],
  numbers: ReadonlyMap<string, number>,
  rules: readonly CompiledRule[],
): readonly CompiledPhrase[] {
  const number = (phrase: CompiledPhrase): number =>
    numbers.get(`${rules[phrase.rule].id} ${phrase.language} ${phrase.phrase}`) ?? 0;
  return [...phrases].sort((a, b) => a.rule - b.rule || number(a) - number(b));
}

function numberPhrases(
  rules: readonly { readonly id: string; readonly phrases?: Readonly<Record<string, readonly string[]>> }[],
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const rule of rules) {
    for (const [language, phrases] of Object.entries(rule.phrases ?? {})) {
      for (const [i, phrase] of phrases.entries()) numbers.set(`${rule.id} ${language} ${phrase}`, i);
    }
  }
  return numbers;
}

/** Phrases of a beginning and {any}, by their beginning. */
type OpenPhrases = ReadonlyMap<string, readonly CompiledPhrase[]>;

function openPhrases(phrases: readonly CompiledPhrase[]): OpenPhrases {
  const open = new Map<string, CompiledPhrase[]>();
  for (const phrase of phrases) {
    const { literals, slots } = splitPhrase(phrase.folded);
    if (slots.length !== 1 || slots[0] !== SLOT.any || literals[1] !== '') continue;
    const same = open.get(literals[0]);
    if (same === undefined) open.set(literals[0], [phrase]);
    else same.push(phrase);
  }
  return open;
}

/** A phrase that ends with {any} and begins like this one, in a rule that takes at least as much. */
function wider(
  open: OpenPhrases,
  rules: readonly CompiledRule[],
  phrase: CompiledPhrase,
): CompiledPhrase | undefined {
  const text = phrase.folded;
  for (let end = 1; end <= text.length; end++) {
    if (/[\p{L}\d]/u.test(text.slice(end, end + 1))) continue;
    const found = open
      .get(text.slice(0, end))
      ?.find((other) => other.folded !== text && covers(rules[other.rule], rules[phrase.rule]));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True when every block that fits `inner` by its place fits `outer` too. */
function covers(outer: CompiledRule, inner: CompiledRule): boolean {
  return (
    inner.zones.every((zone) => outer.zones.includes(zone)) &&
    outer.minimum <= inner.minimum &&
    outer.maximum >= inner.maximum &&
    (outer.prose || !inner.prose) &&
    outer.kinds === undefined &&
    outer.neighbours === undefined &&
    outer.protect === inner.protect &&
    outer.reach === inner.reach &&
    (outer.at === 'anywhere' || outer.at === inner.at)
  );
}

function checkPatterns(
  { packs, sources }: FolderResult,
  places: ReadonlyMap<string, Place>,
  folder: string,
  engine: CompiledPattern['engine'],
): Finding[] {
  const findings: Finding[] = [];
  const checked = readCheckedPatterns(folder);
  const patternsOf = new Map(
    sources.flatMap(({ pack }) => pack.rules.map((rule) => [rule.id, rule.patterns ?? []])),
  );
  for (const pattern of packs.patterns) {
    const { id } = packs.rules[pattern.rule];
    const written = pattern.ignoreCase ? `(?i)${pattern.source}` : pattern.source;
    const path = ['patterns', patternsOf.get(id)?.indexOf(written) ?? 0];
    const place = places.get(id);
    if (place === undefined) continue;
    const refused = refusalOf(pattern);
    if (refused !== undefined) findings.push(place(path, `RE2 refuses this pattern: ${refused}`));
    if (engine === 'native' && checked[digestOf(pattern)] === undefined) {
      const safety = checkBacktracking(pattern);
      if (safety.status === 'vulnerable') {
        const message = `this pattern can backtrack catastrophically, on ${safety.attack}: it runs in the slower linear engine. Bound its repetitions.`;
        findings.push(place(path, message, 'warning'));
      } else if (safety.status === 'unknown') {
        const message =
          'recheck cannot tell whether this pattern is safe: it runs in the slower linear engine. Make two of it.';
        findings.push(place(path, message, 'warning'));
      } else if (safety.status === 'unchecked') {
        const message =
          'recheck is not installed, so nobody checked this pattern: it runs in the slower linear engine.';
        findings.push(place(path, message, 'warning'));
      }
    }
  }
  return findings;
}

function refusalOf(pattern: CompiledPattern): string | undefined {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof Re2;
  try {
    RE2JS.compile(pattern.source);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function checkLanguages({ packs, sources }: FolderResult, places: ReadonlyMap<string, Place>): Finding[] {
  return sources.flatMap((source) =>
    source.pack.rules.flatMap((rule) => {
      const spoken = Object.keys(rule.phrases ?? {}).filter((language) => language !== 'any');
      const missing = LANGUAGES.filter((language) => !spoken.includes(language));
      const isMeantForAll = spoken.length >= MANY_LANGUAGES && rule.partial === undefined;
      if (!isMeantForAll || missing.length === 0 || packs.rules.length === 0) return [];
      const message = `no phrases in ${missing.join(', ')}. Add some, or say under "partial" why not.`;
      const found = places.get(rule.id)?.(['phrases'], message, 'warning');
      return found === undefined ? [] : [found];
    }),
  );
}
