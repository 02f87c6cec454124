/** Finds the inputs in files and folders, in a fixed order, and says where each one's output goes. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { type Archive, archiveAskedFor, archiveNamed } from './archive.ts';
import { type Failure, toFailure } from './failure.ts';
import {
  folderNames,
  isPageName,
  type Nameable,
  type NameKey,
  outputNames,
  shortLabels,
  withHash,
  withoutEnding,
} from './names.ts';
import { openRoot, type Root, realPlace, refuseOverlap } from './roots.ts';

export interface InputFile {
  /** What to open. Bytes when the name is not valid UTF-8. */
  readonly path: string | Buffer;
  /** What to call it in messages: the path as given, with what was found below it. */
  readonly name: string;
  /** Where its output goes, below the output folder, with `/` between the parts. */
  readonly output: string;
  /** Bytes; 0 when it cannot be told. */
  readonly size: number;
  /** Set for an archive, which holds many documents. */
  readonly archive?: Archive;
}

/** What was passed over, by reason. */
export interface Skipped {
  hidden: number;
  links: number;
  /** Names that end in no way that dehusk reads, devices, sockets, what `include` and `exclude` leave out. */
  other: number;
}

export interface WalkOptions {
  /** The ending of a page's output, with its dot. */
  readonly ending: string;
  /** The ending of an archive's output; archives are passed over without it. */
  readonly archiveEnding?: (archive: Archive) => string;
  /** Inputs match one of these globs. A glob without a slash is for names anywhere. */
  readonly include?: readonly string[];
  /** Inputs, and folders with all that is in them, that match one of these are passed over. */
  readonly exclude?: readonly string[];
  /** The output folder, which is not walked. */
  readonly out?: string;
  /** Names at the top of the output folder that are for no output and no folder of outputs. */
  readonly reserved?: readonly string[];
  /** Which names are one to the disk of the output folder. */
  readonly nameKey?: NameKey;
}

/**
 * Walks files and folders, depth first, the entries of a folder in the order of their bytes. Holds
 * one folder at a time. Symbolic links inside folders are not followed, one that is named is.
 *
 * @param skipped counted up on the way
 * @throws DehuskError `bad-input` when outputs would fall among the inputs
 */
export async function* walk(
  paths: readonly string[],
  options: WalkOptions,
  skipped: Skipped,
): AsyncGenerator<InputFile | Failure> {
  const roots: Root[] = [];
  for (const given of paths) {
    const root = await openRoot(given);
    if ('code' in root) yield root;
    else if (!roots.some(({ real }) => real === root.real)) roots.push(root);
  }
  const out = options.out === undefined ? undefined : await realPlace(options.out);
  if (out !== undefined) for (const root of roots) refuseOverlap(root, out);

  const wanted = createFilter(options);
  const visit = createVisit(wanted, options, out, skipped);
  if (roots.length === 1 && roots[0].isFolder) {
    yield* visit(roots[0].real, roots[0].given, '', '', new Set(options.reserved));
    return;
  }
  const reals = roots.map(({ real }) => real.split(sep).join('/'));
  const labels = shortLabels(reals, options.nameKey).map((label, i) =>
    roots[i].isFolder ? besideReserved(label, options) : label,
  );
  const outputs = rootOutputs(roots, labels, options);
  for (const [i, root] of roots.entries()) {
    if (root.isFolder) yield* visit(root.real, root.given, '', `${labels[i]}/`, new Set());
    else
      yield await toInput(root.real, root.given, outputs[i], archiveOf(root.given, options, archiveAskedFor));
  }
}

/** Files that are named themselves go to the top of the output folder, where folders have theirs. */
function rootOutputs(roots: readonly Root[], labels: readonly string[], options: WalkOptions): string[] {
  const outputs = [...labels];
  const byFolder = new Map<string, number[]>();
  roots.forEach(({ isFolder }, i) => {
    if (isFolder) return;
    const folder = labels[i].slice(0, labels[i].lastIndexOf('/') + 1);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), i]);
  });
  for (const [folder, members] of byFolder) {
    const taken = roots.flatMap(({ isFolder }, i) =>
      isFolder && labels[i].startsWith(folder) ? [labels[i].slice(folder.length).split('/')[0]] : [],
    );
    if (folder === '') taken.push(...(options.reserved ?? []));
    const names = outputNames(
      members.map((i) => {
        const name = labels[i].slice(folder.length);
        return toNameable(name, archiveOf(name, options, archiveAskedFor), options);
      }),
      new Set(taken),
      options.nameKey,
    );
    members.forEach((i, k) => {
      outputs[i] = folder + names[k];
    });
  }
  return outputs;
}

/** A folder of outputs that is not called as something else at the top of the output folder. */
function besideReserved(label: string, { reserved, nameKey }: WalkOptions): string {
  const [top, ...below] = label.split('/');
  return [...folderNames([top], new Set(reserved), nameKey), ...below].join('/');
}

function isInput(name: string, options: WalkOptions): boolean {
  return isPageName(name) || archiveOf(name, options) !== undefined;
}

function archiveOf(name: string, options: WalkOptions, find = archiveNamed): Archive | undefined {
  return options.archiveEnding === undefined ? undefined : find(name);
}

function toNameable(name: string, archive: Archive | undefined, options: WalkOptions): Nameable {
  const ending = (archive && options.archiveEnding?.(archive)) ?? options.ending;
  return { name, stem: archive?.stem ?? withoutEnding(name), ending };
}

async function toInput(
  path: string | Buffer,
  name: string,
  output: string,
  archive: Archive | undefined,
): Promise<InputFile> {
  const size = await stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
  return { path, name, output, size, ...(archive !== undefined && { archive }) };
}

type Filter = (path: string, isFolder: boolean) => boolean;

function createFilter({ include = [], exclude = [] }: WalkOptions): Filter {
  const compile = (globs: readonly string[]) =>
    globs.map((glob) => picomatch(glob, { dot: true, basename: !glob.includes('/') }));
  const included = compile(include);
  const excluded = compile(exclude);
  return (path, isFolder) => {
    if (excluded.some((matches) => matches(path))) return false;
    return isFolder || included.length === 0 || included.some((matches) => matches(path));
  };
}

interface Entry {
  readonly raw: Buffer;
  readonly name: string;
  /** In the output: the name, made unique when it is not valid UTF-8. */
  readonly label: string;
  readonly dirent: Dirent<Buffer>;
}

type Visit = (
  folder: string | Buffer,
  shown: string,
  /** The path below the root, for the globs. */
  below: string,
  output: string,
  reserved: ReadonlySet<string>,
) => AsyncGenerator<InputFile | Failure>;

function createVisit(wanted: Filter, options: WalkOptions, out: string | undefined, skipped: Skipped): Visit {
  const visit: Visit = async function* (folder, shown, below, output, reserved) {
    let entries: Entry[];
    try {
      entries = await list(folder);
    } catch (error) {
      yield toFailure(shown, error);
      return;
    }
    const folders: Entry[] = [];
    const files: Entry[] = [];
    for (const entry of entries) {
      const { dirent } = entry;
      if (entry.name.startsWith('.')) skipped.hidden++;
      else if (dirent.isSymbolicLink()) skipped.links++;
      else if (dirent.isDirectory()) {
        if (join(folder, entry.raw) !== out && wanted(below + entry.name, true)) folders.push(entry);
      } else if (dirent.isFile() && isInput(entry.name, options) && wanted(below + entry.name, false)) {
        files.push(entry);
      } else skipped.other++;
    }
    const folderLabels = folderNames(
      folders.map(({ label }) => label),
      reserved,
      options.nameKey,
    );
    // A folder for each page is a hundred thousand of them.
    const labelOf = new Map(folders.map((entry, i) => [entry, folderLabels[i]]));
    const taken = new Set([...reserved, ...folderLabels]);
    const names = outputNames(
      files.map(({ label }) => toNameable(label, archiveOf(label, options), options)),
      taken,
      options.nameKey,
    );
    const outputOf = new Map(files.map((entry, i) => [entry, names[i]]));
    const prefix = shown.endsWith('/') || shown.endsWith(sep) ? shown : `${shown}/`;
    for (const entry of entries) {
      const name = outputOf.get(entry);
      const folderLabel = labelOf.get(entry);
      const path = join(folder, entry.raw);
      if (name !== undefined)
        yield await toInput(path, prefix + entry.name, output + name, archiveOf(entry.name, options));
      else if (folderLabel !== undefined) {
        yield* visit(
          path,
          prefix + entry.name,
          `${below}${entry.name}/`,
          `${output}${folderLabel}/`,
          new Set(),
        );
      }
    }
  };
  return visit;
}

/** A name that is no valid UTF-8 can be opened only by its bytes. */
async function list(folder: string | Buffer): Promise<Entry[]> {
  const dirents = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  return dirents
    .map((dirent) => {
      const raw = dirent.name;
      const name = raw.toString('utf8');
      const label = name.includes('\ufffd') ? withHash(name, raw) : name;
      return { raw, name, label, dirent };
    })
    .sort((a, b) => Buffer.compare(a.raw, b.raw));
}

function join(folder: string | Buffer, name: Buffer): string | Buffer {
  const text = name.toString('utf8');
  if (typeof folder === 'string' && !text.includes('\ufffd')) return resolve(folder, text);
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), name]);
}
