import { Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { cleanStream, type FilterOptions } from '../../src/batch/stream.ts';

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

test.each([
  [{ format: 'pdf' }, 'format: "pdf" is unknown'],
  [{ ledgr: false }, 'ledgr: there is no such option. There are omit, keep'],
  [{ job: 1 }, 'job: there is no such option'],
  [null, 'Give the options as an object'],
])('the wrong options %j destroy the stream', async (options, message) => {
  const stream = cleanStream(options as FilterOptions);
  const cleaned = pipeline(Readable.from(['{"text":"x"}\n']), stream, async (output) => {
    for await (const _ of output);
  });
  await expect(cleaned).rejects.toThrow(message);
  await expect(cleaned).rejects.toMatchObject({ code: 'bad-option' });
});

test('Web streams take it and give bytes', async () => {
  const { body } = new Response('{"text":"One."}\n{"text":"Two."}\n');
  const pair = Duplex.toWeb(cleanStream({ jobs: 1 })) as ReadableWritablePair<Uint8Array, Uint8Array>;
  const text = await new Response(body?.pipeThrough(pair)).text();
  expect(text.split('\n').map((line) => line && JSON.parse(line).text)).toEqual(['One.\n', 'Two.\n', '']);
});

test('a slow reader slows the source, and one that has enough ends it', async () => {
  let given = 0;
  const source = Readable.from(
    (function* () {
      for (;;) yield `{"id":${given++},"text":"${'Words of an article. '.repeat(500)}"}\n`;
    })(),
  );
  const stream = source.pipe(cleanStream({ jobs: 1 }));
  for await (const chunk of stream) {
    expect(String(chunk)).toContain('"id":0');
    await new Promise((resolve) => setTimeout(resolve, 300));
    break;
  }
  expect(given).toBeLessThan(100);
  expect(stream.destroyed).toBe(true);
});

test('the error of a source comes through; records that are no lines are an error', async () => {
  const broken = Readable.from(
    (async function* () {
      yield '{"text":"One."}\n';
      throw new Error('the source broke');
    })(),
  );
  const drain = async (output: AsyncIterable<unknown>) => {
    for await (const _ of output);
  };
  await expect(pipeline(broken, cleanStream({ jobs: 1 }), drain)).rejects.toThrow('the source broke');
  const objects = Readable.from([{ text: 'One.' }]);
  await expect(pipeline(objects, cleanStream({ jobs: 1 }), drain)).rejects.toThrow('bytes or strings');
});
