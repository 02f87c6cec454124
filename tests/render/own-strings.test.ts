import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { type CleanResult, createCleaner, type Source } from '../../src/clean.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const clean = createCleaner();
const PAGES = 40;
const MEGABYTE = 2 ** 20;
const STORY = Array.from(
  { length: 6 },
  (_, i) =>
    `The council’s ${i + 3} members met on Tuesday, and the harbour wall will be repaired before winter.`,
);

const RELATED =
  '<h3>Related Articles</h3><ul><li><a href="/quay">The quay at night</a><li><a href="/pier">A pier for all</a></ul>';

/** A page of more than a megabyte, most of it no text. */
function page(index: number): Source {
  const head = `<title>Harbour wall number ${index} to be repaired</title><meta name="author" content="Maria Lindqvist-Holm">`;
  const body = STORY.map((sentence) => `<p>${sentence}</p>`).join('');
  const ballast = `<script>/* ${index} ${'x’'.repeat(MEGABYTE / 4)} */</script>`;
  return {
    html: `<html><head>${head}${ballast}</head><body>${body}<p>Post a Comment</p>${RELATED}</body></html>`,
  };
}

/** A text of a quarter of a megabyte, in few paragraphs. */
function text(index: number): Source {
  const paragraphs = STORY.map((sentence) => `${index} ${sentence} `.repeat(MEGABYTE / 4 / 6 / 100));
  return { text: `${paragraphs.join('\n\n')}\n\nPost a Comment\n` };
}

/** What is kept of `PAGES` results takes so many bytes. */
function heldBy(source: (index: number) => Source, keep: (result: CleanResult) => unknown): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: PAGES }, (_, index) => {
    const result = clean(source(index));
    expect(result.removed).not.toHaveLength(0);
    return keep(result);
  });
  // The cleaner holds the last document until the next.
  clean({ text: 'The end.' });
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  expect(kept).toHaveLength(PAGES);
  return after - before;
}

test.each<[string, (result: CleanResult) => unknown]>([
  ['title', (result) => result.title],
  ['metadata', (result) => result.metadata],
  ['text', (result) => result.text],
  ['ledger', (result) => result.removed],
])('the %s alone, when it is kept, does not keep the page', (_, keep) => {
  expect(heldBy(page, keep)).toBeLessThan(8 * MEGABYTE);
});

test('the ledger of a text does not keep the text', () => {
  expect(heldBy(text, (result) => result.removed)).toBeLessThan(8 * MEGABYTE);
});
