import { join } from 'node:path';
import { defineConfig } from 'vite';
import { jsonataSync } from '../vite/jsonataSync.ts';

const root = join(import.meta.dirname, 'page');

/** The measuring page: this project's engine and the peers, side by side in one browser. */
export default defineConfig({
  root,
  plugins: [jsonataSync()],
  worker: { format: 'es', plugins: () => [jsonataSync()] },
  build: {
    target: 'es2023',
    outDir: join(import.meta.dirname, '../../.cache/bench-page'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 10_000,
  },
});
