/** What outputs are called: the input's place and name with the format's ending, one name for one input. */
import { createHash } from 'node:crypto';
import type { Format } from '../options.ts';

export const ENDINGS: Readonly<Record<Format, string>> = {
  text: '.txt',
  markdown: '.md',
  html: '.html',
  json: '.json',
};

/**
 * Whether a file in a folder or in a tar archive is a page or a text, by its ending. A file that is named on the
 * command line may have any.
 */
export function isPageName(name: string): boolean {
  return /\.(?:html?|xhtml|txt|md)(?:\.gz)?$/i.test(name);
}

/** What file systems take, in bytes. */
const LONGEST_NAME = 255;

/** An input's name, and what of it the output's name is made of. */
export interface Nameable {
  readonly name: string;
  /** The name without its ending. */
  readonly stem: string;
  /** The output's ending, with its dot. */
  readonly ending: string;
}

/** What two names have in common that are one to a disk. */
export type NameKey = (name: string) => string;

/** For disks on which each name is another. */
export const exactly: NameKey = (name) => name;

/** For disks on which `A.txt` is `a.txt`, as on macOS, where an `é` of two characters is an `é` of one too, and on Windows. */
export const ignoringCase: NameKey = (name) => name.normalize('NFC').toLowerCase();

/**
 * Output names for the files of one folder. `a.html` becomes `a.txt`; where two files would share a
 * name, or a file one of the taken names (subfolders), all of them keep their full name before the
 * ending: `a.html.txt`, `a.md.txt`. Names that are one to the disk even so are told apart by hashes.
 *
 * @param taken names that no output may have
 * @param keyOf which names are one to the disk that the outputs go to
 * @returns the output names, in the order of `files`
 */
export function outputNames(
  files: readonly Nameable[],
  taken: ReadonlySet<string>,
  keyOf: NameKey = exactly,
): string[] {
  const takenKeys = new Set([...taken].map(keyOf));
  const keepsFullName = new Set<Nameable>();
  const nameOf = (file: Nameable) => (keepsFullName.has(file) ? file.name : file.stem) + file.ending;
  let clashing: Set<Nameable>;
  for (;;) {
    const owners = new Map<string, Nameable[]>();
    for (const file of files) {
      const key = keyOf(nameOf(file));
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, [file]);
      else owner.push(file);
    }
    clashing = new Set([...owners].flatMap(([key, of]) => (of.length > 1 || takenKeys.has(key) ? of : [])));
    const before = keepsFullName.size;
    for (const file of clashing) keepsFullName.add(file);
    if (keepsFullName.size === before) break;
  }
  return files.map((file) => {
    if (!clashing.has(file)) return shorten(nameOf(file), file.ending);
    return shorten(`${file.name}~${hashOf(file.name)}${file.ending}`, file.ending);
  });
}

/** `page.html.gz` and `page.html` without their endings; a dot at the start is no ending. */
export function withoutEnding(file: string): string {
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
 * Output names for folders beside each other: their own, told apart by hashes where they are one to the disk, or are
 * taken.
 */
export function folderNames(
  names: readonly string[],
  taken: ReadonlySet<string>,
  keyOf: NameKey = exactly,
): string[] {
  const counts = new Map([...taken].map((name) => [keyOf(name), 1]));
  for (const name of names) counts.set(keyOf(name), (counts.get(keyOf(name)) ?? 0) + 1);
  return names.map((name) => (counts.get(keyOf(name)) === 1 ? name : `${name}~${hashOf(name)}`));
}

/** A name that is no valid UTF-8, made unique by a hash of its bytes. */
export function withHash(name: string, raw: Uint8Array): string {
  const dot = name.indexOf('.', 1);
  const stem = dot === -1 ? name : name.slice(0, dot);
  return `${stem}~${hashOf(raw)}${name.slice(stem.length)}`;
}

/**
 * Shortest ends of paths that tell them apart: `2023/news` and `2024/news` stay so, `news` and
 * `sport` need no folder.
 *
 * @param paths absolute paths with `/` between their parts, each once
 * @param keyOf which names are one to the disk that the outputs go to
 */
export function shortLabels(paths: readonly string[], keyOf: NameKey = exactly): string[] {
  const parts = paths.map((path) => path.split('/').filter((part) => part !== ''));
  const lengths = parts.map(() => 1);
  const label = (i: number) => parts[i].slice(-lengths[i]).join('/') || 'root';
  for (;;) {
    const owners = new Map<string, number[]>();
    parts.forEach((_, i) => {
      const key = keyOf(label(i));
      owners.set(key, [...(owners.get(key) ?? []), i]);
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
