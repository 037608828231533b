import { defineConfig } from 'vitest/config';
import { aslValidators } from './scripts/vite/aslValidators.ts';
import { jsonataSync } from './scripts/vite/jsonataSync.ts';

export default defineConfig({
  plugins: [jsonataSync(), aslValidators()],
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    environment: 'node',
    server: { deps: { inline: ['jsonata'] } },
  },
});
