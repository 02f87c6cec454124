import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/build-packs.ts'],
    testTimeout: 60_000,
    // Vitest would leave one of two cores idle. Tests that take the time count processor time.
    maxWorkers: '100%',
  },
});
