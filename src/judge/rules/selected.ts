/** Elements of a page that a site's rules select by class or id, with all that is in them. */
import { createRequire } from 'node:module';
import type * as Htmlparser2 from 'htmlparser2';
import { type Document, RANK, type Span, type Verdict } from '../../document.ts';
import type { CompiledRule } from '../../packs/compiled.ts';
import { protect, remove } from '../verdict.ts';

/**
 * Verdicts on the blocks inside the elements that the rules select. The page is parsed once more
 * for them, which only the few documents of a known site pay for.
 */
export function selectElements(document: Document, rules: readonly CompiledRule[]): Verdict[] {
  if (rules.length === 0 || document.format !== 'html') return [];
  const rulesOf = new Map(rules.flatMap((rule) => (rule.select ?? []).map((selector) => [selector, rule])));
  return findElements(document.source, new Set(rulesOf.keys())).flatMap(({ selector, start, end }) => {
    const rule = rulesOf.get(selector);
    if (rule === undefined) return [];
    return document.blocks.flatMap((block, i): Verdict[] => {
      if (block.start < start || block.end > end) return [];
      const { category, id } = rule;
      const reason = `stands in ${selector}, on ${rule.host}`;
      return [(rule.protect ? protect : remove)(i, { category, rule: id, reason, rank: RANK.rule })];
    });
  });
}

/** The spans in the source of elements that have one of the classes or ids. */
function findElements(
  source: string,
  selectors: ReadonlySet<string>,
): (Span & { readonly selector: string })[] {
  const { Parser } = createRequire(import.meta.url)('htmlparser2') as typeof Htmlparser2;
  const found: (Span & { readonly selector: string })[] = [];
  const open: { readonly selector: string | undefined; readonly start: number }[] = [];
  const parser = new Parser({
    onopentag(_, attributes) {
      const names = [
        ...(attributes.class ?? '').split(/\s+/).map((name) => `.${name}`),
        `#${attributes.id ?? ''}`,
      ];
      open.push({ selector: names.find((name) => selectors.has(name)), start: parser.startIndex });
    },
    onclosetag() {
      const { selector, start } = open.pop() ?? { selector: undefined, start: 0 };
      if (selector !== undefined) found.push({ selector, start, end: parser.endIndex + 1 });
    },
  });
  parser.end(source);
  return found;
}
