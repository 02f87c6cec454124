/** Reads the development data: pages with their gold text, and pages with wanted and unwanted segments. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decode } from '../../src/decode/decode.ts';

/** A page of a folder in the layout of WCXB (`html/ID.html.gz` and `ground-truth/ID.json`). */
export interface GoldPage {
  readonly id: string;
  readonly html: string;
  readonly url: string | undefined;
  readonly type: string;
  readonly gold: string;
  /** What the page is called, who wrote it and when (`2024-05-01`), where that is known. */
  readonly title?: string;
  readonly author?: string;
  readonly date?: string;
}

/** A page of a segments file: phrases that belong to its main text, and phrases that do not. */
export interface SegmentPage {
  readonly id: string;
  readonly html: string;
  readonly url: string;
  readonly with: readonly string[];
  readonly without: readonly string[];
}

function readPage(path: string): string {
  const bytes = readFileSync(path);
  return decode(path.endsWith('.gz') ? gunzipSync(bytes) : bytes).text;
}

/** The pages of a WCXB-shaped folder that have a gold text, in the order of their names. */
export function* goldPages(folder: string): Generator<GoldPage> {
  for (const name of readdirSync(join(folder, 'ground-truth')).sort()) {
    if (!name.endsWith('.json')) continue;
    const id = basename(name, '.json');
    const truth = JSON.parse(readFileSync(join(folder, 'ground-truth', name), 'utf8'));
    const gold: unknown = truth.ground_truth?.main_content;
    const path = [`html/${id}.html.gz`, `html/${id}.html`].map((p) => join(folder, p)).find(existsSync);
    if (typeof gold !== 'string' || path === undefined) continue;
    const url = truth.url ?? truth.ground_truth.url;
    const type = truth._internal?.page_type?.primary ?? 'unknown';
    const { title, author, publish_date: date } = truth.ground_truth;
    yield { id, html: readPage(path), url, type, gold, title, author, date };
  }
}

/** The pages of a folder with `segments.json` and `html/`, in the order of the file. */
export function* segmentPages(folder: string): Generator<SegmentPage> {
  const entries: Record<string, { file: string; with: string[]; without: string[] }> = JSON.parse(
    readFileSync(join(folder, 'segments.json'), 'utf8'),
  );
  for (const [url, entry] of Object.entries(entries)) {
    const path = [`${entry.file}.gz`, entry.file].map((p) => join(folder, 'html', p)).find(existsSync);
    if (path === undefined) continue;
    yield { id: entry.file, html: readPage(path), url, with: entry.with, without: entry.without };
  }
}
