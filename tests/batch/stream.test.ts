import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { cleanStream } from '../../src/batch/stream.ts';

test('a Node pipeline gets the lines cleaned, in order, errors in their places', async () => {
  const input = Array.from({ length: 500 }, (_, id) =>
    id === 250 ? '{bad\n' : `${JSON.stringify({ id, text: `Number ${id}.` })}\n`,
  );
  const lines: string[] = [];
  await pipeline(Readable.from(input), cleanStream({ jobs: 2 }), async (output) => {
    for await (const chunk of output) lines.push(...String(chunk).split('\n').filter(Boolean));
  });
  const records = lines.map((line) => JSON.parse(line));
  expect(records.map(({ text }) => text)).toEqual(
    input.map((_, id) => (id === 250 ? null : `Number ${id}.\n`)),
  );
  expect(records[250].dehusk.error).toMatchObject({ code: 'bad-json' });
});

test('wrong options destroy the stream', async () => {
  const stream = cleanStream({ format: 'pdf' as 'text' });
  await expect(
    pipeline(Readable.from(['{"text":"x"}\n']), stream, async (output) => {
      for await (const _ of output);
    }),
  ).rejects.toThrow('format');
});
