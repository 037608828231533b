import { defineConfig } from 'vite';
import { aslValidators } from './scripts/vite/aslValidators.ts';
import { jsonataSync } from './scripts/vite/jsonataSync.ts';

/** The command line as one file for Node. */
export default defineConfig({
  plugins: [jsonataSync(), aslValidators()],
  publicDir: false,
  ssr: { noExternal: true, external: ['elkjs', 'web-worker'] },
  build: {
    ssr: 'src/cli/bin.ts',
    target: 'node20',
    outDir: '.cache/cli',
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'asl.mjs' } },
  },
});
