/** The scorers' trees run in WebAssembly where there is one, and come to the same where there is none. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BIN, folderOf, ROOT } from '../cli/command.ts';

const PAGE = `<html lang="en"><head><title>The bridge at Harrow stays open | Valley Post</title></head><body>
<div class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></div>
<div class="content"><h1>The bridge at Harrow stays open</h1>
<p>The council met on Tuesday evening and, after three hours of debate, voted to keep the old bridge open to traffic.</p>
<p>“It has carried us for ninety years, and it will carry us for ninety more,” said the mayor, who had walked there.</p>
<p>Repairs begin in spring, when the river is low, and are expected to take until the first week of October.</p></div>
<div class="side"><h3>Elsewhere</h3><ul><li><a href="/1">School roof mended</a></li><li><a href="/2">Fair in June</a></li></ul></div>
<div class="foot"><a href="/about">About us</a> <a href="/imprint">Imprint</a> <a href="/terms">Terms of use</a></div></body></html>`;

test('the WebAssembly is what its source is compiled to', () => {
  const out = join(folderOf(), 'tree-lanes.wasm');
  const { status } = spawnSync('npm', ['run', 'wasm', '--', '-o', out], { cwd: ROOT });
  expect(status).toBe(0);
  expect(readFileSync(join(ROOT, 'src/judge/tree-lanes.wasm')).equals(readFileSync(out))).toBe(true);
});

/** What `clean` says of the page and of a text, ledger and all, when started by this line of a shell. */
function cleaned(node: string): string {
  const folder = folderOf({ 'page.html': PAGE });
  return [join(folder, 'page.html'), join(ROOT, 'seeds/000_5f4a4d65843b7052.txt')]
    .map((input) => {
      const line = `${node} "$0" "$@"`;
      const { status, stdout } = spawnSync('bash', ['-c', line, BIN, 'clean', input, '--format', 'json'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(status).toBe(0);
      return stdout.replaceAll(folder, '');
    })
    .join('\n');
}

let usual: string | undefined;

/** What it says where nothing is amiss, asked once. */
function cleanedAsUsual(): string {
  usual ??= cleaned('node');
  return usual;
}

test('pages and texts come out the same where there is no WebAssembly', () => {
  expect(cleaned('node --jitless')).toBe(cleanedAsUsual());
});

test.runIf(process.platform === 'linux')('and where there are few addresses for its memory', () => {
  expect(cleaned('ulimit -v 4000000; node')).toBe(cleanedAsUsual());
});
