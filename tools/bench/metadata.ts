/**
 * How well title, author and date of pages are found, against the gold ones of a WCXB-shaped folder. Letters and digits
 * count, in lower case; of a date its day. Gold titles are now the heading, now what search engines are told.
 */
import { join } from 'node:path';
import { createCleaner } from '../../src/index.ts';
import { type GoldPage, goldPages } from '../train/dataset.ts';
import { askTrafilatura } from './peers.ts';

const FIELDS = ['title', 'author', 'date'] as const;
type Stated = Partial<Record<(typeof FIELDS)[number], string | null>>;

/** In Python. */
const ASKED =
  '(lambda found: {name: getattr(found, name, None) for name in ("title", "author", "date")})' +
  '(trafilatura.extract_metadata(page["html"], default_url=page.get("url")))';

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
  const peer = askTrafilatura(pages, ASKED);
  if (peer !== undefined) print(peer.name, pages, peer.answers as Stated[]);
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
