import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadBuiltInPacks } from '../../src/packs/load.ts';
import { draftRule } from '../../src/verify/draft.ts';
import { runExamples } from '../../src/verify/examples.ts';

const TEXT = `The council voted on Tuesday to close the old bridge over the river for the whole of the winter.

Nobody in the hall asked a librarian, though a librarian was there and had a plan of the bridge in her bag.

Leave a comment

Ask a librarian

`;

test('a draft takes the lines that no rule takes, keeps the sentence that looks like them, and runs', () => {
  const draft = draftRule('navigation/ask', { text: TEXT });
  expect(draft).not.toContain('Leave a comment');
  expect(draft).toContain('- Ask a librarian');
  expect(draft).toContain('- Nobody in the hall asked a librarian');
  const folder = mkdtempSync(path.join(tmpdir(), 'dehusk-draft-'));
  writeFileSync(path.join(folder, 'new.yaml'), draft.replace('about: #', 'about: A link to ask. #'));
  expect(runExamples(folder, loadBuiltInPacks())).toMatchObject({ failures: [], findings: [] });
  rmSync(folder, { recursive: true });
});

test('a draft needs an id of a category and a line that is free', () => {
  expect(() => draftRule('menu/ask', { text: TEXT })).toThrow(/is no id for a rule/);
  expect(() => draftRule('navigation/ask', { text: TEXT.replace('Ask a librarian', '') })).toThrow(
    /nothing to draft/,
  );
});

test('where the ends of a document are clean, a draft takes the short lines between its paragraphs', () => {
  const text = [...TEXT.split('\n').filter((line) => line.length > 60), ''].join('\n');
  const [first, ...others] = text.split('\n');
  const draft = draftRule('newsletter/morning', {
    text: [first, 'Our morning letter', ...others].join('\n'),
  });
  expect(draft).toContain('- Our morning letter');
  expect(draft).toContain('zone: body');
});
