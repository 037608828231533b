import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { aslValidators } from './scripts/vite/aslValidators.ts';
import { contentSecurityPolicy } from './scripts/vite/contentSecurityPolicy.ts';
import { jsonataSync } from './scripts/vite/jsonataSync.ts';
import { noCdn } from './scripts/vite/noCdn.ts';

/** Plugins that the page, the workers, the tests and the command line all need. */
const corePlugins = () => [jsonataSync(), aslValidators()];

/** The validators take a few seconds to compile; whoever starts the studio need not be warned of it. */
const checks = { pluginTimings: false };

export default defineConfig({
  plugins: [react(), ...corePlugins(), noCdn(), contentSecurityPolicy()],
  worker: { format: 'es', plugins: corePlugins, rolldownOptions: { checks } },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks },
  },
  preview: { port: 4173, strictPort: false },
});
