/**
 * How `src/` becomes `dist/`: an entry for each thing that is started or imported from outside, what they
 * share in a few chunks. Files are what starting costs: one of a hundred modules takes Node longer to find,
 * read and link than to run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'rolldown';
import { writeArrays } from './src/packs/array-file.ts';
import { readEldNgrams } from './tools/train/eld-ngrams.ts';

const MODELS = 'judge';

/** The models, eld's too, and what runs their trees, stand one folder below `dist`, as the chunks that read them do, and as in `src`. */
const models: Plugin = {
  name: 'models',
  async generateBundle() {
    for (const name of readdirSync(`src/${MODELS}`).filter((file) => /\.(model\.json|wasm)$/.test(file))) {
      const source = readFileSync(`src/${MODELS}/${name}`);
      this.emitFile({ type: 'asset', fileName: `${MODELS}/${name}`, source });
    }
    this.emitFile({
      type: 'asset',
      fileName: `${MODELS}/eld.ngrams`,
      source: writeArrays(await readEldNgrams()),
    });
  },
};

export default defineConfig({
  input: Object.fromEntries(
    ['index', 'cli/main', 'batch/stream', 'batch/worker', 'packs/build', 'verify/vitest'].map((entry) => [
      entry,
      `./src/${entry}.ts`,
    ]),
  ),
  platform: 'node',
  // Packages and what Node has stay outside.
  external: /^[^./]/,
  plugins: [models],
  output: { dir: 'dist', cleanDir: true, chunkFileNames: 'chunks/[name].js' },
});
