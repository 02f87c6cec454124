/** The documents of a folder, one after another, for commands that look at what rules do to them. */
import { join } from 'node:path';
import { toFailure } from '../batch/failure.ts';
import { DEFAULT_MAX_BYTES } from '../batch/limits.ts';
import { printable } from '../batch/names.ts';
import { readBytes, toSource } from '../batch/read-input.ts';
import { walk } from '../batch/walk.ts';
import { DehuskError } from '../errors.ts';
import type { CleanOptions } from '../options.ts';
import { readGolden } from '../verify/golden.ts';
import type { Sample } from '../verify/statistics.ts';
import { withNearestConfig } from './options.ts';
import { say } from './streams.ts';

/**
 * Reads the pages of a folder. What cannot be read is said and passed over.
 *
 * @param options may name a configuration for all of them
 * @param goldens a folder with what the pages must become, mirrored
 * @throws DehuskError `no-input`
 */
export async function readSamples(
  folder: string,
  options: CleanOptions,
  goldens?: string,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for await (const input of walk([folder], { ending: '.txt' }, { hidden: 0, links: 0, other: 0 })) {
    if ('code' in input) {
      say(`dehusk: ${printable(input.name)}: ${input.message}`);
      continue;
    }
    const gold = goldens === undefined ? undefined : readGolden(join(goldens, input.output));
    try {
      const source = toSource(readBytes(input.path, DEFAULT_MAX_BYTES), input.name);
      const { config } = withNearestConfig(options, input.path.toString());
      samples.push({
        name: input.name,
        source,
        ...(gold !== undefined && { gold }),
        ...(config !== undefined && { config }),
      });
    } catch (error) {
      say(`dehusk: ${printable(input.name)}: ${toFailure(input.name, error).message}`);
    }
  }
  if (samples.length === 0) throw new DehuskError('no-input', `There is no page in ${folder}.`);
  return samples;
}
