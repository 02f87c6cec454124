/** Runs the examples that rules bring along: what they say goes must go, what they say stays must stay. */
import type { Block, Document, Verdict } from '../document.ts';
import { createRulesJudge } from '../judge/rules.ts';
import type { CompiledPacks, Zone } from '../packs/compiled.ts';
import { readPackFolder } from '../packs/folder.ts';
import { mergePacks } from '../packs/load.ts';
import type { Finding } from '../packs/read.ts';
import type { RuleSource } from '../packs/schema.ts';
import { segmentHtml } from '../segment/html.ts';
import { documentOfLines } from './line-document.ts';

export interface ExampleFailure {
  readonly file: string;
  /** Of the example, from 1. */
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly list: 'removes' | 'keeps';
  /** As the pack has it. */
  readonly example: string;
  /** A sentence: what was expected and what happened instead. */
  readonly message: string;
  /** The example with ~~what was removed~~ struck through. */
  readonly happened: string;
}

export interface ExampleReport {
  /** Examples that hold. */
  readonly passed: number;
  readonly failures: readonly ExampleFailure[];
  /** Mistakes in the packs; a pack with mistakes is not run. */
  readonly findings: readonly Finding[];
}

/**
 * Runs all examples of the packs in `folder`.
 * @param base packs that the rules work beside; for a user's folder, the built-in ones.
 * @throws DehuskError `bad-option` or `bad-rules` when there is no folder, or no pack in it.
 */
export function runExamples(folder: string, base?: CompiledPacks): ExampleReport {
  const { packs, sources, findings } = readPackFolder(folder, base === undefined ? 'native' : 'linear');
  const judge = createRulesJudge(base === undefined ? packs : mergePacks([base, packs]));
  const failures: ExampleFailure[] = [];
  let passed = 0;
  for (const source of sources) {
    source.pack.rules.forEach((rule, index) => {
      for (const list of ['removes', 'keeps'] as const) {
        (rule[list] ?? []).forEach((example, i) => {
          const failed = runExample(judge, rule, list, example, source.pack.host);
          if (failed === undefined) passed++;
          else {
            const position = source.positionOf(['rules', index, list, i]);
            failures.push({ file: source.file, ...position, rule: rule.id, list, example, ...failed });
          }
        });
      }
    });
  }
  return { passed, failures, findings };
}

type Failed = Pick<ExampleFailure, 'message' | 'happened'>;
type RulesJudge = ReturnType<typeof createRulesJudge>;

const MARK = '~~';
/** Stands around an example of one block, so that the block is where its rule looks for it. */
const PROSE = [
  'The council voted on Tuesday to close the old bridge over the river for the whole of the winter.',
  'Nobody in the hall spoke against the plan, which will cost the town about two million a year.',
];

/** What an example is run on: the document, and for each block what must become of it, `~~struck through~~`. */
interface Trial {
  readonly document: Document;
  /** Undefined for blocks that only stand around the example. */
  readonly expected: readonly (string | undefined)[];
  /** The zone that a single block was put in. */
  readonly zone?: Zone;
}

function runExample(
  judge: RulesJudge,
  rule: RuleSource,
  list: 'removes' | 'keeps',
  example: string,
  host: string | undefined,
): Failed | undefined {
  for (const trial of trialsOf(rule, list, example.trim(), host)) {
    const failed = run(judge, rule, list, trial);
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function run(
  judge: RulesJudge,
  rule: RuleSource,
  list: 'removes' | 'keeps',
  { document, expected, zone }: Trial,
): Failed | undefined {
  const verdicts = judge(document, []);
  const all = document.blocks.map((block, i) => strike(block, i, verdicts));
  const happened = all.filter((_, i) => expected[i] !== undefined).join('\n');
  const wrong = expected.findIndex((text, i) => text !== undefined && all[i] !== text);
  if (wrong < 0) {
    return provesRule(rule, list, verdicts) ? undefined : { message: sayWho(rule, verdicts), happened };
  }
  const isOneOfMany = zone === undefined && expected.length > 1;
  const wanted = isOneOfMany ? (expected[wrong]?.includes(MARK) ? 'removes' : 'keeps') : list;
  const line = isOneOfMany ? `line ${wrong + 1}: ` : '';
  return { message: line + sayWhat(wanted, verdicts, wrong, zone), happened };
}

function trialsOf(
  rule: RuleSource,
  list: 'removes' | 'keeps',
  example: string,
  host: string | undefined,
): readonly Trial[] {
  if (example.startsWith('<')) return [pageTrial(list, example, host)];
  if (example.includes('\n')) return [documentTrial(example, host)];
  return zonesOf(rule).map((zone) => blockTrial(list, example, zone, host));
}

function zonesOf(rule: RuleSource): readonly Zone[] {
  const zone = rule.zone ?? 'any';
  if (zone === 'any') return ['head', 'body', 'tail'];
  return typeof zone === 'string' ? [zone] : zone;
}

/** One block in a zone: unmarked, all of it goes; marked, what is marked. */
function blockTrial(list: 'removes' | 'keeps', example: string, zone: Zone, host: string | undefined): Trial {
  const before = zone === 'head' ? [] : PROSE;
  const after = zone === 'tail' ? [] : PROSE;
  return {
    document: { ...documentOfLines([...before, example.replaceAll(MARK, ''), ...after]), ...urlOf(host) },
    expected: [
      ...before.map(() => undefined),
      list === 'removes' && !example.includes(MARK) ? `${MARK}${example}${MARK}` : example,
      ...after.map(() => undefined),
    ],
    zone,
  };
}

/** A little document whose zones come from what is in it. */
function documentTrial(example: string, host: string | undefined): Trial {
  const lines = example
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    document: { ...documentOfLines(lines.map((line) => line.replaceAll(MARK, ''))), ...urlOf(host) },
    expected: lines,
  };
}

/** A piece of a page: all of its blocks go, or none. */
function pageTrial(list: 'removes' | 'keeps', example: string, host: string | undefined): Trial {
  const document = segmentHtml(example, urlOf(host));
  const expected = document.blocks.map(({ text }) => (list === 'removes' ? `${MARK}${text}${MARK}` : text));
  return { document, expected };
}

/** A `removes` proves its rule when the rule is what removed, a `keeps` of a protecting rule when it protected. */
function provesRule(rule: RuleSource, list: 'removes' | 'keeps', verdicts: readonly Verdict[]): boolean {
  if (list === 'removes') return verdicts.some((verdict) => verdict.rule === rule.id);
  return (
    rule.protect !== true ||
    verdicts.some((verdict) => verdict.rule === rule.id && verdict.action === 'protect')
  );
}

function urlOf(host: string | undefined): { url?: string } {
  return host === undefined ? {} : { url: `https://${host}/` };
}

/** A block's text with what goes struck through. */
function strike(block: Block, index: number, verdicts: readonly Verdict[]): string {
  const own = verdicts.filter((verdict) => verdict.block === index);
  if (own.some((verdict) => verdict.action === 'protect')) return block.text;
  const removed = own.filter((verdict) => verdict.action === 'remove');
  if (removed.some((verdict) => verdict.span === undefined)) return `${MARK}${block.text}${MARK}`;
  const spans = removed.flatMap((verdict) => verdict.span ?? []).sort((a, b) => a.start - b.start);
  let text = '';
  let end = 0;
  for (const span of spans) {
    if (span.start < end) continue;
    text += `${block.text.slice(end, span.start)}${MARK}${block.text.slice(span.start, span.end)}${MARK}`;
    end = span.end;
  }
  return text + block.text.slice(end);
}

function sayWhat(
  list: 'removes' | 'keeps',
  verdicts: readonly Verdict[],
  block: number,
  zone?: Zone,
): string {
  const place = zone === undefined ? '' : ` in the ${zone}`;
  const rules = [
    ...new Set(verdicts.filter((verdict) => verdict.block === block).map((verdict) => verdict.rule)),
  ];
  if (list === 'keeps') return `should stay${place}, but ${rules.join(', ') || 'something'} removes it.`;
  return rules.length === 0
    ? `should go${place}, but no rule removes it.`
    : `should go${place} as marked, but ${rules.join(', ')} removes something else.`;
}

function sayWho(rule: RuleSource, verdicts: readonly Verdict[]): string {
  const others = [...new Set(verdicts.map((verdict) => verdict.rule))];
  if (others.length === 0)
    return `proves nothing of ${rule.id}: no rule removes anything. Mark what must go.`;
  return `proves nothing of ${rule.id}: ${others.join(', ')} does it already.`;
}
