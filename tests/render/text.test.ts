import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderText } from '../../src/render/text.ts';
import { processorMilliseconds } from '../time.ts';

/** Removes every stretch between brackets; the brackets go too. */
function cut(marked: string): string {
  const removed: { start: number; end: number }[] = [];
  let source = '';
  for (const part of marked.split(/(\[[^\]]*\])/)) {
    const isRemoved = part.startsWith('[');
    const text = isRemoved ? part.slice(1, -1) : part;
    if (isRemoved) removed.push({ start: source.length, end: source.length + text.length });
    source += text;
  }
  return renderText(source, removed).text;
}

test('keeps text without removals, line ends included', () => {
  expect(cut('One.\r\n\r\n\r\n  Two.  \r\n')).toBe('One.\r\n\r\n\r\n  Two.  \r\n');
});

test('ends text in one line end, the one its other lines have', () => {
  expect(cut('One.\r\nTwo.')).toBe('One.\r\nTwo.\r\n');
  expect(cut('One.')).toBe('One.\n');
  expect(cut('One.\n\n\n')).toBe('One.\n');
  expect(cut('One.  ')).toBe('One.  \n');
});

test('gives empty text for white space and for text of which nothing is left', () => {
  expect(cut(' \n\t\n')).toBe('');
  expect(cut('\n[Share this]\n')).toBe('');
  expect(cut('')).toBe('');
});

test('drops byte order marks: a text put together from files has two', () => {
  expect(cut('\ufeffOne.\n')).toBe('One.\n');
  expect(cut('\ufeff\ufeff\nOne.\n')).toBe(cut(cut('\ufeff\ufeff\nOne.\n')));
  expect(cut('\ufeff[Menu]\nOne.\n')).toBe('One.\n');
});

test('leaves the longer of the line breaks at the edges, at most one blank line', () => {
  expect(cut('One.\n[Share]\nTwo.\n')).toBe('One.\nTwo.\n');
  expect(cut('One.\n\n[Share]\nTwo.\n')).toBe('One.\n\nTwo.\n');
  expect(cut('One.\n[Share]\n\n\n\nTwo.\n')).toBe('One.\n\nTwo.\n');
  expect(cut('One.\n\n[Share]\n\n\n[Tweet]\n\nTwo.\n')).toBe('One.\n\nTwo.\n');
});

test('keeps the spaces around kept lines', () => {
  expect(cut('One.  \n[Share]\n  Two.\n')).toBe('One.  \n  Two.\n');
  expect(cut('[Menu]\n\n  One.\n')).toBe('  One.\n');
});

test('cuts a fragment and leaves the rest of the line to the character', () => {
  expect(cut('A  title[ ‹ News]\n\nText.\n')).toBe('A  title\n\nText.\n');
  expect(cut('A title -[Dlight News]\n')).toBe('A title -\n');
  expect(cut('[Share] A  story.\n')).toBe('A  story.\n');
  expect(cut('One.\n[Share] A  story.\n')).toBe('One.\nA  story.\n');
  expect(cut('A story [Share] goes on.\n')).toBe('A story goes on.\n');
  expect(cut('A story [Share]')).toBe('A story\n');
});

const piece = fc.constantFrom('a', 'b ', 'word', ' ', '\n', '\r\n', '\n\n', '\t', '[x]', '[y z]', '[q]');

test('a removed stretch takes nothing but itself and white space with it', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      const marked = parts.join('');
      const kept = marked.replace(/\[[^\]]*\]/g, '');
      expect(cut(marked).replace(/\s/g, '')).toBe(kept.replace(/\s/g, ''));
    }),
  );
});

test('every kept character can be traced to the source', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      const marked = parts.join('');
      const source = marked.replace(/[[\]]/g, '');
      const removed = [...marked.matchAll(/\[([^\]]*)\]/g)].map((match, i) => {
        const start = match.index - 2 * i;
        return { start, end: start + match[1].length };
      });
      const { text, pieces } = renderText(source, removed);
      for (const { at, start, length } of pieces) {
        expect(text.slice(at, at + length)).toBe(source.slice(start, start + length));
      }
      expect(
        pieces
          .map(({ at, length }) => text.slice(at, at + length))
          .join('')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''));
    }),
  );
});

test('10 MB with a removal on every other line end in linear time', () => {
  const line = 'A line of an article that says something.\nShare\n';
  const count = 200_000;
  const removed = Array.from({ length: count }, (_, i) => ({
    start: i * line.length + 42,
    end: i * line.length + 47,
  }));
  const source = line.repeat(count);
  expect(processorMilliseconds(() => renderText(source, removed))).toBeLessThan(5_000);
});
