/** Drafts a rule from a real document, for `dehusk rules new`: the lines that may be chrome, and the sentences that look like them. */
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { createCleaner, type Source } from '../clean.ts';
import { CATEGORIES } from '../document.ts';
import { DehuskError } from '../errors.ts';
import { findZones, proseIn } from '../judge/rules/zones.ts';
import { fold } from '../packs/fold.ts';

/** More examples than a writer would look through. */
const MOST_LINES = 12;
const MOST_SENTENCES = 3;
const LONGEST_LINE = 160;

/**
 * A pack of one rule, as YAML, for a writer to finish. Its `removes` are the short lines at both
 * ends of the document that no rule removes yet, or, where there are none, those in the middle; its
 * `keeps`, the sentences that share most words with them.
 * @param id the rule's id, `category/what-it-is`
 * @throws DehuskError `bad-option` for an id of no category, `no-input` when every line is taken or prose.
 */
export function draftRule(id: string, source: Source): string {
  const category = CATEGORIES.find((name) => id.startsWith(`${name}/`));
  if (category === undefined || !/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new DehuskError(
      'bad-option',
      `"${id}" is no id for a rule. Write category/what-it-is; categories: ${CATEGORIES.join(', ')}.`,
    );
  }
  const { result, passes } = createCleaner({ extractor: 'none' }).examine(source);
  const { document } = passes[passes.length - 1];
  const removed = new Set(result.removed.map(({ text }) => text));
  const isProse = proseIn(document);
  const zones = findZones(document, isProse, () => 'no');
  const isFree = (text: string): boolean =>
    text.length <= LONGEST_LINE && !removed.has(text) && fold(text) !== '';
  const linesIn = (isPlace: (block: number) => boolean): readonly string[] =>
    document.blocks
      .filter((block, i) => isPlace(i) && block.kind !== 'title' && !isProse[i] && isFree(block.text))
      .map(({ text }) => text);
  const isEnd = (block: number): boolean => block < zones.headEnd || block >= zones.tailStart;
  const atEnds = linesIn(isEnd);
  const lines = atEnds.length > 0 ? atEnds : linesIn((block) => !isEnd(block));
  const removes = [...new Set(lines)].slice(-MOST_LINES);
  if (removes.length === 0) {
    throw new DehuskError(
      'no-input',
      'Every short line of this document is removed already: there is nothing to draft.',
    );
  }
  const prose = document.blocks
    .filter((_, i) => isProse[i])
    .flatMap(({ text }) => text.split(/(?<=[.!?。！？])(?![.!?。！？])/));
  return print(
    id,
    category,
    result.language ?? 'en',
    atEnds.length > 0 ? '[head, tail]' : 'body',
    removes,
    closest(
      prose.map((sentence) => sentence.trim()),
      removes,
    ),
  );
}

/** The sentences that share most words with the lines. */
function closest(sentences: readonly string[], lines: readonly string[]): readonly string[] {
  const words = new Set(lines.flatMap((line) => fold(line).split(' ')));
  const shared = (sentence: string): number =>
    fold(sentence)
      .split(' ')
      .filter((word) => words.has(word)).length;
  return [...new Set(sentences)].sort((a, b) => shared(b) - shared(a)).slice(0, MOST_SENTENCES);
}

function print(
  id: string,
  category: string,
  language: string,
  zone: string,
  removes: readonly string[],
  keeps: readonly string[],
): string {
  const { stringify } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  const list = (lines: readonly string[]): string =>
    lines.map((line) => `      - ${stringify(line, { lineWidth: 0 }).trim()}`).join('\n');
  return `category: ${category}
rules:
  - id: ${id}
    about: # One sentence: what this is, and which sites or software print it.
    phrases:
      ${language === 'no' ? '"no"' : language}: # Leave the lines that the rule is for, and put {n}, {date}, {name} or {any} for what varies.
${list(removes).replaceAll('      - ', '        - ')}
    zone: ${zone} # Where it stands: head, body, tail or any.
    removes: # The lines as they are.
${list(removes)}
    keeps: # The sentences of articles that look most like it.
${list(keeps.length > 0 ? keeps : ['A sentence of an article that looks like it.'])}
`;
}
