/** Runs the examples that rules bring along: what they say goes must go, what they say stays must stay. */
import type { Verdict } from '../document.ts';
import { createRulesJudge } from '../judge/rules.ts';
import type { CompiledPacks, Zone } from '../packs/compiled.ts';
import { readPackFolder } from '../packs/folder.ts';
import { mergePacks } from '../packs/load.ts';
import type { Finding } from '../packs/read.ts';
import type { PackPlace, RuleSource } from '../packs/schema.ts';
import { MARK, strike, type Trial, trialsOf } from './trials.ts';

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
          const failed = runExample(judge, rule, list, example, source.pack);
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

function runExample(
  judge: RulesJudge,
  rule: RuleSource,
  list: 'removes' | 'keeps',
  example: string,
  place: PackPlace,
): Failed | undefined {
  for (const trial of trialsOf(rule, list, example, place)) {
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

/** A `removes` proves its rule when the rule is what removed, a `keeps` of a protecting rule when it protected. */
function provesRule(rule: RuleSource, list: 'removes' | 'keeps', verdicts: readonly Verdict[]): boolean {
  if (list === 'removes') return verdicts.some((verdict) => verdict.rule === rule.id);
  return (
    rule.protect !== true ||
    verdicts.some((verdict) => verdict.rule === rule.id && verdict.action === 'protect')
  );
}

function sayWhat(
  list: 'removes' | 'keeps',
  verdicts: readonly Verdict[],
  block: number,
  zone?: Zone,
): string {
  const where = zone === undefined ? '' : ` in the ${zone}`;
  const rules = [
    ...new Set(verdicts.filter((verdict) => verdict.block === block).map((verdict) => verdict.rule)),
  ];
  if (list === 'keeps') return `should stay${where}, but ${rules.join(', ') || 'something'} removes it.`;
  return rules.length === 0
    ? `should go${where}, but no rule removes it.`
    : `should go${where} as marked, but ${rules.join(', ')} removes something else.`;
}

function sayWho(rule: RuleSource, verdicts: readonly Verdict[]): string {
  const others = [...new Set(verdicts.map((verdict) => verdict.rule))];
  if (others.length === 0)
    return `proves nothing of ${rule.id}: no rule removes anything. Mark what must go.`;
  return `proves nothing of ${rule.id}: ${others.join(', ')} does it already.`;
}
