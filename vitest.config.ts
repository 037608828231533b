import { defineConfig } from 'vitest/config';
import { aslValidators } from './scripts/vite/aslValidators.ts';
import { jsonataSync } from './scripts/vite/jsonataSync.ts';

export default defineConfig({
  plugins: [jsonataSync(), aslValidators()],
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    environment: 'node',
    // Property tests do much work; how long it takes is no matter of theirs, also on a busy machine.
    testTimeout: 60_000,
    server: { deps: { inline: ['jsonata'] } },
  },
});
