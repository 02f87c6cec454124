/** Examples as documents: a block in the zone of its rule, a small text, a piece of a page. */
import type { Block, Document, Verdict } from '../document.ts';
import { type Zone, zonesNamed } from '../packs/compiled.ts';
import type { PackPlace, RuleSource } from '../packs/schema.ts';
import { segmentHtml } from '../segment/html.ts';
import { documentOfLines } from './line-document.ts';

/** Stands on both sides of what goes. */
export const MARK = '~~';
/** Stands around an example of one block, so that the block is where its rule looks for it. */
const PROSE = [
  'The council voted on Tuesday to close the old bridge over the river for the whole of the winter.',
  'Nobody in the hall spoke against the plan, which will cost the town about two million a year.',
];

/** What an example is run on: the document, and for each block what must become of it, `~~struck through~~`. */
export interface Trial {
  readonly document: Document;
  /** Undefined for blocks that only stand around the example. */
  readonly expected: readonly (string | undefined)[];
  /** The zone that a single block was put in. */
  readonly zone?: Zone;
}

/** The documents to try an example of a rule on: one for each zone that the rule may stand in, where it is one block. */
export function trialsOf(
  rule: RuleSource,
  list: 'removes' | 'keeps',
  text: string,
  place: PackPlace,
): readonly Trial[] {
  const example = text.trim();
  if (example.startsWith('<')) return [pageTrial(list, example, place)];
  if (example.includes('\n')) return [documentTrial(example, place)];
  return zonesNamed(rule.zone).map((zone) => blockTrial(list, example, zone, place));
}

/** One block in a zone: unmarked, all of it goes; marked, what is marked. */
function blockTrial(list: 'removes' | 'keeps', example: string, zone: Zone, place: PackPlace): Trial {
  const before = zone === 'head' ? [] : PROSE;
  const after = zone === 'tail' ? [] : PROSE;
  return {
    document: { ...documentOfLines([...before, example.replaceAll(MARK, ''), ...after]), ...originOf(place) },
    expected: [
      ...before.map(() => undefined),
      list === 'removes' && !example.includes(MARK) ? `${MARK}${example}${MARK}` : example,
      ...after.map(() => undefined),
    ],
    zone,
  };
}

/** A little document whose zones come from what is in it. */
function documentTrial(example: string, place: PackPlace): Trial {
  const lines = example
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    document: { ...documentOfLines(lines.map((line) => line.replaceAll(MARK, ''))), ...originOf(place) },
    expected: lines,
  };
}

/** A piece of a page: all of its blocks go, or none. */
function pageTrial(list: 'removes' | 'keeps', example: string, place: PackPlace): Trial {
  const origin = originOf(place);
  const document = { ...segmentHtml(example, { url: origin.url }), ...origin };
  const expected = document.blocks.map(({ text }) => (list === 'removes' ? `${MARK}${text}${MARK}` : text));
  return { document, expected };
}

/** Where a document that the rules are for comes from: any host, when they are for a software. */
function originOf({ host, generator }: PackPlace): Pick<Document, 'url' | 'generators'> {
  if (generator !== undefined) return { generators: [generator] };
  return host === undefined ? {} : { url: `https://${host}/` };
}

/** A block's text with what goes struck through. */
export function strike(block: Block, index: number, verdicts: readonly Verdict[]): string {
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
