/** The development data beside the project. CI must have it; elsewhere the tests that need it are skipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const DATA = join(import.meta.dirname, '../../shared/data');

/** False only outside CI, where `test.skipIf(!hasSharedData)` skips. */
export const hasSharedData = existsSync(DATA);
if (!hasSharedData && process.env.CI) throw new Error(`${DATA} is missing; CI needs it.`);

/** Every `step`-th of a sorted list, so that a sample is spread over the whole and always the same. */
function sample<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, i) => items[Math.floor(i * step)]);
}

/** Web pages as the bytes of their files. */
export function webPages(count: number): { name: string; bytes: Uint8Array }[] {
  const folder = join(DATA, 'wcxb/html');
  return sample(readdirSync(folder).sort(), count).map((name) => ({
    name,
    bytes: gunzipSync(readFileSync(join(folder, name))),
  }));
}

/** Pages as another tool turned them into text. */
export function flattenedTexts(
  tool: 'fulltext' | 'readability' | 'trafilatura' | 'defuddle',
  count: number,
): { name: string; text: string }[] {
  const lines = gunzipSync(readFileSync(join(DATA, 'flattened', `${tool}.jsonl.gz`)))
    .toString('utf8')
    .split('\n')
    .filter(Boolean);
  return sample(lines, count).map((line) => {
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    return { name: `${tool}/${id}`, text };
  });
}
