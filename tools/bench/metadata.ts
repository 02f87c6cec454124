/**
 * How well title, author and date of pages are found, against the gold ones of a WCXB-shaped folder. Letters and digits
 * count, in lower case; of a date its day. Gold titles are now the heading, now what search engines are told.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createCleaner } from '../../src/index.ts';
import { type GoldPage, goldPages } from '../train/dataset.ts';

const FIELDS = ['title', 'author', 'date'] as const;
type Stated = Partial<Record<(typeof FIELDS)[number], string | null>>;

const TRAFILATURA = `
import json, sys, trafilatura
print(json.dumps(trafilatura.__version__))
for line in sys.stdin:
    page = json.loads(line)
    found = trafilatura.extract_metadata(page["html"], default_url=page["url"])
    print(json.dumps({name: getattr(found, name, None) for name in ("title", "author", "date")}))
`;

/** Prints precision, recall and F1 by field, and the same of trafilatura where the `python3` found first has it. */
export async function benchMetadata(data: string): Promise<void> {
  const pages = [...goldPages(join(data, 'wcxb'))];
  const clean = createCleaner();
  console.log('| | title | author P / R / F1 | date P / R / F1 |\n|---|---|---|---|');
  print(
    'dehusk',
    pages,
    pages.map(({ html, url }) => clean({ html, url }).metadata),
  );
  if (spawnSync('python3', ['-c', 'import trafilatura']).status !== 0) return;
  const input = pages.map(({ html, url }) => `${JSON.stringify({ html, url: url ?? null })}\n`).join('');
  const { status, stdout, stderr } = spawnSync('python3', ['-c', TRAFILATURA], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`trafilatura ended with ${status}: ${stderr.slice(-500)}`);
  const [version, ...found] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  print(`trafilatura ${version}`, pages, found);
}

function print(name: string, pages: readonly GoldPage[], found: readonly Stated[]): void {
  const cells = FIELDS.map((field) => {
    const { right, wanted, given } = count(pages, found, field);
    const [precision, recall] = [right / given, right / wanted];
    if (field === 'title') return recall.toFixed(3);
    const f1 = (2 * precision * recall) / (precision + recall);
    return `${precision.toFixed(3)} / ${recall.toFixed(3)} / ${f1.toFixed(3)}`;
  });
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}

function count(pages: readonly GoldPage[], found: readonly Stated[], field: (typeof FIELDS)[number]) {
  const counts = { right: 0, wanted: 0, given: 0 };
  pages.forEach((page, i) => {
    const gold = lettersOf(field, page[field]);
    const given = lettersOf(field, found[i]?.[field]);
    if (gold !== '') counts.wanted++;
    if (given !== '') counts.given++;
    if (gold !== '' && gold === given) counts.right++;
  });
  return counts;
}

function lettersOf(field: string, value: string | null | undefined): string {
  const compared = field === 'date' ? value?.slice(0, '2024-05-01'.length) : value;
  return (compared ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
