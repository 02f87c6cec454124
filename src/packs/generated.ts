/** The files in the repository that are made from the packs and their schema, so that people find them there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CompiledPacks } from './compiled.ts';
import { formatLanguageTable, tabulateLanguages } from './list.ts';
import { packJsonSchema } from './schema.ts';

/** In the README, around the table of languages and categories. */
const TABLE_START = '<!-- dehusk rules list --table -->';
const TABLE_END = '<!-- end of the table -->';

export interface GeneratedFile {
  /** Below the project's folder. */
  readonly file: string;
  readonly content: string;
}

/** What the generated files of the project at `root` must hold. The same packs give the same text. */
export function generateFiles(root: string, packs: CompiledPacks): readonly GeneratedFile[] {
  const table = formatLanguageTable(tabulateLanguages(packs));
  return [
    { file: 'rules/schema.json', content: toJson(packJsonSchema('general')) },
    { file: 'rules/sites/schema.json', content: toJson(packJsonSchema('site')) },
    { file: 'rules/software/schema.json', content: toJson(packJsonSchema('software')) },
    { file: 'README.md', content: putTable(readFileSync(path.join(root, 'README.md'), 'utf8'), table) },
  ];
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function putTable(readme: string, table: string): string {
  const [before, rest = ''] = readme.split(TABLE_START);
  const [, after = ''] = rest.split(TABLE_END);
  return `${before}${TABLE_START}\n\n${table}\n${TABLE_END}${after}`;
}
