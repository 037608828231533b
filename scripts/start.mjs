// Builds the studio and serves it on this machine. `--port 4173` chooses the port, `--no-build` serves the last build.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const at = args.indexOf('--port');
const port = at >= 0 ? Number(args[at + 1]) : Number(process.env.PORT ?? 4173);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('--port takes a number from 1 to 65535.');
  process.exit(2);
}

if (!args.includes('--no-build') || !existsSync(join(root, 'dist/index.html'))) {
  console.log('Building ASL Studio …');
  await build({ root, logLevel: 'warn' });
}
const server = await preview({
  root,
  logLevel: 'warn',
  preview: { port, host: 'localhost', strictPort: false },
});
console.log(`ASL Studio is ready: ${server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`}`);
console.log('Press Ctrl+C to stop.');
