/** What the packs hold, for `dehusk rules list`. */
import { CATEGORIES, type Category } from '../document.ts';
import type { CompiledPacks, Reach, Zone } from './compiled.ts';
import { unpackPhrases } from './tables.ts';

export interface ListedRule {
  readonly id: string;
  readonly category: Category;
  readonly about: string;
  readonly zones: readonly Zone[];
  readonly reach: Reach;
  readonly protect: boolean;
  /** The languages of its phrases, sorted; `any` for phrases of no language. */
  readonly languages: readonly string[];
  readonly phrases: number;
  readonly patterns: number;
}

/** All rules in the order of their ids. */
export function listRules(packs: CompiledPacks): readonly ListedRule[] {
  const all = unpackPhrases(packs.phrases);
  const listed = packs.rules.map((rule, i) => {
    const phrases = all.filter((phrase) => phrase.rule === i);
    return {
      id: rule.id,
      category: rule.category,
      about: rule.about,
      zones: rule.zones,
      reach: rule.reach,
      protect: rule.protect,
      languages: [...new Set(phrases.map((phrase) => phrase.language))].sort(),
      phrases: phrases.length,
      patterns: packs.patterns.filter((pattern) => pattern.rule === i).length,
    };
  });
  return listed.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The table in Markdown, a line for each language, ending in a line end. */
export function formatLanguageTable({ categories, rows }: LanguageTable): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;
  return [
    line(['language', ...categories, 'all']),
    line(['---', ...categories.map(() => '--:'), '--:']),
    ...rows.map(({ language, counts, total }) => line([language, ...counts, total])),
  ].join('');
}

/** How many phrases there are of each language in each category. */
export interface LanguageTable {
  /** The categories that have phrases, in the order of `CATEGORIES`. */
  readonly categories: readonly Category[];
  readonly rows: readonly {
    /** Two letters, or `any`, which comes last. */
    readonly language: string;
    /** Phrases for each of `categories`. */
    readonly counts: readonly number[];
    readonly total: number;
  }[];
}

/** The table of `dehusk rules list --table`. */
export function tabulateLanguages(packs: CompiledPacks): LanguageTable {
  const cells = new Map<string, Map<Category, number>>();
  for (const { rule, language } of unpackPhrases(packs.phrases)) {
    const { category } = packs.rules[rule];
    const row = cells.get(language) ?? new Map<Category, number>();
    row.set(category, (row.get(category) ?? 0) + 1);
    cells.set(language, row);
  }
  const used = new Set([...cells.values()].flatMap((row) => [...row.keys()]));
  const categories = CATEGORIES.filter((category) => used.has(category));
  const languages = [...cells.keys()].sort((a, b) => (a === 'any' ? 1 : b === 'any' ? -1 : a < b ? -1 : 1));
  const rows = languages.map((language) => {
    const counts = categories.map((category) => cells.get(language)?.get(category) ?? 0);
    return { language, counts, total: counts.reduce((sum, count) => sum + count, 0) };
  });
  return { categories, rows };
}
