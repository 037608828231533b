import { join } from 'node:path';
import { defineConfig } from 'vite';
import { aslValidators } from '../vite/aslValidators.ts';
import { jsonataSync } from '../vite/jsonataSync.ts';

const root = join(import.meta.dirname, '../..');

/** The measuring programs for Node: one file each, with this project's parts inside and the peers outside. */
export default defineConfig({
  root,
  plugins: [jsonataSync(), aslValidators()],
  publicDir: false,
  ssr: { noExternal: [/^(?!node:|aws-local-stepfunctions|asl-validator|elkjs|web-worker)/] },
  build: {
    ssr: 'scripts/bench/node.ts',
    target: 'node20',
    outDir: '.cache/bench',
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'node.mjs' } },
  },
});
