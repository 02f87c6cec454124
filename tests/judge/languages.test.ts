/**
 * A page as text in each language: lines that begin with "- " are what sites of that language print around and between
 * the paragraphs, the others are the article, whose sentences use the same words.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCleaner } from '../../src/clean.ts';
import { LANGUAGES } from '../../src/packs/check-languages.ts';

const FOLDER = new URL('languages/', import.meta.url);
const clean = createCleaner();

const pages = readdirSync(FOLDER).map((file) => {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd().split('\n');
  return {
    name: file.replace('.txt', ''),
    printed: lines.map((line) => line.slice(2)),
    article: lines.filter((line) => line.startsWith('  ')).map((line) => line.slice(2)),
  };
});

function keptLines(text: string): string[] {
  return clean({ text })
    .text.split('\n')
    .filter((line) => line !== '');
}

describe('what a site prints around an article goes, and every sentence of the article stays', () => {
  it('has a page in every language', () => {
    expect(LANGUAGES.filter((language) => !pages.some(({ name }) => name === language))).toEqual([]);
  });

  it.each(pages)('$name, with empty lines between', ({ printed, article }) => {
    expect(keptLines(`${printed.join('\n\n')}\n`)).toEqual(article);
  });

  it.each(pages)('$name, a line each', ({ printed, article }) => {
    expect(keptLines(`${printed.join('\n')}\n`)).toEqual(article);
  });
});
