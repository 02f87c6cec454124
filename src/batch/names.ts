/** What outputs are called: the input's place and name with the format's ending, one name for one input. */
import { createHash } from 'node:crypto';
import type { Format } from '../options.ts';

export const ENDINGS: Readonly<Record<Format, string>> = {
  text: '.txt',
  markdown: '.md',
  html: '.html',
  json: '.json',
};

/** What file systems take, in bytes. */
const LONGEST_NAME = 255;

/**
 * Output names for the files of one folder. `a.html` becomes `a.txt`; where two files would share a
 * name, or a file one of the taken names (subfolders), all of them keep their full name before the
 * ending: `a.html.txt`, `a.pdf.txt`.
 *
 * @param files names, each once
 * @param taken names that no output may have
 * @returns the output names, in the order of `files`
 */
export function outputNames(files: readonly string[], ending: string, taken: ReadonlySet<string>): string[] {
  const keepsFullName = new Set<string>();
  for (;;) {
    const owners = new Map<string, string[]>();
    for (const file of files) {
      const name = (keepsFullName.has(file) ? file : withoutEnding(file)) + ending;
      owners.set(name, [...(owners.get(name) ?? []), file]);
    }
    const clashing = [...owners].flatMap(([name, of]) => (of.length > 1 || taken.has(name) ? of : []));
    const before = keepsFullName.size;
    for (const file of clashing) keepsFullName.add(file);
    if (keepsFullName.size === before) {
      return files.map((file) => {
        const name = (keepsFullName.has(file) ? file : withoutEnding(file)) + ending;
        return shorten(
          taken.has(name) ? `${name.slice(0, -ending.length)}~${hashOf(file)}${ending}` : name,
          ending,
        );
      });
    }
  }
}

/** `page.html.gz` and `page.html` without their endings; a dot at the start is no ending. */
function withoutEnding(file: string): string {
  return file.replace(/(?<=.)\.gz$/i, '').replace(/(?<=.)\.[^.]*$/, '');
}

/** A name that is too long for a file system is cut, and told apart by a hash of the whole. */
function shorten(name: string, ending: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const mark = `~${hashOf(name)}${ending}`;
  let stem = '';
  for (const character of name) {
    if (Buffer.byteLength(stem) + Buffer.byteLength(character) + mark.length > LONGEST_NAME) break;
    stem += character;
  }
  return stem + mark;
}

/** Eight characters that tell names apart which look the same or had to be cut. */
export function hashOf(name: string | Uint8Array): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}

/**
 * Shortest ends of paths that tell them apart: `2023/news` and `2024/news` stay so, `news` and
 * `sport` need no folder.
 *
 * @param paths absolute paths with `/` between their parts, each once
 */
export function shortLabels(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split('/').filter((part) => part !== ''));
  const lengths = parts.map(() => 1);
  const label = (i: number) => parts[i].slice(-lengths[i]).join('/') || 'root';
  for (;;) {
    const owners = new Map<string, number[]>();
    parts.forEach((_, i) => {
      owners.set(label(i), [...(owners.get(label(i)) ?? []), i]);
    });
    const clashing = [...owners.values()].filter((of) => of.length > 1).flat();
    const growing = clashing.filter((i) => lengths[i] < parts[i].length);
    if (growing.length === 0) return parts.map((_, i) => label(i));
    for (const i of growing) lengths[i]++;
  }
}

/** A name as it may be shown on a terminal: control characters escaped. */
export function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}
