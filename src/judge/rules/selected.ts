/** Elements of a page that rules of its site or its software select by class or id, with all that is in them. */
import { createRequire } from 'node:module';
import type * as Htmlparser2 from 'htmlparser2';
import { type Block, type Document, RANK, type Span, type Verdict } from '../../document.ts';
import type { CompiledRule } from '../../packs/compiled.ts';
import { protect, remove } from '../verdict.ts';

/** An element that a rule selects. */
interface Selected extends Span {
  readonly rule: CompiledRule;
  readonly selector: string;
}

/**
 * Verdicts on the blocks inside the elements that the rules select. The page is parsed once more
 * for them, which only the few documents pay for that have one of the names in them.
 */
export function selectElements(document: Document, rules: readonly CompiledRule[]): Verdict[] {
  if (rules.length === 0 || document.format !== 'html') return [];
  const ruleOf = new Map<string, CompiledRule>();
  for (const rule of rules) {
    for (const selector of rule.select ?? []) {
      if (document.source.includes(selector.slice(1))) ruleOf.set(selector, rule);
    }
  }
  if (ruleOf.size === 0) return [];
  return findElements(document.source, ruleOf).flatMap((element) => verdictsIn(element, document.blocks));
}

function verdictsIn({ rule, selector, start, end }: Selected, blocks: readonly Block[]): Verdict[] {
  const { category, id } = rule;
  const reason = `stands in ${selector}, ${rule.generator === undefined ? `on ${rule.host}` : `which ${rule.generator} prints`}`;
  const say = rule.protect ? protect : remove;
  const verdicts: Verdict[] = [];
  for (let i = firstFrom(blocks, start); i < blocks.length && blocks[i].start < end; i++) {
    if (blocks[i].end <= end) verdicts.push(say(i, { category, rule: id, reason, rank: RANK.rule }));
  }
  return verdicts;
}

/** The first block that starts there or later, by halving: a page may have thousands of such elements. */
function firstFrom(blocks: readonly Block[], start: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The elements in the source that have one of the classes or ids. What is in one of the same rule is selected with it. */
function findElements(source: string, ruleOf: ReadonlyMap<string, CompiledRule>): Selected[] {
  const { Parser } = createRequire(import.meta.url)('htmlparser2') as typeof Htmlparser2;
  const found: Selected[] = [];
  const open: (Pick<Selected, 'rule' | 'selector' | 'start'> | undefined)[] = [];
  const openRules = new Set<CompiledRule>();
  const parser = new Parser({
    onopentag(_, attributes) {
      const selector = namesOf(attributes).find((name) => ruleOf.has(name));
      const rule = selector === undefined ? undefined : ruleOf.get(selector);
      if (selector === undefined || rule === undefined || openRules.has(rule)) open.push(undefined);
      else {
        openRules.add(rule);
        open.push({ rule, selector, start: parser.startIndex });
      }
    },
    onclosetag() {
      const element = open.pop();
      if (element === undefined) return;
      openRules.delete(element.rule);
      found.push({ ...element, end: parser.endIndex + 1 });
    },
  });
  parser.end(source);
  return found;
}

function namesOf(attributes: Readonly<Record<string, string>>): readonly string[] {
  const classes = (attributes.class ?? '').split(/\s+/).map((name) => `.${name}`);
  return [...classes, `#${attributes.id ?? ''}`];
}
