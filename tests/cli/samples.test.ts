/** What `rules stats` and `diff` cannot read is said and passed over; the rest counts. */
import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BIN, folderOf } from './command.ts';
import { dehuskHere } from './here.ts';

const RECORD = `${JSON.stringify({ text: 'The council met.\n\nLeave a comment\n' })}\n`;

test('a record that is none, or too long, costs the others of its file nothing, and is said with its line', async () => {
  const cwd = folderOf({
    'in/a.jsonl': `${RECORD}not json\n\n{"id":1}\n${RECORD}`,
    'in/b.jsonl.gz': gzipSync(`${RECORD}{"text":"${'x'.repeat(65 << 20)}"}\n${RECORD}`, { level: 1 }),
  });
  const { status, stdout, stderr } = await dehuskHere(['rules', 'stats', 'in'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^comments\/prompt +4 documents, 4 removals$/m);
  const said = stderr.split('\n').slice(0, 3);
  expect(said).toEqual([
    expect.stringMatching(/^dehusk: in\/a\.jsonl:2: It is not JSON: /),
    'dehusk: in/a.jsonl:4: It has no "html" or "text".',
    'dehusk: in/b.jsonl.gz:2: It has more than 67108864 bytes, the most that is read here.',
  ]);
});

test('of a packed file that is cut off counts what was in it', async () => {
  const packed = gzipSync(Array.from({ length: 3000 }, (_, id) => `{"id":${id},${RECORD.slice(1)}`).join(''));
  const cwd = folderOf({ 'in/a.jsonl.gz': packed.subarray(0, packed.length >> 1), 'in/b.jsonl': RECORD });
  const { status, stderr } = await dehuskHere(['rules', 'stats', 'in'], { cwd });
  expect(stderr).toMatch(/^dehusk: in\/a\.jsonl\.gz: It is not a whole gzip file\.\n\d{3,4} documents, /);
  expect(status).toBe(0);
});

test('a packed file that may not be read costs the others nothing', () => {
  const cwd = folderOf({ 'in/a.jsonl.gz': gzipSync(RECORD), 'in/b.jsonl': RECORD });
  // Root may read everything but what is no memory of the shell.
  const script = `mount --bind /proc/$$/mem in/a.jsonl.gz || exit 99; ${process.execPath} ${BIN} rules stats in`;
  const { status, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], { cwd, encoding: 'utf8' });
  expect(stderr).toMatch(/^dehusk: in\/a\.jsonl\.gz: .+\n1 document, 1 rule fired/);
  expect(status).toBe(0);
});
