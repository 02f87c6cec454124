import { describe, expect, test } from 'vitest';
import { sniffFormat } from '../../src/decode/sniff.ts';
import { processorMilliseconds } from '../time.ts';

describe('the ending comes first', () => {
  test.each([
    ['a/page.HTML', 'html'],
    ['page.htm', 'html'],
    ['page.xhtml', 'html'],
    ['page.html.txt', 'text'],
    ['notes.md', 'text'],
  ])('%s is %s', (path, format) => {
    expect(sniffFormat('<p>Words, and <a href="/x">a link</a></p>', path)).toBe(format);
    expect(sniffFormat('Words &amp; nothing else', path)).toBe(format);
    expect(sniffFormat('a < b > c', 'b.txt')).toBe('text');
  });

  test('a page saved as text is a page', () => {
    for (const path of ['page.txt', 'page.html.txt', 'page.md']) {
      expect(sniffFormat('<!DOCTYPE html>\n<html><body><p>Saved.</p></body></html>', path)).toBe('html');
      expect(sniffFormat('\n<!-- saved --><HTML><p>Saved.', path)).toBe('html');
    }
  });

  test('a text about HTML, and Markdown that begins with a tag, are text', () => {
    expect(sniffFormat('Write <!DOCTYPE html> first.', 'notes.txt')).toBe('text');
    expect(sniffFormat('<h1 align="center">Readme</h1>\n\nWords', 'README.md')).toBe('text');
    expect(sniffFormat('<title> is an element.', 'notes.txt')).toBe('text');
  });

  test('a page without any markup is text: its lines are its paragraphs', () => {
    expect(sniffFormat('One paragraph.\n\nAnother, where a < b & c.', 'page.html')).toBe('text');
    expect(sniffFormat('', 'page.html')).toBe('text');
  });

  test('an ending that says nothing leaves it to the content', () => {
    expect(sniffFormat('<!doctype html><p>Hello', 'www.example.com')).toBe('html');
    expect(sniffFormat('Hello', '/tmp/README')).toBe('text');
    expect(sniffFormat('Hello', '/tmp.html/README')).toBe('text');
  });
});

describe('without an ending', () => {
  test.each([
    '<!DOCTYPE html><html><body>Hello',
    '  \n<!-- saved from the web --><!-- again -->\n<html lang="en">',
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
    '<HEAD><TITLE>Old page</TITLE>',
    '<div class="post"><p>One paragraph of a page that somebody cut out.</p></div>',
    'Cut out, too: <b>bold</b> and <a href="/x">a link</a><br><p>and a paragraph</p>',
    '<p>One</p>',
  ])('%j is HTML', (source) => {
    expect(sniffFormat(source)).toBe('html');
  });

  test.each([
    '',
    'An article without any markup at all.',
    'To make a paragraph, write <p> before it and </p> behind it. The <div> element groups others.',
    'The inequality a < b holds, and so does b > a.',
    '# Markdown\n\n```html\n<div><p>Hello</p></div>\n<div><p>Hello</p></div>\n```\n\nUse `<br>` and `<hr>`.',
    'From: <ann@example.com>\nTo: <bob@example.com>\n\nHello Bob',
    '<3 this song </3',
  ])('%j is text', (source) => {
    expect(sniffFormat(source)).toBe('text');
  });

  test('a long hostile start does not hang', () => {
    for (const piece of ['<!-- --> ', '<!--', '<div ', ' \n', '```\n', '`<', '<?xml ', '</']) {
      const source = piece.repeat(200_000);
      expect(processorMilliseconds(() => sniffFormat(source))).toBeLessThan(1000);
    }
  });
});
