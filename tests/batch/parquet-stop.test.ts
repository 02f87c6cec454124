import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { folderOf, outputsIn } from '../cli/command.ts';
import { cleanHere } from './run.ts';

const TEXTS = Array.from({ length: 1000 }, (_, i) => `One ${i}.`);
// So long that the working file is read in many steps.
const ABOUT = 'x'.repeat(4000);

const INPUTS = {
  'in.jsonl': TEXTS.map((text) => `${JSON.stringify({ text, about: ABOUT })}\n`).join(''),
  'in.parquet': new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'text', data: TEXTS, type: 'STRING' },
        { name: 'about', data: TEXTS.map((text) => text + ABOUT), type: 'STRING' },
      ],
      rowGroupSize: 100,
    }),
  ),
};

test.each([['in.jsonl'], ['in.parquet']] as const)(
  'a run that is stopped while it turns %s into Parquet leaves no half file, and ends with the same bytes',
  async (name) => {
    const folder = folderOf({ [name]: INPUTS[name] });
    const cleanTo = (out: string, signal?: AbortSignal) =>
      cleanHere([join(folder, name)], { out: join(folder, out), to: 'parquet', ...(signal && { signal }) });
    await cleanTo('whole');

    const stop = new AbortController();
    let hasEnded = false;
    const stopped = cleanTo('out', stop.signal).finally(() => {
      hasEnded = true;
    });
    // The first output that is begun.
    const begun = join(folder, 'out/.dehusk/tmp/0');
    while (!hasEnded && !existsSync(begun)) await nextTurn();
    stop.abort();
    expect((await stopped).interrupted).toBe(true);
    expect(outputsIn(join(folder, 'out'))).toEqual({});
    expect(existsSync(begun)).toBe(false);

    expect((await cleanTo('out')).documents).toEqual({ done: 1000, unchanged: 1000, failed: 0 });
    const [one, other] = ['whole', 'out'].map((out) => readFileSync(join(folder, out, 'in.parquet')));
    expect(other.equals(one)).toBe(true);
  },
);
