/**
 * The whole program on one page:
 *
 *   source ─ decode ─▶ text ─ segment ─▶ Document ─ judge ─▶ Verdict[] ─ settle ─▶ Outcome ─ render ─▶ result
 *
 * Everything else in `src/` is one of these steps, or calls them for many documents.
 */
import { decode } from './decode/decode.ts';
import type { Document, Judge, Metadata, Outcome, Removal, Verdict, Warning } from './document.ts';
import { DehuskError } from './errors.ts';
import { createContentJudge } from './judge/content.ts';
import { judgeDuplicates } from './judge/duplicates.ts';
import { GUARD_RULE, judgeGuard } from './judge/guard.ts';
import { judgeInlineAsides } from './judge/inline-asides.ts';
import { identifyLanguages } from './judge/language/document.ts';
import { createLanguageJudge } from './judge/language.ts';
import { judgeLineNumbers } from './judge/line-numbers.ts';
import { judgeLinkSigns } from './judge/link-signs.ts';
import { judgeLoneHeadings } from './judge/lone-headings.ts';
import { createOmitJudge } from './judge/omit.ts';
import { createPageTextJudge } from './judge/page-text.ts';
import { judgeReadability } from './judge/readability.ts';
import { createRulesJudge } from './judge/rules.ts';
import { settle } from './judge/settle.ts';
import { type CleanOptions, checkOptionNames, readOptions, type Settings } from './options.ts';
import type { CompiledPacks } from './packs/compiled.ts';
import { openPacks } from './packs/configuration.ts';
import { renderHtml } from './render/html.ts';
import { renderJson } from './render/json.ts';
import { renderMarkdown } from './render/markdown.ts';
import { factsOf } from './render/metadata.ts';
import { withOwnStrings } from './render/own-strings.ts';
import { renderBlocks, renderText } from './render/text.ts';
import { segmentHtml } from './segment/html.ts';
import { segmentText } from './segment/text.ts';
import { mergeRemovals, traceBlocks, traceRemovals } from './trace.ts';

/** One input. `html` goes first when both are there; null is absent; bytes are decoded. */
export interface Source {
  readonly html?: string | Uint8Array | null;
  readonly text?: string | Uint8Array | null;
  /** Where it came from. Rules for a site and the page's metadata need it, nothing is fetched. */
  readonly url?: string | null;
}

export interface CleanResult {
  /** The article in the format asked for; empty when there is no content. */
  readonly text: string;
  readonly title: string | null;
  /** The main language of the content, ISO 639-1; null when it can't be told. */
  readonly language: string | null;
  /** The ledger: in order, not overlapping. Spans into the decoded source; of a fragment of a page, its block's. */
  readonly removed: readonly Removal[];
  /** Which rules made it: a hash of the packs and of what the configuration changes in them. */
  readonly rules: string;
  readonly warnings: readonly Warning[];
  readonly metadata: Metadata;
}

/** A result with everything that led to it, for `dehusk explain`. */
export interface Examination {
  readonly result: CleanResult;
  /** What each pass saw and said. HTML takes one pass, text as many as still remove something, and one. */
  readonly passes: readonly Pass[];
}

export interface Pass {
  readonly document: Document;
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
}

/** A function that cleans one source. It keeps no state between calls. */
export interface Cleaner {
  /** @throws DehuskError `bad-input`, `binary` or `too-deep` when the source can't be read. */
  (source: Source): CleanResult;
  /** The same, with every verdict on the way. */
  examine(source: Source): Examination;
}

/**
 * Loads the rules once and returns a cleaner.
 * @throws DehuskError `bad-option` or `bad-rules`.
 */
export function createCleaner(options: CleanOptions = {}): Cleaner {
  checkOptionNames(options);
  const settings = readOptions(options);
  const packs = openPacks(settings);
  const way: Way = { judges: listJudges(packs, settings), settings, rules: packs.hash };
  const examine = (source: Source): Examination => {
    const { text, format, url } = readSource(source);
    return format === 'html' ? cleanHtml(text, url, way) : cleanText(text, url, way);
  };
  return Object.assign((source: Source) => withOwnStrings(examine(source).result), { examine });
}

/** Cleans one source; `createCleaner` is the same for many. */
export function clean(source: Source, options: CleanOptions = {}): CleanResult {
  return createCleaner(options)(source);
}

/** What a cleaner does to every source alike. */
interface Way {
  readonly judges: readonly Judge[];
  readonly settings: Settings;
  /** The hash of the packs. */
  readonly rules: string;
}

/** The judges, in order. The first that wants a block gone names the removal. */
function listJudges(packs: CompiledPacks, settings: Settings): Judge[] {
  return [
    createRulesJudge(packs),
    judgeLinkSigns,
    judgeInlineAsides,
    judgeLineNumbers,
    judgeDuplicates,
    createLanguageJudge(settings),
    settings.extractor === 'readability' ? judgeReadability : createContentJudge(settings),
    createPageTextJudge(settings),
    judgeLoneHeadings,
    createOmitJudge(settings),
    judgeGuard,
  ];
}

function readSource(source: Source): { text: string; format: 'html' | 'text'; url: string | undefined } {
  const format = source?.html != null ? 'html' : 'text';
  const content = source?.html ?? source?.text;
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
    throw new DehuskError('bad-input', 'Give the source as { html } or { text }: a string or bytes.');
  }
  const text = typeof content === 'string' ? content : decode(content).text;
  return { text, format, url: source.url ?? undefined };
}

function cleanHtml(source: string, url: string | undefined, way: Way): Examination {
  const pass = judge(segmentHtml(source, { url }), way);
  const { document, outcome } = pass;
  const warnings = warningsOf([pass], outcome.kept.length === 0);
  const text = {
    text: () => renderBlocks(outcome.kept),
    markdown: () => renderMarkdown(document, outcome.kept),
    html: () => renderHtml(document, outcome.kept),
    json: () => renderJson(document, outcome, renderBlocks(outcome.kept), warnings, way.rules),
  }[way.settings.format]();
  return { result: toResult(pass, text, outcome.removals, warnings, way.rules), passes: [pass] };
}

/** Judges until a pass removes nothing, so that cleaning twice is cleaning once. */
function cleanText(source: string, url: string | undefined, way: Way): Examination {
  const passes: Pass[] = [];
  let removals: readonly Removal[] = [];
  for (;;) {
    const rendered = renderText(source, removals);
    const segmented = segmentText(rendered.text, { url });
    const before = passes.at(-1)?.document;
    const earlier = before && traceBlocks(segmented, before);
    const pass = judge({ ...segmented, earlier }, way);
    passes.push(pass);
    if (pass.outcome.removals.length > 0) {
      removals = mergeRemovals(removals, traceRemovals(source, rendered.pieces, pass.outcome.removals));
      continue;
    }
    const warnings = warningsOf(passes, rendered.text === '');
    const placed = removals.map((removal, i) => ({ ...removal, at: rendered.cuts[i] }));
    const text = {
      text: () => rendered.text,
      markdown: () => rendered.text,
      html: () => renderHtml(pass.document, pass.outcome.kept),
      json: () =>
        renderJson(pass.document, { ...pass.outcome, removals: placed }, rendered.text, warnings, way.rules),
    }[way.settings.format]();
    return { result: toResult(pass, text, placed, warnings, way.rules), passes };
  }
}

function judge(segmented: Document, { judges, settings }: Way): Pass {
  const document = { ...segmented, languages: identifyLanguages(segmented) };
  let verdicts: readonly Verdict[] = [];
  for (const ask of judges) {
    const added = ask(document, verdicts);
    if (added.length > 0) verdicts = verdicts.concat(added);
  }
  return { document, verdicts, outcome: settle(document, verdicts, settings.keep) };
}

function warningsOf(passes: readonly Pass[], isEmpty: boolean): Warning[] {
  const warnings: Warning[] = [];
  const guarded = passes.some((pass) => pass.verdicts.some((verdict) => verdict.rule === GUARD_RULE));
  if (guarded) warnings.push('over-removal');
  if (isEmpty) warnings.push('no-content');
  if ((passes.at(-1)?.document.languages.length ?? 0) > 1) warnings.push('multilingual');
  return warnings;
}

function toResult(
  { document, outcome }: Pass,
  text: string,
  removed: readonly Removal[],
  warnings: readonly Warning[],
  rules: string,
): CleanResult {
  const { title, language, metadata } = factsOf(document, outcome.kept);
  return { text, title, language, removed, rules, warnings, metadata };
}
