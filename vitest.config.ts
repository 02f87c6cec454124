import { defineConfig } from 'vitest/config';

/** They leave nothing behind in the process but loaded code. */
const TOGETHER = 'tests/{decode,judge,packs,render,segment}/**/*.test.ts';
/** They take times, to which what others leave to be collected adds, or start processes. */
const ALONE = [
  'tests/decode/sniff.test.ts',
  'tests/judge/{attacks,duplicates,finders,page-text,rules,tree-lanes}.test.ts',
  'tests/packs/load.test.ts',
  'tests/render/{own-strings,structure,text}.test.ts',
  'tests/segment/{html-hostile,text}.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['tests/build-packs.ts'],
    testTimeout: 60_000,
    // Vitest would leave one of two cores idle. Tests that take the time count processor time.
    maxWorkers: '100%',
    // What is built runs as it is, without Vite.
    server: { deps: { external: [/\/dist\//] } },
    // In the order of their names, so that the short ones fill the gaps at the end.
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['tests/*.test.ts', 'tests/{batch,cli,verify}/**/*.test.ts', ...ALONE],
        },
      },
      // Small files share a process and the code that it has loaded: each would take half a second to start.
      { extends: true, test: { name: 'together', include: [TOGETHER], exclude: ALONE, isolate: false } },
    ],
  },
});
