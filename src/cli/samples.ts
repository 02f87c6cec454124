/** The documents of a folder, one after another, for commands that look at what rules do to them. */
import { join } from 'node:path';
import { toFailure } from '../batch/failure.ts';
import { DEFAULT_MAX_BYTES } from '../batch/limits.ts';
import { printable } from '../batch/names.ts';
import { readBytes, toSource } from '../batch/read-input.ts';
import { walk } from '../batch/walk.ts';
import { DehuskError } from '../errors.ts';
import { readGolden } from '../verify/golden.ts';
import type { Sample } from '../verify/statistics.ts';
import { say } from './streams.ts';

/**
 * Reads the pages of a folder. What cannot be read is said and passed over.
 *
 * @param goldens a folder with what the pages must become, mirrored
 * @throws DehuskError `no-input`
 */
export async function readSamples(folder: string, goldens?: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for await (const input of walk([folder], { ending: '.txt' }, { hidden: 0, links: 0, other: 0 })) {
    if ('code' in input) {
      say(`dehusk: ${printable(input.name)}: ${input.message}`);
      continue;
    }
    const gold = goldens === undefined ? undefined : readGolden(join(goldens, input.output));
    try {
      const source = toSource(readBytes(input.path, DEFAULT_MAX_BYTES), input.name);
      samples.push({ name: input.name, source, ...(gold !== undefined && { gold }) });
    } catch (error) {
      say(`dehusk: ${printable(input.name)}: ${toFailure(input.name, error).message}`);
    }
  }
  if (samples.length === 0) throw new DehuskError('no-input', `There is no page in ${folder}.`);
  return samples;
}
