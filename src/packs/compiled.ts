/** What packs are compiled to: plain data, so that it can be written to a file and loaded without work. */
import type { BlockKind, Category } from '../document.ts';
import type { LiteralIndex } from './literal-index.ts';

export const ZONES = ['head', 'body', 'tail'] as const;
export type Zone = (typeof ZONES)[number];
/** How a rule or a configuration names its zones. */
export type NamedZones = Zone | 'any' | readonly Zone[];

/** The zones that a rule names, one by one; all when it names none. */
export function zonesNamed(named: NamedZones = 'any'): readonly Zone[] {
  if (named === 'any') return ZONES;
  return typeof named === 'string' ? [named] : named;
}

/** How far a removal reaches from where the rule fits. */
export const REACHES = ['block', 'fragment', 'section', 'box', 'rest'] as const;
export type Reach = (typeof REACHES)[number];

/** Where in its block a fragment stands. */
export const PLACES = ['start', 'end', 'anywhere'] as const;
export type Place = (typeof PLACES)[number];

/** How many of the blocks beside it must be chrome. */
export const NEIGHBOURS = ['one', 'both'] as const;
export type Neighbours = (typeof NEIGHBOURS)[number];

export interface CompiledRule {
  readonly id: string;
  readonly category: Category;
  readonly about: string;
  /** The zones that it may stand in; all three when it says nothing of them. */
  readonly zones: readonly Zone[];
  readonly reach: Reach;
  readonly at: Place;
  /** Length of a block's text in characters. */
  readonly minimum: number;
  readonly maximum: number;
  /** False: blocks that read as a paragraph are left alone. */
  readonly prose: boolean;
  /** Absent: every kind. */
  readonly kinds?: readonly BlockKind[];
  readonly neighbours?: Neighbours;
  /** Categories that count as chrome beside it; absent: all. */
  readonly beside?: readonly Category[];
  /** Of more blocks in a row it takes none; absent: however many there are. */
  readonly atMost?: number;
  /** Only for documents of this host and its subdomains, or of the software below. */
  readonly host?: string;
  /** Only for pages that this software made, by the beginning of what they say of it, or of the host above. */
  readonly generator?: string;
  /** Classes (`.name`) and ids (`#name`) of elements that go with all that is in them. */
  readonly select?: readonly string[];
  /** True when the rule keeps instead of removing. */
  readonly protect: boolean;
  /** False when neither phrases nor patterns say what it takes, only its place. */
  readonly hasWords: boolean;
}

/**
 * The same rules, all of one shape, whatever they leave out: code that looks at objects of a dozen shapes is compiled
 * again for each that it meets, and then looks every field up by its name.
 */
export function inOneShape(rules: readonly CompiledRule[]): readonly CompiledRule[] {
  // Every key is asked for: one that is forgotten here would be lost in silence.
  return rules.map((rule): Record<keyof CompiledRule, unknown> & CompiledRule => ({
    id: rule.id,
    category: rule.category,
    about: rule.about,
    zones: rule.zones,
    reach: rule.reach,
    at: rule.at,
    minimum: rule.minimum,
    maximum: rule.maximum,
    prose: rule.prose,
    kinds: rule.kinds,
    neighbours: rule.neighbours,
    beside: rule.beside,
    atMost: rule.atMost,
    host: rule.host,
    generator: rule.generator,
    select: rule.select,
    protect: rule.protect,
    hasWords: rule.hasWords,
  }));
}

/** A phrase as tools see it; for cleaning, phrases are in tables. */
export interface CompiledPhrase {
  /** Index into `CompiledPacks.rules`. */
  readonly rule: number;
  /** Two letters, or `any`. */
  readonly language: string;
  /** As the pack has it. */
  readonly phrase: string;
  /** Folded, with the characters of `SLOT` for slots. */
  readonly folded: string;
}

/** Phrases in columns, sorted by the code units of their keys. The columns of text are joined by line feeds. */
export interface PhraseTable {
  /** What finds a phrase: all of it, or what it begins with, or what it ends with, read backwards. */
  readonly keys: string;
  /** Empty when it is the same as the keys. */
  readonly folded: string;
  readonly phrases: string;
  /** Indices into `CompiledPacks.rules`, one character each; `numberAt` reads them. */
  readonly rules: string;
  /** Indices into `PhraseTables.languages`, likewise. */
  readonly languages: string;
}

export interface PhraseTables {
  readonly languages: readonly string[];
  /** Whole blocks without slots of variable length. */
  readonly exact: PhraseTable;
  /** Whole blocks that begin with words. */
  readonly beginnings: PhraseTable;
  /** Whole blocks that only end with words. */
  readonly endings: PhraseTable;
  readonly fragments: PhraseTable;
}

export interface CompiledPattern {
  readonly rule: number;
  /** RE2 syntax, without the leading `(?i)`. */
  readonly source: string;
  readonly ignoreCase: boolean;
  /** Folded; a block without one of them is not looked at. */
  readonly literals: readonly string[];
  /** One of these is a part of each text that the pattern fits, in small letters if case is ignored; empty: none has to be. */
  readonly words: readonly string[];
  /** `linear` for patterns of strangers, which a linear engine runs; built-in ones were checked. */
  readonly engine: 'native' | 'linear';
}

export interface CompiledPacks {
  /** SHA-256 of the packs' content, the first 12 hexadecimal digits. */
  readonly hash: string;
  readonly rules: readonly CompiledRule[];
  readonly phrases: PhraseTables;
  readonly patterns: readonly CompiledPattern[];
  /** Folded words of dates and the sum of their roles, for `foldDates`. */
  readonly dateWords: Readonly<Record<string, number>>;
  /** Only of the built-in packs as they are; whoever takes a part of packs, or joins some, leaves it out. */
  readonly index?: LiteralIndex;
}
