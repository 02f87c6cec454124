/** What a caller gets wrong in code is said at once, with a code and what is allowed. */
import { expect, test } from 'vitest';
import { type CleanOptions, clean, createCleaner, DehuskError, type Source } from '../src/index.ts';

test.each([
  [null, 'Give the options as an object'],
  ['markdown', 'Give the options as an object'],
  [{ fromat: 'text' }, 'fromat: there is no such option. There are omit, keep'],
  [{ omit: 'title' }, 'omit: give a list'],
  [{ omit: ['heading'] }, 'Use one of title, byline, caption, table, code'],
  [{ keep: ['chrome'] }, 'keep: "chrome" is unknown'],
  [{ extractor: 'magic' }, 'extractor: "magic" is unknown'],
  [{ languages: 'en' }, 'languages: give a list'],
  [{ languages: ['english'] }, 'ISO 639-1'],
  [{ languages: ['xx'] }, 'ISO 639-1'],
  [{ toString: true }, 'toString: there is no such option'],
  [{ rules: 5 }, 'rules: give a folder or a list of folders'],
  [{ rules: [5] }, 'rules: give a folder or a list of folders'],
])('the options %j', (options, message) => {
  const create = () => createCleaner(options as unknown as CleanOptions);
  expect(create).toThrow(message);
  expect(create).toThrow(DehuskError);
});

test.each([null, undefined, {}, { html: 7 }, 'text'])('the source %j', (source) => {
  expect(() => clean(source as unknown as Source)).toThrow(DehuskError);
});
