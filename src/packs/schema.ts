/** What a pack file may say. The same schema checks packs and makes `rules/schema.json` for editors. */
import { createRequire } from 'node:module';
import type * as Zod from 'zod';
import { BLOCK_KINDS, type BlockKind, CATEGORIES, type Category } from '../document.ts';
import {
  type NamedZones,
  NEIGHBOURS,
  type Neighbours,
  PLACES,
  type Place,
  REACHES,
  type Reach,
  ZONES,
} from './compiled.ts';

export interface RuleSource {
  readonly id: string;
  readonly about: string;
  readonly partial?: string;
  readonly phrases?: Readonly<Record<string, readonly string[]>>;
  readonly patterns?: readonly string[];
  readonly literals?: readonly string[];
  readonly zone?: NamedZones;
  readonly length?: { readonly min?: number; readonly max?: number };
  readonly prose?: boolean;
  readonly kinds?: readonly BlockKind[];
  readonly neighbours?: Neighbours;
  readonly beside?: readonly Category[];
  readonly atMost?: number;
  readonly reach?: Reach;
  readonly at?: Place;
  readonly protect?: boolean;
  /** Packs of a site or of a software only. */
  readonly select?: readonly string[];
  readonly removes?: readonly string[];
  readonly keeps: readonly string[];
}

/** What a pack is for, if not for any document. */
export interface PackPlace {
  /**
   * Site packs: the host that the rules are for, with its subdomains. Software packs: one that is known to run it, so
   * that its pages are known where they do not say so.
   */
  readonly host?: string;
  /** Software packs only: how `meta name=generator` of the pages begins that the rules are for. */
  readonly generator?: string;
}

export interface PackSource extends PackPlace {
  readonly category: Category;
  readonly rules: readonly RuleSource[];
}

/**
 * What a pack is for: any text, the pages of one host, those of one software. Class names mean something only where it
 * is known who gives them, so that rules of the last two may select elements by them.
 */
export type PackKind = 'general' | 'site' | 'software';

const LONGEST_PHRASE = 200;

/** The schema of a pack file. Loads zod, which no cleaning needs. */
export function packSchema(kind: PackKind = 'general'): Zod.ZodType<PackSource> {
  const z = (createRequire(import.meta.url)('zod') as typeof Zod).z;
  const text = z.string().min(1);
  const rule = z.strictObject({
    id: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/, 'must look like category/what-it-is')
      .describe('category/what-it-is: the name in ledgers. Never changes once published.'),
    about: text.describe('One sentence: what this is and which sites or software print it.'),
    partial: text
      .optional()
      .describe(
        'Why it has no phrases in some languages. Without it, a rule that speaks five or more is asked for all.',
      ),
    phrases: z
      .record(
        z.string().regex(/^([a-z]{2}|any)$/, 'must be a language of two letters (ISO 639-1), or any'),
        z.array(text.max(LONGEST_PHRASE)).min(1),
      )
      .optional()
      .describe(
        'Per language, what the whole block says; case, spacing, accents that are often dropped and closing punctuation do not count. Slots: {n} a number, {date} a date or "3 hours ago", {name} a name, {any} any text.',
      ),
    patterns: z
      .array(text)
      .min(1)
      .optional()
      .describe(
        'RE2 syntax, on the text as it is; (?i) in front ignores case. Only for what phrases cannot say.',
      ),
    literals: z
      .array(text)
      .min(1)
      .optional()
      .describe('Beginnings of words of which every text that a pattern fits has at least one.'),
    zone: z
      .union([z.enum([...ZONES, 'any']), z.array(z.enum(ZONES)).min(1)])
      .optional()
      .describe(
        'head: before the first paragraph of the text; tail: behind the last; body: between. Default any.',
      ),
    length: z
      .strictObject({ min: z.int().min(1).optional(), max: z.int().min(1).optional() })
      .optional()
      .describe('Length of the block in characters.'),
    prose: z
      .boolean()
      .optional()
      .describe(
        'false: leaves blocks alone that read as a paragraph (a full sentence of eight words or more).',
      ),
    kinds: z.array(z.enum(BLOCK_KINDS)).min(1).optional().describe('Kinds of blocks. Default all.'),
    neighbours: z
      .enum(NEIGHBOURS)
      .optional()
      .describe('one, both: so many of the blocks beside it must be chrome that other rules remove.'),
    beside: z
      .array(z.enum(CATEGORIES))
      .min(1)
      .optional()
      .describe('With neighbours: the categories that count. Default all.'),
    atMost: z
      .int()
      .min(1)
      .optional()
      .describe('Of more blocks in a row that it fits, none goes: one date is when, many are a programme.'),
    reach: z
      .enum(REACHES)
      .optional()
      .describe(
        'block: the block. fragment: only the words. section: the block and the titles under it, until prose. box: the block and the little behind it that closes the text, paragraphs too. rest: the block and all behind it. Default block.',
      ),
    at: z.enum(PLACES).optional().describe('With reach fragment: where in the block. Default anywhere.'),
    protect: z.boolean().optional().describe('true: keeps what it fits, whatever other rules say.'),
    removes: z
      .array(text)
      .min(1)
      .optional()
      .describe(
        'Examples: a block, or a small document of several lines in which ~~what goes~~ is struck through.',
      ),
    keeps: z
      .array(text)
      .min(1)
      .describe('Examples that stay: the sentences of articles that look most like what goes.'),
  });
  const category = z.enum(CATEGORIES).describe('The category of all rules in this file.');
  if (kind !== 'general') {
    const select = z
      .array(z.string().regex(/^[.#][\w-]+$/, 'must be one class (.name) or id (#name)'))
      .min(1)
      .optional()
      .describe('Classes (.name) and ids (#name) of elements that go with all that is in them. HTML only.');
    const rules = z.array(rule.extend({ select })).min(1);
    const host = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host such as example.org');
    const generator = text.describe(
      'The software whose pages the rules are for: how the content of their <meta name="generator"> begins, without the version. Case does not count.',
    );
    const place =
      kind === 'site'
        ? { host: host.describe('The host that the rules are for; its subdomains too.') }
        : {
            generator,
            host: host
              .optional()
              .describe(
                'A host that runs the software; the rules are for its pages even where the tag is missing.',
              ),
          };
    return z.strictObject({ ...place, category, rules }) as unknown as Zod.ZodType<PackSource>;
  }
  return z.strictObject({ category, rules: z.array(rule).min(1) }) as unknown as Zod.ZodType<PackSource>;
}

/** The JSON Schema of packs of a kind, for editors. */
export function packJsonSchema(kind: PackKind): unknown {
  const zod = createRequire(import.meta.url)('zod') as typeof Zod;
  return zod.toJSONSchema(packSchema(kind), { target: 'draft-7' });
}
