import { expect, test } from 'vitest';
import { createCleaner } from '../../src/index.ts';

const write = (html: string, format: 'text' | 'markdown' | 'html') =>
  createCleaner({ extractor: 'none', format })({ html }).text.trim();

test('a power in plain text is no other number', () => {
  const html =
    '<p>About 10<sup>6</sup> cells, 6.02 × 10<sup>−23</sup> mol and 2<sup>n</sup> states; 10<sup>3</sup>–10<sup>5</sup> a year.</p>';
  expect(write(html, 'text')).toBe('About 10^6 cells, 6.02 × 10^−23 mol and 2^n states; 10^3–10^5 a year.');
});

test('a fraction behind a whole number is told apart from it', () => {
  expect(write('<p>Take 1<sup>1</sup>/<sub>2</sub> cups of rye.</p>', 'text')).toBe(
    'Take 1 1/2 cups of rye.',
  );
});

test('a number with a note is no other number in plain text', () => {
  const notes =
    '<p>Built in 1850<sup><a href="#n1">1</a></sup> for 80<a href="#n2"><sup>2</sup></a> guests.</p>';
  expect(write(notes, 'text')).toBe('Built in 1850[1] for 80[2] guests.');
});

test('ordinals, formulas, units and signs, and notes behind words, stay as they are in plain text', () => {
  const html =
    '<p>On the 1<sup>st</sup> of May<sup>2</sup> H<sub>2</sub>O covered 12 m<sup>2</sup> of the IP68<sup>3</sup> case of the year<sup><a href="#n4">4</a></sup>.</p>';
  expect(write(html, 'text')).toBe('On the 1st of May2 H2O covered 12 m2 of the IP683 case of the year4.');
});

test('Markdown and HTML say what is set high and what low', () => {
  const html = '<p>Some 10<sup>6</sup> t of CO<sub>2</sub>.<sup><a href="#n1">1</a></sup></p>';
  expect(write(html, 'markdown')).toBe('Some 10<sup>6</sup> t of CO<sub>2</sub>.<sup>[1](#n1)</sup>');
  expect(write(html, 'html')).toContain(
    '<p>Some 10<sup>6</sup> t of CO<sub>2</sub>.<sup><a href="#n1">1</a></sup></p>',
  );
});
