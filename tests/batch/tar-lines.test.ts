import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { folderOf, outputsIn } from '../cli/command.ts';
import { runIn as run } from './run.ts';
import { linesOf, unpacked } from './written.ts';

/** A tar archive of files by their paths. */
async function tar(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  archive.finalize();
  return await buffer(archive as AsyncIterable<Uint8Array>);
}

const record = (id: number) =>
  `{"id":${id},"text":"The council met on Tuesday, said number ${id}.\\n\\nPost a Comment"}\n`;
const [ONE, TWO, THREE] = [1, 2, 3].map(record);

const idsOf = (lines: string) => linesOf(lines).map(({ id }) => id);

test('lines of JSON in a tar archive are read as they are outside one, packed or not', async () => {
  const archive = await tar({
    'part/a.ndjson': ONE + TWO,
    'b.jsonl.gz': Buffer.concat([gzipSync(THREE), Buffer.alloc(100), gzipSync(record(4))]),
    'c.txt': 'Words.\n',
    'd.json.gz': gzipSync('{"id":12345678901234567890,"html":"<p>Six words are here for you."}'),
    'e.json': '{"text":"In folders, such a file is mostly no document."}',
  });
  const folder = folderOf({ 'in/a.tar': archive, 'in/b.tgz': gzipSync(archive) });
  expect((await run(folder)).documents).toEqual({ done: 12, unchanged: 0, failed: 0 });
  const lines = outputsIn(join(folder, 'out'))['a.jsonl'];
  expect(idsOf(lines)).toEqual([1, 2, 3, 4, 'c.txt', expect.any(Number)]);
  expect(lines).toContain('"id":12345678901234567890,"text":"Six words are here for you.\\n"');
  expect(linesOf(lines)[0]).toMatchObject({
    text: 'The council met on Tuesday, said number 1.\n',
    dehusk: { removed: [{ text: 'Post a Comment' }] },
  });
  expect(unpacked(folder, 'out/b.jsonl.gz')).toBe(lines);
  expect((await run(folder)).documents).toMatchObject({ done: 12, unchanged: 12 });
});

test('what fails in one is named by its file and line, and costs the others nothing', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from(ONE), Buffer.alloc(50_000_000, 'x')]));
  const folder = folderOf({
    'in/a.tar': await tar({
      'bad.jsonl': `${ONE}\n{bad\n{"id":2,"text":"${'x'.repeat(200_000)}"}\n${THREE}`,
      'bomb.jsonl.gz': bomb,
      'cut.jsonl.gz': gzipSync(ONE + TWO).subarray(0, -4),
      'garbage.jsonl.gz': Buffer.concat([gzipSync(ONE), gzipSync(TWO), Buffer.from('no gzip')]),
      'misnamed.jsonl': gzipSync(ONE),
      'pretty.json.gz': gzipSync(JSON.stringify({ text: 'One.' }, null, 2)),
      'z.txt': 'Words.\n',
    }),
  });
  const { failures } = await run(folder, { maxBytes: 100_000 });
  const at = (name: string) => join(folder, `in/a.tar:${name}`);
  expect(failures).toMatchObject([
    { name: at('bad.jsonl:3'), code: 'bad-json' },
    { name: at('bad.jsonl:4'), code: 'too-large' },
    { name: at('bomb.jsonl.gz'), code: 'too-large' },
    { name: at('cut.jsonl.gz'), code: 'unreadable' },
    { name: at('garbage.jsonl.gz'), code: 'unreadable' },
    { name: at('misnamed.jsonl'), message: 'It is packed with gzip: let its name end in .gz.' },
    { name: at('pretty.json.gz'), code: 'bad-json' },
  ]);
  const texts = outputsIn(join(folder, 'out'))
    ['a.jsonl'].trimEnd()
    .split('\n')
    .map((line) => line && JSON.parse(line))
    .filter((line) => line?.text)
    .map(({ id }) => id);
  expect(texts).toEqual([1, 3, 1, 1, 2, 1, 2, 'z.txt']);
});

test('an archive that is cut off within them gives what was whole', async () => {
  const archive = await tar({ 'a.jsonl': ONE + TWO + record(3).repeat(500) });
  const folder = folderOf({ 'in/a.tar': archive.subarray(0, 2000) });
  expect((await run(folder)).failures).toMatchObject([
    { name: join(folder, 'in/a.tar'), message: expect.stringMatching(/^It is no whole tar archive/) },
  ]);
  expect(idsOf(outputsIn(join(folder, 'out'))['a.jsonl']).slice(0, 3)).toEqual([1, 2, 3]);
});

test('columns that are named are those of lines, and no fields of pages', async () => {
  const folder = folderOf({
    'in/a.tar': await tar({ 'a.jsonl': '{"id":7,"body":"Words of a record."}\n', 'b.txt': 'Words.\n' }),
  });
  await run(folder, { textColumn: 'body' });
  const lines = linesOf(outputsIn(join(folder, 'out'))['a.jsonl']);
  expect(lines.map(({ id, text, body }) => [id, text, body])).toEqual([
    [7, 'Words of a record.\n', undefined],
    ['b.txt', 'Words.\n', undefined],
  ]);
  await run(folder, { to: 'dolma', textColumn: 'body' });
  expect(idsOf(unpacked(folder, 'out/documents/a.jsonl.gz'))).toEqual(['7', 'b.txt']);
});

test('a file is not hidden for a "." in its path, as `tar c pages/./a.txt` has it', async () => {
  const folder = folderOf({
    'in/a.tar': await tar({ 'pages/./a.txt': 'Words.\n', 'pages/.b.txt': 'No words.\n' }),
  });
  expect((await run(folder)).documents).toMatchObject({ done: 1, failed: 0 });
});
