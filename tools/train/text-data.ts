/** The flattened texts with their gold, and what other converters would have made of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createCleaner } from '../../src/clean.ts';
import { segmentHtml } from '../../src/segment/html.ts';
import { segmentPages } from './dataset.ts';

export const TOOLS = ['readability', 'trafilatura', 'defuddle'] as const;

export interface Gold {
  readonly gold: string;
  readonly type: string;
  /** The page's host; folds are made by site. */
  readonly host: string;
}

/** Gold texts by id, in the order of the ids. Pages without one are left out. */
export function goldTexts(data: string): ReadonlyMap<string, Gold> {
  const folder = join(data, 'wcxb/ground-truth');
  const found = new Map<string, Gold>();
  for (const name of readdirSync(folder).sort()) {
    const id = basename(name, '.json');
    const truth = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const gold: unknown = truth.ground_truth?.main_content;
    if (typeof gold !== 'string') continue;
    const url = String(truth.url ?? '');
    const host = URL.canParse(url) ? new URL(url).host : id;
    found.set(id, { gold, type: truth._internal?.page_type?.primary ?? 'unknown', host });
  }
  return found;
}

/** The texts of `flattened/TOOL.jsonl.gz`. */
export function readFlattened(data: string, tool: string): { readonly id: string; readonly text: string }[] {
  const bytes = gunzipSync(readFileSync(join(data, 'flattened', `${tool}.jsonl.gz`)));
  const lines = bytes.toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as { id: string; text: string });
}

/**
 * The pages of `segments/`, most of them not English, as text, with what dehusk takes out of their HTML for gold:
 * the HTML scorer sees more than the text scorer can, and errs on few of them. Without titles, as most gold texts are.
 */
export function* silverPages(
  data: string,
): Generator<{ readonly id: string; readonly text: string; readonly truth: Gold }> {
  const clean = createCleaner({ omit: ['title'] });
  for (const { id, html, url } of segmentPages(join(data, 'segments'))) {
    const { blocks } = segmentHtml(html, { url });
    const text = blocks.map((block) => block.text.replace(/\s+/g, ' ').trim()).join('\n');
    const gold = clean({ html, url }).text;
    if (gold === '') continue;
    yield { id, text, truth: { gold, type: 'silver', host: URL.canParse(url) ? new URL(url).host : id } };
  }
}

/** Whole pages as several converters write them, so that the model learns no one's habits. */
export const CONVERTERS: Readonly<Record<string, (text: string) => string>> = {
  /** Bullets, indents, capitals for headings: as it is. */
  fulltext: (text) => text,
  /** Neither bullets nor indents nor blank lines; headings as the page had them. */
  plain: (text) =>
    text
      .split('\n')
      .map((line) => lowered(line.trim().replace(/^(?:[*•\-–]|\d+[.)])\s+|^#+\s+/, '')))
      .filter((line) => line !== '')
      .join('\n'),
  /** Items of a list in one line, as converters write them that know no lists. */
  joined: (text) => joinItems(text.split('\n')),
};

/** `WHAT IS CLOUD COMPUTING?` becomes `What is cloud computing?`. */
function lowered(line: string): string {
  if (line.length < 4 || line !== line.toUpperCase() || line === line.toLowerCase()) return line;
  return line[0] + line.slice(1).toLowerCase();
}

const MAX_ITEM = 30;

function joinItems(lines: readonly string[]): string {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const item = line.trim().replace(/^[*•]\s+/, '');
    if (item === '') {
      isOpen = false;
      continue;
    }
    const isItem = item.length <= MAX_ITEM && line !== item;
    if (isItem && isOpen) joined[joined.length - 1] += ` ${item}`;
    else joined.push(item);
    isOpen = isItem;
  }
  return joined.join('\n');
}

const LINES_BEFORE = 4;
const LINES_BEHIND = 20;
const GOLD_WORDS = 6;

/**
 * What a careless extractor leaves: from some lines before the first line that is in the gold text to some behind
 * the last; lines that are not empty count.
 */
export function windowOf(text: string, gold: string, before = LINES_BEFORE, behind = LINES_BEHIND): string {
  const words = (line: string) => [...line.toLowerCase().matchAll(/[\p{L}\p{N}_]+/gu)].map(([word]) => word);
  const goldWords = ` ${words(gold).join(' ')} `;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isGold = lines.map((line) => {
    const own = words(line);
    return own.length >= GOLD_WORDS && goldWords.includes(` ${own.join(' ')} `);
  });
  const first = isGold.indexOf(true);
  if (first === -1) return '';
  return lines.slice(Math.max(0, first - before), isGold.lastIndexOf(true) + 1 + behind).join('\n');
}

/** A window of some width between nothing and 12 lines before, 45 behind, always the same for a page. */
export function edgesOf(id: string, text: string, gold: string): string {
  let seed = 0;
  for (let at = 0; at < id.length; at++) seed = Math.imul(seed ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return windowOf(text, gold, seed % 13, (seed >>> 8) % 46);
}
